//! One icon of the sprite in `public/icons.svg`. Never alone: a word or a label goes with it.

use leptos::prelude::*;

use crate::ui::IntoPart;

/// The icon called `name`, as high as the text around it asks for.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use_ href=format!("#i-{name}")></use_>
        </svg>
    }
    .part()
}
