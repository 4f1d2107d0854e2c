//! What cannot wait, told on whatever page somebody is: a clock that nears its end or broke, a rule
//! that calls, a number that sends nothing. In this page only; e-mail and push are not here yet.
//!
//! A bell counts them; it opens by itself when there is another. Nothing here goes away by itself except
//! what is settled: who was away for a coffee must still see it. What there is to tell, the desk knows
//! (`desk::alarms`); the page asks when it hears of more. On pages that are never brought to life,
//! `public/presence.js` does that.

mod calls;
mod pile;

use desk::ids::TicketNumber;
use desk::permissions::Permission;
use leptos::prelude::*;

pub use pile::{Alert, Away, Pile};

use crate::live::{Asking, News, live};
use crate::start::{language, start};
use crate::ui::{Icon, IntoPart, Part};

/// The alerts of the reader, newest first. Where no line stands, there are none.
#[component]
pub fn Alerts() -> impl IntoView {
    let t = language();
    let (live, start) = (live()?, start());
    let (oversees, me) = (start.may(Permission::Oversee), start.me?.id);
    let (pile, open) = (RwSignal::new(start.alerts), RwSignal::new(false));
    let (asking, away) = (Asking::new(), StoredValue::new(Away::default()));
    let ask = move || {
        asking.ask(move || async move {
            let away = away.try_update_value(std::mem::take).unwrap_or_default();
            if let Ok(now) = calls::read_alerts(away).await {
                if pile.with_untracked(|before| now.tells_more_than(before)) {
                    open.try_set(true);
                }
                pile.try_set(now);
            }
        });
    };
    live.listen(move |news| {
        let concerns = match news {
            News::Update(told) => {
                told.alarmed.as_ref().is_some_and(|people| oversees || people.contains(&me))
            }
            News::Resync => true,
            News::Ticket(_) => false,
        };
        if concerns {
            ask();
        }
    });
    let put_away = move |ticket| {
        pile.update(|pile| pile.shown.retain(|alert| alert.ticket != ticket));
        away.update_value(|away| away.tickets.push(ticket));
        ask();
    };
    let put_all_away = move |_| {
        pile.update(Pile::put_away);
        away.update_value(|away| away.all = true);
        ask();
    };
    let more = move || Some(pile.with(|pile| pile.more)).filter(|more| *more > 0);
    let count = move || pile.with(Pile::count);
    Some(
        view! {
            <details class="alerts" open=move || open.get() class:idle=move || count() == 0>
                <summary
                    title=t.alerts()
                    on:click=move |event| {
                        event.prevent_default();
                        open.update(|open| *open = !*open);
                    }
                >
                    <Icon name="bell"/>
                    <span class="rail-word">{t.alerts()}" "</span>
                    <span class="count">{count}</span>
                </summary>
                <aside aria-label=t.alerts() aria-live="polite">
                    {move || pile.with(|pile| pile.stopped.clone()).map(|words| view! {
                        <p class="alert late">
                            <Icon name="alert"/>
                            <a href="/settings/outgoing" rel="external">{words}</a>
                        </p>
                    })}
                    <ol>
                        <For each=move || pile.get().shown key=Clone::clone let:alert>
                            {shown(alert, put_away)}
                        </For>
                    </ol>
                    {move || more().map(|more| view! {
                        <p class="more">
                            {t.more_alerts(more)}
                            " "
                            <button type="button" class="button small" on:click=put_all_away>
                                {t.dismiss_all()}
                            </button>
                        </p>
                    })}
                </aside>
            </details>
        }
        .part(),
    )
}

fn shown(alert: Alert, away: impl Fn(TicketNumber) + Copy + Send + 'static) -> Part {
    let t = language();
    let number = alert.ticket;
    let icon = match &*alert.mood {
        "warn" => "timer",
        "late" => "alert",
        _ => "bell",
    };
    view! {
        <li class=format!("alert {}", alert.mood)>
            <Icon name=icon/>
            <a href=format!("/inbox/{number}") on:click=move |_| away(number)>
                <strong>{alert.title}</strong>
                <span dir="auto">{alert.words}</span>
            </a>
            <button
                type="button"
                class="icon-button"
                aria-label=t.dismiss(number)
                title=t.dismiss(number)
                on:click=move |_| away(number)
            >
                <Icon name="close"/>
            </button>
        </li>
    }
    .part()
}
