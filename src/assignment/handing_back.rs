//! What goes back to the queue when somebody is gone (ASG-7).
//!
//! Only tickets whose customer waits for an answer. Chosen here: a ticket that its owner put aside
//! stays theirs until it wakes, since nobody has to do anything before.

use crate::ids::{PersonId, TicketNumber};
use crate::presence::State;
use crate::ticket::{Status, Ticket};

/// Which of `tickets` go back because their owner `person` is in `state`, in the order given.
/// Worth asking again whenever a ticket changes while its owner is offline.
pub fn handed_back<'a>(
    person: &PersonId,
    state: State,
    tickets: impl IntoIterator<Item = &'a Ticket>,
) -> Vec<TicketNumber> {
    let goes_back = |ticket: &&Ticket| {
        state == State::Offline
            && ticket.owner.as_ref() == Some(person)
            && matches!(ticket.status, Status::Open | Status::Waiting)
            && ticket.unanswered_since.is_some()
    };
    tickets.into_iter().filter(goes_back).map(|ticket| ticket.number).collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::permissions::Author;
    use crate::ticket::{Change, Event};

    fn ticket(number: u64, owner: &str, status: Status, unanswered: bool) -> Ticket {
        let change = Change::Opened {
            channel: "1065".into(),
            contact: "c".into(),
            customer: "Núria".into(),
            follows: None,
            previous_owner: None,
            asked_at: None,
            entry: None,
        };
        let at = DateTime::UNIX_EPOCH;
        let event =
            Event { ticket: TicketNumber(number), rev: 1, at, by: Author::Customer, change };
        let mut ticket = Ticket::open(&event).expect("opened");
        ticket.owner = Some(owner.into());
        ticket.status = status;
        ticket.unanswered_since = unanswered.then_some(at);
        ticket
    }

    #[test]
    fn only_unanswered_tickets_go_back_and_only_once_the_grace_has_passed() {
        // ASG-7
        let mut unowned = ticket(6, "nuria", Status::Open, true);
        unowned.owner = None;
        let tickets = [
            ticket(9, "nuria", Status::Open, true),
            ticket(1, "nuria", Status::Open, true),
            ticket(2, "nuria", Status::Open, false),
            ticket(3, "nuria", Status::Waiting, false),
            ticket(4, "nuria", Status::Snoozed, true),
            ticket(5, "pol", Status::Open, true),
            unowned,
            ticket(7, "nuria", Status::Resolved, false),
        ];
        let back = |state| handed_back(&"nuria".into(), state, &tickets);
        assert_eq!(back(State::Offline), [TicketNumber(9), TicketNumber(1)]);
        for state in [State::Online, State::Away, State::OnABreak] {
            assert_eq!(back(state), [], "{state:?}");
        }
    }
}
