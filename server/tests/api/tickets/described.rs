//! Whatever the API answers, right or wrong, is described: its status and its kind.

use std::collections::BTreeSet;

use desk::permissions::Role;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;

use super::description::{description, operations};
use crate::harness::{Answer, Api, TestDesk, numbered, run};

const PROBLEM: &str = "application/problem+json";

/// Bodies that fit some operation, or none.
fn bodies() -> Vec<(&'static str, String)> {
    let json = [
        "{",
        r#"{"colour": "red"}"#,
        r#"{"text": "Hello"}"#,
        r#"{"agent": "ana@example.org"}"#,
        r#"{"agent": "nobody@example.org"}"#,
        r#"{"zone": "America/New_York", "attributes": {"crm": "17"}}"#,
        r#"{"zone": "Europe/Vic"}"#,
        r#"{"replaces": 0, "rulebook": {}}"#,
        // Again, which is too late.
        r#"{"replaces": 0, "rulebook": {}}"#,
        r#"{"replaces": 0, "rulebook": {"teams": 7}}"#,
        r#"{"rule": {"id": "a", "name": "", "version": 1, "when": []}}"#,
    ];
    let mut bodies = vec![("text/plain", "Hello".to_owned())];
    bodies.extend(json.map(|body| ("application/json", body.to_owned())));
    bodies.push(("application/json", format!("\"{}\"", "x".repeat(3 << 20))));
    bodies
}

/// What one program hears that calls an operation in every way.
async fn answers(api: &Api, method: &str, path: &str, with_bodies: bool) -> Vec<Answer> {
    let method: Method = method.parse().expect("a method");
    let ask = |query: &str| api.request(method.clone(), &format!("{path}{query}"));
    let mut answers = vec![Answer::of(ask("")).await, Answer::of(ask("?limit=0")).await];
    for (kind, body) in if with_bodies { bodies() } else { vec![] } {
        answers.push(Answer::of(ask("").header(CONTENT_TYPE, kind).body(body)).await);
    }
    answers
}

#[test]
fn every_answer_has_a_status_and_a_kind_that_are_described() {
    run(async || {
        let desk = TestDesk::start().await;
        let number = desk.written(numbered(1, 1)).await["number"].to_string();
        let guest = desk.api_with(&desk.key_of("guest", Role::Guest).await);
        let programs = [desk.api_with("bustia_0000"), guest, desk.api()];
        let mut heard = BTreeSet::new();
        for (method, path, operation) in operations(&description(&desk).await) {
            let with_bodies = !operation["requestBody"].is_null();
            let place = |one: &str| path.replace("{number}", one).replace("{version}", one);
            let places = BTreeSet::from([&*number, "999"].map(place));
            let mut all = Vec::new();
            for place in &places {
                for program in &programs {
                    all.extend(answers(program, &method, place, with_bodies).await);
                }
            }
            for answer in all {
                let (status, kind) = (answer.status, answer.header(CONTENT_TYPE));
                let described = &operation["responses"][status.to_string()]["content"];
                assert!(described.get(kind).is_some(), "{method} {path}: {status} {kind}");
                heard.insert(status);
            }
        }
        assert_eq!(heard, BTreeSet::from([200, 201, 400, 401, 403, 404, 409, 413, 415, 422]));
        desk.end().await;
    });
}

#[test]
fn every_error_is_described_as_a_problem_and_as_nothing_else() {
    run(async || {
        let desk = TestDesk::start().await;
        for (method, path, operation) in operations(&description(&desk).await) {
            let responses = operation["responses"].as_object().expect("responses");
            for always in ["401", "500"] {
                assert!(responses.contains_key(always), "{method} {path} lacks {always}");
            }
            let good = |status: &str| status.starts_with('2');
            for (status, response) in responses {
                let kinds = response["content"].as_object().expect("what it is");
                let kinds: Vec<_> = kinds.keys().map(String::as_str).collect();
                let kind = match good(status) {
                    true if method == "GET" && path.ends_with("/media") => {
                        "application/octet-stream"
                    }
                    true => "application/json",
                    false => PROBLEM,
                };
                assert_eq!(kinds, [kind], "{method} {path} {status}");
                let says = response["description"].as_str().unwrap_or_default();
                assert!(good(status) || !says.is_empty(), "{method} {path} {status}");
            }
        }
        desk.end().await;
    });
}
