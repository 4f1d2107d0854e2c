//! Addresses that would make the server call where only it can (server-side request forgery). Which
//! addresses are whose is `server/src/reach/place.rs`'s table; here they go the whole way.

use serde_json::json;

use super::{ADMINISTRATOR, state};
use crate::harness::{
    Answer, Giving, Graph, Program, TestDesk, eventually, numbered, run, text_message,
};

/// This machine, written as an attacker would.
fn here(port: u16) -> [String; 9] {
    [
        format!("127.0.0.1:{port}"),
        format!("127.1:{port}"),
        format!("2130706433:{port}"),
        format!("0x7f000001:{port}"),
        format!("0177.0.0.1:{port}"),
        format!("0x7f.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("127.0.0.1.:{port}"),
        format!("0.0.0.0:{port}"),
    ]
}

/// Where clouds tell a machine its secrets, and what no rule may name at all.
const SECRETS: [&str; 3] = ["169.254.169.254", "2852039166", "0xa9fea9fe"];
const NO_ADDRESS: [&str; 9] = [
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "ftp://127.0.0.1/",
    "http://ana@127.0.0.1/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1\\@example.org/",
    "http://[::ffff:127.0.0.1]/",
    "http://example.org\r\nHost: 127.0.0.1/",
    "//127.0.0.1/",
];

/// What the customer sent.
const OWN: &[u8] = b"%PDF-1.7 of the customer's own";

async fn lay_down(desk: &TestDesk, replaces: usize, url: &str) -> Answer {
    let book = json!({"rules": {"rules": [{
        "id": "tell", "name": "Tell", "version": 1, "on": true,
        "when": [{"kind": "message_in"}],
        "then": [{"kind": "call_webhook", "url": url}],
    }]}});
    let draft = json!({"replaces": replaces, "rulebook": book});
    Answer::of(desk.api().request(reqwest::Method::PUT, "/rulebook").json(&draft)).await
}

#[test]
fn a_rule_calls_nobody_on_this_machine_however_that_is_written() {
    run(async || {
        let (mut desk, _) = super::desk().await;
        let program = Program::start().await;
        let port = program.url.rsplit_once(':').and_then(|(_, rest)| rest.split('/').next());
        let port: u16 = port.expect("a port").parse().expect("a number");
        let places = here(port).into_iter().chain(SECRETS.map(str::to_owned));
        let mut replaces = 0;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        for place in places {
            lay_down(&desk, replaces, &format!("http://{place}/hook")).await.expect(200);
            replaces += 1;
            let number = desk.written(numbered(10 + replaces, 1)).await["number"].to_string();
            eventually(&format!("the call to {place} failed"), async || {
                browser.get(&format!("/inbox/{number}")).await.text.contains("call_failed")
            })
            .await;
        }
        assert_eq!(program.told().len(), 0);
        desk.stop().await;
        let store = desk.folder.open().await;
        assert_eq!(store.calls_count().await.expect("it answers"), 0, "none is made again");
        store.shutdown().await.expect("it shuts");
    });
}

#[test]
fn what_is_no_public_web_address_stands_in_no_rule() {
    run(async || {
        let (desk, _) = super::desk().await;
        let before = state(&desk).await;
        for url in NO_ADDRESS {
            lay_down(&desk, 0, url).await.is_a_problem(422);
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn a_file_is_fetched_from_nowhere_on_this_machine_by_a_step_elsewhere() {
    run(async || {
        let (desk, _) = super::desk().await;
        let inside = Graph::start().await;
        inside.hold("7", b"what only this machine reads");
        let port = inside.url.rsplit_once(':').expect("a port").1.parse().expect("a number");
        let written = here(port).into_iter().chain([
            format!("[::1]:{port}"),
            format!("[::ffff:127.0.0.1]:{port}"),
            format!("[::ffff:7f00:1]:{port}"),
            "169.254.169.254".to_owned(),
            "[fd00:ec2::254]".to_owned(),
        ]);
        for (n, place) in written.enumerate() {
            for scheme in ["http", "https"] {
                let id = format!("{n}{scheme}");
                desk.graph.hold(&id, OWN);
                desk.graph.will_give([Giving::Lead(format!("{scheme}://{place}/files/7"))]);
                let mut message = text_message("34600000001", &format!("wamid.{id}"), "");
                message["type"] = "document".into();
                message["document"] = json!({"id": id, "mime_type": "application/pdf"});
                desk.meta().say(vec![message]).await;
                eventually("the file is asked for", async || {
                    let asked = desk.graph.asked_for_files();
                    asked.iter().any(|(path, _)| *path == format!("/files/{id}"))
                })
                .await;
                assert_eq!(inside.asked_for_files(), [], "{scheme}://{place}");
            }
        }
        // Each comes after all, from where it should.
        eventually("all files are here", async || {
            let messages = desk.api().messages(1).await;
            messages[1..].iter().all(|message| message["media"]["state"] == "here")
        })
        .await;
        for message in &desk.api().messages(1).await[1..] {
            assert_eq!(message["media"]["size"], OWN.len(), "{message}");
        }
        assert_eq!(inside.asked_for_files(), []);
        desk.end().await;
    });
}
