//! Roles that a team invents: they hold in place of the one that somebody came with, from the moment that the
//! rulebook says so.

use reqwest::Method;

use super::*;
use crate::harness::{Socket, run};

/// Ana answers what is hers or nobody's, sees no whole phone number and settles nothing.
fn with_first_line() -> Value {
    let mut rulebook = book();
    rulebook["roles"] = json!([{
        "id": "first", "name": "First line", "version": 1,
        "may": ["reply", "assign"], "scope": {"own": true, "unassigned": true},
    }]);
    rulebook["profiles"] = json!([
        {"person": "ana", "role": "first"}, {"person": "núria", "role": "first"},
    ]);
    rulebook
}

#[test]
fn an_invented_role_holds_at_once_and_in_everything() {
    run(async || {
        let desk = with_tickets().await;
        let mut ana = desk.signed_in("ana@example.org").await;
        let mut socket = Socket::of_page(&ana, &desk).await;
        assert!(ana.get("/customers/2").await.text.contains("+34600000002"));
        let key = desk.key_of("another", Role::Administrator).await;
        lay_down(&desk.api_with(&key), 1, with_first_line()).await.expect(200);
        assert!(socket.next_word().await.starts_with("hello "));
        assert_eq!(socket.next_word().await, "resync");
        for (number, status) in [(1, 200), (2, 200), (3, 404), (4, 404), (7, 404)] {
            let page = ana.get(&format!("/customers/{number}")).await;
            assert_eq!(page.status, status, "{number}");
            assert!(!page.text.contains("34600000"), "the number is masked: {number}");
        }
        for (name, arguments, status) in [
            ("resolve", json!({"number": 2}), 403),
            ("prioritise", json!({"number": 2, "priority": "high"}), 403),
            ("assign", json!({"number": 1, "owner": "mar", "seen": null}), 403),
            ("assign", json!({"number": 1, "owner": "pol", "seen": null}), 200),
        ] {
            let request = ana.request(Method::POST, &format!("/fn/tickets/{name}"));
            let page = ana.send(request.header("origin", desk.base()).json(&arguments)).await;
            assert_eq!(page.status, status, "{name}: {}", page.text);
        }
        assert_eq!(ana.get("/customers/1").await.status, 404, "it is Pol's by now");
        let mut nuria = desk.signed_in("nuria@example.org").await;
        assert_eq!(nuria.get("/settings/roles").await.status, 200, "she stays administrator");
        desk.end().await;
    });
}

#[test]
fn a_role_that_allows_the_settings_or_is_nobodys_is_refused() {
    run(async || {
        let desk = two_teams().await;
        let key = desk.key_of("another", Role::Administrator).await;
        let api = desk.api_with(&key);
        let mut too_much = with_first_line();
        too_much["roles"][0]["may"] = json!(["configure"]);
        assert_ne!(lay_down(&api, 1, too_much).await.status, 200);
        let mut unknown = with_first_line();
        unknown["profiles"][0]["role"] = json!("second");
        assert_ne!(lay_down(&api, 1, unknown).await.status, 200);
        let mut nameless = with_first_line();
        nameless["roles"][0]["name"] = json!(" ");
        assert_ne!(lay_down(&api, 1, nameless).await.status, 200);
        lay_down(&api, 1, with_first_line()).await.expect(200);
        desk.end().await;
    });
}

#[test]
fn a_role_is_invented_in_a_form_and_given_on_somebodys_page() {
    run(async || {
        let desk = two_teams().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let form = [
            ("version", "1"),
            ("do", "save"),
            ("name", "Lectura"),
            ("own", "yes"),
            ("may", "see_phone"),
        ];
        let page = nuria.post("/settings/roles/new", &form).await;
        assert_eq!((page.status, page.location()), (303, "/settings/roles"));
        let list = nuria.get("/settings/roles").await.text;
        assert!(list.contains("Lectura") && list.contains("/settings/roles/lectura"), "{list}");
        let person = [("version", "2"), ("do", "save"), ("capacity", "8"), ("role", "lectura")];
        let page = nuria.post("/settings/people/pol", &person).await;
        assert_eq!((page.status, page.location()), (303, "/settings/people"));
        let laid = desk.api().get("/rulebook").await.expect(200);
        let role = &laid["rulebook"]["roles"][0];
        assert_eq!((&role["name"], &role["may"]), (&json!("Lectura"), &json!(["see_phone"])));
        assert_eq!(laid["rulebook"]["profiles"][0]["role"], "lectura");
        desk.end().await;
    });
}
