//! The way of a file when all goes well in the end.

use reqwest::Method;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{PNG, desk, enclose, enclose_on_page, form, kept};
use crate::harness::{
    Answer, Folder, Graph, NUMBER, Reaction, TOKEN, TestDesk, Upload, eventually, eventually_some,
    run, status,
};

#[test]
fn a_file_is_kept_brought_to_meta_as_it_is_and_sent_by_its_id() {
    run(async || {
        let desk = desk().await;
        let sent =
            enclose(&desk.api(), &[("caption", "Mireu ☀️")], "sol.png", PNG).await.expect(201);
        assert_eq!((&sent["type"], &sent["text"]), (&json!("image"), &json!("Mireu ☀️")));
        let hash = hex::encode(Sha256::digest(PNG));
        let expected = json!({
            "state": "here", "filename": "sol.png", "mime": "image/png", "size": PNG.len(),
            "sha256": hash, "why": null,
        });
        assert_eq!(sent["media"], expected);
        let call = eventually_some("the call", async || desk.graph.calls().pop()).await;
        let upload = Upload {
            path: format!("/v26.0/{NUMBER}/media"),
            authorization: format!("Bearer {TOKEN}"),
            mime: "image/png".into(),
            bytes: PNG.to_vec(),
        };
        assert_eq!(desk.graph.brought(), [upload]);
        assert_eq!(call.body["type"], "image");
        assert_eq!(call.body["image"], json!({"id": "media.1", "caption": "Mireu ☀️"}));
        assert_eq!(
            (call.ours(), &call.body["to"]),
            (sent["id"].as_str().expect("an id"), &json!("+34600000001"))
        );
        // Ticks as with any answer.
        let wamid = call.wamid.clone().expect("it was taken");
        desk.meta().report(vec![status(&wamid, Some(call.ours()), "delivered")]).await;
        eventually("the tick comes", async || {
            desk.api().delivery(1, call.ours()).await == "delivered"
        })
        .await;
        assert_eq!(kept(&desk), (1, 0));
        let given = desk.api().request(Method::GET, &format!("/messages/{}/media", call.ours()));
        let given = given.send().await.expect("an answer");
        assert_eq!(given.bytes().await.expect("all of it"), PNG);
        let thread = desk.signed_in("ana@example.org").await.get("/inbox/1").await.text;
        assert!(thread.contains(&format!("src=\"/media/{}\"", call.ours())), "{thread}");
        desk.end().await;
    });
}

#[test]
fn a_file_goes_by_the_kind_that_its_bytes_say() {
    run(async || {
        let desk = desk().await;
        let opus = [
            &b"OggS\0\x02\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x01\x13"[..],
            b"OpusHead\x01\x01",
        ]
        .concat();
        for (fields, name, bytes, kind, object) in [
            (
                &[("voice", "true")][..],
                "voice.ogg",
                &opus[..],
                "audio",
                json!({"id": "media.1", "voice": true}),
            ),
            (&[], "a.ogg", &opus, "audio", json!({"id": "media.1"})),
            (
                &[],
                "factura.pdf",
                b"%PDF-1.7",
                "document",
                json!({"id": "media.2", "filename": "factura.pdf"}),
            ),
            (
                &[("as_document", "true")],
                "sol.png",
                PNG,
                "document",
                json!({"id": "media.3", "filename": "sol.png"}),
            ),
            (
                &[],
                "x.ogg",
                b"OggS and no Opus",
                "document",
                json!({"id": "media.4", "filename": "x.ogg"}),
            ),
        ] {
            let sent = enclose(&desk.api(), fields, name, bytes).await.expect(201);
            let call = eventually_some("the call", async || {
                desk.graph.calls().into_iter().find(|call| sent["id"] == call.ours())
            })
            .await;
            assert_eq!((&call.body["type"], &call.body[kind]), (&json!(kind), &object), "{name}");
        }
        // The same content of the same type was brought once.
        assert_eq!(desk.graph.brought()[0].mime, "audio/ogg; codecs=opus");
        assert_eq!(desk.graph.brought().len(), 4);
        desk.end().await;
    });
}

#[test]
fn the_same_key_or_id_again_is_the_same_message_sent_once() {
    run(async || {
        let desk = desk().await;
        let api = desk.api();
        let keyed = async |caption: &str| {
            let request =
                api.request(Method::POST, "/tickets/1/media").header("Idempotency-Key", "7");
            Answer::of(form(request, &[("caption", caption)], "sol.png", PNG)).await
        };
        let first = keyed("A").await.expect(201);
        assert_eq!(keyed("A").await.expect(201)["id"], first["id"]);
        keyed("B").await.is_a_problem(422);
        let ana = desk.signed_in("ana@example.org").await;
        let id = "00000000-0000-4000-8000-000000000001";
        for _ in 0..2 {
            let sent = enclose_on_page(&desk, &ana, &[("id", id)], PNG).await.expect(201);
            assert_eq!(sent["id"], id);
        }
        eventually("both are sent", async || desk.graph.calls().len() == 2).await;
        assert_eq!(desk.api().messages(1).await.len(), 3, "the customer's, and two of ours");
        assert!(desk.graph.taken().values().all(|times| *times == 1));
        desk.end().await;
    });
}

