//! Brings the team's screens to life in the browser. Everything else is in `app`.

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs by itself when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    app::browser::wake(app::DeskApp);
}
