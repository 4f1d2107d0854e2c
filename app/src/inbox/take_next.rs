//! One click, or `n`, for whatever is next: the ticket becomes the reader's and opens.

use desk::permissions::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::calls;
use super::list::List;
use crate::live::live;
use crate::start::{language, start};
use crate::ui::IntoPart;

#[component]
pub(crate) fn TakeNext(list: List) -> impl IntoView {
    let t = language();
    if !start().may(Permission::Reply) {
        return ().part();
    }
    let (busy, idle) = (RwSignal::new(false), RwSignal::new(false));
    let navigate = use_navigate();
    let take = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        idle.set(false);
        let navigate = navigate.clone();
        spawn_local(async move {
            match calls::take_next().await {
                Ok(Some(ticket)) => {
                    let path = format!("/inbox/{}?view={}", ticket.number, list.view.word());
                    if let Some(live) = live() {
                        live.tell(ticket);
                    }
                    navigate(&path, Default::default());
                }
                Ok(None) => idle.set(true),
                Err(problem) => list.trouble.set(Some(problem)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <button type="button" class="button take-next" disabled=move || busy.get() on:click=take>
            {t.take_next()}
        </button>
        <p class="idle" role="status">{move || idle.get().then(|| t.nothing_waits())}</p>
    }
    .part()
}
