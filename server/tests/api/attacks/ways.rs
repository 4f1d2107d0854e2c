//! Ways elsewhere (open redirects), and headers made of what somebody wrote. The way
//! back of each form is in `accounts/ways_back.rs`.

use serde_json::json;

use super::{ADMINISTRATOR, AGENT, encoded, map, ours};
use crate::harness::{Browser, Page, Wire, eventually, run, text_message};

#[test]
fn the_name_of_a_file_makes_no_header_of_its_own() {
    run(async || {
        let (desk, _) = super::desk().await;
        let cookie = desk.signed_in(AGENT).await.cookie_line();
        let names = [
            "a.pdf\r\nset-cookie: bustia=x",
            "a\r\n\r\n<script>alert(1)</script>",
            "a\"; filename=\"b.html",
            "a\u{0}.pdf\u{85}\u{2028}set-cookie: x=y",
            "%0d%0aset-cookie: x=y",
        ];
        for (n, name) in names.into_iter().enumerate() {
            let id = n.to_string();
            desk.graph.hold(&id, b"%PDF-1.7");
            let mut message = text_message("34600000001", &format!("wamid.file.{n}"), "");
            message["type"] = "document".into();
            message["document"] = json!({"id": id, "filename": name});
            desk.written(message).await;
            let newest = desk.api().messages(1).await.pop().expect("it is there");
            let message = newest["id"].as_str().expect("an id").to_owned();
            eventually("the file is here", async || {
                let found = desk.api().message(1, &message).await.expect("it is there");
                found["media"]["state"] == "here"
            })
            .await;
            let mut wire = Wire::to(desk.address()).await;
            wire.ask_for(&format!("/media/{message}"), &cookie).await;
            let answer = wire.read_all().await;
            let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
            assert_eq!((Wire::status(head), body), (200, "%PDF-1.7"), "{name:?}: {head}");
            let placed: Vec<&str> =
                head.lines().filter(|line| line.starts_with("content-disposition:")).collect();
            let [placed] = placed[..] else { panic!("not one: {head}") };
            assert!(placed.starts_with("content-disposition: attachment; filename=\""), "{placed}");
            assert_eq!(placed.matches('"').count(), 2, "{placed}");
            assert!(!head.lines().any(|line| line.starts_with("set-cookie")), "{head}");
        }
        desk.end().await;
    });
}

/// No header came of it, and it leads inside.
#[track_caller]
fn leads_inside(page: &Page, what: &str) {
    let to = page.location();
    let is_inside = to.is_empty() || (to.starts_with('/') && !to.starts_with("//"));
    assert!(is_inside && !to.contains(['\\', '\r', '\n']), "{what} leads to {to}");
    assert!(page.headers.get("x-evil").is_none(), "{what}");
}

#[test]
fn no_address_or_field_leads_elsewhere_or_makes_a_header() {
    run(async || {
        let (desk, message) = super::desk().await;
        let nuria = desk.signed_in(ADMINISTRATOR).await.cookie_line();
        let elsewhere =
            ["https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nx-evil: b"];
        for to in elsewhere {
            let code = encoded(to);
            for stranger in [true, false] {
                let mut browser: Browser = desk.browser();
                if !stranger {
                    browser.plant(&nuria);
                }
                for path in [
                    format!("/sign-in?back={code}&next={code}&url={code}"),
                    format!("/?back={code}"),
                    format!("/{code}"),
                    format!("/inbox/{code}?customer"),
                    format!("/customers/{code}?back={code}"),
                    format!("/settings/{code}"),
                ] {
                    leads_inside(&browser.get(&path).await, &path);
                    leads_inside(&browser.post(&path, &[("back", to)]).await, &path);
                }
                for path in map::written(&message).into_iter().filter(|path| path != "/sign-out") {
                    let request = ours(&desk, &browser, &path, &message);
                    let request = request.header("accept", "text/html");
                    let request = request.header("referer", "https://evil.example/a");
                    leads_inside(&browser.send(request).await, &path);
                }
                let form = [("view", to), ("back", to), ("said", "away"), ("language", "ca")];
                for path in ["/take-next", "/presence", "/language"] {
                    leads_inside(&browser.post(path, &form).await, path);
                }
            }
        }
        desk.end().await;
    });
}
