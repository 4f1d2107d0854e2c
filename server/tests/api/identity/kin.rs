//! Two customers made one by hand, and two again: on their page and over the API.

use desk::permissions::Role;
use serde_json::{Value, json};

use crate::harness::{Browser, TestDesk, numbered, run};

/// Customers 1 and 2 with a ticket each.
async fn desk_with_two() -> (TestDesk, [String; 2]) {
    let desk = TestDesk::start().await;
    for customer in [1, 2] {
        desk.written(numbered(customer, 1)).await;
    }
    let id = async |number: u64| {
        let contact = desk.api().get(&format!("/tickets/{number}/contact")).await.expect(200);
        contact["id"].as_str().expect("an id").to_owned()
    };
    let ids = [id(1).await, id(2).await];
    (desk, ids)
}

async fn english(desk: &TestDesk, email: &str) -> Browser {
    let mut browser = desk.signed_in(email).await;
    browser.plant("bustia_language=en");
    browser
}

#[test]
fn an_agent_finds_the_other_sees_what_will_happen_and_can_undo_it() {
    run(async || {
        let (mut desk, [one, other]) = desk_with_two().await;
        desk.api().patch("/tickets/2/contact", json!({"tags": ["vip"]})).await.expect(200);
        let before = desk.api().get("/tickets/2/contact").await.expect(200);
        let mut ana = english(&desk, "ana@example.org").await;
        let found = ana.get("/customers/1/kin?q=customer%202").await.text;
        let way = format!("/customers/1/kin?with={other}");
        assert!(found.contains("Customer 2 (+34600000002)") && found.contains(&way), "{found}");
        let outlook = ana.get(&way).await.text;
        assert!(outlook.contains("What will happen"), "{outlook}");
        let form = [("do", "unite"), ("contact", other.as_str())];
        let done = ana.post("/customers/1/kin", &form).await;
        assert_eq!((done.status, done.location()), (303, "/customers/1?united"));
        let page = ana.get("/customers/1?united").await.text;
        assert!(
            page.contains("They are one customer now.") && page.contains("made one by Ana"),
            "{page}"
        );
        desk.restart().await;
        let whole = desk.api().get("/tickets/2/contact").await.expect(200);
        assert_eq!((&whole["id"], &whole["tags"]), (&json!(one), &json!(["vip"])));
        let mut ana = english(&desk, "ana@example.org").await;
        let form = [("do", "part"), ("contact", other.as_str())];
        let done = ana.post("/customers/1/kin", &form).await;
        assert_eq!(done.location(), "/customers/1?parted");
        assert_eq!(desk.api().get("/tickets/2/contact").await.expect(200), before);
        let first = desk.api().get("/tickets/1/contact").await.expect(200);
        assert_eq!((&first["id"], &first["tags"]), (&json!(one), &json!([])));
        desk.end().await;
    });
}

#[test]
fn a_program_merges_and_parts_and_is_told_what_can_t_be() {
    run(async || {
        let (desk, [one, other]) = desk_with_two().await;
        let api = desk.api();
        let merge = |of: &str| format!("/contacts/{of}/merge");
        let body = json!({"contact": other});
        let merged = api.post(&merge(&one), body.clone()).await.expect(200);
        assert_eq!((&merged["id"], &merged["parts"][0]["id"]), (&json!(one), &json!(other)));
        assert_eq!(api.get(&format!("/contacts/{other}")).await.expect(200)["id"], json!(one));
        api.post(&merge(&one), body).await.is_a_problem(422);
        api.post(&merge(&one), json!({"contact": "nobody"})).await.is_a_problem(404);
        let guest = desk.api_with(&desk.key_of("screen", Role::Guest).await);
        guest.post(&merge(&one), json!({"contact": other})).await.is_a_problem(403);
        desk.meta().say(vec![numbered(2, 2), numbered(1, 2)]).await;
        desk.settled().await;
        let unread = desk.api().get("/tickets/2").await.expect(200)["unread"].clone();
        assert_eq!(unread, 3, "both write to the newest open ticket");
        let undo = format!("/contacts/{one}/merge/{other}");
        let parted = api.delete(&undo).await.expect(200);
        assert_eq!(parted["parts"], json!([]));
        api.delete(&undo).await.is_a_problem(404);
        desk.end().await;
    });
}

#[test]
fn a_program_finds_customers_by_name_phone_and_ticket() {
    run(async || {
        let (desk, ids) = desk_with_two().await;
        let found = async |q: &str| {
            let found = desk.api().get(&format!("/contacts?q={q}")).await.expect(200);
            let all = found["contacts"].as_array().expect("a list").clone();
            all.into_iter().map(|one| one["id"].clone()).collect::<Vec<Value>>()
        };
        let [one, other] = ids.map(Value::from);
        assert_eq!(found("customer%201").await, [one]);
        assert_eq!(found("%2B34600000002").await, std::slice::from_ref(&other));
        assert_eq!(found("%232").await, [other]);
        assert_eq!(found("nobody").await, Vec::<Value>::new());
        desk.api().get("/contacts").await.is_a_problem(400);
        desk.end().await;
    });
}
