//! Other people's samples of webhook bodies, where they lie beside the project: none is refused.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{NUMBER, TestDesk, run};

/// Every inbound body: not requests to Meta, not signatures.
fn inbound() -> Option<Vec<PathBuf>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/whatsapp/corpus");
    let folders = std::fs::read_dir(corpus).ok()?.flatten().map(|entry| entry.path());
    let inbound =
        folders.filter(|folder| !folder.ends_with("send") && !folder.ends_with("signature"));
    let files = inbound.filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let mut files: Vec<_> = files.map(|file| file.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    Some(files).filter(|files| !files.is_empty())
}

/// What the desk holds.
#[derive(PartialEq, Debug)]
struct Traces {
    messages: usize,
    kept: u64,
    /// What is known of the customers.
    known: Vec<Value>,
}

async fn traces(desk: &TestDesk) -> Traces {
    desk.settled().await;
    let (mut messages, mut known) = (0, vec![]);
    for ticket in desk.api().tickets("").await {
        let number = ticket["number"].as_u64().expect("a number");
        messages += desk.api().messages(number).await.len();
        known.push(desk.api().get(&format!("/tickets/{number}/contact")).await.expect(200));
    }
    Traces { messages, kept: desk.kept().await, known }
}

#[test]
fn no_sample_is_refused_and_each_leaves_a_trace() {
    let Some(files) = inbound() else {
        println!("skipped: there is no ../shared/whatsapp/corpus beside the project");
        return;
    };
    run(async move || {
        let desk = TestDesk::start().await;
        let (mut before, mut ids) = (traces(&desk).await, HashSet::new());
        for file in &files {
            let body = std::fs::read(file).expect("a file");
            assert_eq!(desk.meta().post(body.clone()).await, 200, "{}", file.display());
            // Some samples share ids or content: the second is taken for a repetition.
            let own =
                serde_json::from_slice(&body).map(|body| message_ids(&body)).unwrap_or_default();
            let known = own.iter().any(|id| ids.contains(id));
            ids.extend(own);
            let after = traces(&desk).await;
            assert!(known || after != before, "{} left no trace", file.display());
            before = after;
        }
        desk.end().await;
    });
}

#[test]
fn every_sample_for_our_number_joins_a_ticket_or_is_kept() {
    let Some(files) = inbound() else {
        println!("skipped: there is no ../shared/whatsapp/corpus beside the project");
        return;
    };
    run(async move || {
        let desk = TestDesk::start().await;
        let mut expected = 0;
        for file in &files {
            let text = std::fs::read_to_string(file).expect("text");
            let Ok(mut body) = serde_json::from_str::<Value>(&text) else { continue };
            expected += address_to_us(&mut body);
            assert_eq!(desk.meta().post(body.to_string()).await, 200, "{}", file.display());
        }
        let once = traces(&desk).await;
        assert!(once.messages > 100, "{} messages of {expected}", once.messages);
        assert!(once.messages <= expected && once.kept > 0);
        for file in &files {
            let text = std::fs::read_to_string(file).expect("text");
            let Ok(mut body) = serde_json::from_str::<Value>(&text) else { continue };
            address_to_us(&mut body);
            assert_eq!(desk.meta().post(body.to_string()).await, 200, "{}", file.display());
        }
        assert_eq!(traces(&desk).await, once, "the same again changes nothing");
        desk.end().await;
    });
}

/// Meta's ids of the messages anywhere in a body, and the empty one for those without.
fn message_ids(body: &Value) -> Vec<String> {
    match body {
        Value::Object(members) => {
            let list = |name| members.get(name).and_then(Value::as_array).into_iter().flatten();
            let own = list("messages").chain(list("message_echoes"));
            let own = own.map(|m| m["id"].as_str().unwrap_or_default().to_owned());
            // What is put aside is known by its content.
            let own = own.chain(list("changes").map(Value::to_string));
            own.chain(members.values().flat_map(message_ids)).collect()
        }
        Value::Array(items) => items.iter().flat_map(message_ids).collect(),
        _ => vec![],
    }
}

/// Makes every value one of our number; how many messages there are.
fn address_to_us(value: &mut Value) -> usize {
    match value {
        Value::Object(members) => {
            if let Some(id) = members.get_mut("phone_number_id") {
                *id = NUMBER.into();
            }
            let count = |name| members.get(name).and_then(Value::as_array).map_or(0, Vec::len);
            let own = count("messages") + count("message_echoes");
            own + members.values_mut().map(address_to_us).sum::<usize>()
        }
        Value::Array(items) => items.iter_mut().map(address_to_us).sum(),
        _ => 0,
    }
}
