//! What the API's JSON of tickets looks like. Kept apart from the desk's own types, which may change.

use chrono::{DateTime, Utc};
use desk::automation;
use desk::desk::Card;
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

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// An e-mail address, or null for nobody.
    #[serde(deserialize_with = "Option::deserialize")]
    pub agent: Option<String>,
}
