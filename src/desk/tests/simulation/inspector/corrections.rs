//! Deadlines that another book moved: each is told once for each book, and by whoever laid it down
//! (SLA-16).

use std::collections::HashSet;

use super::Violation;
use crate::ids::TicketNumber;
use crate::sla::ClockKind;
use crate::ticket::{Change, Event};

#[derive(Default)]
pub(super) struct Corrections(HashSet<(TicketNumber, ClockKind, u32)>);

impl Corrections {
    pub(super) fn judge(&mut self, event: &Event) -> Result<(), Violation> {
        let Change::Corrected { correction, version } = &event.change else { return Ok(()) };
        let is_new = self.0.insert((event.ticket, correction.clock, *version));
        let moved = correction.old_due != correction.new_due;
        match is_new && moved && !event.by.is_automatic() {
            true => Ok(()),
            false => Err(format!("book {version} moved nothing, or twice: {correction:?}")),
        }
    }
}
