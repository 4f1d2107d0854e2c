//! A message is routed, assigned and clocked while those who watch look on.

use app::live::Frame;
use serde_json::Value;

use super::under_the_book;
use crate::harness::{Browser, Socket, TestDesk, eventually, run, text_message};

async fn page_of_ana(desk: &TestDesk) -> Socket {
    Socket::of_page(&desk.signed_in("ana@example.org").await, desk).await
}

/// What customer `n` wrote, as the ticket that it opened.
async fn asks(desk: &TestDesk, n: u32, text: &str) -> Value {
    desk.written(text_message(&format!("3461{n:07}"), &format!("wamid.{n}"), text)).await
}

#[test]
fn a_message_about_an_invoice_goes_to_billing_and_to_whoever_is_there() {
    run(async || {
        let (desk, _) = under_the_book().await;
        let mut ana = page_of_ana(&desk).await;
        let ticket = asks(&desk, 1, "No trobo la factura").await;
        assert_eq!(ticket["team"], "billing");
        assert_eq!(ticket["assignee"], "ana@example.org", "{ticket}");
        let Some(Frame::Update { update, .. }) = ana.next().await else { panic!("no update") };
        assert!(update.ticket.nearest.is_some(), "the clock counts on every page");
        let expected = ["opened", "received", "automated", "teamed", "policy_applied", "assigned"];
        assert_eq!(update.did, expected);
        let other = asks(&desk, 2, "Bon dia").await;
        assert_eq!((&other["team"], &other["assignee"]), (&Value::Null, &Value::Null));
        desk.end().await;
    });
}

#[test]
fn what_came_while_nobody_was_there_goes_to_the_first_who_comes() {
    run(async || {
        let (mut desk, _) = under_the_book().await;
        let ticket = asks(&desk, 1, "La factura?").await;
        assert_eq!(ticket["assignee"], Value::Null);
        desk.restart().await;
        let _ana = page_of_ana(&desk).await;
        eventually("it is Ana's", async || {
            let tickets = desk.api().tickets("assignee=ana@example.org").await;
            tickets.len() == 1
        })
        .await;
        desk.end().await;
    });
}

#[test]
fn who_signs_out_is_given_nothing_more() {
    run(async || {
        let (desk, _) = under_the_book().await;
        let mut browser = desk.signed_in("ana@example.org").await;
        let mut socket = Socket::of_page(&browser, &desk).await;
        browser.post("/sign-out", &[]).await;
        assert_eq!(socket.next_word().await, "closed");
        let ticket = asks(&desk, 1, "La factura?").await;
        assert_eq!((&ticket["team"], &ticket["assignee"]), (&"billing".into(), &Value::Null));
        desk.end().await;
    });
}

#[test]
fn who_is_on_a_break_is_given_nothing_until_they_are_back() {
    run(async || {
        let (desk, _) = under_the_book().await;
        let mut browser = desk.signed_in("ana@example.org").await;
        let _page = Socket::of_page(&browser, &desk).await;
        let said = async |browser: &mut Browser, word| {
            let page = browser.post("/presence", &[("said", word), ("back", "/board")]).await;
            assert_eq!((page.status, page.location()), (303, "/board"));
        };
        said(&mut browser, "on_a_break").await;
        let ticket = asks(&desk, 1, "La factura?").await;
        assert_eq!(ticket["assignee"], Value::Null);
        said(&mut browser, "available").await;
        eventually("it is Ana's", async || {
            desk.api().tickets("assignee=ana@example.org").await.len() == 1
        })
        .await;
        desk.end().await;
    });
}
