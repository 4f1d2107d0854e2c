//! The thread column: head, lines, composer, side panel. Its state is in [`super::talk`].

mod bubble;
mod done;
mod lines;
#[cfg(test)]
mod tests;

use desk::ids::TicketNumber;
use desk::permissions::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::actions::Actions;
use super::calls::{self, Conversation};
use super::composer::Composer;
use super::panel::Panel;
use super::talk::Talk;
use crate::live::{Live, live};
use crate::platform;
use crate::problem::Problem;
use crate::start::{language, start};
use crate::ui::{Icon, IntoPart, Nothing, Part, SlaClock, Trouble, WindowClock};
use crate::wire;
use lines::Lines;

/// What stands there while no thread is open.
#[component]
pub fn NoThread() -> impl IntoView {
    let t = language();
    view! {
        <section class="talk-column idle" aria-label=t.thread()>
            <Nothing title=t.no_thread() hint=t.no_thread_hint()/>
        </section>
    }
    .part()
}

/// The thread that the address names.
#[component]
pub fn ThreadPage() -> impl IntoView {
    let t = language();
    let params = use_params_map();
    let number = Memo::new(move |_| {
        params.read().get("number").and_then(|number| number.parse().ok()).map(TicketNumber)
    });
    let conversation = wire::resource(
        move || number.get(),
        move |number| async move {
            let mark = live().map_or(0, Live::mark);
            // No ticket has number 0; that there is none, the server says.
            (mark, calls::read_thread(number.unwrap_or(TicketNumber(0))).await)
        },
    );
    view! {
        <section class="talk-column" aria-label=t.thread()>
            <Transition fallback=move || view! { <div class="skeleton" aria-busy="true"></div> }>
                {move || Suspend::new(async move {
                    let (mark, conversation) = conversation.await;
                    opened(mark, conversation)
                })}
            </Transition>
        </section>
    }
    .part()
}

fn opened(mark: u64, conversation: Result<Conversation, Problem>) -> Part {
    match (conversation, live()) {
        (Ok(conversation), Some(live)) => {
            let talk = Talk::new(conversation, mark, live);
            look(talk, live);
            view! { <Column talk live/> }.part()
        }
        (Err(problem), _) => {
            platform::status(problem.status());
            view! { <Missing problem/> }.part()
        }
        (Ok(_), None) => ().part(),
    }
}

/// What the tab is called.
pub(crate) fn titled(number: TicketNumber, customer: &str) -> String {
    format!("#{number} {customer}")
}

#[component]
fn Missing(problem: Problem) -> impl IntoView {
    let t = language();
    view! {
        <Title text=t.inbox()/>
        <div class="missing">
            <Trouble problem=Signal::stored(Some(problem))/>
            <a class="button" href="/inbox">{t.to_the_inbox()}</a>
        </div>
    }
}

/// Takes down that the thread was read, as long as somebody looks at it.
fn look(talk: Talk, live: Live) {
    if !start().may(Permission::Triage) {
        return;
    }
    let see = move || {
        let unread = talk.ticket.try_with_untracked(|ticket| ticket.unread).unwrap_or(0);
        if unread > 0 && platform::visible() {
            spawn_local(async move {
                if let Ok(ticket) = calls::see(talk.number).await {
                    live.tell(ticket);
                }
            });
        }
    };
    Effect::new(move || {
        if talk.ticket.with(|ticket| ticket.unread) > 0 {
            see();
        }
    });
    Effect::new(move || platform::on_visible(see));
}

#[component]
fn Column(talk: Talk, live: Live) -> impl IntoView {
    let t = language();
    let ticket = talk.ticket;
    // Shared ownership: the server writes the title after the page's own signals are out of reach.
    let known = ArcRwSignal::from(ticket);
    let title = move || known.with(|ticket| titled(ticket.number, &ticket.customer));
    let query = use_query_map();
    let back = move || match query.read().get("view") {
        Some(view) => format!("/inbox?view={}", super::view::View::named(&view).word()),
        None => "/inbox".to_owned(),
    };
    let panel_open = RwSignal::new(false);
    view! {
        <Title text=title/>
        <div class="talk" class:with-panel=move || panel_open.get()>
            <header class="talk-head">
                <a class="icon-button back" href=back aria-label=t.back_to_the_list() title=t.back_to_the_list()>
                    <Icon name="back"/>
                </a>
                <h1>
                    <span class="number">"#"{talk.number.0}</span>
                    " "
                    {move || ticket.with(|ticket| ticket.customer.clone())}
                </h1>
                <span class="status">{move || t.status(ticket.with(|ticket| ticket.status))}</span>
                <SlaClock ticket/>
                <WindowClock ticket/>
                <button
                    type="button"
                    class="icon-button panel-button"
                    aria-expanded=move || panel_open.get().to_string()
                    aria-controls="panel"
                    aria-label=t.details()
                    title=t.details()
                    on:click=move |_| panel_open.update(|open| *open = !*open)
                >
                    <Icon name="panel"/>
                </button>
            </header>
            <Actions talk live/>
            <Trouble problem=talk.trouble/>
            <Lines talk live/>
            <Composer talk/>
            <Panel talk/>
        </div>
    }
}
