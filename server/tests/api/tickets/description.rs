//! `/api/v1/openapi.json`: it needs no key, is well made, and tells the truth.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;

use crate::harness::{Answer, TestDesk, numbered, run};

/// Every operation that the contract promises.
const PROMISED: [&str; 24] = [
    "DELETE /contacts/{id}/merge/{other}",
    "DELETE /tickets/{number}/resolution",
    "GET /contacts",
    "GET /contacts/{id}",
    "GET /messages/{id}/media",
    "GET /outbox",
    "GET /people",
    "GET /rulebook",
    "GET /rulebook/editions",
    "GET /rulebook/editions/{version}",
    "GET /tickets",
    "GET /tickets/{number}",
    "GET /tickets/{number}/contact",
    "GET /tickets/{number}/messages",
    "GET /tickets/{number}/templates",
    "PATCH /tickets/{number}/contact",
    "POST /contacts/{id}/merge",
    "POST /rulebook/trial",
    "POST /tickets/{number}/assignment",
    "POST /tickets/{number}/media",
    "POST /tickets/{number}/messages",
    "POST /tickets/{number}/resolution",
    "POST /tickets/{number}/template",
    "PUT /rulebook",
];

pub(super) async fn description(desk: &TestDesk) -> Value {
    let answer = desk.get("/api/v1/openapi.json").await;
    assert_eq!(answer.header("content-type"), "application/json");
    answer.expect(200)
}

/// The method, the path and the whole of each operation.
pub(super) fn operations(description: &Value) -> Vec<(String, String, Value)> {
    let paths = description["paths"].as_object().expect("paths");
    let of_path = |(path, item): (&String, &Value)| {
        let item = item.as_object().expect("operations").clone();
        let path = path.clone();
        item.into_iter().map(move |(method, body)| (method.to_uppercase(), path.clone(), body))
    };
    paths.iter().flat_map(of_path).collect()
}

/// Every `$ref` below `value`.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn the_description_names_every_operation_and_no_other() {
    run(async || {
        let desk = TestDesk::start().await;
        let description = description(&desk).await;
        let found: BTreeSet<_> = operations(&description)
            .into_iter()
            .map(|(method, path, _)| format!("{method} {}", path.trim_start_matches("/api/v1")))
            .collect();
        assert_eq!(found, PROMISED.map(str::to_owned).into());
        desk.end().await;
    });
}

#[test]
fn the_description_is_well_formed_openapi() {
    run(async || {
        let desk = TestDesk::start().await;
        let description = description(&desk).await;
        assert!(description["openapi"].as_str().is_some_and(|version| version.starts_with("3.")));
        assert!(
            description["info"]["title"].is_string() && description["info"]["version"].is_string()
        );
        let mut names = BTreeSet::new();
        for (method, path, operation) in operations(&description) {
            let responses = operation["responses"].as_object().expect("responses");
            assert!(responses.keys().any(|code| code.starts_with('2')), "{method} {path}");
            let id = operation["operationId"].as_str().expect("an id");
            assert!(names.insert(id.to_owned()), "{id} names two operations");
            if path.contains("{number}") {
                let parameters = operation["parameters"].as_array().expect("parameters");
                let number = parameters.iter().find(|parameter| parameter["name"] == "number");
                assert_eq!(number.expect("the number")["in"], "path");
            }
        }
        let mut found = BTreeSet::new();
        references(&description, &mut found);
        assert!(!found.is_empty());
        for reference in found {
            let pointer = reference.strip_prefix('#').expect("a reference inside");
            assert!(description.pointer(pointer).is_some(), "{reference} leads nowhere");
        }
        let scheme = &description["components"]["securitySchemes"]["key"];
        assert_eq!((&scheme["type"], &scheme["scheme"]), (&"http".into(), &"bearer".into()));
        desk.end().await;
    });
}

#[test]
fn a_limit_is_described_as_the_number_that_it_is() {
    run(async || {
        let desk = TestDesk::start().await;
        let description = description(&desk).await;
        for path in ["/tickets", "/tickets/{number}/messages", "/rulebook/editions"] {
            let parameters = description["paths"][path]["get"]["parameters"].clone();
            let parameters = parameters.as_array().expect("parameters").clone();
            let limit = parameters.iter().find(|parameter| parameter["name"] == "limit");
            let limit = limit.expect("a limit");
            assert_eq!((&limit["in"], &limit["required"]), (&"query".into(), &false.into()));
            assert!(limit["schema"]["type"].to_string().contains("integer"), "{limit}");
        }
        desk.end().await;
    });
}

#[test]
fn every_described_operation_is_there_and_answers_what_is_described() {
    run(async || {
        let desk = TestDesk::start().await;
        let number = desk.written(numbered(1, 1)).await["number"].to_string();
        let description = description(&desk).await;
        // A file or an edition has to be there first: see their own tests.
        let missing = ["{id}", "{version}"];
        let all = operations(&description).into_iter();
        let known = all.filter(|(_, path, _)| !missing.iter().any(|one| path.contains(one)));
        for (method, path, operation) in known {
            let path = path.trim_start_matches("/api/v1").replace("{number}", &number);
            let method: Method = method.parse().expect("a method");
            let mut request = desk.api().request(method.clone(), &path);
            if !operation["requestBody"].is_null() {
                request = request.json(&serde_json::json!({"colour": "red"}));
            }
            let answer = Answer::of(request).await;
            assert!(!matches!(answer.status, 404 | 405), "{method} {path}: {}", answer.status);
            let described = &operation["responses"][answer.status.to_string()];
            assert!(!described.is_null(), "{method} {path} answers {} undescribed", answer.status);
            let schema =
                described["content"][answer.header("content-type")].pointer("/schema/$ref");
            if let Some(pointer) = schema.and_then(Value::as_str) {
                let schema =
                    description.pointer(pointer.trim_start_matches('#')).expect("a schema");
                for name in schema["required"].as_array().into_iter().flatten() {
                    let name = name.as_str().expect("a name");
                    assert!(answer.body.get(name).is_some(), "{method} {path} lacks {name}");
                }
            }
        }
        desk.end().await;
    });
}
