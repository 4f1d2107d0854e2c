//! JSON as tolerant as the outside world needs it: cut into pieces without understanding them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use serde_json::value::RawValue;

/// An object whose values are still text.
pub(super) type Object<'a> = BTreeMap<String, &'a RawValue>;

/// What stands for a character that can't be kept. As long as the escapes that it replaces.
const REPLACEMENT: &str = "\\ufffd";

/// `body` as text that every string of which can be read: bytes that are no UTF-8, lone surrogate
/// escapes and escaped NUL (which stores refuse) become U+FFFD.
pub(super) fn repaired(body: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(body);
    let bad = unreadable(text.as_bytes());
    if bad.is_empty() {
        return text;
    }
    let mut whole = String::with_capacity(text.len());
    let mut done = 0;
    for at in bad {
        whole.push_str(&text[done..at]);
        whole.push_str(REPLACEMENT);
        done = at + REPLACEMENT.len();
    }
    whole.push_str(&text[done..]);
    Cow::Owned(whole)
}

/// Where the escapes stand that no Rust string, or no store, can hold.
fn unreadable(text: &[u8]) -> Vec<usize> {
    let mut bad = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text[at] != b'\\' {
            at += 1;
            continue;
        }
        match (unit(text, at), unit(text, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0 | 0xD800..=0xDFFF), _) => {
                bad.push(at);
                at += 6;
            }
            (Some(_), _) => at += 6,
            // Another escape: a backslash and one character.
            (None, _) => at += 2,
        }
    }
    bad
}

/// The UTF-16 unit that a `\uXXXX` at `at` names.
fn unit(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = std::str::from_utf8(digits).ok()?;
    u16::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
}

/// The members of an object; of a repeated key the last one.
pub(super) fn object(raw: &str) -> Option<Object<'_>> {
    serde_json::from_str(raw).ok()
}

/// The elements of an array.
pub(super) fn array(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// The value itself, unless it is nested more than 128 deep or holds an impossible number.
pub(super) fn value(raw: &str) -> Option<Value> {
    serde_json::from_str(raw).ok()
}

/// A string that is not empty, or a number in its digits: Meta's own samples mix the two.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A time in Unix seconds, string or number. Nothing if there is none, or if it lies more than a
/// day in the future: such a ticket would stand on top of every list for good.
pub(super) fn time(value: &Value, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let seconds = text(value)?.parse().ok().filter(|seconds| *seconds > 0)?;
    DateTime::from_timestamp(seconds, 0).filter(|time| *time <= now + TimeDelta::days(1))
}
