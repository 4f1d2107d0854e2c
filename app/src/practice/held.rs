//! What the practice phone shows, and how it is kept true to the server.

use leptos::prelude::*;

use super::calls;
use super::phone::{Bubble, Customer};
use crate::problem::Problem;

/// The customers, the thread of the chosen one, and what went wrong last.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub(super) customers: RwSignal<Vec<Customer>>,
    pub(super) chosen: RwSignal<String>,
    pub(super) bubbles: RwSignal<Vec<Bubble>>,
    /// Asked for while an answer is on its way: once more afterwards, however often.
    stale: StoredValue<bool>,
    asking: StoredValue<bool>,
    pub(super) trouble: RwSignal<Option<Problem>>,
}

impl Held {
    /// A phone that shows nobody's thread yet; `wanted` is looked at first, if they are there.
    pub(super) fn of(customers: Vec<Customer>, wanted: Option<String>) -> Self {
        let first = customers.first().map(|customer| customer.id.clone());
        let known = wanted.filter(|id| customers.iter().any(|customer| customer.id == *id));
        Self {
            customers: RwSignal::new(customers),
            chosen: RwSignal::new(known.or(first).unwrap_or_default()),
            bubbles: RwSignal::new(Vec::new()),
            stale: StoredValue::new(false),
            asking: StoredValue::new(false),
            trouble: RwSignal::new(None),
        }
    }

    /// Brings the phone up to date; a page that left meanwhile is let go.
    pub(super) async fn refresh(self) {
        self.stale.try_set_value(true);
        if self.asking.try_get_value().is_none_or(|asking| asking) {
            return;
        }
        self.asking.try_set_value(true);
        while self.stale.try_get_value() == Some(true) {
            self.stale.try_set_value(false);
            self.read().await;
        }
        self.asking.try_set_value(false);
    }

    /// Reads the chosen thread, then everybody's last lines.
    async fn read(self) {
        let Some(chosen) = self.chosen.try_get_untracked() else { return };
        if !chosen.is_empty() {
            let bubbles = calls::thread(chosen.clone()).await;
            if self.chosen.try_get_untracked() == Some(chosen) {
                self.show(bubbles, self.bubbles);
            }
        }
        self.show(calls::customers().await, self.customers);
    }

    fn show<T: Send + Sync + 'static>(self, answer: Result<T, Problem>, place: RwSignal<T>) {
        match answer {
            Ok(news) => {
                place.try_set(news);
                self.trouble.try_set(None);
            }
            Err(problem) => {
                self.trouble.try_set(Some(problem));
            }
        }
    }

    /// Writes as the chosen customer, whom an ad brought if `by_ad`; whether it was sent.
    pub(super) async fn write(self, text: String, by_ad: bool) -> bool {
        let chosen = self.chosen.get_untracked();
        self.said(calls::write(chosen, text, by_ad).await).await
    }

    /// Sends a picture as the chosen customer, or a voice note.
    pub(super) async fn send_file(self, voice: bool) {
        let chosen = self.chosen.get_untracked();
        self.said(calls::send_file(chosen, voice).await).await;
    }

    /// Taps what the business offered to the chosen customer by that id.
    pub(super) async fn tap(self, choice: String) {
        let chosen = self.chosen.get_untracked();
        self.said(calls::tap(chosen, choice).await).await;
    }

    /// Shows what came of saying something; whether it was sent.
    async fn said(self, answer: Result<(), Problem>) -> bool {
        match answer {
            Ok(()) => {
                self.refresh().await;
                true
            }
            Err(problem) => {
                self.trouble.try_set(Some(problem));
                false
            }
        }
    }
}
