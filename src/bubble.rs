//! A message as a thread shows it: with what it answers, and with what was put on it, changed of it or
//! taken back since.
//!
//! What is about a message may come before it, and in any order: it is folded by the time at which it was
//! said, whenever the message is read. Whoever may not see what stood there before gets none of it.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::contact::masked;
use crate::ids::{MessageId, TicketNumber};
use crate::message::{ContactCard, Content, Direction, Fetched, Message, Progress, Shown, mark};
use crate::permissions::{Actor, Author, Permission};
use crate::sealed::Sealed;

/// A message, as somebody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bubble {
    /// With what it says since it was changed. Once it was taken back, it is a [`Content::Revoke`] of
    /// itself.
    pub message: Message,
    /// What it answers; or what it is about, if that is known and it has a place of its own.
    pub answers: Option<Quote>,
    /// At most one of each side.
    pub reactions: Vec<Reaction>,
    pub edited_at: Option<DateTime<Utc>>,
    pub deleted_at: Option<DateTime<Utc>>,
    /// What it said before, oldest first, for those who may see that.
    pub before: Vec<Content>,
    /// The messages that show on this one and have no place of their own.
    pub on_it: Vec<MessageId>,
    /// The message that this one is about, if it is known.
    pub about: Option<MessageId>,
    /// It shows on that one, and has no place of its own.
    pub is_on_another: bool,
}

/// What a message answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quote {
    Known(Box<Quoted>),
    /// It is not here: older than the desk, or of another conversation.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    pub id: MessageId,
    pub ticket: TicketNumber,
    pub direction: Direction,
    pub author: Author,
    /// As [`Content::word`] says it.
    pub kind: String,
    pub line: Option<String>,
    /// It is a picture, and here.
    pub is_picture: bool,
}

/// An emoji on a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    pub direction: Direction,
    pub author: Author,
    pub emoji: String,
    pub at: DateTime<Utc>,
}

/// What somebody may see of messages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight {
    /// What stood there before it was changed or taken back.
    pub(crate) originals: bool,
    pub(crate) phones: bool,
    /// Meta's JSON.
    pub(crate) raw: bool,
}

impl Sight {
    pub(crate) fn of(actor: &Actor) -> Self {
        Self {
            originals: actor.may(Permission::SeeOriginals),
            phones: actor.may(Permission::SeePhone),
            raw: actor.may(Permission::SeeRaw),
        }
    }
}

impl From<Message> for Bubble {
    /// As it was just said, to whoever said it.
    fn from(message: Message) -> Self {
        Self::of(message, &[], Sight { originals: true, phones: true, raw: true }).for_screens()
    }
}

impl Bubble {
    /// What `gestures`, which are about `message`, make of it.
    pub(crate) fn of(mut message: Message, gestures: &[Message], sight: Sight) -> Self {
        let mut gestures: Vec<&Message> =
            gestures.iter().filter(|gesture| acts(gesture, &message)).collect();
        gestures.sort_by_cached_key(|gesture| (gesture.sent_at, gesture.turn()));
        let on_it = gestures.iter().filter(|gesture| shows_on(gesture, &message));
        let on_it = on_it.map(|gesture| gesture.id.clone()).collect();
        let edited_at = last(&gestures, |content| matches!(content, Content::Edit { .. }));
        let deleted_at = last(&gestures, |content| matches!(content, Content::Revoke { .. }));
        let mut before = versions(&message.content, &gestures);
        let reactions = match deleted_at {
            Some(_) => {
                message.content = Content::Revoke { original: message.id.0.clone() };
                (message.reply_to, message.origin) = (None, None);
                vec![]
            }
            None => {
                message.content = before.pop().unwrap_or(message.content);
                reactions(&gestures)
            }
        };
        before.retain(|_| sight.originals);
        before.iter_mut().for_each(|content| veil(content, sight));
        veil(&mut message.content, sight);
        Bubble {
            message,
            answers: None,
            reactions,
            edited_at: edited_at.filter(|_| deleted_at.is_none()),
            deleted_at,
            before,
            on_it,
            about: None,
            is_on_another: false,
        }
    }

    /// The same in answer to `quoted`, if that is known; and about it, if it is nothing without.
    pub(crate) fn with_other(mut self, other: Option<&Message>, gestures: &[Message]) -> Self {
        let target = other.filter(|other| other.content.about().is_none());
        if self.message.content.about().is_some() && self.deleted_at.is_none() {
            self.about = target.map(|target| target.id.clone());
            self.is_on_another = target.is_some_and(|target| shows_on(&self.message, target));
            self.answers = target.filter(|_| !self.is_on_another).map(|it| quote(it, gestures));
            if let (Some(target), Content::Edit { text, .. }) = (target, &mut self.message.content)
            {
                // Its words are where it shows, as far as anybody may see them.
                let shown = Bubble::of(target.clone(), gestures, Sight::blind());
                text.take_if(|text| shown.message.content.text() != Some(text));
            }
        } else if self.message.reply_to.is_some() {
            self.answers = Some(target.map_or(Quote::Unknown, |target| quote(target, gestures)));
        }
        self
    }

