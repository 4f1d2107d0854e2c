//! What cannot wait, told on whatever page somebody is: a clock that nears its end or broke, a rule
//! that calls. In this page only; e-mail and push are not here yet.
//!
//! Nothing here goes away by itself except what is settled: who was away for a coffee must still see
//! it.

mod pile;

use desk::permissions::Permission;
use leptos::prelude::*;

use crate::language::Language;
use crate::live::{News, live};
use crate::start::{language, start};
use crate::ui::{Icon, IntoPart, Part};
use pile::{Alert, Pile, Reader, Reason};

/// The alerts of the reader, newest first. Where no line stands, there are none.
#[component]
pub fn Alerts() -> impl IntoView {
    let t = language();
    let (live, start) = (live()?, start());
    let oversees = start.may(Permission::Oversee);
    let reader = Reader { id: start.me?.id, oversees };
    let pile = RwSignal::new(Pile::default());
    live.listen(move |news| match news {
        News::Update(update) if pile.with_untracked(|pile| pile.is_changed_by(update, &reader)) => {
            pile.update(|pile| pile.take(update, &reader));
        }
        News::Ticket(ticket) => pile.update(|pile| pile.look(ticket)),
        _ => {}
    });
    let more = move || Some(pile.with(Pile::hidden)).filter(|more| *more > 0);
    Some(
        view! {
            <aside class="alerts" aria-label=t.alerts() aria-live="polite">
                <ol>
                    <For
                        each=move || pile.with(Pile::shown)
                        key=|alert| (alert.ticket, alert.rev)
                        let:alert
                    >
                        {shown(t, pile, alert)}
                    </For>
                </ol>
                {move || more().map(|more| view! {
                    <p class="more">
                        {t.more_alerts(more)}
                        " "
                        <button type="button" class="button small" on:click=move |_| pile.set(Pile::default())>
                            {t.dismiss_all()}
                        </button>
                    </p>
                })}
            </aside>
        }
        .part(),
    )
}

fn shown(t: Language, pile: RwSignal<Pile>, alert: Alert) -> Part {
    let number = alert.ticket;
    let (icon, mood, words) = match alert.reason {
        Reason::Warned(clock, percent) => {
            ("timer", "warn", t.event_warned(t.clock(clock), t.percent(percent)))
        }
        Reason::Breached(clock) => ("alert", "late", t.event_breached(t.clock(clock))),
        Reason::Rang(text) if text.is_empty() => {
            ("bell", "rang", t.nobody_takes_it_on().to_owned())
        }
        Reason::Rang(text) => ("bell", "rang", text),
    };
    let away = move |_| pile.update(|pile| pile.dismiss(number));
    view! {
        <li class=format!("alert {mood}")>
            <Icon name=icon/>
            <a href=format!("/inbox/{number}") on:click=away>
                <strong>{format!("#{number} {}", alert.customer)}</strong>
                <span dir="auto">{words}</span>
            </a>
            <button
                type="button"
                class="icon-button"
                aria-label=t.dismiss(number)
                title=t.dismiss(number)
                on:click=away
            >
                <Icon name="close"/>
            </button>
        </li>
    }
    .part()
}
