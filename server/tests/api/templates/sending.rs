//! A template leaves to a customer, by a person's form or a program's call; or it does not, and says why.

use desk::permissions::Role;
use reqwest::Method;

use super::*;
use crate::harness::{Answer, numbered};

const READY: [(&str, &str); 4] =
    [("header.1", "7"), ("body.1", "Ada"), ("body.2", "bicycle"), ("button.0", "7")];
const WORDS: &str = "Hi Ada, your bicycle is ready. Come and get it whenever you like.";

/// A desk with a ticket that knows its templates.
async fn desk_with_a_ticket() -> (TestDesk, Arc<Simulator>, String) {
    let (desk, meta) = desk().await;
    signed_in(&desk, ADMINISTRATOR).await.get(LIST).await;
    let number = desk.written(numbered(1, 1)).await["number"].to_string();
    (desk, meta, number)
}

fn body(parameters: &[(&str, &str)]) -> Value {
    let parameters: std::collections::BTreeMap<_, _> = parameters.iter().copied().collect();
    json!({"name": "bike_ready", "language": "en", "parameters": parameters})
}

async fn call(desk: &TestDesk, number: &str, body: &Value, key: Option<&str>) -> Answer {
    let request = desk.api().request(Method::POST, &format!("/tickets/{number}/template"));
    let request = match key {
        Some(key) => request.header("idempotency-key", key),
        None => request,
    };
    Answer::of(request.json(body)).await
}

#[test]
fn a_program_sends_a_template_once_and_reads_its_words() {
    run(async || {
        let (desk, meta, number) = desk_with_a_ticket().await;
        let sent = call(&desk, &number, &body(&READY), Some("k")).await.expect(201);
        assert_eq!((&sent["type"], &sent["delivery"]), (&json!("template"), &json!("queued")));
        let text = sent["text"].as_str().unwrap_or_default();
        assert!(text.contains(WORDS), "{text}");
        let again = call(&desk, &number, &body(&READY), Some("k")).await.expect(201);
        assert_eq!(sent["id"], again["id"]);
        call(&desk, &number, &body(&[("body.1", "Pol")]), Some("k")).await.is_a_problem(422);
        eventually("it is sent", async || !meta.sent().is_empty()).await;
        let all = meta.sent();
        assert_eq!(all.len(), 1, "once: {all:?}");
        assert!(all[0].text.contains(WORDS) && all[0].text.starts_with("Ticket 7"), "{all:?}");
        desk.end().await;
    });
}

#[test]
fn what_can_be_sent_is_listed_with_its_gaps_and_what_it_costs() {
    run(async || {
        let (desk, _meta, number) = desk_with_a_ticket().await;
        let list = desk.api().get(&format!("/tickets/{number}/templates")).await.expect(200);
        let all = list["templates"].as_array().expect("a list").clone();
        let find = |name: &str| {
            let found = all.iter().find(|one| one["name"] == name && one["language"] == "en");
            found.cloned().unwrap_or_default()
        };
        let ready = find("bike_ready");
        assert_eq!(ready["gaps"], json!(["header.1", "body.1", "body.2", "button.0"]));
        assert_eq!((&ready["status"], &ready["cost"]), (&json!("approved"), &json!("free")));
        assert_eq!(find("spring_offer")["cost"], "charged");
        desk.end().await;
    });
}

#[test]
fn what_would_not_arrive_is_refused_and_says_what_is_missing() {
    run(async || {
        let (desk, meta, number) = desk_with_a_ticket().await;
        let missing = call(&desk, &number, &body(&READY[..2]), None).await;
        missing.is_a_problem(422);
        let detail = missing.body["detail"].as_str().unwrap_or_default();
        assert!(detail.starts_with("Body.2 is missing; button.0 is missing."), "{detail}");
        let mut unknown = body(&READY);
        unknown["name"] = json!("nothing");
        call(&desk, &number, &unknown, None).await.is_a_problem(422);
        let event = json!({"event": "PAUSED"});
        bring(&desk, "message_template_status_update", named("bike_ready", "en", event)).await;
        let paused = call(&desk, &number, &body(&READY), None).await;
        paused.is_a_problem(409);
        assert!(paused.body["detail"].to_string().contains("it is paused"), "{}", paused.body);
        let path = format!("/tickets/{number}/contact");
        desk.api().patch(&path, json!({"opted_out": true})).await.expect(200);
        let offer = json!({"name": "spring_offer", "language": "en", "parameters": {
            "body.1": "Ada", "body.2": "10 %", "button.0": "BICI10",
        }});
        call(&desk, &number, &offer, None).await.is_a_problem(409);
        call(&desk, "999", &body(&READY), None).await.is_a_problem(404);
        let guest = desk.api_with(&desk.key_of("screen", Role::Guest).await);
        let request = guest.request(Method::POST, &format!("/tickets/{number}/template"));
        Answer::of(request.json(&body(&READY))).await.is_a_problem(403);
        guest.get(&format!("/tickets/{number}/templates")).await.is_a_problem(403);
        assert!(meta.sent().is_empty(), "Meta was not asked");
        assert_eq!(desk.api().messages(number.parse().expect("a number")).await.len(), 1);
        desk.end().await;
    });
}

