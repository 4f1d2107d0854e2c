//! One message: the customer's on paper, ours tinted, with what became of it. What is in it, the server
//! rendered: see [`Said`].

use desk::message::{Direction, Progress};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::done::Why;
use crate::inbox::calls;
use crate::inbox::said::Said;
use crate::inbox::talk::Talk;
use crate::live::Live;
use crate::start::language;
use crate::ui::{Hour, IntoPart, Part, Ticks};

#[component]
pub(super) fn Bubble(talk: Talk, live: Live, message: ArcRwSignal<Said>) -> impl IntoView {
    let Said { id, direction, sent_at, kind, by_itself, .. } = message.get_untracked();
    let ours = direction == Direction::Out;
    let message = RwSignal::from(message);
    view! {
        <li
            class="line"
            class:ours=ours
            class:theirs=!ours
            class:soft=move || message.with(|message| message.soft)
            data-message=id.to_string()
            data-kind=kind
        >
            <article class="bubble">
                <div inner_html=move || message.with(|message| message.inside.clone())></div>
                <p class="foot">
                    <Hour at=sent_at/>
                    {move || message.with(progress).map(|progress| view! { " " <Ticks progress/> })}
                </p>
            </article>
            {by_itself.then(|| view! { <Why talk of=id.0.clone()/> })}
            {move || message.with(progress).and_then(|progress| aftermath(talk, live, message, progress))}
        </li>
    }
}

fn progress(message: &Said) -> Option<Progress> {
    message.delivery.as_ref().map(|delivery| delivery.progress)
}

/// What a message asks of us after it left: a reason, or a decision.
fn aftermath(talk: Talk, live: Live, message: RwSignal<Said>, progress: Progress) -> Option<Part> {
    let t = language();
    let resend = move |_| {
        let id = message.with_untracked(|message| message.id.clone());
        spawn_local(async move {
            match calls::resend(id).await {
                Ok(ticket) => live.tell(ticket),
                Err(problem) => talk.trouble.set(Some(problem)),
            }
        });
    };
    match progress {
        Progress::Failed => {
            let failure = message.with(|m| m.delivery.as_ref().and_then(|d| d.failure.clone()));
            let reason = failure.map(|failure| t.failure(failure)).unwrap_or_default();
            Some(view! { <p class="aftermath late">{t.not_delivered(reason)}</p> }.part())
        }
        Progress::Unconfirmed => Some(
            view! {
                <p class="aftermath warn">
                    <span>{t.unconfirmed()}</span>
                    " "
                    <button type="button" class="button small" on:click=resend>{t.resend()}</button>
                </p>
            }
            .part(),
        ),
        _ => None,
    }
}
