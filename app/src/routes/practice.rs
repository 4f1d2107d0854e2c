//! The simulated customers' phones.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use super::{NotFound, prepare};
use crate::practice::PracticePage;
use crate::ui::IntoPart;

/// Everything inside the document's body, for whoever plays the customer.
#[component]
pub fn PracticeApp() -> impl IntoView {
    view! {
        {prepare()}
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/practice") view=PracticePage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
    .part()
}
