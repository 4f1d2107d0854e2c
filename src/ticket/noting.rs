//! Notes: what the team tells itself in the thread. The customer never sees them.
//!
//! Telling those who are mentioned is not here.

use super::{Change, Refusal, Ticket};
use crate::ids::PersonId;

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 4096;

impl Ticket {
    pub(super) fn note(
        &self,
        text: String,
        mentions: Vec<PersonId>,
    ) -> Result<Vec<Change>, Refusal> {
        if text.trim().is_empty() {
            return Err(Refusal::EmptyNote);
        }
        if text.chars().count() > LONGEST_NOTE {
            return Err(Refusal::NoteTooLong);
        }
        let mut once: Vec<PersonId> = Vec::with_capacity(mentions.len());
        for person in mentions {
            if !once.contains(&person) {
                once.push(person);
            }
        }
        Ok(vec![Change::Noted { text, mentions: once }])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Command;
    use crate::ticket::tests::{opened, then};

    #[test]
    fn a_note_leaves_the_ticket_as_it_is_but_for_its_revision() {
        let mut ticket = opened();
        let before = ticket.clone();
        then(&mut ticket, 1, Command::Note { text: "Call Pol".into(), mentions: vec![] });
        assert_eq!(ticket, Ticket { rev: before.rev + 1, ..before });
    }

    #[test]
    fn whoever_is_mentioned_twice_is_mentioned_once() {
        let mentions = ["pol", "nuria", "pol"].map(PersonId::from).to_vec();
        let changes = opened().note("@pol @nuria @pol".into(), mentions).expect("noted");
        let Change::Noted { mentions, .. } = &changes[0] else { panic!("a note") };
        assert_eq!(mentions, &["pol", "nuria"].map(PersonId::from));
    }

    #[test]
    fn a_note_says_something_in_at_most_4096_characters() {
        for (text, expected) in [
            (" \n".to_owned(), Some(Refusal::EmptyNote)),
            ("é".repeat(4096), None),
            ("é".repeat(4097), Some(Refusal::NoteTooLong)),
        ] {
            assert_eq!(opened().note(text, vec![]).err(), expected);
        }
    }
}
