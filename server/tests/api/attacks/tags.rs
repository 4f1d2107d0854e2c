//! Markup in everything that somebody names or writes (stored cross-site scripting): it stands on the
//! pages as text, and nothing that it brings is a tag.

use desk::permissions::Role;
use desk::person::Person;
use serde_json::{Value, json};

use super::markup::{dangers, tags, unescaped};
use super::{ADMINISTRATOR, AGENT, GUEST, encoded};
use crate::harness::{Folder, Page, TestDesk, envelope, eventually, run, text_message};

/// The element that stands for all that an attacker would want.
const CANARY: &str = "x-canary";

/// Each ends what it may stand in.
const ATTACKS: [&str; 9] = [
    "<x-canary onclick=a>",
    "\"><x-canary>",
    "'><x-canary>",
    "</title><x-canary>",
    "</textarea><x-canary>",
    "</script><x-canary>",
    "--><x-canary>",
    "\" onclick=x-canary a=\"",
    "&lt;x-canary&gt;<x-canary/>",
];

/// All of that in what may be short.
const NAME: &str = "\"'--></title></script><x-canary a>";

fn nonce(page: &Page) -> String {
    let policy = page.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
    rest.split('\'').next().unwrap_or_default().to_owned()
}

/// Nothing of the attack is markup. Whether it stands there as text.
#[track_caller]
fn is_text_on(page: &Page, path: &str, attack: &str) -> bool {
    assert_eq!(page.status, 200, "{path}");
    assert_eq!(dangers(&page.text, &nonce(page)), Vec::<String>::new(), "{path}: {attack}");
    let canary = tags(&page.text).into_iter().find(|tag| tag.name == CANARY);
    assert_eq!(canary, None, "{path}: {attack}");
    unescaped(&page.text).contains(attack)
}

/// A desk on which somebody of the team and all of the rulebook are called that.
async fn desk_of_names() -> TestDesk {
    let (folder, key) = Folder::ready().await;
    let store = folder.open().await;
    let eve = Person {
        id: "eve".into(),
        email: "eve@example.org".into(),
        name: NAME.into(),
        role: Role::Agent,
    };
    store.add_person(&eve, "no hash").await.expect("a person");
    store.shutdown().await.expect("it shuts");
    let desk = TestDesk::on(folder, key, |_| {}).await;
    let target = json!({"first_response": {"minutes": 60, "counts": "calendar"}});
    let book = json!({
        "teams": [{"id": "named", "name": NAME, "version": 1, "members": ["eve", "ana"]}],
        "policies": [{
            "id": "named", "name": NAME, "version": 1,
            "targets": {"low": target, "normal": target, "high": target, "urgent": target},
        }],
        "rules": {"rules": [{
            "id": "named", "name": NAME, "version": 1, "on": true,
            "when": [{"kind": "message_in"}],
            "condition": {"test": {
                "field": "message_text", "operator": "contains", "value": "canary",
            }},
            "then": [{"kind": "assign_team", "team": "named"}],
        }]},
    });
    let draft = json!({"replaces": 0, "rulebook": book});
    let request = desk.api().request(reqwest::Method::PUT, "/rulebook").json(&draft);
    crate::harness::Answer::of(request).await.expect(200);
    desk
}

/// What a customer called that brings: each attack as a text, and a file.
fn bodies() -> Vec<Value> {
    let texts = ATTACKS.iter().enumerate();
    let texts = texts.map(|(n, text)| text_message("34600000001", &format!("wamid.{n}"), text));
    let mut file = text_message("34600000001", "wamid.file", "");
    file["type"] = "document".into();
    file["document"] =
        json!({"id": "7", "mime_type": "text/html", "filename": NAME, "caption": NAME});
    let named = texts.chain([file]).map(|message| {
        let mut body = envelope(vec![message], vec![]);
        body["entry"][0]["changes"][0]["value"]["contacts"][0]["profile"]["name"] = NAME.into();
        body
    });
    named.collect()
}