#[test]
fn a_file_that_did_not_get_to_meta_is_brought_again_without_any_doubt() {
    run(async || {
        let desk = desk().await;
        desk.graph.will_shelve([Reaction::FailBefore, Reaction::DropAfter]);
        let sent = enclose(&desk.api(), &[], "sol.png", PNG).await.expect(201);
        let id = sent["id"].as_str().expect("an id").to_owned();
        eventually("it is sent", async || desk.graph.calls().len() == 1).await;
        assert_eq!((desk.graph.brought().len(), desk.graph.taken().get(&id)), (3, Some(&1)));
        assert!(desk.graph.brought().iter().all(|upload| upload.bytes == PNG));
        desk.end().await;
    });
}

#[test]
fn a_file_that_meta_refuses_fails_its_message_with_metas_words() {
    run(async || {
        let desk = desk().await;
        desk.graph.will_shelve([Reaction::Refuse(131_053)]);
        let sent = enclose(&desk.api(), &[], "sol.png", PNG).await.expect(201);
        let id = sent["id"].as_str().expect("an id").to_owned();
        let failure = eventually_some("the failure", async || {
            let message = desk.api().message(1, &id).await?;
            (message["delivery"] == "failed").then(|| message["failure"].clone())
        })
        .await;
        assert_eq!(failure, json!({"code": 131_053, "reason": "Not this time, says Meta."}));
        assert_eq!(desk.graph.calls().len(), 0);
        desk.end().await;
    });
}

#[test]
fn killed_while_a_file_is_brought_it_is_brought_again_and_sent_once() {
    run(async || {
        let (folder, key) = Folder::ready().await;
        let graph = Graph::start().await;
        graph.will_shelve([Reaction::Hang]);
        let serve = async || {
            let words = ["serve", "--graph-url", graph.url.as_str()];
            crate::harness::bustia(&words, Some(folder.path())).serve().await
        };
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let server = serve().await;
        let meta = crate::harness::Meta::new(client.clone(), &server.base);
        meta.say(vec![crate::harness::numbered(1, 1)]).await;
        let api = crate::harness::Api::new(client.clone(), &server.base, &key);
        eventually("a ticket", async || api.tickets("").await.len() == 1).await;
        let sent = enclose(&api, &[], "sol.png", PNG).await.expect(201);
        eventually("the file is brought", async || graph.brought().len() == 1).await;
        server.kill().await;
        let server = serve().await;
        eventually("it is sent", async || graph.calls().len() == 1).await;
        assert_eq!(
            (graph.brought().len(), graph.calls()[0].ours()),
            (2, sent["id"].as_str().expect("an id"))
        );
        assert!(server.stop().await);
        crate::harness::bustia(&["fsck", "--files"], Some(folder.path())).done().await;
    });
}

#[test]
fn in_practice_the_file_is_on_the_customers_phone() {
    run(async || {
        let desk =
            TestDesk::on(Folder::empty(), String::new(), |config| config.practice = true).await;
        let key = desk.key_of("crm", desk::permissions::Role::Administrator).await;
        let api = desk.api_with(&key);
        let mut phone = desk.browser();
        let ask = |phone: &crate::harness::Browser, name: &str, body: serde_json::Value| {
            let request = phone.request(Method::POST, &format!("/fn/practice/{name}"));
            request.header("origin", desk.base()).json(&body)
        };
        let customer = "34600555005";
        let words = json!({"customer": customer, "text": "Hola", "by_ad": false});
        let request = ask(&phone, "write", words);
        assert_eq!(phone.send(request).await.status, 200);
        let number = eventually_some("their ticket", async || {
            let tickets = api.tickets("status=open").await;
            let theirs = tickets.iter().find(|one| one["contact"]["phone"] == "+34600555005")?;
            let number = theirs["number"].as_u64()?;
            (api.messages(number).await.pop()?["text"] == "Hola").then_some(number)
        })
        .await;
        let request = api.request(Method::POST, &format!("/tickets/{number}/media"));
        Answer::of(form(request, &[("caption", "Mireu")], "sol.png", PNG)).await.expect(201);
        let src = eventually_some("the picture", async || {
            let request = ask(&phone, "thread", json!({"customer": customer}));
            let thread = phone.send(request).await.text;
            let (_, rest) = thread.split_once("/practice/files/")?;
            rest.split('"').next().map(|id| format!("/practice/files/{id}"))
        })
        .await;
        let file =
            desk.client.get(format!("{}{src}", desk.base())).send().await.expect("an answer");
        assert_eq!(file.headers()["content-type"], "image/png");
        assert_eq!(file.bytes().await.expect("all of it"), PNG);
        desk.end().await;
    });
}

#[test]
fn a_file_answers_the_message_that_it_quotes() {
    run(async || {
        let desk = desk().await;
        let said = desk.api().messages(1).await;
        let first = said[0]["id"].as_str().expect("an id");
        let sent = enclose(&desk.api(), &[("reply_to", first)], "sol.png", PNG).await.expect(201);
        assert_eq!(sent["reply_to"], first);
        let call = eventually_some("the call", async || desk.graph.calls().pop()).await;
        let said = desk.api().messages(1).await;
        assert_eq!(said[1]["reply_to"], first);
        assert!(call.body["context"]["message_id"].is_string(), "{}", call.body);
        let elsewhere = [("reply_to", "nothing")];
        enclose(&desk.api(), &elsewhere, "sol.png", PNG).await.expect(422);
        desk.end().await;
    });
}
