//! The rulebook at work in the whole product: laid down over the API, obeyed by what customers write.

mod calling;
mod editions;
mod laying;
mod routing;
mod trying;

use desk::permissions::Role;
use serde_json::{Value, json};

use crate::harness::{Answer, Api, TestDesk};

/// Messages that say “factura” go to billing, which is Ana; a first answer may take an hour.
fn book(ana: &str) -> Value {
    let target = json!({"minutes": 60, "counts": "calendar"});
    let targets = json!({"first_response": target});
    json!({
        "teams": [{"id": "billing", "name": "Billing", "version": 1, "members": [ana]}],
        "policies": [{
            "id": "usual", "name": "Usual", "version": 1,
            "targets": {"low": targets, "normal": targets, "high": targets, "urgent": targets},
        }],
        "rules": {"rules": [{
            "id": "invoices", "name": "Invoices", "version": 1, "on": true,
            "when": [{"kind": "message_in"}],
            "condition": {"test": {
                "field": "message_text", "operator": "contains", "value": "factura",
            }},
            "then": [{"kind": "assign_team", "team": "billing"}],
        }]},
    })
}

/// What an administrator's program says to the desk.
pub(crate) async fn administrator(desk: &TestDesk) -> Api {
    let key = desk.key_of("settings", Role::Administrator).await;
    desk.api_with(&key)
}

async fn id_of(api: &Api, email: &str) -> String {
    let people = api.get("/people").await.expect(200);
    let people = people["people"].as_array().expect("people").clone();
    let found = people.iter().find(|person| person["email"] == email);
    found.expect("somebody")["id"].as_str().expect("an id").to_owned()
}

pub(crate) async fn lay_down(api: &Api, replaces: u32, rulebook: Value) -> Answer {
    let draft = json!({"replaces": replaces, "rulebook": rulebook});
    Answer::of(api.request(reqwest::Method::PUT, "/rulebook").json(&draft)).await
}

/// A desk that works by [`book`], and its administrator's program.
async fn under_the_book() -> (TestDesk, Api) {
    let desk = TestDesk::start().await;
    let api = administrator(&desk).await;
    let ana = id_of(&api, "ana@example.org").await;
    lay_down(&api, 0, book(&ana)).await.expect(200);
    (desk, api)
}
