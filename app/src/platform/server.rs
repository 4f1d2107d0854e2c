//! The ground a page stands on while the server renders it: the same functions as in the browser,
//! most of which have nothing to do here.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::tachys::view::RenderHtml;
use serde::de::DeserializeOwned;

use crate::live::{Live, Watcher};
use crate::start::Start;

pub(crate) fn start() -> Start {
    crate::server::start()
}

/// Reads JSON.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

pub(crate) fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

/// A view whose type is erased.
pub type Part = AnyView;

pub(crate) fn part<T: RenderHtml>(view: T) -> Part {
    view.into_any()
}

/// A page that is being rendered hears nothing yet.
pub(crate) const IS_LIVE: bool = false;

/// Whether the page being rendered is never brought to life, so that no line to the server stands.
pub(crate) fn is_plain() -> bool {
    crate::server::is_plain()
}

/// Only the browser knows the reader's zone.
pub(crate) fn offset_minutes(_at: DateTime<Utc>) -> Option<i32> {
    None
}

pub(crate) fn remember_zone() {}

/// Never sent from here: the browser makes its own.
pub(crate) fn new_id() -> String {
    String::new()
}

/// Answers the request with a redirect.
pub(crate) fn go(path: &str) {
    crate::server::redirect(path);
}

/// Answers the request with this status.
pub(crate) fn status(code: u16) {
    crate::server::status(code);
}

pub(crate) fn reload() {}

pub(crate) fn visible() -> bool {
    false
}

pub(crate) fn every(_seconds: u64, _task: impl Fn() + 'static) {}

pub(crate) fn after(_millis: u64, _task: impl FnOnce() + 'static) {}

pub(crate) fn on_visible(_task: impl Fn() + 'static) {}

pub(crate) fn keep(_key: &str, _value: &str) {}

pub(crate) fn kept(_key: &str) -> Option<String> {
    None
}

pub(crate) fn forget(_key: &str) {}

pub(crate) fn on_key(_task: impl Fn(&str) + 'static) {}

pub(crate) fn focus(_selector: &str) {}

pub(crate) fn click(_selector: &str) {}

pub(crate) fn travel(_selector: &'static str, change: impl FnOnce()) {
    change();
}

pub(crate) fn connect(_live: Live, _start: &Start) {}

pub(crate) fn watch(_path: &'static str, _on_change: impl Fn() + 'static) -> Watcher {
    Watcher::default()
}