    /// The same without Meta's ids.
    pub(crate) fn for_screens(mut self) -> Self {
        let named = self.about.as_ref().map(|about| about.0.clone());
        let own = self.deleted_at.is_some();
        if let Content::Reaction { to: id, .. }
        | Content::Edit { original: id, .. }
        | Content::Revoke { original: id } = &mut self.message.content
            && !own
        {
            *id = named.unwrap_or_else(|| mark(id));
        }
        (self.message.external, self.message.reply_to) = (None, None);
        self
    }
}

impl Sight {
    /// Of somebody who may see nothing but what everybody sees.
    fn blind() -> Self {
        Self { originals: false, phones: false, raw: false }
    }
}

/// Whether `gesture` makes a difference to `message`: everybody reacts to everything, and changes and
/// takes back only what they said themselves.
fn acts(gesture: &Message, message: &Message) -> bool {
    let own = gesture.direction == message.direction;
    match &gesture.content {
        Content::Reaction { .. } => progress(gesture) != Some(Progress::Failed),
        Content::Edit { .. } | Content::Revoke { .. } => own,
        _ => false,
    }
}

/// Whether it has no place of its own: it shows on a message of the same ticket, and nothing is to be done
/// about it.
fn shows_on(gesture: &Message, message: &Message) -> bool {
    acts(gesture, message)
        && gesture.ticket == message.ticket
        && progress(gesture) != Some(Progress::Unconfirmed)
}

/// Whether somebody took `message` back.
pub(crate) fn is_deleted(message: &Message, gestures: &[Message]) -> bool {
    let takes_back = |one: &Message| matches!(one.content, Content::Revoke { .. });
    gestures.iter().any(|gesture| takes_back(gesture) && acts(gesture, message))
}

fn progress(message: &Message) -> Option<Progress> {
    message.delivery.as_ref().map(|delivery| delivery.progress)
}

fn last(gestures: &[&Message], is: impl Fn(&Content) -> bool) -> Option<DateTime<Utc>> {
    gestures.iter().rev().find(|gesture| is(&gesture.content)).map(|gesture| gesture.sent_at)
}

/// What it said at first, and after each change.
fn versions(first: &Content, gestures: &[&Message]) -> Vec<Content> {
    let mut all = vec![first.clone()];
    for gesture in gestures {
        let Content::Edit { text, .. } = &gesture.content else { continue };
        all.extend(all.last().map(|known| reworded(known.clone(), text.as_deref())));
    }
    all
}

fn reworded(content: Content, words: Option<&str>) -> Content {
    match (content, words) {
        (Content::Text { .. }, Some(words)) => Content::Text { body: words.to_owned() },
        (Content::Media { media_kind, media, mime, filename, voice, fetched, .. }, words) => {
            let caption = words.map(str::to_owned);
            Content::Media { media_kind, media, mime, caption, filename, voice, fetched }
        }
        (content, _) => content,
    }
}

/// The last of each side, unless it took it back.
fn reactions(gestures: &[&Message]) -> Vec<Reaction> {
    let of_side = |direction| {
        let all = gestures.iter().rev().filter(move |gesture| gesture.direction == direction);
        let mut reactions = all.filter_map(|gesture| match &gesture.content {
            Content::Reaction { emoji, .. } => Some((gesture, emoji.clone())),
            _ => None,
        });
        let (gesture, emoji) = reactions.next()?;
        let (author, at) = (gesture.author.clone(), gesture.sent_at);
        Some(Reaction { direction, author, emoji: emoji?, at })
    };
    [Direction::In, Direction::Out].into_iter().filter_map(of_side).collect()
}

fn quote(message: &Message, gestures: &[Message]) -> Quote {
    let shown = Bubble::of(message.clone(), gestures, Sight::blind()).message;
    let is_picture = match &shown.content {
        Content::Media { fetched: Some(Fetched::Here(file)), .. } => {
            file.shown() == Some(Shown::Picture)
        }
        _ => false,
    };
    let (kind, line) = (shown.content.word().to_owned(), shown.content.line());
    let Message { id, ticket, direction, author, .. } = shown;
    Quote::Known(Box::new(Quoted { id, ticket, direction, author, kind, line, is_picture }))
}

/// Takes out what not everybody may see.
fn veil(content: &mut Content, sight: Sight) {
    match content {
        Content::Unsupported { raw } | Content::Unknown { raw, .. } if !sight.raw => raw.clear(),
        Content::Contacts { names, cards } if !sight.phones => {
            names.iter_mut().for_each(veil_number);
            *cards = cards.as_ref().and_then(Sealed::open).map(|all| Sealed::new(&veiled(all)));
        }
        _ => {}
    }
}

fn veiled(mut cards: Vec<ContactCard>) -> Vec<ContactCard> {
    for card in &mut cards {
        card.phones.iter_mut().for_each(veil_number);
        veil_number(&mut card.name);
    }
    cards
}

/// Masks `text` if it is a phone number.
fn veil_number(text: &mut String) {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() > 4 && !text.chars().any(char::is_alphabetic) {
        *text = masked(&digits);
    }
}
