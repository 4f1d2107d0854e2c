//! One card, and what can be done with it on the board.

use desk::ids::TicketNumber;
use desk::ticket::{Status, Ticket};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::columns::Columns;
use crate::inbox::{LastLine, calls, snooze_until, urgency};
use crate::live::Live;
use crate::start::language;
use crate::time::clock;
use crate::ui::{Age, Avatar, Icon, IntoPart, SlaClock, WindowClock};

/// The hand that moves cards: what it holds while dragging, and which moves there are.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    pub(super) columns: Columns,
    pub(super) live: Live,
    /// The card being dragged, with its column.
    pub(super) held: RwSignal<Option<(TicketNumber, Status)>>,
    pub(super) may_move: bool,
}

impl Hand {
    /// Whether a card may go there by hand. `Waiting` comes of an answer only, and a snooze ends by
    /// itself or by the customer.
    pub(super) fn can_move(self, from: Status, to: Status) -> bool {
        self.may_move
            && matches!(
                (from, to),
                (Status::Open | Status::Waiting, Status::Snoozed | Status::Resolved)
                    | (Status::Snoozed, Status::Resolved)
                    | (Status::Resolved, Status::Open)
            )
    }

    /// Moves a card: dropping on `Snoozed` means until tomorrow morning.
    pub(super) fn put(self, number: TicketNumber, from: Status, to: Status) {
        self.held.set(None);
        if !self.can_move(from, to) {
            return;
        }
        let clock = clock();
        let tomorrow = untrack(|| snooze_until("tomorrow", clock.local(clock.now())));
        spawn_local(async move {
            let moved = match (to, tomorrow) {
                (Status::Resolved, _) => calls::resolve(number).await,
                (Status::Snoozed, Some(until)) => calls::snooze(number, until).await,
                _ => calls::reopen(number).await,
            };
            match moved {
                Ok(ticket) => self.live.tell(ticket),
                Err(problem) => {
                    self.columns.trouble.try_set(Some(problem));
                }
            }
        });
    }
}

#[component]
pub(super) fn BoardCard(hand: Hand, ticket: ArcRwSignal<Ticket>) -> impl IntoView {
    let t = language();
    let first = ticket.get_untracked();
    let (number, status) = (first.number, first.status);
    let ticket = RwSignal::from(ticket);
    let unread = move || ticket.with(|ticket| ticket.unread);
    let owner =
        move || ticket.with(|ticket| ticket.owner.as_ref().and_then(|id| hand.columns.name(id)));
    let owner_shown = move || match owner() {
        Some(name) => view! {
            <span class="owner"><Avatar name=name.clone()/> {name}</span>
        }
        .part(),
        None => view! { <span class="owner none">{t.nobody()}</span> }.part(),
    };
    let waits = move || {
        let since = ticket.with(|t| t.unanswered_since.unwrap_or(t.last_message_at));
        view! { <Age at=Signal::stored(since)/> }
    };
    view! {
        <li
            class="card"
            class:unread=move || unread() != 0
            data-number=number.to_string()
            draggable=hand.may_move.then_some("true")
            on:dragstart=move |_| hand.held.set(Some((number, status)))
            on:dragend=move |_| hand.held.set(None)
        >
            <a class="card-link" href=format!("/inbox/{number}")>
                <span class="who">{move || ticket.with(|ticket| ticket.customer.clone())}</span>
                <span class="age">{waits}</span>
                <LastLine ticket/>
            </a>
            <p class="facts">
                {move || urgency(ticket.with(|ticket| ticket.priority))}
                {owner_shown}
                {(status != Status::Resolved).then(|| view! {
                    <SlaClock ticket/>
                    <WindowClock ticket/>
                })}
                {move || (unread() > 0).then(|| view! {
                    <span class="unread-count">
                        <span aria-hidden="true">{unread()}</span>
                        <span class="heard">{t.unread(u64::from(unread()))}</span>
                    </span>
                })}
            </p>
            <Moves hand number status/>
        </li>
    }
    .part()
}

/// The same moves as by dragging, as buttons.
#[component]
fn Moves(hand: Hand, number: TicketNumber, status: Status) -> impl IntoView {
    let t = language();
    let moves = [
        (Status::Open, "back", t.reopen()),
        (Status::Snoozed, "moon", t.snooze_till_tomorrow()),
        (Status::Resolved, "check", t.resolve()),
    ];
    let buttons =
        moves.into_iter().filter(|(to, ..)| hand.can_move(status, *to)).map(|(to, icon, word)| {
            view! {
                <button
                    type="button"
                    class="icon-button"
                    aria-label=word
                    title=word
                    data-move=to.word()
                    on:click=move |_| hand.put(number, status, to)
                >
                    <Icon name=icon/>
                </button>
            }
        });
    hand.may_move.then(|| view! { <p class="moves">{buttons.collect_view()}</p> })
}
