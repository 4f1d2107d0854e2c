//! Files that customers sent, as the Cloud API gives them out, or does not; and ours, as it takes them.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};

use super::{Graph, Reaction};

/// What happens when the file behind an address is asked for.
#[derive(Debug, Clone)]
pub enum Giving {
    /// Gives it.
    Give,
    /// This status and nothing else.
    Status(u16),
    /// Leads to that address.
    Lead(String),
    /// Half of it, and then hangs up.
    Half,
    /// Never answers.
    Hang,
}

/// A file that was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub path: String,
    pub authorization: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

#[derive(Default)]
pub(super) struct Files {
    held: BTreeMap<String, Vec<u8>>,
    script: VecDeque<Giving>,
    /// The paths that were asked for, and by which authorization.
    asked: Vec<(String, String)>,
    /// What happens to the next files of ours …
    shelving: VecDeque<Reaction>,
    /// … and those that were brought so far.
    brought: Vec<Upload>,
}

impl Files {
    /// The answer to a `GET`, and whether the line goes on after it; nothing if it never comes.
    pub(super) fn give(
        &mut self,
        base: &str,
        path: &str,
        authorization: &str,
    ) -> Option<(Vec<u8>, bool)> {
        self.asked.push((path.to_owned(), authorization.to_owned()));
        let id = path.rsplit('/').next().unwrap_or_default();
        let Some(bytes) = self.held.get(id) else {
            let unknown = json!({"error": {"code": 100, "error_subcode": 33, "message": "No"}});
            return Some((answer(400, "", unknown.to_string().as_bytes()), true));
        };
        if !path.starts_with("/files/") {
            let found = json!({"url": format!("{base}/files/{id}"), "id": id});
            return Some((answer(200, "", found.to_string().as_bytes()), true));
        }
        match self.script.pop_front().unwrap_or(Giving::Give) {
            Giving::Give => Some((answer(200, "content-type: image/jpeg\r\n", bytes), true)),
            Giving::Status(status) => Some((answer(status, "", b""), true)),
            Giving::Lead(to) => Some((answer(302, &format!("location: {to}\r\n"), b""), true)),
            Giving::Half => {
                let mut whole = answer(200, "", bytes);
                whole.truncate(whole.len() - bytes.len() / 2);
                Some((whole, false))
            }
            Giving::Hang => None,
        }
    }
}

fn answer(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// What stands in a form's part of that name: its type if it has one, and its bytes.
fn part(form: &[u8], name: &str) -> Option<(String, Vec<u8>)> {
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|it| it == what);
    let line = form.get(..find(form, b"\r\n")?)?;
    let end = [b"\r\n", line].concat();
    let mut rest = form.get(line.len()..)?;
    while let Some(length) = find(rest, &end) {
        let (part, next) = (rest.get(2..length)?, rest.get(length + end.len()..)?);
        let behind = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(part.get(..behind)?).into_owned();
        if head.contains(&format!("name=\"{name}\"")) {
            let kind = head.lines().find_map(|line| line.strip_prefix("content-type: "));
            return Some((kind.unwrap_or_default().to_owned(), part.get(behind + 4..)?.to_vec()));
        }
        rest = next;
    }
    None
}

impl Graph {
    /// Takes a file of ours, or does not.
    pub(super) fn shelve(
        &self,
        path: String,
        authorization: String,
        form: Vec<u8>,
    ) -> (Reaction, Value) {
        let mut state = self.state();
        let (mime, bytes) = part(&form, "file").expect("a form with a file");
        assert_eq!(part(&form, "messaging_product").expect("whose it is").1, b"whatsapp");
        state.files.brought.push(Upload { path, authorization, mime, bytes });
        let id = format!("media.{}", state.files.brought.len());
        (state.files.shelving.pop_front().unwrap_or(Reaction::Take), json!({"id": id}))
    }

    /// The next files of ours meet these; later ones are taken.
    pub fn will_shelve(&self, reactions: impl IntoIterator<Item = Reaction>) {
        self.state().files.shelving.extend(reactions);
    }

    /// The files of ours that were brought, taken or not.
    pub fn brought(&self) -> Vec<Upload> {
        self.state().files.brought.clone()
    }

    /// A customer sent a file: it is there under that id.
    pub fn hold(&self, id: &str, bytes: &[u8]) {
        self.state().files.held.insert(id.to_owned(), bytes.to_vec());
    }

    /// The next files that are asked for meet these; later ones are given.
    pub fn will_give(&self, givings: impl IntoIterator<Item = Giving>) {
        self.state().files.script.extend(givings);
    }

    /// Who asked for files, and for where they are: paths and authorizations.
    pub fn asked_for_files(&self) -> Vec<(String, String)> {
        self.state().files.asked.clone()
    }
}
