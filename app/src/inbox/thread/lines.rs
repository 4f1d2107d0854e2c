//! The lines of a thread, newest at the bottom. The scroll stays where the reader left it: new
//! messages further down are announced by a pill.

use desk::message::Direction;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bubble::Bubble;
use super::done::DoneLine;
use crate::inbox::talk::{Line, Talk};
use crate::live::Live;
use crate::start::language;
use crate::time::clock;
use crate::ui::{Icon, IntoPart, Part};

/// Within so many pixels of the end the reader counts as being there.
const NEAR: i32 = 48;

#[component]
pub(super) fn Lines(talk: Talk, live: Live) -> impl IntoView {
    let (t, clock) = (language(), clock());
    let scroller = NodeRef::<html::Div>::new();
    let below = RwSignal::new(0u64);
    // The scroller runs from the bottom up (`style/inbox.css`): 0 is the newest line.
    let at_end = move || scroller.get_untracked().is_none_or(|place| place.scroll_top() > -NEAR);
    let go_down = move || {
        below.set(0);
        if let Some(place) = scroller.get_untracked() {
            place.set_scroll_top(0);
        }
    };
    let seen_all = move || {
        if at_end() && below.get_untracked() > 0 {
            below.set(0);
        }
    };
    Effect::new(move || {
        let Some(message) = talk.latest.get().and_then(|id| talk.message(&id)) else { return };
        match message.with_untracked(|message| message.direction) {
            Direction::Out => go_down(),
            Direction::In if !at_end() => below.update(|below| *below += 1),
            Direction::In => {}
        }
    });
    view! {
        <div
            class="scroller"
            node_ref=scroller
            tabindex="0"
            role="region"
            aria-label=t.messages()
            on:scroll=move |_| seen_all()
        >
            <div class="lines">
                <Show when=move || talk.older.with(Option::is_some)>
                    <button type="button" class="button more" on:click=move |_| spawn_local(talk.load_older())>
                        {t.older_messages()}
                    </button>
                </Show>
                <ol class="thread">
                    <For each=move || talk.lines(clock) key=Clone::clone let:line>
                        {shown(talk, live, line)}
                    </For>
                </ol>
            </div>
        </div>
        <div class="heard" aria-live="polite">{move || said(talk)}</div>
        <Show when=move || below.get() != 0>
            <button type="button" class="pill" on:click=move |_| go_down()>
                <Icon name="down"/>
                " "
                {move || t.new_messages(below.get())}
            </button>
        </Show>
    }
}

fn shown(talk: Talk, live: Live, line: Line) -> Part {
    let (t, clock) = (language(), clock());
    match line {
        Line::Day(day) => view! {
            <li class="day">
                <span>{move || t.day(day, clock.local(clock.now()).date_naive())}</span>
            </li>
        }
        .part(),
        Line::Said(id) => {
            talk.message(&id).map(|message| view! { <Bubble talk live message/> }).part()
        }
        Line::Done(rev) => talk.done(rev).map(|done| view! { <DoneLine talk done/> }).part(),
    }
}

/// The customer's newest message in one line, for those who listen.
fn said(talk: Talk) -> Option<String> {
    let message = talk.latest.get().and_then(|id| talk.message(&id))?.get_untracked();
    if message.direction == Direction::Out {
        return None;
    }
    let customer = talk.ticket.with_untracked(|ticket| ticket.customer.clone());
    Some(format!("{customer}: {}", message.line))
}
