//! What may be on the agenda of the simulated week.

use crate::ids::TicketNumber;
use crate::inbound::Inbound;

/// Something that is to happen. People are named by their place.
#[derive(Debug, Clone)]
pub(super) enum Turn {
    Writes {
        customer: usize,
    },
    Webhook {
        items: Vec<Inbound>,
        again: bool,
    },
    Outbox,
    Doubts,
    Beats,
    Comes {
        agent: usize,
    },
    Goes {
        agent: usize,
    },
    Rests {
        agent: usize,
    },
    Returns {
        agent: usize,
    },
    IsCut {
        agent: usize,
    },
    IsMended {
        agent: usize,
    },
    Attends {
        agent: usize,
        ticket: TicketNumber,
    },
    Answers {
        agent: usize,
        ticket: TicketNumber,
    },
    Closes {
        agent: usize,
        ticket: TicketNumber,
    },
    Takes {
        agent: usize,
    },
    Intrudes,
    LaysDown,
    Restarts,
    /// The sweeper is looked at although nothing is known to be due.
    Round,
    /// Everything is looked through.
    Inspection,
}
