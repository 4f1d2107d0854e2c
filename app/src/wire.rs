//! How the answers of server functions cross the wire: JSON, read as text.
//!
//! Leptos reads what the server rendered into a page from text, and its own JSON codec reads answers
//! from bytes: for the compiler two readers, and so two copies of everything that reads a ticket in
//! what a browser loads. This codec makes it one.

use leptos::server_fn::codec::Post;
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::{DeserializeOwned, Error};

/// The `output` of a server function.
pub(crate) type Wire = Post<Text>;

/// JSON, read as text.
pub(crate) struct Text;

impl ContentType for Text {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for Text {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for Text {
    type Error = serde_json::Error;

    fn encode(output: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(output).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Text {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        serde_json::from_str(str::from_utf8(&bytes).map_err(Self::Error::custom)?)
    }
}
