//! What is being written to one customer. It survives failures, other tickets and a reload, and a
//! second try carries the same id, so that it can't be sent twice. Which message it answers,
//! `public/replies.js` keeps beside it.

use desk::ids::{MessageId, TicketNumber};
use leptos::prelude::*;

use crate::platform;

/// The draft of one ticket.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    number: TicketNumber,
    pub(crate) text: RwSignal<String>,
    pub(crate) sending: RwSignal<bool>,
    /// The last try that had no answer, as text and quote, with the id that it was sent under.
    tried: StoredValue<Option<(String, String)>>,
}

impl Draft {
    /// An empty draft; what an earlier visit left comes back once the page is alive.
    pub(crate) fn new(number: TicketNumber) -> Self {
        let draft = Draft {
            number,
            text: RwSignal::new(String::new()),
            sending: RwSignal::new(false),
            tried: StoredValue::new(None),
        };
        Effect::new(move || {
            draft.tried.set_value(draft.tried_before());
            if let Some(text) = platform::kept(&draft.key("draft")) {
                draft.text.set(text);
            }
        });
        draft
    }

    pub(crate) fn write(self, text: String) {
        platform::keep(&self.key("draft"), &text);
        self.text.set(text);
    }

    /// What to send, in answer to which message, and under which id; `None` if there is nothing to send
    /// or it is on its way.
    pub(crate) fn take(self) -> Option<(String, Option<MessageId>, String)> {
        let text = self.text.get_untracked();
        if text.trim().is_empty() || self.sending.get_untracked() {
            return None;
        }
        self.sending.set(true);
        let quoted = platform::kept(&self.key("quote"));
        let whole = text.clone() + quoted.as_deref().unwrap_or_default();
        let tried = self.tried.get_value().filter(|(tried, _)| *tried == whole);
        let id = tried.map_or_else(platform::new_id, |(_, id)| id);
        platform::keep(&self.key("tried"), &format!("{id}{whole}"));
        self.tried.set_value(Some((whole, id.clone())));
        Some((text, quoted.map(MessageId), id))
    }

    /// The server has it: only what was written meanwhile stays.
    pub(crate) fn sent(self, text: &str) {
        self.sending.try_set(false);
        self.tried.try_set_value(None);
        platform::forget(&self.key("tried"));
        platform::forget(&self.key("quote"));
        let rest = self.text.try_get_untracked().unwrap_or_default();
        let rest = rest.strip_prefix(text).unwrap_or(&rest).trim_start().to_owned();
        if rest.is_empty() {
            platform::forget(&self.key("draft"));
            self.text.try_set(rest);
        } else {
            self.write(rest);
        }
    }

    /// No answer, or a refusal: everything stays as it was.
    pub(crate) fn kept(self) {
        self.sending.try_set(false);
    }

    fn tried_before(self) -> Option<(String, String)> {
        let stored = platform::kept(&self.key("tried"))?;
        let (id, text) = stored.split_at_checked(36)?;
        Some((text.to_owned(), id.to_owned()))
    }

    fn key(self, what: &str) -> String {
        format!("{what}:{}", self.number)
    }
}
