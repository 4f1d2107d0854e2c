//! What of a ticket's history people see: which events are lines of a thread, and what a screen gets of
//! each. In which words is not here.

use super::{Change, Event};
use crate::call::host;
use crate::message::mark;
use crate::permissions::Author;

impl Event {
    /// Whether a thread shows it: see [`Change::is_a_line`]. `next` is what came right after it. What
    /// rules did leads to their account; where they did nothing, nothing else would.
    pub fn is_a_line(&self, next: Option<&Event>) -> bool {
        match self.change {
            Change::Automated { .. } => {
                next.is_none_or(|next| !matches!(next.by, Author::Rule { .. }))
            }
            _ => self.change.is_a_line(),
        }
    }

    /// The same for a screen: see [`crate::message::Message::for_screens`].
    pub fn for_screens(mut self) -> Self {
        match &mut self.change {
            Change::Opened { entry, .. } => *entry = None,
            Change::Absorbed { standing, .. }
            | Change::Unmerged { standing: Some(standing), .. } => {
                (standing.entry, standing.asked) = (None, vec![]);
            }
            Change::Received { message, .. }
            | Change::Replied { message }
            | Change::Recalled { message } => {
                **message = message.as_ref().clone().for_screens();
            }
            Change::Delivery { external, .. } => *external = external.as_deref().map(mark),
            Change::Assigned { why: Some(why), .. } => why.clear(),
            Change::Automated { account } => account.clear(),
            Change::PolicyApplied { applied } => applied.clear(),
            Change::Came { moment, .. } => moment.clear(),
            Change::Called { url } => *url = host(url).to_owned(),
            _ => {}
        }
        self
    }
}

impl Change {
    /// Whether a thread shows this as a line of its own, beside the messages. A goodbye is both: the
    /// line says that it left the ticket resolved.
    pub fn is_a_line(&self) -> bool {
        match self {
            Change::Received { settled, .. } => *settled,
            Change::Replied { .. }
            | Change::Recalled { .. }
            | Change::Delivery { .. }
            // Its bubble shows it.
            | Change::Fetched { .. }
            | Change::Seen
            | Change::Followed { .. }
            | Change::Unfollowed { .. }
            // It depends: see `Event::is_a_line`.
            | Change::Automated { .. }
            | Change::Came { .. }
            | Change::Passed { .. }
            // Its clock shows on the ticket.
            | Change::PolicyApplied { .. } => false,
            _ => true,
        }
    }
}
