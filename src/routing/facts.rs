//! What a rule may look at: a plain picture of a ticket at the moment something happened to it.
//!
//! Borrowed from what the caller holds already, so that a picture costs next to nothing. It says
//! what is so, and nothing about how the caller came to know.

mod see;

use chrono::{DateTime, Utc};

pub(super) use see::{Reader, Seen};

use super::field::Field;
use super::language::Lang;
use crate::ids::TicketNumber;
use crate::ticket::{Priority, Status};
use crate::window::Window;
use crate::zone::Zone;

/// The picture. Ids and codes are as in the store.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    pub now: DateTime<Utc>,
    pub ticket: TicketNumber,
    /// Meta's id of the business number.
    pub channel: &'a str,
    /// The message that happened, if one did.
    pub message: Option<Said<'a>>,
    pub customer: Customer<'a>,
    pub status: Status,
    pub priority: Priority,
    pub team: Option<&'a str>,
    pub owner: Option<&'a str>,
    pub tags: Vec<&'a str>,
    /// Custom fields by name; one that isn't here is not set.
    pub fields: Vec<(&'a str, &'a str)>,
    /// What changed, as it was before; `None` if nothing did.
    pub before: Option<Before<'a>>,
    pub started_by: Starter,
    pub created_at: DateTime<Utc>,
    /// Whether the ticket's team is at work; `None` if no calendar says so.
    pub in_hours: Option<bool>,
    /// The clock that warned or broke, if that happened, else the most pressing one that is running
    /// or paused.
    pub sla: Option<Sla>,
    pub window: Window,
    /// Messages of the customer since somebody of the team last answered.
    pub unanswered: u32,
    /// How the customer found it, from 1 to 5.
    pub rating: Option<u8>,
    /// Automatic messages on this ticket in the last 24 hours, as of the beginning of the cascade:
    /// [`Guard`](super::Guard) counts those that the cascade itself brings.
    pub automatic_messages: u32,
    /// What is not known, because the moment is past and nobody kept it.
    pub unknown: Vec<Field>,
}

/// A message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// Its words, if it has any ([`crate::message::Content::text`]).
    pub text: Option<&'a str>,
    /// Its kind by word ([`crate::message::Content::word`]).
    pub kind: &'a str,
    /// A guess ([`super::language::guess`]).
    pub language: Option<Lang>,
}

/// The contact whose ticket it is.
#[derive(Debug, Clone, Default)]
pub struct Customer<'a> {
    pub name: Option<&'a str>,
    /// Of the phone number: two letters of ISO 3166-1.
    pub country: Option<&'a str>,
    /// By name; one that isn't here is not set.
    pub attributes: Vec<(&'a str, &'a str)>,
    pub tags: Vec<&'a str>,
    pub zone: Option<&'a Zone>,
    /// Whether the customer never wrote before.
    pub is_new: bool,
    /// Whether they have no earlier ticket at this number.
    pub is_new_here: bool,
}

/// The value that a change replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before<'a> {
    /// There was none, such as no owner.
    Nothing,
    /// A status or priority by its word, a team or person by id.
    Was(&'a str),
}

/// Who began a conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Starter {
    #[default]
    Customer,
    Us,
}

impl Starter {
    pub const ALL: [Starter; 2] = [Starter::Customer, Starter::Us];

    pub fn word(self) -> &'static str {
        match self {
            Starter::Customer => "customer",
            Starter::Us => "us",
        }
    }
}

/// An SLA clock, as rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sla {
    pub clock: SlaClock,
    pub state: SlaState,
    /// Working minutes until it runs out; negative once it has.
    pub minutes_left: i64,
}

/// Which clock (SLA-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlaClock {
    FirstResponse,
    NextResponse,
    FirstResolution,
    TotalResolution,
}

impl SlaClock {
    pub const ALL: [SlaClock; 4] = [
        SlaClock::FirstResponse,
        SlaClock::NextResponse,
        SlaClock::FirstResolution,
        SlaClock::TotalResolution,
    ];

    pub fn word(self) -> &'static str {
        match self {
            SlaClock::FirstResponse => "first_response",
            SlaClock::NextResponse => "next_response",
            SlaClock::FirstResolution => "first_resolution",
            SlaClock::TotalResolution => "total_resolution",
        }
    }
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlaState {
    Running,
    /// Past its last warning.
    Near,
    Breached,
    Paused,
}

impl SlaState {
    pub const ALL: [SlaState; 4] =
        [SlaState::Running, SlaState::Near, SlaState::Breached, SlaState::Paused];

    pub fn word(self) -> &'static str {
        match self {
            SlaState::Running => "running",
            SlaState::Near => "near",
            SlaState::Breached => "breached",
            SlaState::Paused => "paused",
        }
    }
}

/// A ticket of which nothing is known yet: open, normal, begun by the customer at the epoch.
impl Default for Facts<'_> {
    fn default() -> Self {
        Self {
            now: DateTime::UNIX_EPOCH,
            ticket: TicketNumber(0),
            channel: "",
            message: None,
            customer: Customer::default(),
            status: Status::Open,
            priority: Priority::Normal,
            team: None,
            owner: None,
            tags: vec![],
            fields: vec![],
            before: None,
            started_by: Starter::Customer,
            created_at: DateTime::UNIX_EPOCH,
            in_hours: None,
            sla: None,
            window: Window::default(),
            unanswered: 0,
            rating: None,
            automatic_messages: 0,
            unknown: vec![],
        }
    }
}
