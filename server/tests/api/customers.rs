//! A customer's page as the team uses it: a plain form that notes what is known of whoever a ticket is
//! of. What programs note is in `tickets/contact.rs`.

mod form;

use serde_json::{Value, json};

use crate::harness::{TestDesk, numbered, run, text_message};
use form::{fields, fill_in, send};

const AGENT: &str = "ana@example.org";
const SUPERVISOR: &str = "jordi@example.org";
const GUEST: &str = "gil@example.org";
const PAGE: &str = "/customers/1";

async fn desk_with_a_customer() -> TestDesk {
    let desk = TestDesk::start().await;
    assert_eq!(desk.written(numbered(1, 1)).await["number"], 1);
    desk
}

/// What people note, without what only WhatsApp tells.
async fn known(desk: &TestDesk) -> Value {
    let mut known = desk.api().get("/tickets/1/contact").await.expect(200);
    let members = known.as_object_mut().expect("a customer");
    members.retain(|name, _| !["id", "username", "marketing"].contains(&name.as_str()));
    known
}

#[test]
fn what_an_agent_notes_in_the_form_is_known_from_then_on() {
    run(async || {
        let mut desk = desk_with_a_customer().await;
        let mut ana = desk.signed_in(AGENT).await;
        let blank = ana.get(PAGE).await.text;
        assert!(blank.contains("Customer 1") && blank.contains("+34600000001"), "{blank}");
        assert!(blank.contains(r#"href="/inbox/1""#), "a way back: {blank}");
        assert!(!blank.contains(".wasm"), "it loads no application");
        let typed = [
            ("zone", " America/New_York"),
            ("language", "pt-BR"),
            ("tags", "vip, \"no, gràcies\", VIP"),
            ("opted_out", "yes"),
            ("new.name", "crm"),
            ("new.value", "17"),
        ];
        let saved = fill_in(&mut ana, PAGE, &typed).await;
        assert_eq!(saved, "/customers/1?noted");
        assert!(ana.get(&saved).await.text.contains(r#"role="status""#), "it says so");
        let expected = json!({
            "name": "Customer 1", "phone": "+34600000001", "zone": "America/New_York",
            "language": "pt-BR", "opted_out": true, "tags": ["no, gràcies", "vip"],
            "attributes": {"crm": "17"},
        });
        assert_eq!(known(&desk).await, expected);
        fill_in(&mut ana, PAGE, &[]).await;
        assert_eq!(known(&desk).await, expected, "a form as it stands changes nothing");
        desk.restart().await;
        let mut ana = desk.signed_in(AGENT).await;
        let typed = [
            ("zone", ""),
            ("tags", ""),
            ("opted_out", ""),
            ("attribute.0.value", " "),
            ("new.name", " plan "),
            ("new.value", " gold "),
        ];
        fill_in(&mut ana, PAGE, &typed).await;
        let expected = json!({
            "name": "Customer 1", "phone": "+34600000001", "zone": null, "language": "pt-BR",
            "opted_out": false, "tags": [], "attributes": {"plan": "gold"},
        });
        assert_eq!(known(&desk).await, expected);
        desk.end().await;
    });
}

#[test]
fn two_who_have_the_form_open_at_once_undo_nothing_of_each_others() {
    run(async || {
        let desk = desk_with_a_customer().await;
        let mut ana = desk.signed_in(AGENT).await;
        let mut jordi = desk.signed_in(SUPERVISOR).await;
        let first = [("tags", "old, vip"), ("new.name", "crm"), ("new.value", "17")];
        fill_in(&mut ana, PAGE, &first).await;
        let (hers, his) = (ana.get(PAGE).await, jordi.get(PAGE).await);
        let typed = [("zone", "Europe/Madrid"), ("tags", "vip, north"), ("opted_out", "yes")];
        send(&mut ana, &hers, &typed).await;
        let typed = [
            ("language", "ca"),
            ("tags", "old, vip, south"),
            ("new.name", "plan"),
            ("new.value", "gold"),
        ];
        send(&mut jordi, &his, &typed).await;
        let expected = json!({
            "name": "Customer 1", "phone": "+34600000001", "zone": "Europe/Madrid",
            "language": "ca", "opted_out": true, "tags": ["north", "south", "vip"],
            "attributes": {"crm": "17", "plan": "gold"},
        });
        assert_eq!(known(&desk).await, expected);
        desk.end().await;
    });
}

#[test]
fn a_form_that_does_not_fit_comes_back_as_typed_with_each_mistake_beside_its_field() {
    run(async || {
        let desk = desk_with_a_customer().await;
        let before = known(&desk).await;
        let mut ana = desk.signed_in(AGENT).await;
        let typed = [
            ("zone", "Europe/Vic"),
            ("language", "Catalan"),
            ("tags", "vip, north"),
            ("opted_out", "yes"),
            ("new.name", ""),
            ("new.value", "17"),
        ];
        let back = fill_in(&mut ana, PAGE, &typed).await;
        assert_eq!(back, "/customers/1?again");
        let page = ana.get(&back).await;
        let kept = fields(&page.text);
        for (name, value) in typed {
            let field = (name.to_owned(), value.to_owned());
            assert!(kept.contains(&field), "{field:?} is lost: {kept:?}");
        }
        assert!(page.text.contains(r#"role="alert""#), "{}", page.text);
        assert_eq!(page.text.matches(r#"aria-invalid="true""#).count(), 3, "{}", page.text);
        for told in [
            "Zona horària: no hi ha cap zona amb aquest nom.",
            "Idioma: ha de ser un codi com ara ca o pt-BR.",
            "Nom: ha de tenir d'1 a 40 caràcters.",
        ] {
            // Once above all of them, once beside the field.
            assert_eq!(page.text.matches(told).count(), 2, "{told}: {}", page.text);
        }
        assert_eq!(known(&desk).await, before, "nothing of it is noted");
        let fresh = ana.get(PAGE).await.text;
        assert!(!fresh.contains("Europe/Vic"), "only who is led back gets the form");
        let other = desk.signed_in(SUPERVISOR).await.get(&back).await.text;
        assert!(!other.contains("Europe/Vic"), "and nobody else does");
        let right = [("zone", "Europe/Madrid"), ("language", "ca"), ("new.name", "crm")];
        assert_eq!(send(&mut ana, &page, &right).await, "/customers/1?noted");
        let noted = known(&desk).await;
        assert_eq!(
            (&noted["zone"], &noted["tags"], &noted["attributes"]["crm"]),
            (&json!("Europe/Madrid"), &json!(["north", "vip"]), &json!("17"))
        );
        desk.end().await;
    });
}

#[test]
fn what_is_known_can_hold_no_tag_of_the_page() {
    run(async || {
        let desk = desk_with_a_customer().await;
        let odd = r#"</dd><script>"&amp;'"#;
        let facts = json!({"tags": [odd], "attributes": {odd: odd}});
        desk.api().patch("/tickets/1/contact", facts).await.expect(200);
        let before = known(&desk).await;
        let mut ana = desk.signed_in(AGENT).await;
        desk.show_gil(1).await;
        for mut browser in [desk.signed_in(AGENT).await, desk.signed_in(GUEST).await] {
            let page = browser.get(PAGE).await.text;
            assert!(!page.contains("<script>") && page.contains("&lt;script&gt;"), "{page}");
        }
        fill_in(&mut ana, PAGE, &[]).await;
        assert_eq!(known(&desk).await, before, "it comes back as it went in");
        desk.end().await;
    });
}

#[test]
fn a_guest_reads_what_is_noted_with_the_phone_masked_and_notes_nothing() {
    run(async || {
        let desk = desk_with_a_customer().await;
        let facts = json!({"zone": "America/New_York", "attributes": {"crm": "B-17"}});
        desk.api().patch("/tickets/1/contact", facts).await.expect(200);
        let mut gil = desk.signed_in(GUEST).await;
        assert_eq!(gil.get(PAGE).await.status, 404, "nobody showed him the ticket");
        desk.show_gil(1).await;
        let page = gil.get(PAGE).await.text;
        for shown in ["Customer 1", "+34 ··· 001", "America/New_York", "B-17"] {
            assert!(page.contains(shown), "{shown} is not there: {page}");
        }
        assert!(!page.contains("34600000001"), "the number leaks: {page}");
        assert!(!page.contains("name=\"zone\""), "there is no form: {page}");
        let before = known(&desk).await;
        assert_eq!(gil.post(PAGE, &[("zone", "Europe/Madrid")]).await.status, 403);
        assert_eq!(known(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn a_thread_leads_to_its_customer_without_naming_them() {
    run(async || {
        let desk = desk_with_a_customer().await;
        desk.written(text_message("34600000002", "wamid.2", "Hola?")).await;
        let mut ana = desk.signed_in(AGENT).await;
        assert!(ana.get("/inbox/2").await.text.contains(r#"href="?customer""#));
        let way = ana.get("/inbox/2?customer").await;
        assert_eq!((way.status, way.location()), (303, "/customers/2"));
        assert!(ana.get(way.location()).await.text.contains("+34600000002"));
        for thread in ["/inbox/2?view=customer", "/inbox/2?customer=2"] {
            assert_eq!(ana.get(thread).await.status, 200, "{thread}");
        }
        assert_eq!(ana.get("/inbox/x?customer").await.status, 404);
        desk.end().await;
    });
}

#[test]
fn there_is_no_page_without_a_ticket_and_none_for_strangers() {
    run(async || {
        let desk = desk_with_a_customer().await;
        let mut ana = desk.signed_in(AGENT).await;
        for path in ["/customers/999", "/customers/x", "/customers", "/customers/1/2"] {
            assert_eq!(ana.get(path).await.status, 404, "{path}");
        }
        for path in ["/customers/999", "/customers/x"] {
            assert_eq!(ana.post(path, &[("zone", "")]).await.status, 404, "{path}");
        }
        let mut stranger = desk.browser();
        let page = stranger.get(PAGE).await;
        assert_eq!((page.status, page.location()), (302, "/sign-in?back=/customers/1"));
        assert!(!page.text.contains("Customer 1"), "{}", page.text);
        let page = stranger.post(PAGE, &[("zone", "Europe/Madrid")]).await;
        assert_eq!((page.status, page.location()), (303, "/sign-in?back=/customers/1"));
        assert_eq!(known(&desk).await["zone"], Value::Null);
        desk.end().await;
    });
}
