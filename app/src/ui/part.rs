//! A part of a page whose type is erased: whole pages, and parts that are many types deep.

use leptos::tachys::view::RenderHtml;

use crate::platform;
pub use crate::platform::Part;

pub trait IntoPart {
    /// As `into_any`, which brings code to the browser that no page of ours runs.
    fn part(self) -> Part;
}

impl<T: RenderHtml> IntoPart for T {
    fn part(self) -> Part {
        platform::part(self)
    }
}
