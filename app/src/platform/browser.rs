//! The ground a page stands on in the browser: clock, zone, storage, keys, sockets.
//!
//! Every touch of a browser interface is here; the screens call it by what they want.

mod motion;
mod part;
mod socket;
mod storage;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;

pub(crate) use motion::travel;
pub use part::Part;
pub(crate) use part::part;
pub(crate) use socket::{connect, watch};
pub(crate) use storage::{forget, keep, kept};

use crate::start::Start;

/// What the server wrote into the page; a stranger's start if it can't be read.
pub(crate) fn start() -> Start {
    let text = document().get_element_by_id("start").and_then(|element| element.text_content());
    text.and_then(|text| read(&text).ok()).unwrap_or_default()
}

/// Reads JSON with the browser's own parser, which is there already, fast, and nothing to load.
/// The error is in the words of a program.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let value = js_sys::JSON::parse(text).map_err(|error| format!("{error:?}"))?;
    serde_wasm_bindgen::from_value(value).map_err(|error| format!("{error:?}"))
}

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// A page in a browser hears of what happens.
pub(crate) const IS_LIVE: bool = true;

/// What runs here was brought to life.
pub(crate) fn is_plain() -> bool {
    false
}

/// Minutes east of Greenwich at that moment, by the zone of the machine.
pub(crate) fn offset_minutes(at: DateTime<Utc>) -> Option<i32> {
    let date = js_sys::Date::new(&(at.timestamp_millis() as f64).into());
    Some(-(date.get_timezone_offset() as i32))
}

/// Tells the server the zone for the next page, so that it renders the right hours at once.
pub(crate) fn remember_zone() {
    let minutes = offset_minutes(now()).unwrap_or(0);
    let cookie = format!("bustia_zone={minutes}; path=/; max-age=31536000; samesite=lax");
    if let Ok(page) = document().dyn_into::<web_sys::HtmlDocument>() {
        // A browser that takes no cookies shows the right hours a moment later.
        _ = page.set_cookie(&cookie);
    }
}

/// A new random name, in the form of a version 4 UUID.
pub(crate) fn new_id() -> String {
    let mut bytes = [0u8; 16];
    let filled = window().crypto().and_then(|c| c.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// Leaves for another page, with a full load.
pub(crate) fn go(path: &str) {
    // Refused only for a malformed address; then the page stays as it is.
    _ = window().location().assign(path);
}

pub(crate) fn status(_code: u16) {}

pub(crate) fn reload() {
    _ = window().location().reload();
}

/// Whether somebody can see the page.
pub(crate) fn visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Repeats `task` until the current owner is cleaned up.
pub(crate) fn every(seconds: u64, task: impl Fn() + 'static) {
    let period = std::time::Duration::from_secs(seconds);
    if let Ok(handle) = set_interval_with_handle(task, period) {
        on_cleanup(move || handle.clear());
    }
}

pub(crate) fn after(millis: u64, task: impl FnOnce() + 'static) {
    set_timeout(task, std::time::Duration::from_millis(millis));
}

/// Runs `task` whenever the page comes to the front, until the current owner is cleaned up.
pub(crate) fn on_visible(task: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("visibilitychange", move |_| {
        if visible() {
            task();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Runs `task` with each key pressed outside of fields and without modifiers; once, however long.
pub(crate) fn on_key(task: impl Fn(&str) + 'static) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let chord = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !chord && !event.repeat() && !in_a_field(&event) {
            task(&event.key());
        }
    });
    on_cleanup(move || listener.remove());
}

fn in_a_field(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| matches!(&*element.tag_name(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Puts the focus on the first element that matches, if there is one.
pub(crate) fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        _ = element.focus();
    }
}

/// Does what a click on the first element that matches would do.
pub(crate) fn click(selector: &str) {
    if let Some(element) = find(selector) {
        element.click();
    }
}

fn find(selector: &str) -> Option<web_sys::HtmlElement> {
    let found = document().query_selector(selector).ok().flatten();
    found.and_then(|found| found.dyn_into().ok())
}
