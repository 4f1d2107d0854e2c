//! Rules that call programs: told as `docs/calls.md` says, again after a failure or a crash, and never
//! in the desk's own network unless that is allowed.

use std::time::Duration;

use app::live::Frame;
use desk::permissions::Role;
use reqwest::Method;
use serde_json::{Value, json};
use server::config::Secret;

use super::lay_down;
use crate::harness::{
    Api, Folder, Joining, Meta, Program, TestDesk, Told, bustia, eventually, eventually_some, run,
    sign, text_message,
};

const SECRET: &str = "secret-of-the-calls";

/// Who is resolved is told to that program.
fn book(program: &Program) -> Value {
    json!({"rules": {"rules": [{
        "id": "tell", "name": "Tell the CRM", "version": 4, "on": true,
        "when": [{"kind": "resolved"}],
        "then": [{"kind": "call_webhook", "url": program.url}],
    }]}})
}

/// A desk whose rule calls `program`, and ticket 1.
async fn desk_that_calls(program: &Program, own_network: bool) -> TestDesk {
    let desk = TestDesk::start_with(|config| {
        config.calls_own_network = own_network;
        config.calls_secret = Secret::of(SECRET);
    })
    .await;
    lay_down(&desk.api(), 0, book(program)).await.expect(200);
    desk.written(text_message("34610000001", "wamid.1", "Bon dia")).await;
    desk
}

async fn resolve(api: &Api, number: u64) {
    api.order(&format!("/tickets/{number}/resolution")).await.expect(200);
}

/// Everything that the program was told, once it was so often.
async fn told(program: &Program, times: usize) -> Vec<Told> {
    eventually("the program is told", async || program.told().len() >= times).await;
    program.told()
}

/// Ends a test: every invariant must hold, and no call may wait any more.
async fn ends_with_nothing_waiting(mut desk: TestDesk) {
    desk.kept().await;
    desk.stop().await;
    let store = desk.folder.open().await;
    assert_eq!(store.calls_count().await.expect("it answers"), 0);
    store.shutdown().await.expect("it shuts");
}

#[test]
fn a_program_is_told_of_the_ticket_as_it_is_documented() {
    run(async || {
        let program = Program::start().await;
        let desk = desk_that_calls(&program, true).await;
        resolve(&desk.api(), 1).await;
        let told = told(&program, 1).await.remove(0);
        assert_eq!(told.header("content-type"), "application/json");
        assert_eq!(told.header("bustia-signature"), sign(SECRET, &told.raw));
        assert!(told.header("user-agent").starts_with("Bustia/"));
        let body = &told.body;
        let call = body["call"].as_str().expect("its id");
        assert!(call.starts_with("1-") && call == told.call(), "{body}");
        assert_eq!(body["rule"], json!({"id": "tell", "name": "Tell the CRM", "version": 4}));
        assert!(body["at"].as_str().expect("a time").ends_with('Z'), "{body}");
        assert_eq!(body["ticket"], desk.api().get("/tickets/1").await.expect(200));
        assert_eq!(body["ticket"]["contact"]["phone"], "+34610000001");
        assert_eq!(body.as_object().map(serde_json::Map::len), Some(4));
        eventually("the figures count it", async || {
            let figures = desk.browser().get("/metrics").await.text;
            figures.contains("bustia_calls_total{outcome=\"taken\"}")
                && figures.contains("\nbustia_calls_waiting ")
        })
        .await;
        ends_with_nothing_waiting(desk).await;
        assert_eq!(program.told().len(), 1, "once is enough");
    });
}

