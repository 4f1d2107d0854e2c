//! What the API's JSON of messages looks like: each as a thread shows it. Kept apart from the desk's own
//! types, which may change.

mod things;

use chrono::{DateTime, Utc};
use desk::bubble::{self, Bubble, Quote};
use desk::message::{self, Content, Message};
use serde::Serialize;
use utoipa::ToSchema;

use things::{Ad, Answer, Card, Choice, Consent, Media, Order, Place, Product};

/// Why a message was not delivered.
#[derive(Serialize, ToSchema)]
pub struct Failure {
    /// Meta's error code; 0 if the failure is ours.
    pub code: i64,
    pub reason: String,
}

/// An emoji on a message.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageReaction)]
pub struct Reaction {
    /// `in` if the customer put it there, `out` if the team did.
    pub direction: &'static str,
    pub emoji: String,
    pub at: DateTime<Utc>,
}

impl From<bubble::Reaction> for Reaction {
    fn from(reaction: bubble::Reaction) -> Self {
        let direction = direction(reaction.direction);
        Self { direction, emoji: reaction.emoji, at: reaction.at }
    }
}

/// What a message was before.
#[derive(Serialize, ToSchema)]
pub struct Version {
    #[serde(rename = "type")]
    pub kind: String,
    pub text: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ApiMessage {
    pub id: String,
    /// `in` or `out`.
    pub direction: &'static str,
    /// `text`, `image`, `location`, `contacts`, `order`, `choice`, `form` …; `deleted` once its sender took
    /// it back. A `reaction`, an `edit` and a `revoke` are about an earlier message, which tells what came of
    /// them.
    #[serde(rename = "type")]
    pub kind: String,
    /// As it is since its sender changed it.
    pub text: Option<String>,
    /// The message that it answers or is about, if that is known.
    pub reply_to: Option<String>,
    /// On this message now, one of each side at most.
    pub reactions: Vec<Reaction>,
    /// When its sender changed it last.
    pub edited_at: Option<DateTime<Utc>>,
    /// When its sender took it back.
    pub deleted_at: Option<DateTime<Utc>>,
    /// What it was before that, oldest first; empty for a key whose role may not see it.
    pub before: Vec<Version>,
    /// `once`, or `often` if it has passed through many hands; null if it was not handed on.
    pub forwarded: Option<&'static str>,
    /// The product that the customer asks about.
    pub product: Option<Product>,
    /// The ad or post that brought the customer.
    pub ad: Option<Ad>,
    /// Null if it is no `location`.
    pub location: Option<Place>,
    /// Of `contacts`.
    pub contacts: Vec<Card>,
    /// Null if it is no `order`.
    pub order: Option<Order>,
    /// What `buttons` or a `list` offer, or the one that a `choice` is.
    pub choices: Vec<Choice>,
    /// What a `form` was filled in with.
    pub answers: Vec<Answer>,
    /// Null if it is no `consent`.
    pub consent: Option<Consent>,
    /// What WhatsApp tells, in a `system` message: `number`, `user_id` or `identity`; null for all else.
    pub notice: Option<&'static str>,
    /// Null if it names no file.
    pub media: Option<Media>,
    /// Meta's JSON of what is `unsupported` or `unknown`; null for a key whose role may not see it.
    pub raw: Option<String>,
    /// `queued`, `sent`, `delivered`, `read` or `failed`; null for a customer's message.
    pub delivery: Option<&'static str>,
    pub failure: Option<Failure>,
    /// Meta's own time for a customer's message.
    pub sent_at: DateTime<Utc>,
}

impl From<Message> for ApiMessage {
    /// As it was just said.
    fn from(message: Message) -> Self {
        Bubble::from(message).into()
    }
}

impl From<Bubble> for ApiMessage {
    fn from(bubble: Bubble) -> Self {
        let Bubble { message, answers, reactions, edited_at, deleted_at, before, about, .. } =
            bubble;
        let content = &message.content;
        let quoted = match answers {
            Some(Quote::Known(quoted)) => Some(quoted.id),
            _ => None,
        };
        let origin = message.origin.map(|origin| *origin).unwrap_or_default();
        let failure = message.delivery.as_ref().and_then(|delivery| delivery.failure.clone());
        let kind = if deleted_at.is_some() { "deleted" } else { content.word() };
        Self {
            id: message.id.0,
            direction: direction(message.direction),
            kind: kind.to_owned(),
            text: content.text().map(str::to_owned),
            reply_to: about.or(quoted).map(|id| id.0),
            reactions: reactions.into_iter().map(Reaction::from).collect(),
            edited_at,
            deleted_at,
            before: before.iter().map(version).collect(),
            forwarded: origin.forwarded.map(|forwarded| match forwarded {
                message::Forwarded::Once => "once",
                message::Forwarded::Often => "often",
            }),
            product: origin.product.map(Product::from),
            ad: origin.ad.map(Ad::from),
            location: Place::of(content),
            contacts: Card::all(content),
            order: Order::of(content),
            choices: Choice::all(content),
            answers: Answer::all(content),
            consent: Consent::of(content),
            notice: notice(content),
            media: Media::of(content),
            raw: raw(content),
            delivery: message.delivery.map(|delivery| delivery.progress.word()),
            failure: failure.map(|failure| Failure { code: failure.code, reason: failure.reason }),
            sent_at: message.sent_at,
        }
    }
}

fn direction(direction: message::Direction) -> &'static str {
    match direction {
        message::Direction::In => "in",
        message::Direction::Out => "out",
    }
}

fn version(content: &Content) -> Version {
    Version { kind: content.word().to_owned(), text: content.text().map(str::to_owned) }
}

fn notice(content: &Content) -> Option<&'static str> {
    let Content::System { notice, .. } = content else { return None };
    notice.map(|notice| match notice {
        message::Notice::Number => "number",
        message::Notice::UserId => "user_id",
        message::Notice::Identity => "identity",
    })
}

fn raw(content: &Content) -> Option<String> {
    match content {
        Content::Unsupported { raw } | Content::Unknown { raw, .. } if !raw.is_empty() => {
            Some(raw.clone())
        }
        _ => None,
    }
}

#[derive(Serialize, ToSchema)]
pub struct Messages {
    /// Oldest first.
    pub messages: Vec<ApiMessage>,
    /// Send it as `cursor` to get older ones; null if there are none, as without a `limit`.
    pub next_cursor: Option<String>,
}
