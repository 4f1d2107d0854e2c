//! Fields that nobody asked for, and that would be worth something if somebody took them: who wrote it,
//! whose it is, what may be done.

use reqwest::Method;
use serde_json::{Value, json};

use super::{ADMINISTRATOR, AGENT, GUEST, form, state};
use crate::harness::{Answer, PASSWORD, run};

/// What an attacker adds to a body.
fn extras() -> Vec<(&'static str, Value)> {
    vec![
        ("id", json!("0198c0de-0000-7000-8000-00000000000f")),
        ("number", json!(2)),
        ("author", json!("nuria")),
        ("actor", json!({"Person": {"id": "nuria", "role": "Administrator"}})),
        ("role", json!("administrator")),
        ("delivery", json!("read")),
        ("direction", json!("in")),
        ("sent_at", json!("2001-01-01T00:00:00Z")),
        ("to", json!("+34600000009")),
        ("phone", json!("+34600000009")),
        ("version", json!(99)),
        ("__proto__", json!({"role": "administrator"})),
        ("$where", json!("true")),
    ]
}

#[test]
fn a_program_that_sends_a_field_too_many_is_refused_whole() {
    run(async || {
        let (desk, _) = super::desk().await;
        let before = state(&desk).await;
        let rule = json!({
            "id": "tell", "name": "Tell", "version": 1, "on": true,
            "when": [{"kind": "resolved"}], "then": [{"kind": "set_priority", "priority": "high"}],
        });
        for (method, path, body) in [
            (Method::POST, "/tickets/1/messages", json!({"text": "Hello"})),
            (Method::POST, "/tickets/1/assignment", json!({"agent": AGENT})),
            (Method::PATCH, "/tickets/1/contact", json!({"tags": ["vip"]})),
            (Method::PUT, "/rulebook", json!({"replaces": 0, "rulebook": {}})),
            (Method::POST, "/rulebook/trial", json!({"rule": rule})),
        ] {
            for (name, value) in extras() {
                let mut more = body.clone();
                more[name] = value;
                let request = desk.api().request(method.clone(), path).json(&more);
                let answer = Answer::of(request).await;
                assert_eq!(answer.status, 422, "{method} {path} {name}: {}", answer.body);
            }
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn a_server_function_does_what_its_own_arguments_say_and_no_more() {
    run(async || {
        let (desk, _) = super::desk().await;
        let mut ana = desk.signed_in(AGENT).await;
        let mut expected = state(&desk).await;
        let mut arguments = json!({"number": 1, "priority": "high"});
        for (name, value) in extras().into_iter().filter(|(name, _)| *name != "number") {
            arguments[name] = value;
        }
        arguments["ticket"] = json!({"status": "resolved", "owner": "ana"});
        let request = ana.request(Method::POST, "/fn/tickets/prioritise");
        let page = ana.send(request.header("origin", desk.base()).json(&arguments)).await;
        assert!(page.status < 500, "{}: {}", page.status, page.text);
        let after = state(&desk).await;
        if page.status < 400 {
            expected["tickets"][0]["priority"] = "high".into();
        }
        assert_eq!(after, expected);
        desk.end().await;
    });
}

#[test]
fn who_signs_in_as_more_than_they_are_is_who_they_are() {
    run(async || {
        let (desk, _) = super::desk().await;
        let mut gil = desk.browser();
        let form = [
            ("email", GUEST),
            ("password", PASSWORD),
            ("role", "administrator"),
            ("person", "nuria"),
            ("id", "nuria"),
            ("session", "nuria"),
        ];
        assert_eq!(gil.post("/sign-in", &form).await.location(), "/inbox");
        assert!(gil.get("/inbox").await.text.contains("Gil"));
        assert_eq!(gil.get("/settings/general").await.status, 404);
        assert_eq!(gil.post("/settings/general", &[("zone", "Europe/Madrid")]).await.status, 404);
        let twice = [("email", GUEST), ("email", ADMINISTRATOR), ("password", PASSWORD)];
        let mut both = desk.browser();
        let page = both.post("/sign-in", &twice).await;
        assert!(page.status < 500 && !both.is_in().await, "{}", page.status);
        desk.end().await;
    });
}

#[test]
fn a_form_changes_what_it_is_for_and_nothing_beside_that() {
    run(async || {
        let (desk, message) = super::desk().await;
        let mut ana = desk.signed_in(AGENT).await;
        let mut expected = state(&desk).await;
        let mut more = form(&message);
        for (name, value) in [
            ("name", "Eve"),
            ("phone", "+34600000009"),
            ("customer", "2"),
            ("person", "nuria"),
            ("owner", "ana"),
            ("priority", "high"),
            ("status", "resolved"),
        ] {
            more.push((name, value.to_owned()));
        }
        let more: Vec<(&str, &str)> =
            more.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(ana.post("/customers/1", &more).await.status, 303);
        let known = &mut expected["threads"][0]["contact"];
        (known["zone"], known["language"]) = ("Europe/Madrid".into(), "es".into());
        assert_eq!(state(&desk).await, expected);
        // What somebody says of themselves, they say of nobody else.
        assert_eq!(ana.post("/presence", &more).await.status, 303);
        let but_her = |people: Value| {
            let people = people["people"].as_array().expect("people").clone();
            people.into_iter().filter(|one| one["email"] != AGENT).collect::<Vec<_>>()
        };
        let people = desk.api().get("/people").await.expect(200);
        assert_eq!(but_her(people), but_her(expected["people"].clone()));
        desk.end().await;
    });
}

#[test]
fn a_moment_at_the_end_of_the_calendar_breaks_no_page() {
    run(async || {
        let (desk, _) = super::desk().await;
        let mut ana = desk.signed_in(AGENT).await;
        for until in ["+262142-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "-262143-01-01T00:00:00Z"]
        {
            let arguments = json!({"number": 1, "until": until});
            let request = ana.request(Method::POST, "/fn/tickets/snooze");
            let page = ana.send(request.header("origin", desk.base()).json(&arguments)).await;
            assert!(page.status < 500, "{until}: {} {}", page.status, page.text);
            for zone in ["840", "-840", "99999999999", "x"] {
                for path in ["/inbox?view=snoozed", "/inbox/1", "/board", "/customers/1"] {
                    ana.plant(&format!("bustia_zone={zone}"));
                    let page = ana.get(path).await;
                    assert_eq!(page.status, 200, "{path} {until} {zone}");
                }
            }
        }
        assert_eq!(desk.api().get("/tickets/1").await.expect(200)["status"], "snoozed");
        desk.end().await;
    });
}
