//! All that a practice phone can do, and what the network does when it is told to.

use desk::permissions::Role;
use reqwest::Method;
use reqwest::header::ORIGIN;
use serde_json::Value;

use super::practice;
use crate::harness::{Api, TestDesk, eventually, eventually_some, run};

/// Laia, who waits for an answer about four bicycles.
const LAIA: &str = "34600555005";

async fn act(desk: &TestDesk, pairs: &[(&str, &str)]) -> String {
    let pairs = [&[("customer", LAIA)], pairs].concat();
    let page = desk.browser().post("/practice/phone", &pairs).await;
    assert_eq!(page.status, 303, "{}", page.text);
    page.location().to_owned()
}

/// The newest messages of Laia's ticket, and its number.
async fn thread(api: &Api) -> Option<(u64, Vec<Value>)> {
    let tickets = api.tickets("").await;
    let hers = tickets.iter().find(|one| one["contact"]["phone"] == format!("+{LAIA}"))?;
    let number = hers["number"].as_u64()?;
    Some((number, api.messages(number).await))
}

async fn api(desk: &TestDesk) -> Api {
    desk.api_with(&desk.key_of("crm", Role::Administrator).await)
}

#[test]
fn every_kind_that_a_phone_sends_reaches_the_desk() {
    run(async || {
        let desk = practice().await;
        let api = api(&desk).await;
        let place = [("name", "Platja"), ("latitude", "41,2183"), ("longitude", "1.7286")];
        let card = [("name", "Joan Pi"), ("phone", "+34 600 555 444")];
        for (what, more, kind) in [
            ("picture", &[][..], "image"),
            ("voice", &[], "audio"),
            ("document", &[], "document"),
            ("sticker", &[], "sticker"),
            ("location", &place, "location"),
            ("contact", &card, "contacts"),
            ("order", &[], "order"),
            ("unknown", &[], "unsupported"),
        ] {
            let location = act(&desk, &[&[("do", what)], more].concat()).await;
            assert_eq!(location, format!("/practice?customer={LAIA}"), "{what}");
            eventually(what, async || {
                let messages = thread(&api).await.map(|(_, messages)| messages).unwrap_or_default();
                messages.iter().any(|message| message["type"] == kind)
            })
            .await;
        }
        desk.end().await;
    });
}

#[test]
fn what_a_phone_can_not_do_is_said_on_its_page() {
    run(async || {
        let desk = practice().await;
        for pairs in [
            &[("do", "reply"), ("about", "wamid.X"), ("text", "Ei")][..],
            &[("do", "location"), ("latitude", "north")],
            &[("do", "number"), ("phone", "7")],
            &[("do", "nothing")],
        ] {
            let location = act(&desk, pairs).await;
            assert!(location.starts_with("/practice/phone?"), "{location}");
            let page = desk.browser().get(&location).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("role=\"alert\""), "{pairs:?}");
        }
        assert_eq!(desk.browser().get("/practice/phone?customer=1").await.status, 404);
        desk.end().await;
    });
}

#[test]
fn a_file_larger_than_any_form_is_sent_from_the_phone() {
    run(async || {
        let desk = practice().await;
        let api = api(&desk).await;
        let bytes = [b"%PDF-1.4\n".to_vec(), vec![b'x'; 5 << 20]].concat();
        let path = format!("/practice/file?customer={LAIA}&kind=document&name=fre.pdf");
        let send = |path: &str, bytes: Vec<u8>| {
            let request = desk.browser().request(Method::POST, path).header(ORIGIN, desk.base());
            request.header("content-type", "application/pdf").body(bytes)
        };
        let sent = desk.browser().send(send(&path, bytes.clone())).await;
        assert_eq!(
            (sent.status, sent.text.as_str()),
            (200, format!("/practice?customer={LAIA}").as_str())
        );
        let media = eventually_some("the document", async || {
            let messages = thread(&api).await?.1;
            let here = messages.iter().find(|message| message["media"]["state"] == "here");
            here.map(|message| message["media"].clone())
        })
        .await;
        assert_eq!(
            (&media["size"], &media["mime"]),
            (&bytes.len().into(), &"application/pdf".into())
        );
        for (path, bytes, status) in [
            ("/practice/file?customer=1&kind=document", bytes.clone(), 404),
            ("/practice/file?customer=34600555005&kind=poem", bytes, 422),
        ] {
            assert_eq!(desk.browser().send(send(path, bytes)).await.status, status, "{path}");
        }
        desk.end().await;
    });
}

#[test]
fn a_failure_that_the_network_is_told_to_make_stands_under_the_message() {
    run(async || {
        let desk = practice().await;
        let api = api(&desk).await;
        let set = async |pairs: &[(&str, &str)]| {
            let page = desk.browser().post("/practice/network", pairs).await;
            assert_eq!((page.status, page.location()), (303, "/practice/network?saved"));
        };
        set(&[("fails", "131047"), ("identity", "both"), ("fault", "")]).await;
        let shown = desk.browser().get("/practice/network").await.text;
        assert!(shown.contains("value=\"131047\" selected"), "it shows what is switched on");
        let (number, _) = thread(&api).await.expect("her ticket");
        let reply = api.reply(number, "Sí, en tenim").await;
        let id = reply["id"].as_str().expect("an id").to_owned();
        eventually("it failed", async || api.delivery(number, &id).await == "failed").await;
        set(&[("do", "mend"), ("fails", "131047")]).await;
        let reply = api.reply(number, "Ara sí").await;
        let id = reply["id"].as_str().expect("an id").to_owned();
        eventually("it goes", async || api.delivery(number, &id).await == "delivered").await;
        desk.end().await;
    });
}

#[test]
fn customers_come_by_themselves_until_nobody_else_is_let_in() {
    run(async || {
        let desk = practice().await;
        let api = api(&desk).await;
        let before = api.tickets("").await.len();
        let stage = async |scene: &str| {
            let page = desk.browser().post("/practice/scene", &[("scene", scene)]).await;
            assert_eq!((page.status, page.location()), (303, "/practice/network"));
            desk.browser().get("/practice/network").await.text
        };
        let shown = stage("calm").await;
        assert!(shown.contains("role=\"status\""), "it says that a scene goes on");
        eventually("the first came", async || api.tickets("").await.len() == before + 1).await;
        assert!(!stage("").await.contains("role=\"status\""));
        desk.end().await;
    });
}

#[test]
fn a_desk_with_real_customers_has_none_of_it() {
    run(async || {
        let desk = TestDesk::start().await;
        for path in ["/practice/phone?customer=34600555005", "/practice/network"] {
            assert_eq!(desk.browser().get(path).await.status, 404, "{path}");
        }
        for path in ["/practice/phone", "/practice/network", "/practice/scene"] {
            let form = [("customer", LAIA), ("do", "order"), ("scene", "busy")];
            assert_eq!(desk.browser().post(path, &form).await.status, 404, "{path}");
        }
        desk.end().await;
    });
}