#[test]
fn markup_in_any_name_and_any_text_is_text_on_every_page_that_shows_it() {
    run(async || {
        let desk = desk_of_names().await;
        desk.graph.hold("7", b"<!DOCTYPE html><script>alert(1)</script>");
        for body in bodies() {
            assert_eq!(desk.meta().post(body.to_string()).await, 200);
        }
        desk.settled().await;
        eventually("the file is here", async || {
            desk.api().messages(1).await.iter().any(|it| it["media"]["state"] == "here")
        })
        .await;
        let noted = json!({"tags": [NAME], "attributes": {NAME: NAME}});
        desk.api().patch("/tickets/1/contact", noted).await.expect(200);
        desk.show_gil(1).await;
        let settings = ["general", "rules", "rules/named", "teams", "teams/named", "policies"];
        let settings = settings.into_iter().chain(["policies/named", "people", "history"]);
        let settings: Vec<String> = settings.map(|name| format!("/settings/{name}")).collect();
        let mut shown = 0;
        for email in [ADMINISTRATOR, AGENT, GUEST] {
            let mut browser = desk.signed_in(email).await;
            for path in ["/inbox", "/inbox/1", "/board", "/customers/1"] {
                let page = browser.get(path).await;
                assert!(is_text_on(&page, path, NAME), "{path} does not show the name");
            }
            let thread = browser.get("/inbox/1").await;
            for attack in ATTACKS {
                assert!(is_text_on(&thread, "/inbox/1", attack), "{attack} is not in the thread");
            }
            for path in settings.iter().map(String::as_str).chain(["/compose/1"]) {
                let page = browser.get(path).await;
                if page.status == 200 {
                    shown += usize::from(is_text_on(&page, path, NAME));
                }
            }
        }
        assert!(shown > 4, "the settings show it {shown} times only");
        desk.end().await;
    });
}

#[test]
fn markup_in_an_address_is_text_on_the_page_that_answers_it() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut ana = desk.signed_in(AGENT).await;
        for attack in ATTACKS {
            let attack = encoded(attack);
            for path in [
                format!("/sign-in?back=/{attack}&problem={attack}"),
                format!("/set-up/{attack}?problem={attack}"),
                format!("/nowhere/{attack}?{attack}={attack}"),
                format!("/inbox?view={attack}&idle={attack}"),
                format!("/inbox/{attack}?view={attack}"),
                format!("/settings/rules/{attack}?{attack}"),
            ] {
                for browser in [&mut desk.browser(), &mut ana] {
                    let page = browser.get(&path).await;
                    assert!(page.status < 500, "{path}: {}", page.status);
                    let found = dangers(&page.text, &nonce(&page));
                    assert_eq!(found, Vec::<String>::new(), "{path}");
                    let mut canaries =
                        tags(&page.text).into_iter().filter(|tag| tag.name == CANARY);
                    assert_eq!(canaries.next(), None, "{path}");
                }
            }
        }
        desk.end().await;
    });
}

#[test]
fn markup_in_a_form_that_comes_back_is_text_in_its_fields() {
    run(async || {
        let (desk, _) = super::desk().await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        for attack in ATTACKS {
            for (path, form) in [
                ("/customers/1", vec![("zone", attack), ("tags", attack), ("new.value", attack)]),
                ("/compose/1", vec![("kind", "location"), ("latitude", attack), ("name", attack)]),
                ("/settings/teams/new", vec![("name", attack), ("do", "save")]),
                ("/settings/numbers/new", vec![("number", attack), ("account", attack)]),
            ] {
                let sent = nuria.post(path, &form).await;
                assert_eq!(sent.status, 303, "{path}: {}", sent.text);
                let location = sent.location().split('#').next().unwrap_or_default().to_owned();
                let page = nuria.get(&location).await;
                assert!(is_text_on(&page, &location, attack), "{location} lost {attack}");
            }
        }
        desk.end().await;
    });
}
