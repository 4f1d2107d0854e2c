//! Asking the server one at a time: whoever wants to know while an answer is on its way gets another
//! one after it, and a burst of news costs two questions.

use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often was wanted what is not answered yet.
#[derive(Clone, Copy)]
pub(crate) struct Asking(StoredValue<u32>);

impl Asking {
    pub(crate) fn new() -> Self {
        Asking(StoredValue::new(0))
    }

    /// Asks `once`, now or after what is being asked. Ends with the page.
    pub(crate) fn ask<F: Future<Output = ()> + 'static>(self, once: impl Fn() -> F + 'static) {
        let wanted = self.0.try_update_value(|wanted| {
            *wanted += 1;
            *wanted
        });
        if wanted != Some(1) {
            return;
        }
        spawn_local(async move {
            loop {
                let wanted = self.0.try_get_value().unwrap_or(0);
                once().await;
                let left = self.0.try_update_value(|all| {
                    *all = all.saturating_sub(wanted);
                    *all
                });
                if left.unwrap_or(0) == 0 {
                    return;
                }
            }
        });
    }
}
