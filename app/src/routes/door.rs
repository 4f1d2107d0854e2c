//! Before one is in, or when one shows again who one is: the bare address, signing in, links by which people
//! come for the first time. Plain HTML, never brought to life.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use super::{NotFound, prepare};
use crate::platform;
use crate::sign_in::{InvitationPage, ProvePage, SecondStepPage, SetUpPage, SignInPage};
use crate::start::start;
use crate::ui::IntoPart;

/// Everything inside the document's body, for somebody who is not in yet.
#[component]
pub fn DoorApp() -> impl IntoView {
    view! {
        {prepare()}
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=Home ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/second-step") view=SecondStepPage ssr=SsrMode::Async/>
                <Route path=path!("/prove") view=ProvePage ssr=SsrMode::Async/>
                <Route path=path!("/invitation/:token") view=InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("/set-up/:token") view=SetUpPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
    .part()
}

/// The bare address leads to work, or to the door.
#[component]
fn Home() -> impl IntoView {
    platform::go(if start().me.is_some() { "/inbox" } else { "/sign-in" });
}
