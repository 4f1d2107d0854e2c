//! The board page: four columns by status. Cards move by buttons, or by dragging them to a column.

use desk::ids::TicketNumber;
use desk::permissions::Permission;
use desk::ticket::Status;
use leptos::prelude::*;
use leptos_meta::Title;

use super::calls::{self, FULL, RESOLVED, Sheet};
use super::card::{BoardCard, Hand};
use super::columns::Columns;
use crate::live::{Live, live};
use crate::problem::Problem;
use crate::start::{language, start};
use crate::ui::{IntoPart, Part, Trouble};
use crate::wire;

#[component]
pub fn BoardPage() -> impl IntoView {
    let t = language();
    let sheet = wire::resource(
        || (),
        |()| async move {
            let mark = live().map_or(0, Live::mark);
            (mark, calls::read_board().await)
        },
    );
    view! {
        <Title text=t.board()/>
        <div class="board-page">
            <Transition fallback=move || view! { <div class="skeleton" aria-busy="true"></div> }>
                {move || Suspend::new(async move {
                    let (mark, sheet) = sheet.await;
                    drawn(mark, sheet)
                })}
            </Transition>
        </div>
    }
    .part()
}

fn drawn(mark: u64, sheet: Result<Sheet, Problem>) -> Part {
    match (sheet, live()) {
        (Ok(sheet), Some(live)) => {
            view! { <Drawn columns=Columns::new(sheet, mark, live) live/> }.part()
        }
        (Err(problem), _) => view! { <Trouble problem=Signal::stored(Some(problem))/> }.part(),
        (Ok(_), None) => ().part(),
    }
}

#[component]
fn Drawn(columns: Columns, live: Live) -> impl IntoView {
    let t = language();
    let unsettled =
        move || columns.counts.with(|counts| counts.open + counts.waiting + counts.snoozed);
    let hand = Hand {
        columns,
        live,
        held: RwSignal::new(None),
        may_move: start().may(Permission::Triage),
    };
    view! {
        <header class="page-head">
            <h1>{t.board()}</h1>
            <span class="count">{move || t.count(unsettled())}</span>
        </header>
        <Trouble problem=columns.trouble/>
        <div class="board">
            {Status::ALL.into_iter().map(|status| view! { <Column hand status/> }).collect_view()}
        </div>
    }
}

#[component]
fn Column(hand: Hand, status: Status) -> impl IntoView {
    let t = language();
    let columns = hand.columns;
    let order = columns.order(status);
    let takes = move || hand.held.get().is_some_and(|(_, from)| hand.can_move(from, status));
    let over = move |event: leptos::ev::DragEvent| {
        if takes() {
            event.prevent_default();
        }
    };
    let title = match status {
        Status::Resolved => t.resolved_lately(),
        status => t.status(status),
    };
    let most = if status == Status::Resolved { RESOLVED } else { FULL } as u64;
    let hidden = move || columns.count(status) > most;
    view! {
        <section
            class="column"
            class:takes=takes
            data-status=status.word()
            aria-labelledby=format!("column-{}", status.word())
            on:dragover=over
            on:drop=move |event| {
                event.prevent_default();
                if let Some((number, from)) = hand.held.get_untracked() {
                    hand.put(number, from, status);
                }
            }
        >
            <header>
                <h2 id=format!("column-{}", status.word())>{title}</h2>
                <span class="count">{move || t.count(columns.count(status))}</span>
            </header>
            <ol class="cards">
                <For each=move || order.get() key=|number| number.0 let:number>
                    {shown(hand, number)}
                </For>
            </ol>
            <Show when=hidden>
                <a class="button more" href=format!("/inbox?view={}", status.word())>{t.see_all()}</a>
            </Show>
        </section>
    }
}

fn shown(hand: Hand, number: TicketNumber) -> Part {
    hand.columns.card(number).map(|ticket| view! { <BoardCard hand ticket/> }).part()
}
