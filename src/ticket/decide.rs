//! Commands → changes. Nothing here changes a ticket; nothing here knows who asks.

use super::{Change, Command, Refusal, Status, Ticket};
use crate::message::{Content, Delivery, Message, Progress};

/// The longest text that WhatsApp takes, in characters (Cloud API reference, messages/text).
pub const LONGEST_TEXT: usize = 4096;

impl Ticket {
    /// What `command` would change, in order; nothing when all is already so.
    pub fn decide(&self, command: Command) -> Result<Vec<Change>, Refusal> {
        match command {
            Command::Receive { message, customer } => Ok(self.receive(message, customer)),
            Command::Reply { message } => self.reply(message),
            Command::Deliver { message, delivery, external } => {
                Ok(deliver(&message, delivery, external))
            }
            Command::Resend { message } => resend(&message),
            Command::Assign { owner } if owner == self.owner => Ok(vec![]),
            Command::Assign { owner } => Ok(vec![Change::Assigned { owner }]),
            Command::Prioritise { priority } if priority == self.priority => Ok(vec![]),
            Command::Prioritise { priority } => Ok(vec![Change::Prioritised { priority }]),
            Command::Snooze { until, now } if until <= now => Err(Refusal::SnoozeInThePast),
            Command::Snooze { until, .. } => self.snooze(until),
            Command::Wake { now } => Ok(self.wake(now)),
            Command::Resolve if self.status == Status::Resolved => Ok(vec![]),
            Command::Resolve => Ok(vec![Change::Resolved]),
            Command::Reopen if self.status == Status::Resolved => Ok(vec![Change::Reopened]),
            Command::Reopen => Ok(vec![]),
            Command::See if self.unread > 0 => Ok(vec![Change::Seen]),
            Command::See => Ok(vec![]),
        }
    }

    fn receive(&self, message: Message, customer: String) -> Vec<Change> {
        let asks = message.content.asks_for_an_answer();
        let received = Change::Received { message: Box::new(message), customer };
        if asks && self.status == Status::Resolved {
            vec![Change::Reopened, received]
        } else {
            vec![received]
        }
    }

    fn reply(&self, message: Message) -> Result<Vec<Change>, Refusal> {
        if let Content::Text { body } = &message.content {
            if body.trim().is_empty() {
                return Err(Refusal::EmptyMessage);
            }
            if body.chars().count() > LONGEST_TEXT {
                return Err(Refusal::MessageTooLong);
            }
        }
        let replied = Change::Replied { message: Box::new(message) };
        Ok(match self.status {
            Status::Resolved => vec![Change::Reopened, replied],
            _ => vec![replied],
        })
    }

    fn snooze(&self, until: chrono::DateTime<chrono::Utc>) -> Result<Vec<Change>, Refusal> {
        match self.status {
            Status::Resolved => Err(Refusal::AlreadyResolved),
            Status::Snoozed if self.snoozed_until == Some(until) => Ok(vec![]),
            _ => Ok(vec![Change::Snoozed { until }]),
        }
    }

    fn wake(&self, now: chrono::DateTime<chrono::Utc>) -> Vec<Change> {
        match self.snoozed_until {
            Some(until) if until <= now => vec![Change::Woken],
            _ => vec![],
        }
    }
}

/// News that says nothing new is no change, except that Meta's id is worth keeping once.
fn deliver(message: &Message, news: Delivery, external: Option<String>) -> Vec<Change> {
    let Some(now) = &message.delivery else { return vec![] };
    let moves = now.progress.may_become(news.progress);
    let names = message.external.is_none() && external.is_some();
    if !moves && !names {
        return vec![];
    }
    let delivery = if moves { news } else { now.clone() };
    let external = if names { external } else { None };
    vec![Change::Delivery { message: message.id.clone(), delivery, external }]
}

fn resend(message: &Message) -> Result<Vec<Change>, Refusal> {
    match &message.delivery {
        Some(Delivery { progress: Progress::Unconfirmed, .. }) => {
            Ok(vec![Change::Resent { message: message.id.clone() }])
        }
        _ => Err(Refusal::NotUnconfirmed),
    }
}
