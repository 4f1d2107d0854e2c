//! Cards that change place travel there: measure, change, measure again, slide the difference.
//!
//! Elements are matched by their `data-number`. With reduced motion everything is simply in place.

use std::cell::Cell;
use std::collections::HashMap;

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// How long a change of place takes (`--motion-place` in `style/tokens.css`), in milliseconds.
const PLACE: i32 = 180;

/// Within so many milliseconds of the last one, a change is not animated: measuring a list of cards
/// costs a layout, and in a burst nobody could follow them.
const BREATH: f64 = 100.0;

thread_local! {
    static LAST: Cell<f64> = const { Cell::new(0.0) };
}

/// Runs `change`, then slides every element under `selector` from where it was.
pub(crate) fn travel(selector: &'static str, change: impl FnOnce()) {
    let now = js_sys::Date::now();
    if now - LAST.replace(now) < BREATH || still() {
        return change();
    }
    let before = places(selector);
    change();
    request_animation_frame(move || {
        for (number, (element, x, y)) in places(selector) {
            if let Some((_, from_x, from_y)) = before.get(&number) {
                slide(&element, from_x - x, from_y - y);
            }
        }
    });
}

fn still() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

fn places(selector: &str) -> HashMap<String, (HtmlElement, f64, f64)> {
    let mut places = HashMap::new();
    let Ok(list) = document().query_selector_all(selector) else { return places };
    for index in 0..list.length() {
        let element = list.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element
            && let Some(number) = element.get_attribute("data-number")
        {
            let place = element.get_bounding_client_rect();
            places.insert(number, (element, place.x(), place.y()));
        }
    }
    places
}

fn slide(element: &HtmlElement, x: f64, y: f64) {
    if x.abs() < 1.0 && y.abs() < 1.0 {
        return;
    }
    let frames = Array::of2(&step(&format!("translate({x}px, {y}px)")), &step("none"));
    let options = Object::new();
    // A failure here only means that the card jumps.
    _ = Reflect::set(&options, &"duration".into(), &PLACE.into());
    _ = Reflect::set(&options, &"easing".into(), &"ease-out".into());
    let animate = Reflect::get(element, &"animate".into()).ok();
    if let Some(animate) = animate.and_then(|found| found.dyn_into::<Function>().ok()) {
        _ = animate.call2(element, &frames, &options);
    }
}

fn step(transform: &str) -> JsValue {
    let step = Object::new();
    _ = Reflect::set(&step, &"transform".into(), &transform.into());
    step.into()
}
