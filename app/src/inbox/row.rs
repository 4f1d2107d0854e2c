//! One ticket on the list.

use desk::message::Direction;
use desk::ticket::{Priority, Status, Ticket};
use leptos::prelude::*;

use super::list::List;
use crate::start::language;
use crate::ui::{Age, Avatar, Icon, IntoPart, SlaClock, Ticks, WindowClock};

#[component]
pub(crate) fn Row(
    list: List,
    ticket: ArcRwSignal<Ticket>,
    /// The ticket that is open beside the list.
    #[prop(into)]
    current: Signal<Option<u64>>,
) -> impl IntoView {
    let t = language();
    let number = ticket.with_untracked(|ticket| ticket.number);
    let ticket = RwSignal::from(ticket);
    let href = format!("/inbox/{number}?view={}", list.view.word());
    let is_current = move || (current.get() == Some(number.0)).then_some("true");
    let unread = move || ticket.with(|ticket| ticket.unread);
    let owner = move || ticket.with(|ticket| ticket.owner.as_ref().and_then(|id| list.name(id)));
    view! {
        <li class="row" data-number=number.to_string() class:unread=move || unread() != 0>
            <a href=href aria-current=is_current>
                <Avatar name=ticket.with_untracked(|ticket| ticket.customer.clone())/>
                <span class="who">{move || ticket.with(|ticket| ticket.customer.clone())}</span>
                <span class="age"><Age at=Signal::derive(move || ticket.with(|t| t.last_message_at))/></span>
                <LastLine ticket/>
                <span class="facts">
                    {move || urgency(ticket.with(|ticket| ticket.priority))}
                    <span class="owner">
                        {move || owner().unwrap_or_else(|| t.nobody().to_owned())}
                    </span>
                    <Show when=move || ticket.with(|ticket| ticket.status != Status::Resolved)>
                        <SlaClock ticket/>
                        <WindowClock ticket/>
                    </Show>
                    {move || (unread() > 0).then(|| view! {
                        <span class="unread-count">
                            <span aria-hidden="true">{unread()}</span>
                            <span class="heard">{t.unread(u64::from(unread()))}</span>
                        </span>
                    })}
                </span>
            </a>
        </li>
    }
    .part()
}

/// The last message in one line: our own with how far it got.
#[component]
pub(crate) fn LastLine(#[prop(into)] ticket: Signal<Ticket>) -> impl IntoView {
    let t = language();
    move || {
        let line = ticket.with(|ticket| ticket.last_line.clone())?;
        let ours = line.direction == Direction::Out;
        let text = line.text.clone().unwrap_or_else(|| t.content_kind(&line.kind).to_owned());
        Some(view! {
            <span class="last-line">
                {ours.then(|| line.progress.map(|progress| view! { <Ticks progress/> " " }))}
                <span>{text}</span>
            </span>
        })
    }
}

/// A mark for what presses more than usual.
pub(crate) fn urgency(priority: Priority) -> Option<impl IntoView> {
    let t = language();
    (priority > Priority::Normal).then(|| {
        view! {
            <span class=format!("priority {}", priority.word())>
                <Icon name="flag"/> {t.priority(priority)}
            </span>
        }
    })
}
