//! `user add`, `number add`, `api-key add`: on a stopped folder and on one that is being served.

use chrono::DateTime;
use desk::message::Trouble;
use desk::outlet::{Outlet, Stop};
use serde_json::json;

use crate::harness::{
    APP_SECRET, Api, Binary, Browser, DISPLAY, Folder, Meta, NUMBER, TOKEN, VERIFY_TOKEN, WABA,
    bustia, eventually, numbered, run,
};

fn user(folder: &Folder, email: &str, role: &str) -> Binary {
    let words = ["user", "add", "--email", email, "--name", "Somebody", "--role", role];
    bustia(&words, Some(folder.path())).with("BUSTIA_PASSWORD", "a good password")
}

fn number(folder: &Folder) -> Binary {
    number_with(folder, &[])
}

fn number_with(folder: &Folder, more: &[&str]) -> Binary {
    let words = [
        "number",
        "add",
        "--phone-number-id",
        NUMBER,
        "--waba-id",
        WABA,
        "--display-number",
        DISPLAY,
    ];
    let words = [&words[..], more].concat();
    let binary = bustia(&words, Some(folder.path())).with("BUSTIA_ACCESS_TOKEN", TOKEN);
    binary.with("BUSTIA_APP_SECRET", APP_SECRET).with("BUSTIA_VERIFY_TOKEN", VERIFY_TOKEN)
}

fn key(folder: &Folder, name: &str, role: &str) -> Binary {
    bustia(&["api-key", "add", "--name", name, "--role", role], Some(folder.path()))
}

/// The key, which has to be all that was printed.
fn alone(stdout: &str) -> String {
    let key = stdout.strip_suffix('\n').expect("a line");
    assert!(
        key.len() > 40 && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
        "{stdout:?}"
    );
    key.to_owned()
}

/// Everything that was added has to work.
async fn works(base: &str, key: &str, email: &str) {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let client = client.build().expect("a client");
    let mut browser = Browser::new(client.clone(), base);
    assert_eq!(browser.sign_in(email, "a good password").await.location(), "/inbox");
    let api = Api::new(client.clone(), base, key);
    Meta::new(client, base).say(vec![numbered(1, 1)]).await;
    eventually("the ticket is there", async || api.tickets("").await.len() == 1).await;
}

#[test]
fn what_is_added_to_a_stopped_folder_works_once_it_is_served() {
    run(async || {
        let folder = Folder::empty();
        assert_eq!(user(&folder, "nuria@example.org", "administrator").done().await, "");
        assert_eq!(number(&folder).done().await, "");
        let key = alone(&key(&folder, "crm", "agent").done().await);
        let server = bustia(&["serve"], Some(folder.path())).serve().await;
        assert!(!server.welcome.contains("/set-up/"), "{}", server.welcome);
        works(&server.base, &key, "nuria@example.org").await;
        assert!(server.stop().await);
    });
}

#[test]
fn what_is_added_while_the_server_runs_works_at_once() {
    run(async || {
        let folder = Folder::empty();
        let server = bustia(&["serve"], Some(folder.path())).serve().await;
        assert!(server.welcome.contains("/set-up/"), "{}", server.welcome);
        assert_eq!(user(&folder, "nuria@example.org", "administrator").done().await, "");
        assert_eq!(number(&folder).done().await, "");
        let key = alone(&key(&folder, "crm", "agent").done().await);
        works(&server.base, &key, "nuria@example.org").await;
        bustia(&["fsck"], Some(folder.path())).done().await;
        assert!(server.stop().await);
        bustia(&["fsck"], Some(folder.path())).done().await;
    });
}

#[test]
fn a_server_is_heard_on_a_folder_with_a_very_long_path() {
    run(async || {
        let outer = Folder::empty();
        let data = outer.path().join("d".repeat(100)).join("e".repeat(100));
        let data = data.display().to_string();
        let server = bustia(&["serve", "--data", &data], None).serve().await;
        let words = ["api-key", "add", "--name", "crm", "--role", "agent", "--data", &data];
        alone(&bustia(&words, None).done().await);
        assert!(server.stop().await);
        alone(&bustia(&[&words[..3], &["other"], &words[4..]].concat(), None).done().await);
    });
}

