//! The phone itself: customers in a row, the thread as the customer sees it, a field to write in.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::calls;
use super::held::Held;
use super::phone::{Bubble, Choice, Customer, Enclosed};
use crate::platform;
use crate::start::{language, start};
use crate::time::clock;
use crate::ui::{Avatar, Hour, Icon, IntoPart, Nothing, Part, Ticks, Trouble};
use crate::wire;

#[component]
pub fn PracticePage() -> impl IntoView {
    let t = language();
    if !start().practice {
        platform::status(404);
        return view! {
            <main class="alone"><Nothing title=t.no_such_page() hint=t.no_practice_hint()/></main>
        }
        .part();
    }
    let query = use_query_map();
    let customers = wire::resource(|| (), |()| calls::customers());
    view! {
        <Title text=t.practice_phone()/>
        <main class="practice">
            <header class="practice-head">
                <h1>{t.practice_phone()}</h1>
                <p class="hint">{t.practice_hint()}</p>
                <p>
                    <a href="/inbox" rel="external">{t.to_the_inbox()}</a>
                    " · "
                    <a href="/practice/network" rel="external">{t.to_the_network()}</a>
                </p>
                <Passing/>
            </header>
            <Transition fallback=move || view! { <div class="skeleton" aria-busy="true"></div> }>
                {move || Suspend::new(async move {
                    let wanted = query.read_untracked().get("customer");
                    match customers.await {
                        Ok(customers) => view! { <Telephone customers wanted/> }.part(),
                        Err(problem) => view! { <Trouble problem=Signal::stored(Some(problem))/> }.part(),
                    }
                })}
            </Transition>
        </main>
    }
    .part()
}

/// What time it is in practice, and buttons that let it pass: a plain form, since each of them
/// changes every page.
#[component]
fn Passing() -> impl IntoView {
    let (t, clock, query) = (language(), clock(), use_query_map());
    let customer = move || query.read().get("customer").unwrap_or_default();
    let spans = [(10, t.ten_minutes()), (60, t.one_hour()), (24 * 60, t.one_day())];
    let spans = spans.map(|(minutes, name)| {
        view! { <button type="submit" name="minutes" value=minutes class="button small">{name}</button> }
    });
    view! {
        <form class="passing" method="post" action="/practice/clock">
            <input type="hidden" name="customer" value=customer/>
            <span class="clock">
                <Icon name="timer"/>
                " "
                {move || t.moment(clock.local(clock.now()))}
            </span>
            <span class="spans" role="group" aria-label=t.let_time_pass()>{spans.collect_view()}</span>
        </form>
    }
    .part()
}

#[component]
fn Telephone(customers: Vec<Customer>, wanted: Option<String>) -> impl IntoView {
    let t = language();
    let held = Held::of(customers, wanted);
    Effect::new(move || {
        held.chosen.track();
        held.bubbles.set(Vec::new());
        spawn_local(held.refresh());
    });
    Effect::new(move || {
        let watcher = platform::watch("/practice/live", move || spawn_local(held.refresh()));
        on_cleanup(move || watcher.end());
    });
    let typing = move || {
        let chosen = held.chosen.get();
        held.customers.with(|all| all.iter().any(|one| one.id == chosen && one.typing))
    };
    view! {
        <div class="telephone">
            <nav class="customers" aria-label=t.customers()>
                <ul>
                    <For
                        each=move || held.customers.get()
                        key=|customer| (customer.id.clone(), customer.unread, customer.last_line.clone(), customer.is_silent)
                        let:customer
                    >
                        <CustomerTab held customer/>
                    </For>
                </ul>
            </nav>
            <section class="screen" aria-label=t.phone_of_the_customer()>
                <Trouble problem=held.trouble/>
                <div class="scroller" tabindex="0" role="region" aria-label=t.messages()>
                    <ol class="thread" aria-live="polite">
                        {move || held.bubbles.get().into_iter().map(|one| bubble(held, one)).collect_view()}
                    </ol>
                    {move || typing().then(|| view! { <p class="typing" role="status">{t.is_typing()}</p> })}
                </div>
                <Keys held/>
            </section>
        </div>
    }
}