#[test]
fn the_own_network_is_refused_and_the_thread_says_so_without_the_path() {
    run(async || {
        let program = Program::start().await;
        let desk = desk_that_calls(&program, false).await;
        let page = Joining::page_of(&desk, "ana@example.org").await;
        let mut socket = page.connect(&desk).await.expect("let in");
        while socket.next_word().await != "resync" {}
        resolve(&desk.api(), 1).await;
        loop {
            let Some(Frame::Update { update, .. }) = socket.next().await else {
                panic!("no update")
            };
            if update.did.iter().any(|did| did == "call_failed") {
                assert!(update.more, "the thread has a line to ask for");
                break;
            }
        }
        let thread = desk.signed_in("ana@example.org").await.get("/inbox/1").await.text;
        assert!(thread.contains("call_failed"), "{thread}");
        for words in ["crida 127.0.0.1", "La crida a 127.0.0.1 ha fallat: a aquesta adreça"] {
            assert!(thread.contains(words), "{thread}");
        }
        assert!(!thread.contains("sesame"), "the path may hold secrets");
        ends_with_nothing_waiting(desk).await;
        assert_eq!(program.told().len(), 0);
    });
}

#[test]
fn what_a_program_refuses_for_good_is_given_up_and_waits_no_more() {
    run(async || {
        let program = Program::start().await;
        program.will([Some(404)]);
        let desk = desk_that_calls(&program, true).await;
        resolve(&desk.api(), 1).await;
        told(&program, 1).await;
        let mut browser = desk.signed_in("ana@example.org").await;
        eventually("the thread says so", async || {
            browser.get("/inbox/1").await.text.contains("call_failed")
        })
        .await;
        ends_with_nothing_waiting(desk).await;
        assert_eq!(program.told().len(), 1);
    });
}

#[test]
fn a_call_that_failed_is_made_again_when_its_time_has_come_also_after_a_restart() {
    run(async || {
        let program = Program::start().await;
        program.will([Some(500), Some(503)]);
        let mut desk = TestDesk::on(Folder::empty(), String::new(), |config| {
            (config.practice, config.calls_own_network) = (true, true);
        })
        .await;
        let key = desk.key_of("settings", Role::Administrator).await;
        let api = desk.api_with(&key);
        let version =
            api.get("/rulebook").await.expect(200)["version"].as_u64().expect("a version");
        lay_down(&api, version as u32, book(&program)).await.expect(200);
        let open = api.tickets("status=open").await[0]["number"].as_u64().expect("a number");
        resolve(&api, open).await;
        told(&program, 1).await;
        desk.restart().await;
        for times in 2..=3 {
            eventually("it is made again", async || {
                let minute = desk.browser().request(Method::POST, "/practice/clock");
                let minute = minute.form(&[("minutes", "1"), ("customer", "")]);
                let passed = minute.header("sec-fetch-site", "same-origin").send().await;
                assert_eq!(passed.expect("an answer").status(), 303);
                program.told().len() >= times
            })
            .await;
        }
        let told = program.told();
        assert!(told.iter().all(|one| one.call() == told[0].call()), "{told:?}");
        ends_with_nothing_waiting(desk).await;
        assert_eq!(program.told().len(), 3);
    });
}

#[test]
fn a_call_under_way_is_made_again_after_a_crash() {
    run(async || {
        let (folder, key) = Folder::ready().await;
        let program = Program::start().await;
        program.will([None]);
        let serve = async || {
            let binary = bustia(&["serve", "--calls-own-network"], Some(folder.path()));
            binary.with("BUSTIA_CALLS_SECRET", SECRET).serve().await
        };
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let server = serve().await;
        let api = Api::new(client.clone(), &server.base, &key);
        lay_down(&api, 0, book(&program)).await.expect(200);
        let hello = text_message("34610000001", "wamid.1", "Bon dia");
        Meta::new(client, &server.base).say(vec![hello]).await;
        eventually_some("a ticket", async || api.tickets("").await.pop()).await;
        resolve(&api, 1).await;
        told(&program, 1).await;
        server.kill().await;
        let again = std::time::Instant::now();
        let server = serve().await;
        let told = told(&program, 2).await;
        assert!(again.elapsed() < Duration::from_secs(60), "at once, not after a pause");
        assert_eq!(told[0].call(), told[1].call());
        assert_eq!(told[1].header("bustia-signature"), sign(SECRET, &told[1].raw));
        assert!(server.stop().await);
        let healthy = bustia(&["fsck"], Some(folder.path())).done().await;
        assert!(!healthy.is_empty());
    });
}
