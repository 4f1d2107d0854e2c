//! Reading: everybody asks for every ticket, in every way that there is.

use reqwest::Method;
use serde_json::{Value, json};

use super::*;
use crate::harness::{Browser, Page, TestDesk, run};

async fn call(browser: &mut Browser, desk: &TestDesk, name: &str, arguments: Value) -> Page {
    let request = browser.request(Method::POST, &format!("/fn/{name}"));
    browser.send(request.header("origin", desk.base()).json(&arguments)).await
}

#[test]
fn every_list_page_and_count_holds_what_each_person_sees_and_no_more() {
    run(async || {
        let desk = with_tickets().await;
        for (email, seen) in SEES {
            let mut browser = desk.signed_in(email).await;
            for path in ["/inbox", "/board"] {
                let page = browser.get(path).await.text;
                assert_eq!(told_of(&page), seen, "{email} {path}");
            }
            let list = json!({"view": "open", "limit": 50});
            let page = call(&mut browser, &desk, "inbox/list", list).await;
            assert_eq!(page.status, 200, "{}", page.text);
            assert_eq!(told_of(&page.text), seen, "{email}");
            let board = call(&mut browser, &desk, "board", json!({})).await;
            assert_eq!(told_of(&board.text), seen, "{email}");
            let tally: Value = serde_json::from_str(&page.text).expect("JSON");
            let open = tally["tally"]["all"]["open"].as_u64();
            assert_eq!(open, Some(seen.len() as u64), "{email}: {}", tally["tally"]);
        }
        desk.end().await;
    });
}

#[test]
fn a_ticket_that_somebody_does_not_see_is_none_however_they_ask() {
    run(async || {
        let desk = with_tickets().await;
        for (email, _) in SEES {
            let mut browser = desk.signed_in(email).await;
            for (number, ..) in TICKETS {
                let expected = if sees(email, number) { 200 } else { 404 };
                for (name, arguments) in [
                    ("tickets/thread", json!({"number": number})),
                    ("tickets/older", json!({"number": number, "cursor": "", "told_from": 9})),
                    ("tickets/happened", json!({"number": number, "rev": 0})),
                    ("tickets/explain", json!({"number": number, "of": "1"})),
                ] {
                    let page = call(&mut browser, &desk, name, arguments).await;
                    assert_eq!(page.status, expected, "{email} {name} {number}: {}", page.text);
                    if expected == 404 {
                        assert_eq!(told_of(&page.text), [] as [u64; 0], "{email} {name} {number}");
                    }
                }
                let page = browser.get(&format!("/customers/{number}")).await;
                assert_eq!(page.status, expected, "{email} {number}");
                let page = browser.get(&format!("/inbox/{number}")).await;
                let told = told_of(&page.text);
                assert!(told.iter().all(|told| sees(email, *told)), "{email} {number}: {told:?}");
                assert_eq!(page.text.contains(&secret(number)), sees(email, number), "{email}");
            }
        }
        desk.end().await;
    });
}

#[test]
fn a_program_reaches_every_ticket_with_the_rights_of_its_role() {
    run(async || {
        let desk = with_tickets().await;
        for role in Role::ALL {
            let api = desk.api_with(&desk.key_of(role.word(), role).await);
            assert_eq!(api.tickets("").await.len(), TICKETS.len(), "{role:?}");
            let path = "/tickets/7/resolution";
            let answer = api.post(path, json!({})).await;
            let allowed = role.may(desk::permissions::Permission::Triage);
            assert_eq!(answer.status, if allowed { 200 } else { 403 }, "{role:?}");
        }
        desk.end().await;
    });
}
