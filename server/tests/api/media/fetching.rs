//! How files come: at once, again after a failure or a crash, and never from where they must not.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{PNG, file_message, once, send};
use crate::harness::{
    Api, Folder, Giving, Graph, Joining, Meta, TOKEN, TestDesk, bustia, eventually,
    eventually_some, run,
};

#[test]
fn a_file_is_fetched_with_the_numbers_token_and_kept_by_its_content() {
    run(async || {
        let desk = TestDesk::start().await;
        let page = Joining::page_of(&desk, "ana@example.org").await;
        let mut socket = page.connect(&desk).await.expect("let in");
        let message = send(&desk, "image", "7", None, PNG).await;
        let media = once(&desk, &message, "here").await;
        let hash = hex::encode(Sha256::digest(PNG));
        assert_eq!(
            media,
            json!({
                "state": "here", "filename": null, "mime": "image/png", "size": PNG.len(),
                "sha256": hash, "why": null,
            })
        );
        let place = desk.folder.path().join("media").join(&hash[..2]).join(&hash[2..]);
        assert_eq!(std::fs::read(place).expect("it is there"), PNG);
        let token = format!("Bearer {TOKEN}");
        let asked = desk.graph.asked_for_files();
        let expected = [("/v26.0/7".to_owned(), token.clone()), ("/files/7".to_owned(), token)];
        assert_eq!(asked, expected);
        assert_eq!(desk.graph.calls().len(), 0, "nothing was sent");
        // Everyone who watches is told, with the message after it.
        while !socket.next_word().await.ends_with(" fetched") {}
        let thread = desk.signed_in("ana@example.org").await.get("/inbox/1").await.text;
        for mark in [&format!("src=\"/media/{message}\""), "width=\"640\"", "Mireu"] {
            assert!(thread.contains(mark), "no {mark} in {thread}");
        }
        desk.end().await;
    });
}

#[test]
fn an_address_that_ran_out_a_line_that_broke_and_a_servers_trouble_are_tried_again() {
    run(async || {
        let desk = TestDesk::start().await;
        for (id, giving) in
            [("1", Giving::Status(404)), ("2", Giving::Half), ("3", Giving::Status(500))]
        {
            desk.graph.will_give([giving]);
            let message = send(&desk, "image", id, None, PNG).await;
            let media = once(&desk, &message, "here").await;
            assert_eq!(media["size"], PNG.len(), "{id}");
        }
        let asked = desk.graph.asked_for_files();
        let addresses = asked.iter().filter(|(path, _)| path == "/v26.0/1").count();
        assert_eq!(addresses, 2, "each try asks for a new address");
        desk.end().await;
    });
}

#[test]
fn what_is_larger_than_metas_limit_is_given_up_and_leaves_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        let message = send(&desk, "image", "7", None, &vec![0; (5 << 20) + 1]).await;
        let media = once(&desk, &message, "never").await;
        assert_eq!((&media["why"], &media["size"]), (&json!("too_large"), &Value::Null));
        let arriving = desk.folder.path().join("media").join("arriving");
        assert_eq!(std::fs::read_dir(arriving).expect("a folder").count(), 0);
        let thread = desk.signed_in("ana@example.org").await.get("/inbox/1").await.text;
        assert!(thread.contains("massa gran"), "{thread}");
        let whole = send(&desk, "document", "8", None, &vec![0; (5 << 20) + 1]).await;
        once(&desk, &whole, "here").await;
        desk.end().await;
    });
}

#[test]
fn an_address_in_the_own_network_is_not_followed() {
    run(async || {
        let desk = TestDesk::start().await;
        let other = Graph::start().await;
        other.hold("7", PNG);
        // The next try is led nowhere.
        desk.graph.will_give([Giving::Lead(format!("{}/files/7", other.url))]);
        let message = send(&desk, "image", "7", None, PNG).await;
        once(&desk, &message, "here").await;
        assert_eq!(other.asked_for_files(), []);
        // A step on the Cloud API's own host is one.
        desk.graph.hold("8", PNG);
        desk.graph.will_give([Giving::Lead(format!("{}/files/8", desk.graph.url))]);
        let led = send(&desk, "image", "8", None, PNG).await;
        once(&desk, &led, "here").await;
        desk.end().await;
    });
}

#[test]
fn a_file_under_way_is_fetched_after_a_crash() {
    run(async || {
        let (folder, key) = Folder::ready().await;
        let graph = Graph::start().await;
        graph.hold("7", PNG);
        graph.will_give([Giving::Hang]);
        let serve = async || {
            let words = ["serve", "--graph-url", graph.url.as_str()];
            bustia(&words, Some(folder.path())).serve().await
        };
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let server = serve().await;
        Meta::new(client.clone(), &server.base).say(vec![file_message("image", "7")]).await;
        eventually("the file is asked for", async || graph.asked_for_files().len() == 2).await;
        server.kill().await;
        let server = serve().await;
        let api = Api::new(client, &server.base, &key);
        eventually_some("the file", async || {
            let media = api.messages(1).await.pop()?["media"].clone();
            (media["state"] == "here").then_some(())
        })
        .await;
        assert!(server.stop().await);
        let healthy = bustia(&["fsck", "--files"], Some(folder.path())).done().await;
        assert_eq!(healthy.lines().count(), 1, "{healthy}");
    });
}

#[test]
fn a_file_that_is_lost_or_spoilt_is_found_by_fsck() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let message = send(&desk, "image", "7", None, PNG).await;
        once(&desk, &message, "here").await;
        desk.stop().await;
        let hash = hex::encode(Sha256::digest(PNG));
        let place = desk.folder.path().join("media").join(&hash[..2]).join(&hash[2..]);
        let said = async |words: &[&str]| {
            let output = bustia(words, Some(desk.folder.path())).run().await;
            (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let mut spoilt = PNG.to_vec();
        spoilt[20] ^= 1;
        std::fs::write(&place, &spoilt).expect("it is spoilt");
        assert_eq!(said(&["fsck"]).await.0, Some(0), "its size is right");
        let (code, words) = said(&["fsck", "--files"]).await;
        assert!(code == Some(1) && words.contains(&hash), "{words}");
        std::fs::remove_file(&place).expect("it is lost");
        let (code, words) = said(&["fsck"]).await;
        assert!(code == Some(1) && words.contains(&hash) && words.contains(&message), "{words}");
    });
}