#[test]
fn a_number_keeps_its_pace_when_it_is_connected_anew_and_is_started() {
    run(async || {
        let folder = Folder::empty();
        number_with(&folder, &["--rate", "20"]).done().await;
        for odd in ["0", "1001", "fast"] {
            number_with(&folder, &["--rate", odd]).refused().await;
        }
        let store = folder.open().await;
        let (trouble, reason) = (Trouble::Token, "expired".to_owned());
        let stop = Stop { trouble, code: 190, reason, since: DateTime::UNIX_EPOCH };
        store.stop(&NUMBER.into(), &stop).await.expect("it is kept");
        store.shutdown().await.expect("it shuts");
        number(&folder).done().await;
        let store = folder.open().await;
        let outlet = Outlet { number: NUMBER.into(), rate: Some(20), stop: None };
        assert_eq!(store.outlets().await.expect("it answers"), [outlet]);
        store.shutdown().await.expect("it shuts");
    });
}

#[test]
fn a_role_means_what_it_says() {
    run(async || {
        let (folder, _) = Folder::ready().await;
        let guest = alone(&key(&folder, "screen", "guest").done().await);
        let agent = alone(&key(&folder, "crm 2", "agent").done().await);
        assert_ne!(guest, agent);
        let server = bustia(&["serve"], Some(folder.path())).serve().await;
        let client = reqwest::Client::new();
        Meta::new(client.clone(), &server.base).say(vec![numbered(1, 1)]).await;
        let (guest, agent) = (
            Api::new(client.clone(), &server.base, &guest),
            Api::new(client, &server.base, &agent),
        );
        eventually("the ticket is there", async || guest.tickets("").await.len() == 1).await;
        let path = format!("/tickets/{}/messages", guest.tickets("").await[0]["number"]);
        guest.post(&path, json!({"text": "Hello"})).await.is_a_problem(403);
        agent.post(&path, json!({"text": "Hello"})).await.expect(201);
    });
}

#[test]
fn what_makes_no_sense_is_refused_in_one_sentence_on_either_side() {
    run(async || {
        let (folder, _) = Folder::ready().await;
        for served in [false, true] {
            let server = match served {
                true => Some(bustia(&["serve"], Some(folder.path())).serve().await),
                false => None,
            };
            user(&folder, "nuria@example.org", "agent").refused().await;
            user(&folder, " NURIA@example.org", "agent").refused().await;
            user(&folder, "nobody", "agent").refused().await;
            let sentence = user(&folder, "eve@example.org", "owner").refused().await;
            assert!(sentence.contains("owner") && sentence.contains("administrator"), "{sentence}");
            user(&folder, "eve@example.org", "agent")
                .with("BUSTIA_PASSWORD", "short")
                .refused()
                .await;
            user(&folder, "eve@example.org", "agent").with("BUSTIA_PASSWORD", "").refused().await;
            key(&folder, "crm", "agent").refused().await;
            key(&folder, " ", "agent").refused().await;
            key(&folder, "other", "everything").refused().await;
            let bare = [
                "number",
                "add",
                "--phone-number-id",
                "",
                "--waba-id",
                "1",
                "--display-number",
                "930",
            ];
            let bare = bustia(&bare, Some(folder.path())).with("BUSTIA_ACCESS_TOKEN", TOKEN);
            bare.with("BUSTIA_APP_SECRET", "x").with("BUSTIA_VERIFY_TOKEN", "y").refused().await;
            if let Some(server) = server {
                assert!(server.stop().await);
            }
        }
        let store = folder.open().await;
        assert_eq!(store.people().await.expect("people").len(), 4);
        store.shutdown().await.expect("it shuts");
    });
}
