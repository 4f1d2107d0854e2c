//! Asking a customer how they found it: whether it is done now, and in which words.

use super::Why;
use crate::automation::Cascade;
use crate::automation::happening::Happening;
use crate::message::Content;
use crate::routing::Tongue;
use crate::ticket::{Status, Ticket};
use crate::{rating, window};

impl Cascade<'_, '_> {
    pub(super) fn question(
        &self,
        ticket: &Ticket,
        text: Option<&str>,
        happening: &Happening,
    ) -> Result<Content, Why> {
        let (now, record) = (self.scene.now, &ticket.memory.rating);
        if ticket.status != Status::Resolved || !record.settled_by_hand() {
            return Err(Why::NotResolvedByHand);
        }
        if self.scene.contact.is_some_and(|contact| contact.is_opted_out()) {
            return Err(Why::OptedOut);
        }
        if record.asked_lately(now) {
            return Err(Why::AskedLately);
        }
        if !window::is_open(ticket.window_closes_at, now) {
            return Err(Why::WindowClosed);
        }
        let noted = self.scene.contact.and_then(|contact| contact.language.as_deref());
        let tongue = Tongue::of(noted, record.words(), text.unwrap_or_default());
        let text = text.map(|text| self.filled(ticket, text, happening));
        Ok(rating::question(ticket.number, text, tongue))
    }
}
