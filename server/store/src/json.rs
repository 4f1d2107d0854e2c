//! Values of many shapes (contents, changes, authors) go into flexible columns by way of JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Error, ids};

/// The desk's own types always have a JSON form; `Null` would be caught by the schema.
pub(crate) fn to_json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// `what` says of which table the value is, should it not be readable.
pub(crate) fn from_json<T: DeserializeOwned>(what: &str, value: Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|_| ids::unreadable(what))
}
