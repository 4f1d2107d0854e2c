//! Following: who wants to know what happens to a ticket without having to answer it.
//!
//! Nobody follows without wishing to: owning, replying and being mentioned don't count.

use super::decide::when;
use super::{Change, Ticket};
use crate::ids::PersonId;

impl Ticket {
    pub(super) fn follow(&self, person: PersonId) -> Vec<Change> {
        when(!self.followers.contains(&person), Change::Followed { person })
    }

    pub(super) fn unfollow(&self, person: PersonId) -> Vec<Change> {
        when(self.followers.contains(&person), Change::Unfollowed { person })
    }
}

#[cfg(test)]
mod tests {
    use crate::ticket::Command;
    use crate::ticket::tests::{opened, then};

    #[test]
    fn two_may_follow_and_one_may_stop() {
        let mut ticket = opened();
        for person in ["nuria", "pol"] {
            then(&mut ticket, 1, Command::Follow { person: person.into() });
        }
        then(&mut ticket, 2, Command::Unfollow { person: "nuria".into() });
        assert_eq!(Vec::from_iter(ticket.followers), ["pol".into()]);
    }
}
