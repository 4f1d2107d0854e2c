//! Values of many shapes (contents, changes, authors) go into flexible columns by way of JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{Error, ids};

/// The desk's own types always have a JSON form; `Null` would be caught by the schema. A variant that
/// holds nothing is written as an object too (`{"woken": null}`), which reads back the same.
pub(crate) fn to_json(value: &impl Serialize) -> Value {
    match serde_json::to_value(value).unwrap_or_default() {
        Value::String(word) => json!({ word: null }),
        value => value,
    }
}

/// `what` says of which table the value is, should it not be readable.
pub(crate) fn from_json<T: DeserializeOwned>(what: &str, value: Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|_| ids::unreadable(what))
}
