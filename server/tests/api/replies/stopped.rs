//! A number that Meta lets send nothing: its queue stays, whoever watches over all is told, and it
//! starts again at a try that succeeds or at somebody's word.

use desk::permissions::Role;
use serde_json::{Value, json};

use crate::harness::{DISPLAY, NUMBER, Reaction, TestDesk, eventually, numbered, run};

const SUPERVISOR: &str = "jordi@example.org";
const PAGE: &str = "/settings/outgoing";

/// What the API says of the only number.
async fn outlet(desk: &TestDesk) -> Value {
    desk.api().get("/outbox").await.expect(200)["numbers"][0].clone()
}

/// A desk whose token expired when it sent the first of two replies.
async fn stopped() -> (TestDesk, u64) {
    let desk = TestDesk::start().await;
    let number = desk.written(numbered(1, 1)).await["number"].as_u64().expect("a number");
    desk.graph.will([Reaction::Refuse(190)]);
    desk.api().reply(number, "first").await;
    eventually("it is stopped", async || !outlet(&desk).await["stopped"].is_null()).await;
    desk.api().reply(number, "second").await;
    (desk, number)
}

fn texts(desk: &TestDesk) -> Vec<Value> {
    desk.graph.calls().iter().map(|call| call.body["text"]["body"].clone()).collect()
}

#[test]
fn a_token_that_expired_stops_the_number_and_nothing_is_lost() {
    run(async || {
        let (desk, number) = stopped().await;
        let outlet = outlet(&desk).await;
        assert_eq!((&outlet["number"], &outlet["display"]), (&json!(NUMBER), &json!(DISPLAY)));
        assert_eq!((&outlet["queued"], &outlet["rate"]), (&json!(2), &json!(80)));
        assert_eq!(
            (&outlet["stopped"]["why"], &outlet["stopped"]["code"]),
            (&json!("token"), &json!(190))
        );
        assert!(outlet["stopped"]["since"].is_string() && outlet["oldest_at"].is_string());
        for message in desk.api().messages(number).await.iter().skip(1) {
            assert_eq!(message["delivery"], "queued");
        }
        let health = desk.get("/health").await.expect(200);
        assert_eq!((&health["status"], &health["stopped_numbers"]), (&json!("ok"), &json!(1)));
        assert_eq!(texts(&desk), ["first"]);
        desk.end().await;
    });
}

#[test]
fn a_start_tries_it_with_one_message_and_sends_all_in_order_once_that_is_taken() {
    run(async || {
        let (mut desk, _) = stopped().await;
        desk.graph.will([Reaction::Refuse(190)]);
        desk.restart().await;
        eventually("it is tried", async || texts(&desk).len() == 2).await;
        assert!(!outlet(&desk).await["stopped"].is_null());
        desk.restart().await;
        eventually("both are taken", async || desk.graph.taken().len() == 2).await;
        assert_eq!(texts(&desk), ["first", "first", "first", "second"]);
        eventually("it sends again", async || outlet(&desk).await["stopped"].is_null()).await;
        desk.end().await;
    });
}

#[test]
fn a_supervisor_is_told_on_the_page_and_starts_it_and_an_agent_is_and_does_not() {
    run(async || {
        let (desk, _) = stopped().await;
        let mut agent = desk.signed_in("ana@example.org").await;
        assert!(!agent.get("/alerts").await.text.contains(PAGE));
        assert_eq!(agent.get(PAGE).await.status, 404);
        let order = [("do", "try"), ("number", NUMBER)];
        assert_eq!(agent.post(PAGE, &order).await.status, 403);
        let mut supervisor = desk.signed_in(SUPERVISOR).await;
        assert!(supervisor.get("/alerts").await.text.contains(PAGE));
        let page = supervisor.get(PAGE).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(DISPLAY) && page.text.contains("190"), "{}", page.text);
        assert_eq!(supervisor.post(PAGE, &order).await.location(), PAGE);
        eventually("both are taken", async || desk.graph.taken().len() == 2).await;
        assert!(!supervisor.get("/alerts").await.text.contains(PAGE));
        desk.end().await;
    });
}

#[test]
fn who_watches_over_all_reads_the_outbox_and_an_administrator_sets_the_pace() {
    run(async || {
        let desk = TestDesk::start().await;
        for (role, status) in [(Role::Supervisor, 200), (Role::Agent, 403), (Role::Guest, 403)] {
            let api = desk.api_with(&desk.key_of(role.word(), role).await);
            assert_eq!(api.get("/outbox").await.status, status, "{role:?}");
        }
        let order = |rate| [("do", "rate"), ("number", NUMBER), ("rate", rate)];
        let mut supervisor = desk.signed_in(SUPERVISOR).await;
        assert_eq!(supervisor.post(PAGE, &order("20")).await.status, 403);
        let mut administrator = desk.signed_in("nuria@example.org").await;
        assert_eq!(administrator.post(PAGE, &order("0")).await.location(), format!("{PAGE}?rate"));
        assert_eq!(outlet(&desk).await["rate"], 80);
        assert_eq!(administrator.post(PAGE, &order("20")).await.location(), PAGE);
        assert_eq!(outlet(&desk).await["rate"], 20);
        desk.end().await;
    });
}
