//! What agents send once the window is closed: one template that each number has.

use chrono::{DateTime, Utc};

use super::world::NUMBERS;
use crate::desk::Saying;
use crate::fakes::MemoryStore;
use crate::number::Quality;
use crate::ports::Templates;
use crate::template::{Status, Template, Wanted};
use crate::ticket::Ticket;
use crate::window::Category;

const NAME: &str = "we_look_at_it";
const WORDS: &str = "Ho mirem ara mateix.";

pub(super) async fn known_to(store: &MemoryStore) {
    let template = Template {
        id: "1".into(),
        name: NAME.into(),
        language: "ca".into(),
        category: Category::Utility,
        status: Status::Approved,
        quality: Quality::Green,
        reason: None,
        header: None,
        body: WORDS.into(),
        footer: None,
        buttons: vec![],
        strange: None,
        at: DateTime::UNIX_EPOCH,
    };
    for number in NUMBERS {
        let kept = store.set_templates(&number.into(), std::slice::from_ref(&template)).await;
        kept.expect("the fake keeps it");
    }
}

/// What WhatsApp takes now.
pub(super) fn answer(ticket: &Ticket, now: DateTime<Utc>) -> Saying {
    if ticket.window().at(now).takes_any_reply() {
        return Saying::text(WORDS.into());
    }
    let (name, language) = (NAME.to_owned(), "ca".to_owned());
    Saying::template(Wanted { name, language, ..Wanted::default() })
}
