//! The product's vocabulary: everything that can happen to a ticket.
//!
//! Store, live hub, browser, reports and rules all listen to this one closed list.

use chrono::serde::{ts_microseconds, ts_microseconds_option};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Priority, Standing};
use crate::assignment::Choice;
use crate::automation::Account;
use crate::call::Unheard;
use crate::contact::CustomerNews;
use crate::ids::{ContactId, MessageId, NumberId, PersonId, PolicyId, TeamId, TicketNumber};
use crate::message::{Delivery, Fetched, Message};
use crate::permissions::Author;
use crate::rating::Score;
use crate::routing::Timer;
use crate::sealed::Sealed;
use crate::sla::{Applied, Breached, Correction, Warned};
use crate::window::Entry;

/// One thing that happened to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub ticket: TicketNumber,
    /// The ticket's revision after this event: 1, 2, 3 … with no gap.
    pub rev: u64,
    #[serde(with = "ts_microseconds")]
    pub at: DateTime<Utc>,
    pub by: Author,
    pub change: Change,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Always the first event. `follows` is the customer's ticket before this one.
    Opened {
        channel: NumberId,
        contact: ContactId,
        customer: String,
        follows: Option<TicketNumber>,
        /// Who had that one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        previous_owner: Option<PersonId>,
        /// When the customer was last asked how they found it, on one before.
        #[serde(default, with = "ts_microseconds_option", skip_serializing_if = "Option::is_none")]
        asked_at: Option<DateTime<Utc>>,
        /// The free entry that went on then, or may still begin.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<Sealed<Entry>>,
    },
    /// In the place of `Opened`: the ticket holds what was said before the desk came. It is settled from
    /// the start, and what is said next goes on elsewhere.
    Dug {
        channel: NumberId,
        contact: ContactId,
        customer: String,
    },
    /// The customer wrote. `settled` if it was taken for a goodbye and left the ticket resolved;
    /// `by_ad` if a click on an ad brought them.
    Received {
        message: Box<Message>,
        customer: String,
        settled: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_ad: bool,
    },
    /// The customer told how they found it; with a comment, why, all that they wrote of it so far.
    Rated {
        score: Score,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<String>,
    },
    /// Something is said to the customer; the message waits in the outbox. It counts as an answer
    /// unless the event's author is automatic.
    Replied {
        message: Box<Message>,
    },
    /// An outgoing message got further, or failed. `external` is Meta's id, once it is known.
    Delivery {
        message: MessageId,
        delivery: Delivery,
        external: Option<String>,
    },
    /// The file that a message of the customer names was fetched, or never will be.
    Fetched {
        message: MessageId,
        fetched: Fetched,
    },
    /// A person took the risk of sending an unconfirmed message once more.
    Resent {
        message: MessageId,
    },
    /// `why` if nobody's hand did it: who else was looked at.
    Assigned {
        owner: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Sealed<Choice>>,
    },
    Teamed {
        team: Option<TeamId>,
    },
    Prioritised {
        priority: Priority,
    },
    Snoozed {
        #[serde(with = "ts_microseconds")]
        until: DateTime<Utc>,
    },
    /// The snooze ended by itself.
    Woken,
    Resolved,
    Reopened,
    /// Somebody looked at what the customer wrote.
    Seen,
    Tagged {
        tag: String,
    },
    /// `tag` as the ticket spelt it.
    Untagged {
        tag: String,
    },
    /// A custom field was filled in, or cleared.
    FieldSet {
        field: String,
        value: Option<String>,
    },
    Followed {
        person: PersonId,
    },
    Unfollowed {
        person: PersonId,
    },
    /// Somebody sees the ticket from now on, though it is not theirs to see: until that moment, or for good.
    Shared {
        person: PersonId,
        #[serde(default, with = "ts_microseconds_option", skip_serializing_if = "Option::is_none")]
        until: Option<DateTime<Utc>>,
    },
    Unshared {
        person: PersonId,
    },
    /// Somebody wrote something down for the team.
    Noted {
        text: String,
        mentions: Vec<PersonId>,
    },
    /// The ticket became a part of `into`. Always together with its `Absorbed`.
    Merged {
        into: TicketNumber,
    },
    /// `ticket` became a part of this one, which took over where it stood.
    Absorbed {
        ticket: TicketNumber,
        standing: Box<Standing>,
    },
    /// The merge into `from` was undone. Always together with its `Released`. With a standing, what
    /// is left to do came back along; without, the ticket is as settled as it was.
    Unmerged {
        from: TicketNumber,
        standing: Option<Box<Standing>>,
    },
    /// `ticket` is no part of this one any more.
    Released {
        ticket: TicketNumber,
    },
    /// A rule laid down which policy holds, whatever the ticket is like.
    PolicyChosen {
        policy: PolicyId,
    },
    /// By itself it goes only to somebody who knows this, until it is resolved.
    SkillRequired {
        skill: String,
    },
    /// An SLA policy began to hold, or its targets changed with the ticket.
    PolicyApplied {
        applied: Sealed<Applied>,
    },
    /// A part of a target has passed.
    Warned {
        warned: Warned,
    },
    /// A part of a target has passed of which people are not told, but rules are.
    Passed {
        passed: Warned,
        /// Only rules wait for it; otherwise more of the same target had passed by then.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        for_rules: bool,
    },
    /// A target was missed.
    Breached {
        breached: Breached,
    },
    /// Another rulebook, of that version, moved the deadline of a clock that runs; it is the author's
    /// who laid it down.
    Corrected {
        correction: Correction,
        version: u32,
    },
    /// A rule wants another program to be told of the ticket; the call waits to be made. A screen
    /// gets the host of the address alone.
    Called {
        url: String,
    },
    /// The call of that revision was given up.
    CallFailed {
        call: u64,
        host: String,
        why: Unheard,
    },
    /// Rules of the team answered something that happened. What they did follows, each event with
    /// its rule as author.
    Automated {
        account: Sealed<Account>,
    },
    /// A moment came that rules wait for.
    Came {
        moment: Sealed<Timer>,
        #[serde(with = "ts_microseconds")]
        due: DateTime<Utc>,
    },
    /// Somebody is told of something, by a rule.
    Rang {
        people: Vec<PersonId>,
        text: String,
    },
    /// Something became known of the customer, or was decided about them.
    OfCustomer {
        news: CustomerNews,
    },
    /// Something that was said before the desk came. It asks for nothing and answers nothing.
    Recalled {
        message: Box<Message>,
    },
}

