//! Little that becomes much: JSON without bottom, forms whose rows are within themselves, bytes that
//! unpack into a flood.

use reqwest::Method;

use super::{ADMINISTRATOR, map, state};
use crate::harness::{Answer, run};

/// The first bytes of a file in gzip.
const GZIP: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xed\xc1\x01\x0d\0\0\0\xc2\xa0\xf7Om\x0e7\xa0";

#[test]
fn json_without_bottom_is_refused_and_nothing_falls() {
    run(async || {
        let (desk, message) = super::desk().await;
        let before = state(&desk).await;
        let nuria = desk.signed_in(ADMINISTRATOR).await;
        let deep =
            |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        let group = |levels: usize| {
            let open = r#"{"all":["#.repeat(levels);
            let test = r#"{"test":{"field":"message_text","operator":"contains","value":"a"}}"#;
            let rule = format!(r#""condition":{open}{test}{}"#, "]}".repeat(levels));
            let start = r#"{"replaces":0,"rulebook":{"rules":{"rules":[{"id":"a","name":"A","#;
            let end = r#""version":1,"on":true,"when":[{"kind":"message_in"}],"then":[]}]}}}"#;
            format!("{start}{rule},{end}")
        };
        let bodies = [deep("[", "]"), deep("{\"a\":", "}"), group(20), group(100), group(10_000)];
        for body in &bodies {
            for (method, path, _) in map::operations(&desk, &message).await {
                if method == Method::GET || path.ends_with("/resolution") {
                    continue;
                }
                let request = desk.api().request(method.clone(), &path).body(body.clone());
                let answer = Answer::of(request.header("content-type", "application/json")).await;
                let is_refused = (400..500).contains(&answer.status);
                assert!(is_refused, "{method} {path} {body:.40}: {}", answer.status);
            }
            for path in map::written(&message).into_iter().filter(|path| path.starts_with("/fn/")) {
                let request = nuria.request(Method::POST, &path).header("origin", desk.base());
                let request = request.header("content-type", "application/json").body(body.clone());
                let answer = Answer::of(request).await;
                assert!(answer.status < 500, "{path} {body:.40}: {}", answer.status);
            }
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn a_form_that_grows_while_it_is_read_is_read_in_no_time() {
    run(async || {
        let (desk, _) = super::desk().await;
        let before = state(&desk).await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        // Each row stands twice in its list, and holds such a list: a thousand million million of them.
        let (mut doubled, mut at) =
            (vec![("name".to_owned(), "A".to_owned())], "condition".to_owned());
        for _ in 0..50 {
            let list = format!("{at}.in");
            at = format!("{list}.0");
            doubled.extend([(list.clone(), "0".to_owned()), (list, "0".to_owned())]);
            doubled.push((format!("{at}.is"), "group".to_owned()));
        }
        let shallow = doubled[..40].to_vec();
        let rows = |list: &str| (0..100_000).map(|n| (list.to_owned(), n.to_string())).collect();
        for (path, form) in [
            ("/settings/rules/new", doubled),
            ("/settings/rules/new", shallow),
            ("/settings/rules/new", rows("then")),
            ("/settings/hours/new", rows("days")),
            ("/customers/1", rows("attribute")),
        ] {
            let form: Vec<(String, String)> = form;
            for button in ["save", "try", "add then"] {
                let request = nuria.request(Method::POST, path).header("origin", desk.base());
                let mut form = form.clone();
                form.push(("do".to_owned(), button.to_owned()));
                let page = nuria.send(request.form(&form)).await;
                assert!(page.status < 500, "{path} {button}: {}", page.status);
                let shown = nuria.get(&format!("{path}?again")).await;
                assert!(shown.status < 500, "{path} {button}: {}", shown.status);
            }
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn nothing_that_is_packed_is_unpacked() {
    run(async || {
        let (desk, _) = super::desk().await;
        let before = state(&desk).await;
        for encoding in ["gzip", "deflate", "br", "zstd", "gzip, gzip"] {
            let request = desk.api().request(Method::POST, "/tickets/1/messages");
            let request = request.header("content-encoding", encoding);
            let request = request.header("content-type", "application/json").body(GZIP);
            let answer = Answer::of(request).await;
            assert!((400..500).contains(&answer.status), "{encoding}: {}", answer.status);
            let mut browser = desk.browser();
            let request = browser.request(Method::POST, "/sign-in").header("origin", desk.base());
            let request = request.header("content-encoding", encoding);
            let kind = "application/x-www-form-urlencoded";
            let page = browser.send(request.header("content-type", kind).body(GZIP)).await;
            assert!((400..500).contains(&page.status), "{encoding}: {}", page.status);
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}
