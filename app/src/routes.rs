//! The application: its routes, and what every page shares.
//!
//! All routes render `Async`: status codes come out right, and a hang-up can't catch a page
//! half-way (the render runs in a task of its own).

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::board::BoardPage;
use crate::frame::Frame;
use crate::inbox::{InboxPage, NoThread, ThreadPage};
use crate::live::Live;
use crate::platform;
use crate::practice::PracticePage;
use crate::sign_in::{SetUpPage, SignInPage};
use crate::start::{language, start};
use crate::time::Clock;
use crate::ui::Nothing;

/// Everything inside the document's body.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let start = platform::start();
    provide_context(start.language);
    Clock::provide(&start);
    Live::provide(&start);
    provide_context(start);
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Bústia".into() } else { format!("{title} · Bústia") }/>
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=Home ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/set-up/:token") view=SetUpPage ssr=SsrMode::Async/>
                <Route path=path!("/practice") view=PracticePage ssr=SsrMode::Async/>
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <ParentRoute path=path!("/inbox") view=InboxPage ssr=SsrMode::Async>
                        <Route path=path!("") view=NoThread ssr=SsrMode::Async/>
                        <Route path=path!(":number") view=ThreadPage ssr=SsrMode::Async/>
                    </ParentRoute>
                    <Route path=path!("/board") view=BoardPage ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
        </Router>
    }
    .into_any()
}

/// The bare address leads to work, or to the door.
#[component]
fn Home() -> impl IntoView {
    platform::go(if start().me.is_some() { "/inbox" } else { "/sign-in" });
}

#[component]
fn NotFound() -> impl IntoView {
    platform::status(404);
    let t = language();
    view! {
        <Title text=t.no_such_page()/>
        <main class="alone">
            <Nothing title=t.no_such_page() hint=t.no_such_page_hint()>
                <a class="button primary" href="/inbox">{t.to_the_inbox()}</a>
            </Nothing>
        </main>
    }
}
