//! Where each address leads: four applications that share a server but nothing in the browser.
//!
//! Somebody who answers customers does not load the practice phone; the door and the settings are
//! plain HTML that loads nothing at all, as is a customer's page. A link from one area to another is marked
//! `rel="external"`: a full load.
//!
//! All routes render `Async`: status codes come out right, and a hang-up can't catch a page
//! half-way (the render runs in a task of its own).

mod desk;
#[cfg(feature = "ssr")]
pub(crate) mod door;
mod practice;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};

pub use self::desk::DeskApp;
pub use self::practice::PracticeApp;

use crate::live::Live;
use crate::platform;
use crate::start::language;
use crate::time::Clock;
use crate::ui::{IntoPart, Nothing};

/// The part of the product that an address belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Before one is in.
    Door,
    /// Where the team works.
    Desk,
    /// The simulated customers' phones.
    Practice,
    /// Plain forms: how the team works, what it knows of a customer, the templates it sends, what else
    /// practice can do.
    Forms,
}

impl Area {
    /// The area of the page at `path`; what is nowhere belongs to the desk, which says so.
    pub fn of(path: &str) -> Self {
        let mut parts = path.split('/').skip(1);
        match parts.next() {
            Some("" | "sign-in" | "set-up" | "second-step" | "prove" | "invitation") => Area::Door,
            Some("practice") if parts.next().is_some_and(|part| !part.is_empty()) => Area::Forms,
            Some("practice") => Area::Practice,
            Some("settings" | "account" | "customers" | "compose" | "templates") => Area::Forms,
            _ => Area::Desk,
        }
    }
}

/// What every page needs around it: title, language, clock, the stream. Call it once, first.
pub(crate) fn prepare() -> impl IntoView {
    provide_meta_context();
    let start = platform::start();
    provide_context(start.language);
    Clock::provide(&start);
    Live::provide(&start);
    provide_context(start);
    view! {
        <Title formatter=tab/>
    }
}

/// What the tab is called. The server writes titles unescaped, and customers and rules are called anything: no
/// title holds a tag.
fn tab(title: String) -> String {
    match title.is_empty() {
        true => "Bústia".to_owned(),
        false => format!("{} · Bústia", title.replace(['<', '>', '&'], " ")),
    }
}

#[component]
pub(crate) fn NotFound() -> impl IntoView {
    platform::status(404);
    let t = language();
    view! {
        <Title text=t.no_such_page()/>
        <main class="alone">
            <Nothing title=t.no_such_page() hint=t.no_such_page_hint()>
                <a class="button primary" href="/inbox" rel="external">{t.to_the_inbox()}</a>
            </Nothing>
        </main>
    }
    .part()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_holds_a_tag() {
        assert_eq!(tab(String::new()), "Bústia");
        assert_eq!(tab("#7 A</title><b>&lt;".into()), "#7 A /title  b  lt; · Bústia");
    }

    #[test]
    fn every_address_belongs_to_one_area() {
        let cases = [
            ("/", Area::Door),
            ("/sign-in", Area::Door),
            ("/set-up/abc", Area::Door),
            ("/second-step", Area::Door),
            ("/prove", Area::Door),
            ("/invitation/abc", Area::Door),
            ("/practice", Area::Practice),
            ("/practice/", Area::Practice),
            ("/practice/network", Area::Forms),
            ("/inbox", Area::Desk),
            ("/inbox/12", Area::Desk),
            ("/board", Area::Desk),
            ("/settings", Area::Forms),
            ("/settings/rules/new", Area::Forms),
            ("/account", Area::Forms),
            ("/account/two-step", Area::Forms),
            ("/customers/12", Area::Forms),
            ("/compose/12", Area::Forms),
            ("/templates/12", Area::Forms),
            ("/nowhere", Area::Desk),
            ("/practices", Area::Desk),
        ];
        for (path, area) in cases {
            assert_eq!(Area::of(path), area, "{path}");
        }
    }
}
