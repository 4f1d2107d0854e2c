//! The pages that are plain forms, never brought to life: the settings, one's own account, a customer's page,
//! what is said to them besides text, templates, and those of practice mode, for which nobody signs in.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use super::practice::{HandPage, NetworkPage};
use crate::customer::saying::SayingPage;
use crate::customer::{CustomerPage, KinPage};
use crate::frame::Frame;
use crate::routes::{NotFound, prepare};
use crate::settings::SettingsPage;
use crate::settings::outgoing::OutgoingPage;
use crate::settings::templates::LetterPage;
use crate::sign_in::AccountPage;

/// Everything inside the document's body, for one of these pages.
#[component]
pub(crate) fn FormsApp() -> impl IntoView {
    view! {
        {prepare()}
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/practice/phone") view=HandPage ssr=SsrMode::Async/>
                <Route path=path!("/practice/network") view=NetworkPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("/settings/outgoing") view=OutgoingPage ssr=SsrMode::Async/>
                    <Route path=path!("/settings/*page") view=SettingsPage ssr=SsrMode::Async/>
                    <Route path=path!("/customers/:number/kin") view=KinPage ssr=SsrMode::Async/>
                    <Route path=path!("/account/*page") view=AccountPage ssr=SsrMode::Async/>
                    <Route path=path!("/customers/:number") view=CustomerPage ssr=SsrMode::Async/>
                    <Route path=path!("/compose/:number") view=SayingPage ssr=SsrMode::Async/>
                    <Route path=path!("/templates/:number") view=LetterPage ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
        </Router>
    }
    .into_any()
}
