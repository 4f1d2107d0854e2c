//! Sharing: somebody sees this ticket who would not, such as a guest. They may do with it what their role lets
//! them do with any.
//!
//! What came to its end is left in the ticket's memory: whoever asks compares it with the time.

use chrono::{DateTime, Utc};

use super::decide::when;
use super::{Change, Refusal, Ticket};
use crate::ids::PersonId;

impl Ticket {
    pub(super) fn share(
        &self,
        person: PersonId,
        until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Change>, Refusal> {
        if until.is_some_and(|until| until <= now) {
            return Err(Refusal::ShareInThePast);
        }
        let news = self.memory.shared.get(&person) != Some(&until);
        Ok(when(news, Change::Shared { person, until }))
    }

    pub(super) fn unshare(&self, person: PersonId) -> Vec<Change> {
        when(self.memory.shared.contains_key(&person), Change::Unshared { person })
    }
}

#[cfg(test)]
mod tests {
    use crate::ticket::tests::{moment, opened, then};
    use crate::ticket::{Command, Refusal};

    #[test]
    fn it_is_shared_until_a_later_moment_and_taken_back() {
        let mut ticket = opened();
        let share = |until: Option<i64>, now| Command::Share {
            person: "gil".into(),
            until: until.map(moment),
            now: moment(now),
        };
        then(&mut ticket, 1, share(Some(60), 1));
        assert_eq!(ticket.memory.shared.get(&"gil".into()), Some(&Some(moment(60))));
        assert_eq!(ticket.decide(share(Some(60), 2)), Ok(vec![]), "it is so already");
        assert_eq!(ticket.decide(share(Some(2), 2)), Err(Refusal::ShareInThePast));
        then(&mut ticket, 3, share(None, 3));
        assert_eq!(ticket.memory.shared.get(&"gil".into()), Some(&None));
        then(&mut ticket, 4, Command::Unshare { person: "gil".into() });
        assert!(ticket.memory.shared.is_empty());
        assert_eq!(ticket.decide(Command::Unshare { person: "gil".into() }), Ok(vec![]));
    }
}
