//! The frame around every page of the team: the rail, the state of the line, the person.

use desk::permissions::Permission;
use desk::presence::Said;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use crate::alerts::Alerts;
use crate::language::Language;
use crate::live::{Connection, live};
use crate::platform;
use crate::routes::Area;
use crate::start::{language, start};
use crate::ui::{Avatar, Icon, IntoPart};

#[component]
pub fn Frame() -> impl IntoView {
    let t = language();
    if start().me.is_none() {
        platform::go(&format!("/sign-in?back={}", escaped(&here().get_untracked())));
        return ().part();
    }
    view! {
        <a class="skip" href="#page" rel="external">{t.skip_to_the_page()}</a>
        <div class="frame">
            <nav class="rail" aria-label=t.main_menu()>
                <a class="brand" href="/inbox" aria-label=t.bustia() title=t.bustia()><Icon name="brand"/></a>
                <RailLink to="/inbox" icon="inbox" label=t.inbox()/>
                <RailLink to="/board" icon="board" label=t.board()/>
                {start().practice.then(|| view! {
                    <RailLink to="/practice" icon="phone" label=t.practice_phone()/>
                })}
                {start().may(Permission::Configure).then(|| view! {
                    <RailLink to="/settings" icon="settings" label=t.settings_link()/>
                })}
                <span class="spring"></span>
                <Alerts/>
                {(!platform::is_plain()).then(|| view! { <Line/> })}
                <Me/>
            </nav>
            <main class="page" id="page" tabindex="-1">
                <Outdated/>
                <Outlet/>
            </main>
        </div>
    }
    .part()
}

#[component]
fn RailLink(to: &'static str, icon: &'static str, label: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || path.get().starts_with(to).then_some("page");
    let rel = (Area::of(to) != Area::Desk).then_some("external");
    view! {
        <a class="rail-link" href=to rel=rel aria-current=current title=label>
            <Icon name=icon/>
            <span class="rail-word">{label}</span>
        </a>
    }
    .part()
}

/// How the line to the server stands: a dot, and a word whenever it isn't live. How long ago WhatsApp was
/// heard, `public/heard.js` adds to it.
#[component]
fn Line() -> impl IntoView {
    let t = language();
    live()
        .map(|live| {
            let state = move || live.connection.get();
            let word = move || match state() {
                Connection::Starting | Connection::Live => None,
                Connection::Behind(seconds) => Some(t.behind(seconds)),
                Connection::Reconnecting => Some(t.reconnecting().to_owned()),
                Connection::Offline => Some(t.offline().to_owned()),
            };
            let mood = move || match state() {
                Connection::Starting => "starting",
                Connection::Live => "live",
                Connection::Behind(_) => "behind",
                Connection::Reconnecting => "reconnecting",
                Connection::Offline => "offline",
            };
            view! {
                <div class="line-state" role="status" data-state=mood>
                    <Icon name="dot"/>
                    <span class="line-word">{word}</span>
                </div>
            }
        })
        .part()
}

/// The person who is in: name, role, language, the way out.
#[component]
fn Me() -> impl IntoView {
    let t = language();
    start()
        .me
        .map(|me| {
            view! {
                <details class="me">
                    <summary title=me.name.clone()>
                        <Avatar name=me.name.clone()/>
                        <span class="heard">{t.you(&me.name)}</span>
                    </summary>
                    <div class="me-card">
                        <p><a href="/account" rel="external">{me.name.clone()}</a><br/>{t.role(me.role)}</p>
                        <SaidForm/>
                        <LanguageForm/>
                        <form method="post" action="/sign-out">
                            <button type="submit" class="button wide">{t.sign_out()}</button>
                        </form>
                    </div>
                </details>
            }
        })
        .part()
}

/// The address of this page, to come back to.
fn here() -> Memo<String> {
    let place = use_location();
    Memo::new(move |_| {
        let query = place.search.get();
        let query = query.trim_start_matches('?');
        let path = place.pathname.get();
        if query.is_empty() { path } else { format!("{path}?{query}") }
    })
}

/// Whether the reader wants to be given work, for those who may answer customers.
#[component]
fn SaidForm() -> impl IntoView {
    let (t, start, back) = (language(), start(), here());
    let choices = [
        (Said::Available, "available", t.available()),
        (Said::Away, "away", t.away()),
        (Said::OnABreak, "on_a_break", t.on_a_break()),
    ];
    let choices = choices.map(|(said, word, name)| {
        let pressed = (start.said == said).to_string();
        view! {
            <button type="submit" name="said" value=word class="language" aria-pressed=pressed>
                {name}
            </button>
        }
    });
    start.may(Permission::Reply).then(|| {
        view! {
            <form class="languages" method="post" action="/presence" aria-label=t.presence_label()>
                <input type="hidden" name="back" value=move || back.get()/>
                {choices.into_iter().collect_view()}
            </form>
        }
    })
}

/// A plain form, so that it works before the page is alive.
#[component]
pub fn LanguageForm() -> impl IntoView {
    let (t, back) = (language(), here());
    let choices = Language::ALL.into_iter().map(|choice| {
        view! {
            <button
                type="submit"
                name="language"
                value=choice.code()
                lang=choice.code()
                class="language"
                aria-pressed=(choice == t).to_string()
            >
                {choice.own_name()}
            </button>
        }
    });
    view! {
        <form class="languages" method="post" action="/language" aria-label=t.language_label()>
            <input type="hidden" name="back" value=move || back.get()/>
            {choices.collect_view()}
        </form>
    }
    .part()
}

/// The server runs a newer build: load it when somebody says so or nobody looks, or, while Bústia
/// itself is worked on, at once.
#[component]
fn Outdated() -> impl IntoView {
    let (t, eager) = (language(), start().eager);
    let outdated = move || live().is_some_and(|live| live.outdated.get());
    Effect::new(move || {
        // Drafts are kept by the tab, so a reload loses nothing.
        if outdated() && (eager || !platform::visible()) {
            platform::reload();
        }
    });
    view! {
        <Show when=outdated>
            <p class="outdated" role="status">
                {t.new_version()} " "
                <button type="button" class="button small" on:click=|_| platform::reload()>{t.reload()}</button>
            </p>
        </Show>
    }
    .part()
}

/// `text` as the value of a query.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_with_a_query_stays_one_value() {
        assert_eq!(escaped("/inbox?view=mine&x=é"), "/inbox%3Fview%3Dmine%26x%3D%C3%A9");
    }
}
