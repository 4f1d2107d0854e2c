//! Bodies written by hand after the protocol, one of each kind, and what a program sees of them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{TestDesk, run};

/// A message's type and text.
type Shown = (&'static str, Option<&'static str>);

/// The file, and its message's type and text; nothing for what is kept aside.
const SHOWN: [(&str, Option<Shown>); 32] = [
    ("another_number", None),
    ("button_reply", Some(("choice", Some("Sí, confirmo")))),
    ("contacts", Some(("contacts", Some("Jordi Serra")))),
    ("document", Some(("document", Some("La reserva")))),
    ("edit", Some(("edit", Some("Diumenge, volia dir")))),
    ("errors_of_the_number", None),
    ("field_of_tomorrow", None),
    ("field_template_status", None),
    ("form_reply", Some(("form", Some("flow")))),
    ("image", Some(("image", Some("La factura")))),
    ("kind_of_tomorrow", Some(("unknown", None))),
    ("kind_without_its_object", Some(("unknown", None))),
    ("list_reply", Some(("choice", Some("Dissabte")))),
    ("location", Some(("location", Some("Plaça de Catalunya")))),
    ("no_contact_no_name", Some(("text", Some("Qui soc?")))),
    ("order", Some(("order", Some("Per demà")))),
    ("phone_only_of_2025", Some(("text", Some("Com abans")))),
    ("reaction", Some(("reaction", Some("👍")))),
    ("reaction_removed", Some(("reaction", None))),
    ("revoke", Some(("revoke", None))),
    ("status_of_a_stranger", None),
    ("sticker", Some(("sticker", None))),
    ("system_number_changed", Some(("system", None))),
    ("template_button", Some(("choice", Some("Confirmar")))),
    ("text", Some(("text", Some("Bon dia, teniu lloc dissabte? 🙂")))),
    ("text_forwarded", Some(("text", Some("Mireu què m'han dit")))),
    ("text_from_an_ad", Some(("text", Some("M'interessa l'oferta")))),
    ("text_reply", Some(("text", Some("Sí, aquest")))),
    ("unsupported", Some(("unsupported", None))),
    ("user_id_only", Some(("text", Some("Sense número")))),
    ("video", Some(("video", None))),
    ("voice", Some(("audio", None))),
];

fn fixtures() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let files =
        std::fs::read_dir(folder).expect("the fixtures").map(|file| file.expect("a file").path());
    let name =
        |file: &Path| file.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
    files.map(|file| (name(&file), std::fs::read_to_string(&file).expect("text"))).collect()
}

async fn all_messages(desk: &TestDesk) -> Vec<Value> {
    let mut all = Vec::new();
    for ticket in desk.api().tickets("").await {
        all.extend(desk.api().messages(ticket["number"].as_u64().expect("a number")).await);
    }
    all
}

#[test]
fn every_kind_of_message_is_shown_as_what_it_is_and_nothing_is_dropped() {
    run(async || {
        let desk = TestDesk::start().await;
        let fixtures = fixtures();
        let names: Vec<&str> = fixtures.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            SHOWN.map(|(name, _)| name),
            "a fixture without a line, or a line without"
        );
        let (mut known, mut kept) = (0, 0);
        for (name, shown) in SHOWN {
            assert_eq!(desk.meta().post(fixtures[name].clone()).await, 200, "{name}");
            desk.settled().await;
            let messages = all_messages(&desk).await;
            match shown {
                Some((kind, text)) => {
                    known += 1;
                    let found =
                        messages.iter().any(|m| m["type"] == kind && m["text"] == json!(text));
                    assert!(found, "{name} is not shown as {kind} {text:?}: {messages:#?}");
                }
                None => kept += 1,
            }
            assert_eq!((messages.len(), desk.kept().await), (known, kept), "{name}");
        }
        desk.end().await;
    });
}

#[test]
fn one_customer_is_one_contact_whichever_way_meta_calls_them() {
    run(async || {
        let desk = TestDesk::start().await;
        let fixtures = fixtures();
        for name in ["text", "user_id_only", "image"] {
            desk.meta().post(fixtures[name].clone()).await;
        }
        desk.settled().await;
        let tickets = desk.api().tickets("").await;
        assert_eq!((tickets.len(), &tickets[0]["unread"]), (1, &json!(3)), "{tickets:#?}");
        assert_eq!(tickets[0]["contact"]["phone"], "+34600111222");
        desk.end().await;
    });
}

#[test]
fn a_customer_who_shows_no_number_has_a_ticket_without_one() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.meta().post(fixtures()["user_id_only"].clone()).await;
        desk.settled().await;
        let tickets = desk.api().tickets("").await;
        assert_eq!(tickets[0]["contact"], json!({"name": "Amagada", "phone": null}));
        desk.end().await;
    });
}
