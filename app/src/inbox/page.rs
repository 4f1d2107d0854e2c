//! The inbox page: views and list on the left, the opened thread on the right.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

use super::calls::{self, Listing};
use super::list::List;
use super::row::Row;
use super::take_next::TakeNext;
use super::view::View;
use crate::live::{Live, live};
use crate::platform;
use crate::problem::Problem;
use crate::start::{language, start};
use crate::ui::{Icon, IntoPart, Nothing, Part, Trouble};
use crate::wire;

/// The list column and whatever thread is open.
#[component]
pub fn InboxPage() -> impl IntoView {
    let t = language();
    let query = use_query_map();
    let view = Memo::new(move |_| View::named(&query.read().get("view").unwrap_or_default()));
    let path = use_location().pathname;
    let opened = Memo::new(move |_| path.get().trim_end_matches('/') != "/inbox");
    let listing = wire::resource(
        move || view.get(),
        move |view| async move {
            let mark = live().map_or(0, Live::mark);
            (view, mark, calls::read_list(view, calls::STRETCH).await)
        },
    );
    view! {
        <Title text=t.inbox()/>
        <div class="inbox" class:opened=move || opened.get()>
            <Transition fallback=move || view! { <Skeleton/> }>
                {move || Suspend::new(async move {
                    let (view, mark, listing) = listing.await;
                    listed(view, mark, listing)
                })}
            </Transition>
            <Outlet/>
        </div>
    }
    .part()
}

/// The list column, or why there is none.
fn listed(view: View, mark: u64, listing: Result<Listing, Problem>) -> Part {
    let t = language();
    match (listing, live()) {
        (Ok(listing), Some(live)) => {
            let me = start().me.map(|me| me.id);
            let list = List::new(view, me, listing, mark, live);
            view! { <Column list/> }.part()
        }
        (Err(problem), _) => view! {
            <section class="list-column" aria-label=t.tickets()>
                <Trouble problem=Signal::stored(Some(problem))/>
            </section>
        }
        .part(),
        (Ok(_), None) => ().part(),
    }
}

#[component]
fn Column(list: List) -> impl IntoView {
    let t = language();
    let params = use_params_map();
    let number =
        Memo::new(move |_| params.read().get("number").and_then(|n| n.parse::<u64>().ok()));
    Effect::new(move || platform::on_key(move |key| step(list, number.get_untracked(), key)));
    view! {
        <section class="list-column" aria-label=t.tickets()>
            <header class="page-head">
                <h1>{t.inbox()}</h1>
                <span class="count">{move || t.count(list.tally.with(|tally| tally.of(list.view)))}</span>
                <TakeNext view=list.view/>
            </header>
            <Views list/>
            <Trouble problem=list.trouble/>
            <ol class="list" aria-label=t.view(list.view.word())>
                <For each=move || list.order.get() key=|number| number.0 let:shown>
                    {list.row(shown).map(|ticket| view! { <Row list ticket current=number/> })}
                </For>
            </ol>
            <Show when=move || list.order.with(Vec::is_empty)>
                <Nothing title=t.no_tickets() hint=t.no_tickets_hint()/>
            </Show>
            <Show when=move || list.next.with(Option::is_some)>
                <button
                    type="button"
                    class="button more"
                    on:click=move |_| leptos::task::spawn_local(list.load_more())
                >
                    {t.more_tickets()}
                </button>
            </Show>
        </section>
    }
}

/// The views with their counts.
#[component]
fn Views(list: List) -> impl IntoView {
    let t = language();
    let links = View::ALL.into_iter().map(|view| {
        let current = (view == list.view).then_some("page");
        view! {
            <li>
                <a href=format!("/inbox?view={}", view.word()) aria-current=current>
                    <span>{t.view(view.word())}</span>
                    " "
                    <span class="count">{move || t.count(list.tally.with(|tally| tally.of(view)))}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="views" aria-label=t.views()>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}

/// `j` and `k` open the next and the previous ticket of the list, `n` takes whatever waits first.
fn step(list: List, current: Option<u64>, key: &str) {
    let forward = match key {
        "j" => true,
        "k" => false,
        "n" => return platform::click(".take-next"),
        // The button that reopens: what counted as a goodbye was none.
        "o" => return platform::click(".settle:not(.primary)"),
        _ => return,
    };
    let order = list.order.get_untracked();
    let at = order.iter().position(|number| Some(number.0) == current);
    let next = match at {
        None => order.first(),
        Some(at) if forward => order.get(at + 1),
        Some(at) => at.checked_sub(1).and_then(|at| order.get(at)),
    };
    if let Some(number) = next {
        platform::focus(&format!(".row[data-number=\"{number}\"] a"));
        platform::click(&format!(".row[data-number=\"{number}\"] a"));
    }
}

/// The shape of the list while it loads.
#[component]
fn Skeleton() -> impl IntoView {
    let t = language();
    view! {
        <section class="list-column" aria-busy="true" aria-label=t.tickets()>
            <header class="page-head"><h1>{t.inbox()}</h1></header>
            <div class="skeleton" aria-hidden="true">
                {(0..8).map(|_| view! { <div class="bone"><Icon name="dot"/></div> }).collect_view()}
            </div>
        </section>
    }
}
