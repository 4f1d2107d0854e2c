//! Files that customers send: fetched once, kept, and given to those who may read.

mod fetching;
mod giving;

use serde_json::{Value, json};

use crate::harness::{TestDesk, eventually_some, text_message};

const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0 and the rest of it";

/// A message that names the file of that id, of that type.
fn file_message(kind: &str, id: &str) -> Value {
    let mut message = text_message("34610000001", &format!("wamid.{id}"), "");
    message["type"] = kind.into();
    message[kind] = json!({"id": id, "mime_type": "image/jpeg", "caption": "Mireu"});
    message
}

/// The customer sends `bytes`, named so; the id of the message.
async fn send(desk: &TestDesk, kind: &str, id: &str, name: Option<&str>, bytes: &[u8]) -> String {
    desk.graph.hold(id, bytes);
    let mut message = file_message(kind, id);
    if let Some(name) = name {
        message[kind]["filename"] = name.into();
    }
    let number = desk.written(message).await["number"].as_u64().expect("a number");
    let newest = desk.api().messages(number).await.pop().expect("it is there");
    newest["id"].as_str().expect("an id").to_owned()
}

/// What the API says of the file of that message, once it is in that state.
async fn once(desk: &TestDesk, message: &str, state: &str) -> Value {
    eventually_some(state, async || {
        let media = desk.api().message(1, message).await?["media"].clone();
        (media["state"] == state).then_some(media)
    })
    .await
}
