//! One message: the customer's on paper, ours tinted, with what became of it.

use desk::message::{Content, Direction, Message, Progress};
use desk::permissions::Author;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::content::Words;
use super::done::Why;
use crate::inbox::calls;
use crate::inbox::talk::{Talk, author};
use crate::live::Live;
use crate::start::language;
use crate::ui::{Hour, IntoPart, Part, Ticks};

#[component]
pub(super) fn Bubble(talk: Talk, live: Live, message: ArcRwSignal<Message>) -> impl IntoView {
    let first = message.get_untracked();
    let ours = first.direction == Direction::Out;
    let who = ours.then(|| author(talk, &first.author)).flatten();
    let by_rule = matches!(first.author, Author::Rule { .. });
    let soft = is_soft(&first.content);
    let message = RwSignal::from(message);
    view! {
        <li
            class="line"
            class:ours=ours
            class:theirs=!ours
            class:soft=soft
            data-message=first.id.0.clone()
            data-kind=first.content.word().to_owned()
        >
            <article class="bubble">
                {who.map(|who| view! { <p class="by">{who}</p> })}
                <Quote talk reply_to=first.reply_to.clone()/>
                <Words talk message/>
                <p class="foot">
                    <Hour at=first.sent_at/>
                    {move || message.with(progress).map(|progress| view! { " " <Ticks progress/> })}
                </p>
            </article>
            {by_rule.then(|| view! { <Why talk of=first.id.0.clone()/> })}
            {move || message.with(progress).and_then(|progress| aftermath(talk, live, message, progress))}
        </li>
    }
}

fn progress(message: &Message) -> Option<Progress> {
    message.delivery.as_ref().map(|delivery| delivery.progress)
}

/// What stands in the thread without being said: one soft line instead of a bubble.
fn is_soft(content: &Content) -> bool {
    matches!(content, Content::Reaction { .. } | Content::Revoke { .. } | Content::System { .. })
}

/// The message that this one answers.
#[component]
fn Quote(talk: Talk, reply_to: Option<String>) -> impl IntoView {
    let t = language();
    reply_to.map(|external| {
        let quoted = talk.quoted(&external);
        let words = match &quoted {
            Some(message) => message
                .content
                .line()
                .unwrap_or_else(|| t.content_kind(message.content.word()).to_owned()),
            None => t.earlier_message().to_owned(),
        };
        view! { <blockquote class="quote">{words}</blockquote> }
    })
}

/// What a message asks of us after it left: a reason, or a decision.
fn aftermath(
    talk: Talk,
    live: Live,
    message: RwSignal<Message>,
    progress: Progress,
) -> Option<Part> {
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
