//! What is not taken: it is said in a sentence, and leaves nothing in the thread or in the folder.

use desk::permissions::Role;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, ORIGIN};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::{BOUNDARY, PNG, desk, enclose, enclose_on_page, form, kept};
use crate::harness::{Answer, TestDesk, eventually, run};

/// A picture of so many bytes.
fn picture(bytes: usize) -> Vec<u8> {
    let mut picture = PNG.to_vec();
    picture.resize(bytes, 7);
    picture
}

/// Nothing was said to the customer, and no file is kept.
async fn nothing_happened(desk: &TestDesk) {
    assert_eq!(desk.api().messages(1).await.len(), 1, "the customer's own");
    assert_eq!(kept(desk), (0, 0));
    assert!(desk.graph.brought().is_empty());
}

#[test]
fn what_is_larger_than_its_kind_may_be_is_refused_with_the_limit() {
    run(async || {
        let desk = desk().await;
        let ana = desk.signed_in("ana@example.org").await;
        let large = picture((5 << 20) + 1);
        let refused = enclose(&desk.api(), &[], "sol.png", &large).await;
        refused.is_a_problem(413);
        assert!(
            refused.body["detail"].as_str().expect("words").contains("5 MB"),
            "{}",
            refused.body
        );
        let refused = enclose_on_page(&desk, &ana, &[], &large).await;
        let sentence = refused.body["sentence"].as_str().unwrap_or_default().to_owned();
        assert_eq!(refused.status, 413);
        assert!(sentence.contains("5 MB") && sentence.contains("document"), "{sentence}");
        nothing_happened(&desk).await;
        let document = enclose_on_page(&desk, &ana, &[("as_document", "true")], &large).await;
        document.expect(201);
        desk.end().await;
    });
}

#[test]
fn what_whatsapp_would_not_take_is_refused_in_words() {
    run(async || {
        let desk = desk().await;
        let api = desk.api();
        let long = "é".repeat(1025);
        for (fields, file) in [
            (&[][..], &b""[..]),
            (&[("caption", long.as_str())], PNG),
            (&[("caption", "Escolta")], b"ID3\x04 and sound"),
            (&[("voice", "true")], b""),
        ] {
            enclose(&api, fields, "a", file).await.is_a_problem(422);
        }
        let unformed = api.request(Method::POST, "/tickets/1/media").json(&7);
        Answer::of(unformed).await.is_a_problem(400);
        let empty = format!("--{BOUNDARY}--\r\n");
        let empty = api.request(Method::POST, "/tickets/1/media").body(empty);
        let empty = empty.header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        Answer::of(empty).await.is_a_problem(400);
        let nowhere = form(api.request(Method::POST, "/tickets/99/media"), &[], "a", PNG);
        Answer::of(nowhere).await.is_a_problem(404);
        nothing_happened(&desk).await;
        desk.end().await;
    });
}

#[test]
fn only_who_may_answer_may_send_a_file() {
    run(async || {
        let desk = desk().await;
        let guest = desk.api_with(&desk.key_of("guest", Role::Guest).await);
        let large = picture(4 << 20);
        enclose(&guest, &[], "sol.png", &large).await.is_a_problem(403);
        enclose(&desk.api_with("bustia_0000"), &[], "sol.png", PNG).await.is_a_problem(401);
        let gil = desk.signed_in("gil@example.org").await;
        let refused = enclose_on_page(&desk, &gil, &[], &large).await;
        assert_eq!(refused.status, 403);
        assert!(refused.body["sentence"].is_string(), "{}", refused.body);
        assert_eq!(enclose_on_page(&desk, &desk.browser(), &[], PNG).await.status, 401);
        nothing_happened(&desk).await;
        desk.end().await;
    });
}

#[test]
fn a_form_from_another_site_is_turned_away() {
    run(async || {
        let desk = desk().await;
        let ana = desk.signed_in("ana@example.org").await;
        for origin in [None, Some("https://evil.example")] {
            let mut request = ana.request(Method::POST, "/inbox/1/files");
            if let Some(origin) = origin {
                request = request.header(ORIGIN, origin);
            }
            assert_eq!(Answer::of(form(request, &[], "a", PNG)).await.status, 403, "{origin:?}");
        }
        nothing_happened(&desk).await;
        desk.end().await;
    });
}

#[test]
fn a_file_that_breaks_off_leaves_nothing() {
    run(async || {
        let desk = desk().await;
        let mut line = TcpStream::connect(desk.address()).await.expect("a line");
        let head = format!(
            "POST /api/v1/tickets/1/media HTTP/1.1\r\nhost: desk\r\nauthorization: Bearer {}\r\n\
             content-type: multipart/form-data; boundary={BOUNDARY}\r\ncontent-length: 9000\r\n\r\n\
             --{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n",
            desk.key
        );
        line.write_all(head.as_bytes()).await.expect("it is written");
        line.write_all(&picture(4000)).await.expect("it is written");
        eventually("the file arrives", async || kept(&desk) == (0, 1)).await;
        drop(line);
        eventually("it is gone", async || kept(&desk) == (0, 0)).await;
        nothing_happened(&desk).await;
        desk.end().await;
    });
}
