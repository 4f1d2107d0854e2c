//! A program tries a rule on the tickets that are there, and nothing comes of it (RULE-8).

use desk::permissions::Role;
use serde_json::{Value, json};

use super::{administrator, under_the_book};
use crate::harness::{Answer, Api, TestDesk, run, text_message};

/// Whoever says “factura” is answered, and the ticket is marked.
fn answers(condition: Value) -> Value {
    json!({
        "id": "answers", "name": "Answers", "version": 1,
        "when": [{"kind": "message_in"}],
        "condition": condition,
        "then": [
            {"kind": "send_text", "text": "Ara t'ho mirem, {customer}."},
            {"kind": "assign_by", "strategy": "least_loaded"},
        ],
    })
}

fn about_invoices() -> Value {
    json!({"test": {"field": "message_text", "operator": "contains", "value": "factura"}})
}

async fn tries(api: &Api, rule: Value) -> Answer {
    api.post("/rulebook/trial", json!({"rule": rule})).await
}

#[test]
fn what_a_rule_would_have_done_is_told_for_each_ticket_and_nothing_is_done() {
    run(async || {
        let (desk, api) = under_the_book().await;
        desk.written(text_message("34610000001", "wamid.1", "La factura?")).await;
        desk.written(text_message("34610000002", "wamid.2", "Bon dia")).await;
        let before = desk.api().tickets("").await;
        let trial = tries(&api, answers(about_invoices())).await;
        assert_eq!(trial.header("content-type"), "application/json");
        let trial = trial.expect(200);
        assert_eq!(
            (&trial["looked_at"], &trial["acted_on"], &trial["messaged"], &trial["asks"]),
            (&2.into(), &1.into(), &1.into(), &false.into()),
            "{trial}"
        );
        let touched = trial["tickets"].as_array().expect("tickets");
        let touched = touched.iter().find(|ticket| ticket["acted"] == 1).expect("one is touched");
        assert_eq!((&touched["number"], &touched["customer"]), (&1.into(), &"Customer 1".into()));
        let hearing = &touched["hearings"][0];
        assert_eq!(
            (&hearing["ruling"], &hearing["happening"]["kind"]),
            (&"then".into(), &"message_in".into())
        );
        let seen = json!([{
            "place": "condition", "field": "message_text", "operator": "contains",
            "expected": "factura", "actual": {"text": "La factura?"}, "held": true,
        }]);
        assert_eq!(hearing["tests"], seen);
        let told = |deed: &Value| (deed["outcome"].clone(), deed["text"].clone());
        let text = "Ara t'ho mirem, Customer 1.";
        assert_eq!(told(&hearing["deeds"][0]), (json!("done"), json!(text)));
        assert_eq!(told(&hearing["deeds"][1]), (json!("unknown"), Value::Null));
        assert_eq!(desk.api().tickets("").await, before);
        assert_eq!(desk.api().messages(1).await.len(), 1, "nobody was written to");
        assert_eq!(api.get("/rulebook").await.expect(200)["version"], 1);
        let one = json!({"rule": answers(about_invoices()), "tickets": 1});
        assert_eq!(api.post("/rulebook/trial", one).await.expect(200)["looked_at"], 1);
        desk.end().await;
    });
}

#[test]
fn a_rule_takes_its_own_place_and_one_before_it_may_end_the_list() {
    run(async || {
        let (desk, api) = under_the_book().await;
        desk.written(text_message("34610000001", "wamid.1", "La factura?")).await;
        let mut moves = answers(about_invoices());
        moves["id"] = "invoices".into();
        moves["then"] = json!([{"kind": "assign_team", "team": "billing"}]);
        let trial = tries(&api, moves).await.expect(200);
        let deed = &trial["tickets"][0]["hearings"][0]["deeds"][0];
        assert_eq!(deed["outcome"], "done", "what it did itself back then is left out: {trial}");
        let mut book = api.get("/rulebook").await.expect(200)["rulebook"].clone();
        book["rules"]["rules"][0]["stop"] = true.into();
        super::lay_down(&api, 1, book).await.expect(200);
        let trial = tries(&api, answers(about_invoices())).await.expect(200);
        assert_eq!(trial["tickets"][0]["hearings"][0]["ruling"], "stopped", "{trial}");
        desk.end().await;
    });
}

#[test]
fn a_rule_with_a_mistake_is_refused_with_every_one_of_them() {
    run(async || {
        let desk = TestDesk::start().await;
        let api = administrator(&desk).await;
        let mut wrong = answers(json!({"test": {
            "field": "message_text", "operator": "matches", "value": "fact(ura",
        }}));
        wrong["name"] = "".into();
        let refused = tries(&api, wrong).await;
        refused.is_a_problem(422);
        assert_eq!(refused.body["objections"].as_array().map(Vec::len), Some(2));
        tries(&api, json!({"id": "x"})).await.is_a_problem(422);
        desk.end().await;
    });
}

#[test]
fn only_an_administrator_tries_rules() {
    run(async || {
        let desk = TestDesk::start().await;
        for role in [Role::Supervisor, Role::Agent, Role::Guest] {
            let api = desk.api_with(&desk.key_of(role.word(), role).await);
            tries(&api, answers(about_invoices())).await.is_a_problem(403);
        }
        desk.end().await;
    });
}
