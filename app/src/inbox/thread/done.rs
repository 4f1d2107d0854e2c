//! One thing that happened, between the messages, and why if nobody's hand did it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::inbox::calls;
use crate::inbox::done::Done;
use crate::inbox::talk::Talk;
use crate::start::language;
use crate::time::clock;
use crate::ui::{Hour, IntoPart};

#[component]
pub(super) fn DoneLine(talk: Talk, done: Done) -> impl IntoView {
    let (t, clock) = (language(), clock());
    let (at, change) = (done.at, done.change.clone());
    let of = done.by_itself.then(|| done.rev.to_string());
    view! {
        <li class="done" data-change=change>
            <span dir="auto">{move || done.sentence(t, clock)}</span>
            " "
            <Hour at/>
            {of.map(|of| view! { <Why talk of/> })}
        </li>
    }
}

/// Why nobody's hand did it, be it an event or a message: asked for when it is opened.
#[component]
pub(super) fn Why(talk: Talk, of: String) -> impl IntoView {
    let t = language();
    let told = RwSignal::new(Vec::<String>::new());
    let ask = move |_| {
        if told.with_untracked(Vec::is_empty) {
            let of = of.clone();
            spawn_local(async move {
                told.set(match calls::explain(talk.number, of).await {
                    Ok(sentences) => sentences,
                    Err(problem) => vec![t.problem(&problem)],
                });
            });
        }
    };
    view! {
        <details class="why" on:toggle=ask>
            <summary>{t.why()}</summary>
            <ul>
                {move || {
                    told.get().into_iter().map(|one| view! { <li>{one}</li> }).collect_view()
                }}
            </ul>
        </details>
    }
    .part()
}
