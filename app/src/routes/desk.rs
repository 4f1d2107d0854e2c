//! Where the team works: inbox and board.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use super::{NotFound, prepare};
use crate::board::BoardPage;
use crate::frame::Frame;
use crate::inbox::{InboxPage, NoThread, ThreadPage};
use crate::ui::IntoPart;

/// Everything inside the document's body, for the team's pages.
#[component]
pub fn DeskApp() -> impl IntoView {
    view! {
        {prepare()}
        <Router>
            <Routes fallback=NotFound>
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
    .part()
}
