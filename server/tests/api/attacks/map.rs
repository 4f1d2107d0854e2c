//! Every address there is, read from where it is written: the route table, the server functions, the
//! description of the API.

use std::path::PathBuf;

use reqwest::Method;
use serde_json::Value;

use crate::harness::TestDesk;

const TABLE: &str = include_str!("../../../src/http.rs");
/// What is signed by Meta, and takes nothing of a browser's.
const WEBHOOK: &str = "/webhooks/whatsapp";

/// An address of the route table, as it stands there.
struct Row {
    path: String,
    reads: bool,
    writes: bool,
}

fn rows() -> Vec<Row> {
    let (_, table) = TABLE.split_once("pub fn routes(").expect("the table");
    let table: String = table.split_whitespace().collect();
    let rows = table.split(".route(\"").skip(1).map(|row| {
        let (path, rest) = row.split_once('"').expect("a path ends");
        let end = [".layer(", ".fallback(", ".nest(", ".merge(", ";"];
        let end = end.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
        let takes = |words: &[&str]| words.iter().any(|word| rest[..end].contains(word));
        Row {
            path: path.to_owned(),
            reads: takes(&["get("]),
            writes: takes(&["post(", "put(", "patch(", "delete("]),
        }
    });
    let rows: Vec<Row> = rows.filter(|row| row.path != WEBHOOK).collect();
    assert!(rows.len() > 20, "the table is not read: {}", rows.len());
    rows
}

/// `path` with ticket 1 in it, and that message.
fn filled(path: &str, message: &str) -> String {
    let path = path.replace("{number}", "1").replace("{message}", message);
    path.replace("{id}", message).replace("{*page}", "general")
}

/// Every address that is read, of pages and of files.
pub(super) fn read(message: &str) -> Vec<String> {
    let read = rows().into_iter().filter(|row| row.reads);
    let fallbacks = ["/", "/inbox", "/board", "/practice", "/nowhere", "/set-up/0"];
    let fallbacks = fallbacks.into_iter().map(str::to_owned);
    read.map(|row| filled(&row.path, message)).chain(fallbacks).collect()
}

/// Every address that changes something: forms, and server functions, some of which only read.
pub(super) fn written(message: &str) -> Vec<String> {
    let written = rows().into_iter().filter(|row| row.writes);
    let written: Vec<String> = written.map(|row| filled(&row.path, message)).collect();
    for known in ["/sign-out", "/settings/general", "/inbox/1/files", "/practice/file"] {
        assert!(written.iter().any(|path| path == known), "{known} is not read from the table");
    }
    written.into_iter().chain(functions().into_iter().map(|name| format!("/fn/{name}"))).collect()
}

/// The addresses whose last part is an id, up to it; and whether a form is sent there.
pub(super) fn with_ids() -> Vec<(String, bool)> {
    let named = rows().into_iter().filter_map(|row| {
        let (start, rest) = row.path.split_once('{')?;
        let (name, behind) = rest.split_once('}')?;
        let is_id = !name.starts_with('*');
        is_id.then(|| (format!("{start}ID{behind}"), row.writes))
    });
    let named: Vec<_> = named.collect();
    assert!(named.len() > 5, "{named:?}");
    named
}

/// The names of the server functions.
fn functions() -> Vec<String> {
    let mut found = vec![];
    let mut open = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../app/src")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(path).expect("a folder");
            open.extend(inside.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let text = std::fs::read_to_string(path).expect("a text");
        let names = text.split("endpoint = \"").skip(1);
        found.extend(names.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    assert!(found.iter().any(|name| name == "tickets/reply") && found.len() > 10, "{found:?}");
    found.sort();
    found
}

/// The method, the path below `/api/v1` and the description of each operation, with ticket 1 in it.
pub(super) async fn operations(desk: &TestDesk, message: &str) -> Vec<(Method, String, Value)> {
    let description = desk.get("/api/v1/openapi.json").await.expect(200);
    let paths = description["paths"].as_object().expect("paths");
    let mut found = vec![];
    for (path, item) in paths {
        let path = path.trim_start_matches("/api/v1").replace("{version}", "1");
        for (method, operation) in item.as_object().expect("operations") {
            let method = method.to_uppercase().parse().expect("a method");
            found.push((method, filled(&path, message), operation.clone()));
        }
    }
    assert!(found.len() > 10, "{found:?}");
    found
}