#[test]
fn an_agent_finds_a_template_sees_what_it_costs_and_sends_it() {
    run(async || {
        let (desk, meta, number) = desk_with_a_ticket().await;
        let mut ana = signed_in(&desk, "ana@example.org").await;
        let way = ana.get(&format!("/inbox/{number}?template")).await;
        let path = format!("/templates/{number}");
        assert_eq!((way.status, way.location()), (303, path.as_str()));
        let page = ana.get(&format!("{path}?q=bike%20ready")).await.text;
        assert!(page.contains("bike_ready") && !page.contains("spring_offer"), "{page}");
        assert!(page.contains("Utility: free now"), "{page}");
        let page = ana.get(&format!("{path}?name=bike_ready&language=en")).await.text;
        assert!(page.contains("value=\"Customer 1\""), "the name is suggested: {page}");
        let id = page.split("name=\"id\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let id = id.expect("an id").to_owned();
        let form = |gaps: &[(&'static str, &'static str)], what: &'static str| {
            let own = [("name", "bike_ready"), ("language", "en"), ("do", what)];
            let gaps = gaps.iter().map(|(key, text)| (format!("gap.{key}"), (*text).to_owned()));
            let own = own.map(|(name, value)| (name.to_owned(), value.to_owned()));
            own.into_iter().chain(gaps).collect::<Vec<_>>()
        };
        let send = async |ana: &mut Browser, mut form: Vec<(String, String)>| {
            form.push(("id".into(), id.clone()));
            let form: Vec<_> = form.iter().map(|(name, value)| (&**name, &**value)).collect();
            let answer = ana.post(&path, &form).await;
            assert_eq!(answer.status, 303, "{}", answer.text);
            answer.location().to_owned()
        };
        let back = send(&mut ana, form(&READY[..2], "send")).await;
        let page = ana.get(&back).await.text;
        assert!(
            page.contains("It was not sent yet.") && page.contains("is missing. Fill it in."),
            "{page}"
        );
        let back = send(&mut ana, form(&READY, "preview")).await;
        let page = ana.get(&back).await.text;
        assert!(page.contains(WORDS), "{page}");
        assert!(meta.sent().is_empty(), "nothing left yet");
        for _ in 0..2 {
            let then = send(&mut ana, form(&READY, "send")).await;
            assert_eq!(then, format!("/inbox/{number}"));
        }
        eventually("it is sent", async || !meta.sent().is_empty()).await;
        assert_eq!(desk.api().messages(number.parse().expect("a number")).await.len(), 2, "once");
        let thread = ana.get(&format!("/inbox/{number}")).await.text;
        assert!(thread.contains(WORDS), "{thread}");
        let mut guest = signed_in(&desk, "gil@example.org").await;
        assert_eq!(guest.get(&path).await.status, 404);
        desk.end().await;
    });
}

#[test]
fn outside_the_window_words_are_refused_before_meta_hears_of_them_and_a_template_leaves() {
    run(async || {
        let (desk, meta) = desk().await;
        signed_in(&desk, ADMINISTRATOR).await.get(LIST).await;
        let mut old = numbered(1, 1);
        let day_ago = chrono::Utc::now() - chrono::TimeDelta::hours(25);
        old["timestamp"] = json!(day_ago.timestamp().to_string());
        let number = desk.written(old).await["number"].to_string();
        let words = desk.api().request(Method::POST, &format!("/tickets/{number}/messages"));
        let refused = Answer::of(words.json(&json!({"text": "Hello"}))).await;
        refused.is_a_problem(409);
        assert!(refused.body["detail"].to_string().contains("only a template"), "{}", refused.body);
        call(&desk, &number, &body(&READY), None).await.expect(201);
        eventually("it is sent", async || meta.sent().len() == 1).await;
        assert_eq!(meta.sent()[0].kind, "template");
        desk.end().await;
    });
}
