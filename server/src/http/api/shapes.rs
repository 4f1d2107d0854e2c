//! What the API's JSON looks like. Kept apart from the desk's own types, which may change.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use desk::automation;
use desk::desk::Card;
use desk::message::{Content, Fetched, Message};
use desk::person::Person;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Contact {
    pub name: String,
    /// With `+`; masked if the key's role may not see it; null if WhatsApp withholds it.
    pub phone: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Ticket {
    pub number: u64,
    /// `open`, `waiting`, `snoozed` or `resolved`.
    pub status: &'static str,
    /// `low`, `normal`, `high` or `urgent`.
    pub priority: &'static str,
    pub contact: Contact,
    /// The owner's e-mail address.
    pub assignee: Option<String>,
    pub team: Option<String>,
    /// Messages of the customer that nobody has read or answered.
    pub unread: u32,
    pub created_at: DateTime<Utc>,
    pub last_message_at: DateTime<Utc>,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub resolved_at: Option<DateTime<Utc>>,
    /// Until when a free reply is allowed.
    pub window_closes_at: Option<DateTime<Utc>>,
    /// Until when everything is free of charge, if the customer came by an ad and was answered in
    /// time.
    pub free_entry_until: Option<DateTime<Utc>>,
    /// What WhatsApp takes now: `any_reply` or `template_only`.
    pub can_send: &'static str,
    /// What the next message costs: `free`, or outside the window `free_template` or
    /// `paid_template`.
    pub cost_class: &'static str,
    /// How the customer found it, once they said so.
    pub rating: Option<Rating>,
    /// What a rule writes to the customer if nothing happens before; null if none does.
    pub next_step: Option<NextStep>,
}

/// A message that a rule is going to send because time passes.
#[derive(Serialize, ToSchema)]
pub struct NextStep {
    /// What the rule is called.
    pub rule: String,
    /// When it is due, in opening hours and after the customer's quiet hours if it is a follow-up.
    pub at: DateTime<Utc>,
}

impl From<automation::NextStep> for NextStep {
    fn from(step: automation::NextStep) -> Self {
        Self { rule: step.rule, at: step.at }
    }
}

/// A customer's answer to "How did we do?".
#[derive(Serialize, ToSchema)]
pub struct Rating {
    /// From 1, bad, to 5, very good.
    pub score: u8,
    /// Why, in their words.
    pub comment: Option<String>,
    pub at: DateTime<Utc>,
}

impl From<desk::rating::Answer> for Rating {
    fn from(answer: desk::rating::Answer) -> Self {
        Self { score: answer.score.number(), comment: answer.comment, at: answer.at }
    }
}

impl Ticket {
    pub fn of(
        card: Card,
        next: Option<automation::NextStep>,
        people: &[Person],
        now: DateTime<Utc>,
    ) -> Self {
        let ticket = card.ticket;
        let window = ticket.window();
        let owner = people.iter().find(|person| Some(&person.id) == ticket.owner.as_ref());
        Self {
            number: ticket.number.0,
            status: ticket.status.word(),
            priority: ticket.priority.word(),
            contact: Contact { name: ticket.customer, phone: card.phone },
            assignee: owner.map(|person| person.email.clone()),
            team: ticket.team.map(|team| team.0),
            unread: ticket.unread,
            created_at: ticket.created_at,
            last_message_at: ticket.last_message_at,
            snoozed_until: ticket.snoozed_until,
            resolved_at: ticket.resolved_at,
            window_closes_at: window.closes_at,
            free_entry_until: window.free_entry_until,
            can_send: if window.at(now).takes_any_reply() { "any_reply" } else { "template_only" },
            cost_class: window.cost_class(now).word(),
            rating: ticket.memory.rating.answer.clone().map(Rating::from),
            next_step: next.map(NextStep::from),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct Tickets {
    pub tickets: Vec<Ticket>,
    /// Send it as `cursor` to get the next stretch; null at the end.
    pub next_cursor: Option<String>,
}

/// Why a message was not delivered.
#[derive(Serialize, ToSchema)]
pub struct Failure {
    /// Meta's error code; 0 if the failure is ours.
    pub code: i64,
    pub reason: String,
}

/// The file that a message names.
#[derive(Serialize, ToSchema)]
pub struct Media {
    /// `arriving`, `here` (then `/messages/{id}/media` gives it) or `never`.
    pub state: &'static str,
    /// The name that its sender gave it.
    pub filename: Option<String>,
    /// By its bytes, whatever its sender says.
    pub mime: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
    pub sha256: Option<String>,
    /// Why it never came: `gone`, `too_large`, `refused`, `no_answer`, `not_public`, `not_saved`.
    pub why: Option<&'static str>,
}

impl Media {
    fn of(content: &Content) -> Option<Self> {
        let Content::Media { filename, fetched, .. } = content else { return None };
        let (file, why) = match fetched {
            Some(Fetched::Here(file)) => (Some(file), None),
            Some(Fetched::Never(why)) => (None, Some(why.word())),
            None => (None, None),
        };
        let state = match fetched {
            Some(Fetched::Here(_)) => "here",
            Some(Fetched::Never(_)) => "never",
            None => "arriving",
        };
        Some(Self {
            state,
            filename: filename.clone(),
            mime: file.map(|file| file.mime.clone()),
            size: file.map(|file| file.size),
            sha256: file.map(|file| file.hash.clone()),
            why,
        })
    }
}

/// Something that a customer may choose, or chose.
#[derive(Serialize, ToSchema)]
pub struct Choice {
    pub id: String,
    pub title: String,
}

/// Where something is.
#[derive(Serialize, ToSchema)]
pub struct Place {
    /// In degrees, as the sender wrote it.
    pub latitude: String,
    pub longitude: String,
    pub name: Option<String>,
    pub address: Option<String>,
}

impl Place {
    fn of(content: &Content) -> Option<Self> {
        let Content::Location { latitude, longitude, name, address } = content.clone() else {
            return None;
        };
        Some(Self { latitude, longitude, name, address })
    }
}

#[derive(Serialize, ToSchema)]
pub struct ApiMessage {
    pub id: String,
    /// `in` or `out`.
    pub direction: &'static str,
    /// `text`, `image`, `reaction` …
    #[serde(rename = "type")]
    pub kind: String,
    pub text: Option<String>,
    /// The message that it answers or reacts to, if this answer holds that too.
    pub reply_to: Option<String>,
    /// Null if it is no `location`.
    pub location: Option<Place>,
    /// What `buttons` or a `list` offer, or the one that a `choice` is.
    pub choices: Vec<Choice>,
    /// Null if it names no file.
    pub media: Option<Media>,
    /// `queued`, `sent`, `delivered`, `read` or `failed`; null for a customer's message.
    pub delivery: Option<&'static str>,
    pub failure: Option<Failure>,
    /// Meta's own time for a customer's message.
    pub sent_at: DateTime<Utc>,
}

impl From<Message> for ApiMessage {
    fn from(message: Message) -> Self {
        let failure = message.delivery.as_ref().and_then(|delivery| delivery.failure.clone());
        Self {
            id: message.id.0,
            direction: match message.direction {
                desk::message::Direction::In => "in",
                desk::message::Direction::Out => "out",
            },
            kind: message.content.word().to_owned(),
            text: message.content.text().map(str::to_owned),
            reply_to: None,
            location: Place::of(&message.content),
            choices: choices(&message.content),
            media: Media::of(&message.content),
            delivery: message.delivery.map(|delivery| delivery.progress.word()),
            failure: failure.map(|failure| Failure { code: failure.code, reason: failure.reason }),
            sent_at: message.sent_at,
        }
    }
}

impl ApiMessage {
    /// The same, each with the id of the message that it is about, if that is among them.
    pub fn together(messages: Vec<Message>) -> Vec<Self> {
        let about = |message: &Message| match &message.content {
            Content::Reaction { to, .. } => Some(to.clone()),
            _ => message.reply_to.clone(),
        };
        let named = messages.iter().filter_map(|it| Some((it.external.clone()?, it.id.0.clone())));
        let ids: HashMap<String, String> = named.collect();
        let shown = messages.into_iter().map(|message| {
            let reply_to = about(&message).and_then(|external| ids.get(&external).cloned());
            Self { reply_to, ..message.into() }
        });
        shown.collect()
    }
}

fn choices(content: &Content) -> Vec<Choice> {
    match content {
        Content::List { rows, .. } => {
            rows.iter().map(|row| Choice { id: row.id.clone(), title: row.title.clone() }).collect()
        }
        Content::Choice { id, title, .. } => vec![Choice { id: id.clone(), title: title.clone() }],
        _ => vec![],
    }
}

#[derive(Serialize, ToSchema)]
pub struct Messages {
    /// Oldest first.
    pub messages: Vec<ApiMessage>,
    /// Send it as `cursor` to get older ones; null if there are none, as without a `limit`.
    pub next_cursor: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// An e-mail address, or null for nobody.
    #[serde(deserialize_with = "Option::deserialize")]
    pub agent: Option<String>,
}
