//! Whether a rule may write to the customer now, whatever it says.
//!
//! A customer who opted out gets direct answers only: what follows from what they said, in the same
//! breath. What time brings about answers nothing, nor does what people or other rules do later. The
//! 24-hour window is looked at where free text is written.

use super::Why;
use crate::automation::Cascade;
use crate::automation::happening::Happening;
use crate::routing::Trigger;
use crate::ticket::{Change, Ticket};

impl Cascade<'_, '_> {
    pub(super) fn may_write(&self, ticket: &Ticket, happening: &Happening) -> Result<(), Why> {
        let opted_out = self.scene.contact.is_some_and(|contact| contact.is_opted_out());
        if opted_out && !self.answers_the_customer(&happening.trigger) {
            return Err(Why::OptedOut);
        }
        let closing = matches!(happening.trigger, Trigger::WindowClosing { .. });
        // WIN-3
        if closing && ticket.asks_nothing() { Err(Why::NothingAsked) } else { Ok(()) }
    }

    /// Whether `trigger` came about because the customer just said something.
    fn answers_the_customer(&self, trigger: &Trigger) -> bool {
        let said = |change: &Change| matches!(change, Change::Received { .. });
        !trigger.comes_with_time() && self.happened.iter().any(|step| said(&step.event.change))
    }
}
