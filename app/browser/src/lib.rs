//! Brings the screens to life in the browser. Everything else is in `app`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs by itself when the module is loaded: takes over what the server rendered.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    let place = document().get_element_by_id("bustia").and_then(|place| place.dyn_into().ok());
    if let Some(place) = place {
        leptos::mount::hydrate_from(place, app::App).forget();
    }
}
