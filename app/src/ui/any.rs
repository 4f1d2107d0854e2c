//! Erases the type of a view: pages, and parts that are many types deep.

use leptos::prelude::*;
use leptos::tachys::view::RenderHtml;

use crate::platform;

/// As `into_any`, which brings code to the browser that no page of ours runs.
pub trait Any {
    fn any(self) -> AnyView;
}

impl<T: RenderHtml> Any for T {
    fn any(self) -> AnyView {
        platform::any(self)
    }
}
