//! Who gets a file, and how: in parts, in a sandbox, and never as something that acts.

use desk::permissions::Role;
use reqwest::{Method, Response};

use super::{PNG, once, send};
use crate::harness::{Browser, TestDesk, run};

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// What `browser` gets of that message, with these headers.
async fn get(browser: &Browser, message: &str, headers: &[(&str, &str)]) -> Response {
    let request = browser.request(Method::GET, &format!("/media/{message}"));
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.send().await.expect("an answer")
}

#[test]
fn whoever_may_read_gets_the_file_and_nobody_else_does() {
    run(async || {
        let desk = TestDesk::start().await;
        let gil = desk.signed_in("gil@example.org").await;
        let message = send(&desk, "image", "7", None, PNG).await;
        once(&desk, &message, "here").await;
        let path = format!("/media/{message}");
        assert_eq!(desk.browser().get(&path).await.status, 401);
        let unseen = get(&gil, &message, &[]).await;
        assert_eq!(unseen.status(), 404, "nobody showed him the ticket");
        desk.show_gil(1).await;
        let answer = get(&gil, &message, &[]).await;
        assert_eq!(answer.status(), 200);
        for (name, value) in [
            ("content-type", "image/png"),
            ("content-length", PNG.len().to_string().as_str()),
            (
                "content-disposition",
                "inline; filename=\"whatsapp.png\"; filename*=UTF-8''whatsapp.png",
            ),
            ("accept-ranges", "bytes"),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("cache-control", "private, max-age=31536000, immutable"),
            ("content-encoding", ""),
        ] {
            assert_eq!(header(&answer, name), value, "{name}");
        }
        assert_eq!(answer.bytes().await.expect("all of it"), PNG);
        let guest = desk.api_with(&desk.key_of("guest", Role::Guest).await);
        let api = format!("/messages/{message}/media");
        let given = guest.request(Method::GET, &api).send().await.expect("an answer");
        assert_eq!((given.status().as_u16(), header(&given, "content-type")), (200, "image/png"));
        assert_eq!(given.bytes().await.expect("all of it"), PNG);
        desk.api_with("bustia_0000").get(&api).await.is_a_problem(401);
        desk.api().get("/messages/nobody/media").await.is_a_problem(404);
        desk.end().await;
    });
}

#[test]
fn a_file_is_given_in_parts() {
    run(async || {
        let desk = TestDesk::start().await;
        let gil = desk.signed_in("gil@example.org").await;
        let message = send(&desk, "image", "7", None, PNG).await;
        once(&desk, &message, "here").await;
        desk.show_gil(1).await;
        let size = PNG.len();
        for (range, status, part, bytes) in [
            ("bytes=0-3", 206, format!("bytes 0-3/{size}"), &PNG[..4]),
            ("bytes=-4", 206, format!("bytes {}-{}/{size}", size - 4, size - 1), &PNG[size - 4..]),
            ("bytes=9999-", 416, format!("bytes */{size}"), &b""[..]),
            ("bytes=0-1,3-4", 200, String::new(), PNG),
        ] {
            let answer = get(&gil, &message, &[("range", range)]).await;
            assert_eq!(
                (answer.status().as_u16(), header(&answer, "content-range")),
                (status, &*part)
            );
            assert_eq!(answer.bytes().await.expect("all of it"), bytes, "{range}");
        }
        let etag = header(&get(&gil, &message, &[]).await, "etag").to_owned();
        let known = get(&gil, &message, &[("if-none-match", &etag)]).await;
        assert_eq!(known.status(), 304);
        let other = [("range", "bytes=0-3"), ("if-range", "\"another\"")];
        assert_eq!(get(&gil, &message, &other).await.status(), 200);
        let same = [("range", "bytes=0-3"), ("if-range", etag.as_str())];
        assert_eq!(get(&gil, &message, &same).await.status(), 206);
        let api = format!("/messages/{message}/media");
        let behind = desk.api().request(Method::GET, &api).header("range", "bytes=9999-");
        assert_eq!(behind.send().await.expect("an answer").status(), 416);
        desk.end().await;
    });
}

#[test]
fn what_may_act_is_bytes_to_be_saved_whatever_it_was_sent_as() {
    run(async || {
        let desk = TestDesk::start().await;
        let gil = desk.signed_in("gil@example.org").await;
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let html = b"<!DOCTYPE html><script>alert(1)</script>";
        for (id, kind, name, bytes) in [
            ("1", "image", None, &svg[..]),
            ("2", "document", Some("a.svg"), &svg[..]),
            ("3", "document", Some("../../a.html"), &html[..]),
            ("4", "sticker", Some("a\"b.htm"), &html[..]),
            ("5", "document", Some("factura.pdf"), &b"%PDF-1.7 and more"[..]),
        ] {
            let message = send(&desk, kind, id, name, bytes).await;
            once(&desk, &message, "here").await;
            desk.show_gil(1).await;
            let answer = get(&gil, &message, &[]).await;
            assert_eq!(header(&answer, "content-type"), "application/octet-stream", "{id}");
            let placed = header(&answer, "content-disposition").to_owned();
            assert!(placed.starts_with("attachment; filename=\""), "{id}: {placed}");
            assert!(!placed.contains("..") && placed.matches('"').count() == 2, "{id}: {placed}");
            assert_eq!(header(&answer, "content-security-policy"), "sandbox; default-src 'none'");
        }
        let thread = desk.signed_in("ana@example.org").await.get("/inbox/1").await.text;
        assert!(!thread.contains("src=\"/media/"), "none of it is shown within the page");
        assert!(thread.contains("download"), "but all of it can be saved");
        desk.end().await;
    });
}

#[test]
fn no_path_leads_to_another_file() {
    run(async || {
        let desk = TestDesk::start().await;
        let gil = desk.signed_in("gil@example.org").await;
        let message = send(&desk, "image", "7", None, PNG).await;
        once(&desk, &message, "here").await;
        for path in [
            "..%2f..%2flock",
            "%2e%2e%2flock",
            "..%2fjournal",
            format!("{message}%2f..%2f..%2flock").as_str(),
            "%00",
            "nobody",
        ] {
            let answer = get(&gil, path, &[]).await;
            assert_eq!(answer.status(), 404, "{path}");
        }
        desk.end().await;
    });
}

#[test]
fn a_message_without_a_file_or_whose_file_is_not_here_gives_none() {
    run(async || {
        let desk = TestDesk::start().await;
        let gil = desk.signed_in("gil@example.org").await;
        let number = desk.written(crate::harness::numbered(2, 1)).await["number"].as_u64();
        desk.show_gil(number.expect("a number")).await;
        let text = desk.api().messages(number.expect("a number")).await.remove(0);
        assert!(text["media"].is_null(), "{text}");
        let id = text["id"].as_str().expect("an id");
        assert_eq!(get(&gil, id, &[]).await.status(), 404);
        desk.api().get(&format!("/messages/{id}/media")).await.is_a_problem(404);
        desk.end().await;
    });
}
