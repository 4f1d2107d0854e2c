//! Commands → changes. Nothing here changes a ticket; nothing here knows who asks.

use super::replying::{deliver, resend};
use super::{Change, Command, Refusal, Status, Ticket};

impl Ticket {
    /// What `command` would change, in order; nothing when all is already so.
    pub fn decide(&self, command: Command) -> Result<Vec<Change>, Refusal> {
        match command {
            Command::Receive { message, customer, closing, by_ad } => {
                Ok(self.receive(message, customer, closing, by_ad))
            }
            Command::Reply { message } => self.reply(message),
            Command::Echo { message } => Ok(self.echo(message)),
            Command::Recall { message } => Ok(Ticket::recall(message)),
            Command::Hear { news } => Ok(vec![Change::OfCustomer { news }]),
            Command::Deliver { message, delivery, external } => {
                Ok(deliver(&message, delivery, external))
            }
            Command::Fetch { message, fetched } => {
                let news = message.content.to_fetch().is_some();
                Ok(when(news, Change::Fetched { message: message.id, fetched }))
            }
            Command::Resend { message } => resend(&message),
            Command::Assign { owner } => self.assign(owner),
            Command::Team { team } => self.give_to_team(team),
            Command::Prioritise { priority } => {
                Ok(when(priority != self.priority, Change::Prioritised { priority }))
            }
            Command::Snooze { until, now } => self.snooze(until, now),
            Command::Wake { now } => Ok(self.wake(now)),
            Command::Resolve => Ok(when(self.status != Status::Resolved, Change::Resolved)),
            Command::Reopen => self.reopen(),
            Command::See => Ok(when(self.unread > 0, Change::Seen)),
            Command::Tag { tag } => self.tag(&tag),
            Command::Untag { tag } => Ok(self.untag(&tag)),
            Command::SetField { field, value } => self.set_field(&field, value),
            Command::Follow { person } => Ok(self.follow(person)),
            Command::Unfollow { person } => Ok(self.unfollow(person)),
            Command::Share { person, until, now } => self.share(person, until, now),
            Command::Unshare { person } => Ok(self.unshare(person)),
            Command::Note { text, mentions } => self.note(text, mentions),
            Command::Merge { into } => self.merge(&into),
            Command::Absorb { ticket } => self.absorb(&ticket),
            Command::Unmerge { from } => Ok(self.unmerge(&from)),
            Command::Release { ticket } => Ok(self.release(ticket)),
        }
    }
}

/// The change when it is one, and nothing when all is already so.
pub(super) fn when(news: bool, change: Change) -> Vec<Change> {
    if news { vec![change] } else { vec![] }
}
