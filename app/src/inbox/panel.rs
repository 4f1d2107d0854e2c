//! The side panel: who the customer is, how the ticket stands, what happened to it.

use leptos::prelude::*;

use super::talk::Talk;
use crate::start::language;
use crate::time::{Clock, clock, zone};
use crate::ui::{Age, Avatar};

#[component]
pub(crate) fn Panel(talk: Talk) -> impl IntoView {
    let (t, clock) = (language(), clock());
    let ticket = talk.ticket;
    let owner = move || ticket.with(|ticket| ticket.owner.as_ref().and_then(|id| talk.name(id)));
    let team = move || {
        ticket.with(|ticket| ticket.team.clone()).map(|team| {
            view! {
                <dt>{t.team_label()}</dt>
                <dd>{talk.team_name(&team)}</dd>
            }
        })
    };
    let aside = move || {
        ticket.with(|ticket| ticket.snoozed_until).map(|until| {
            view! {
                <dt>{t.snoozed_until()}</dt>
                <dd>{move || t.when(clock.local(until), clock.local(clock.now()))}</dd>
            }
        })
    };
    let next = move || talk.next.with(|next| next.first().map(|step| step.sentence(t, clock)));
    view! {
        <aside class="panel" id="panel" aria-label=t.details()>
            <section>
                <h2>{t.contact()}</h2>
                <p class="contact">
                    <Avatar name=ticket.with_untracked(|ticket| ticket.customer.clone())/>
                    <span>
                        <a href="?customer" rel="external">
                            {move || ticket.with(|ticket| ticket.customer.clone())}
                        </a>
                        <span class="phone">
                            {move || talk.phone.get().unwrap_or_else(|| t.no_phone().to_owned())}
                        </span>
                        <span class="there">{move || there(talk, clock)}</span>
                    </span>
                </p>
            </section>
            <section>
                <h2>{t.ticket()}</h2>
                <dl>
                    <dt>{t.status_label()}</dt>
                    <dd>{move || t.status(ticket.with(|ticket| ticket.status))}</dd>
                    <dt>{t.owner()}</dt>
                    <dd>{move || owner().unwrap_or_else(|| t.nobody().to_owned())}</dd>
                    {team}
                    <dt>{t.priority_label()}</dt>
                    <dd>{move || t.priority(ticket.with(|ticket| ticket.priority))}</dd>
                    {aside}
                    <dt>{t.opened()}</dt>
                    <dd><Age at=Signal::derive(move || ticket.with(|t| t.created_at))/></dd>
                </dl>
                <p class="next-step">{next}</p>
            </section>
            <section>
                <h2>{t.history()}</h2>
                <ol class="history">
                    <For each=move || talk.history.get() key=|done| done.rev let:done>
                        {
                            let at = Signal::stored(done.at);
                            view! {
                                <li>
                                    <span dir="auto">{move || done.sentence(t, clock)}</span>
                                    " "
                                    <Age at/>
                                </li>
                            }
                        }
                    </For>
                </ol>
            </section>
        </aside>
    }
}

/// What time it is for the customer, if it is another than for the reader.
fn there(talk: Talk, clock: Clock) -> Option<String> {
    let (t, now) = (language(), clock.now());
    let theirs = t.hour(now.with_timezone(&zone(talk.there?)));
    (theirs != t.hour(clock.local(now))).then(|| t.it_is_there(theirs))
}
