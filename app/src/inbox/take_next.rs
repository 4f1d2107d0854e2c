//! One click, or `n`, for whatever is next: the ticket becomes the reader's and opens.
//!
//! A plain form, so that it works before the page is alive and weighs nothing: the server leads on.

use desk::permissions::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::view::View;
use crate::start::{language, start};
use crate::ui::IntoPart;

#[component]
pub(crate) fn TakeNext(view: View) -> impl IntoView {
    let t = language();
    if !start().may(Permission::Reply) {
        return ().part();
    }
    let idle = use_query_map().read_untracked().get("idle").is_some();
    view! {
        <form class="next" method="post" action="/take-next">
            <input type="hidden" name="view" value=view.word()/>
            <button type="submit" class="button take-next">{t.take_next()}</button>
        </form>
        {idle.then(|| view! { <p class="idle" role="status">{t.nothing_waits()}</p> })}
    }
    .part()
}