#[component]
fn CustomerTab(held: Held, customer: Customer) -> impl IntoView {
    let t = language();
    let Customer { id, name, phone_shown, unread, is_silent, .. } = customer;
    let navigate = use_navigate();
    let choose = {
        let id = id.clone();
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            held.chosen.set(id.clone());
            // The address remembers whose phone it is.
            let options = leptos_router::NavigateOptions {
                replace: true,
                scroll: false,
                ..Default::default()
            };
            navigate(&format!("/practice?customer={id}"), options);
        }
    };
    let href = format!("/practice?customer={id}");
    let current = move || (held.chosen.get() == id).then_some("true");
    view! {
        <li>
            <a href=href aria-current=current class:off=is_silent on:click=choose title=phone_shown>
                <Avatar name=name.clone()/>
                <span class="who">{name}</span>
                {(unread > 0).then(|| view! {
                    <span class="unread-count">
                        <span aria-hidden="true">{unread}</span>
                        <span class="heard">{t.unread(u64::from(unread))}</span>
                    </span>
                })}
            </a>
        </li>
    }
}

fn bubble(held: Held, bubble: Bubble) -> impl IntoView {
    let Bubble { id, mine, text, at, ticks, choices, .. } = bubble;
    let Bubble { quotes, reaction, is_edited, is_deleted, file, .. } = bubble;
    let t = language();
    let more = format!("/practice/phone?customer={}&about={id}", held.chosen.get_untracked());
    let text = if is_deleted { t.taken_back().to_owned() } else { text };
    let choices = choices.into_iter().map(|Choice { id, title }| {
        let tap = move |_| spawn_local(held.tap(id.clone()));
        view! { <button type="button" class="button small" on:click=tap>{title}</button> }
    });
    let choices = choices.collect_view();
    view! {
        <li class="line" class:ours=mine class:theirs=!mine>
            <article class="bubble">
                {quotes.map(|words| view! { <blockquote class="quoted" dir="auto">{words}</blockquote> })}
                {file.map(enclosed)}
                <p class="words" class:gone=is_deleted dir="auto">{text}</p>
                {(!choices.is_empty()).then(|| view! { <p class="choices">{choices}</p> })}
                <p class="foot">
                    {reaction} " " {is_edited.then(|| t.edited_mark())} " " <Hour at/>
                    {ticks.map(|progress| view! { " " <Ticks progress/> })}
                    " "
                    <a href=more rel="external" aria-label=t.more_with_this() title=t.more_with_this()>"⋯"</a>
                </p>
            </article>
        </li>
    }
}

/// A file of the business.
fn enclosed(file: Enclosed) -> Part {
    let Enclosed { src, kind, name } = file;
    match kind.as_str() {
        "image" | "sticker" => view! { <img src=src alt=name loading="lazy"/> }.part(),
        "audio" => view! { <audio controls preload="none" src=src aria-label=name></audio> }.part(),
        "video" => {
            view! { <video controls preload="metadata" src=src aria-label=name></video> }.part()
        }
        _ => view! { <a class="words" href=src download="">{name}</a> }.part(),
    }
}

/// The field, and messages one tap away.
#[component]
fn Keys(held: Held) -> impl IntoView {
    let t = language();
    let field = NodeRef::<html::Input>::new();
    let ad = NodeRef::<html::Input>::new();
    let busy = RwSignal::new(false);
    let send = move |text: String| {
        if text.trim().is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let by_ad = ad.get_untracked().is_some_and(|ad| ad.checked());
        spawn_local(async move {
            let is_sent = held.write(text.clone(), by_ad).await;
            busy.try_set(false);
            if let Some(ad) = ad.try_get_untracked().flatten()
                && is_sent
            {
                ad.set_checked(false);
            }
            if let Some(field) = field.try_get_untracked().flatten()
                && is_sent
                && field.value() == text
            {
                field.set_value("");
            }
        });
    };
    let quick = t.quick_texts().into_iter().map(|text| view! {
        <button type="button" class="button small" on:click=move |_| send(text.to_owned())>{text}</button>
    });
    let files = [(t.a_picture(), false), (t.a_voice_note(), true)].map(|(name, voice)| view! {
        <button type="button" class="button small" on:click=move |_| spawn_local(held.send_file(voice))>{name}</button>
    });
    view! {
        <div class="quick" role="group" aria-label=t.quick_texts_label()>
            {quick.collect_view()} {files.collect_view()}
            <a class="button small" rel="external" href=move || format!("/practice/phone?customer={}", held.chosen.get())>
                {t.more_from_this_phone()}
            </a>
        </div>
        <label class="by-ad"><input type="checkbox" node_ref=ad/> " " {t.by_an_ad()}</label>
        <form
            class="keys"
            on:submit=move |event| {
                event.prevent_default();
                if let Some(field) = field.get_untracked() {
                    send(field.value());
                }
            }
        >
            <label class="heard" for="practice-text">{t.write_as_customer()}</label>
            <input id="practice-text" type="text" autocomplete="off" placeholder=t.write_as_customer() node_ref=field/>
            <button type="submit" class="icon-button" aria-label=t.send() title=t.send()><Icon name="send"/></button>
        </form>
    }
}
