//! The browser's side of a page: takes over what the server rendered.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Brings the page's application to life, in the place where the server rendered it.
pub fn wake<V: IntoView + 'static>(application: impl FnOnce() -> V + 'static) {
    console_error_panic_hook::set_once();
    let place = document().get_element_by_id("bustia").and_then(|place| place.dyn_into().ok());
    if let Some(place) = place {
        leptos::mount::hydrate_from(place, application).forget();
    }
}
