//! Empty places and errors: what it is, and what to do now.

use leptos::prelude::*;

use crate::problem::Problem;
use crate::start::language;
use crate::ui::{Icon, IntoPart};

/// An empty place, with one thing to do if there is one.
#[component]
pub fn Nothing(
    title: &'static str,
    hint: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="nothing">
            <h2>{title}</h2>
            <p>{hint}</p>
            {children.map(|children| children())}
        </div>
    }
    .part()
}

/// One problem, worded, announced to screen readers; nothing while there is none.
#[component]
pub fn Trouble(#[prop(into)] problem: Signal<Option<Problem>>) -> impl IntoView {
    let t = language();
    view! {
        <div class="trouble-slot" role="alert">
            {move || problem.get().map(|problem| view! {
                <p class="trouble"><Icon name="alert"/> <span>{t.problem(&problem)}</span></p>
            })}
        </div>
    }
    .part()
}
