//! What was said before the desk came, as the WhatsApp Business app hands it over: shown, and nothing
//! else. It starts no clock, is unread by nobody and opens no window.

use super::{Change, Ticket};
use crate::message::Message;

impl Ticket {
    pub(super) fn recall(message: Message) -> Vec<Change> {
        vec![Change::Recalled { message: Box::new(message) }]
    }

    pub(super) fn recalled(&mut self, message: &Message) {
        self.show(message);
    }
}
