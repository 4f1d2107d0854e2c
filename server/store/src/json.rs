//! Values of many shapes (tickets, contents, changes, authors) are kept as JSON text.
//!
//! As text and not as objects: nothing in the database looks inside, and taking an object apart into
//! the engine's values and together again costs several times what saving it does.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, ids};

/// The desk's own types always have a JSON form.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// `what` says of which table the value is, should it not be readable.
pub(crate) fn from_json<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| ids::unreadable(what))
}