impl Change {
    /// The word for the kind, as stored.
    pub fn word(&self) -> &'static str {
        match self {
            Change::Opened { .. } => "opened",
            Change::Dug { .. } => "dug",
            Change::Received { .. } => "received",
            Change::Rated { .. } => "rated",
            Change::Replied { .. } => "replied",
            Change::Delivery { .. } => "delivery",
            Change::Fetched { .. } => "fetched",
            Change::Resent { .. } => "resent",
            Change::Assigned { .. } => "assigned",
            Change::Teamed { .. } => "teamed",
            Change::Prioritised { .. } => "prioritised",
            Change::Snoozed { .. } => "snoozed",
            Change::Woken => "woken",
            Change::Resolved => "resolved",
            Change::Reopened => "reopened",
            Change::Seen => "seen",
            Change::Tagged { .. } => "tagged",
            Change::Untagged { .. } => "untagged",
            Change::FieldSet { .. } => "field_set",
            Change::Followed { .. } => "followed",
            Change::Unfollowed { .. } => "unfollowed",
            Change::Shared { .. } => "shared",
            Change::Unshared { .. } => "unshared",
            Change::Noted { .. } => "noted",
            Change::Merged { .. } => "merged",
            Change::Absorbed { .. } => "absorbed",
            Change::Unmerged { .. } => "unmerged",
            Change::Released { .. } => "released",
            Change::PolicyChosen { .. } => "policy_chosen",
            Change::SkillRequired { .. } => "skill_required",
            Change::PolicyApplied { .. } => "policy_applied",
            Change::Warned { .. } => "warned",
            Change::Passed { .. } => "passed",
            Change::Breached { .. } => "breached",
            Change::Corrected { .. } => "corrected",
            Change::Called { .. } => "called",
            Change::CallFailed { .. } => "call_failed",
            Change::Automated { .. } => "automated",
            Change::Came { .. } => "came",
            Change::Rang { .. } => "rang",
            Change::OfCustomer { .. } => "of_customer",
            Change::Recalled { .. } => "recalled",
        }
    }

    /// The message that this change brought, if it brought one.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Change::Received { message, .. }
            | Change::Replied { message }
            | Change::Recalled { message } => Some(message),
            _ => None,
        }
    }
}
