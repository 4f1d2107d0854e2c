//! The answers to a browser, over a small site made by hand.

use super::*;
use axum::body::to_bytes;
use axum::http::{HeaderName, Request};
use tower::ServiceExt;

static SMALL: &[Asset] = &[
    Asset {
        name: "desk.js",
        file: "desk-1.js",
        content_type: "text/javascript",
        etag: "1",
        at_root: false,
        plain: b"plain",
        brotli: Some(b"br"),
        gzip: Some(b"gz"),
    },
    Asset {
        name: "desk.wasm",
        file: "desk-2.wasm",
        content_type: "application/wasm",
        etag: "2",
        at_root: false,
        plain: b"wasm",
        brotli: None,
        gzip: None,
    },
    Asset {
        name: "app.css",
        file: "app-3.css",
        content_type: "text/css",
        etag: "3",
        at_root: false,
        plain: b"a{}",
        brotli: None,
        gzip: None,
    },
    Asset {
        name: "icons/192.png",
        file: "icons/192-4.png",
        content_type: "image/png",
        etag: "4",
        at_root: true,
        plain: b"png",
        brotli: None,
        gzip: None,
    },
];

async fn ask(path: &str, headers: &[(HeaderName, &str)]) -> Response {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    serving(SMALL).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

async fn body(response: Response) -> Vec<u8> {
    to_bytes(response.into_body(), 1024).await.unwrap().to_vec()
}

#[tokio::test]
async fn a_browser_gets_brotli_to_keep_for_good() {
    let response = ask("/assets/desk-1.js", &[(ACCEPT_ENCODING, "gzip, br")]).await;
    let header = |name| response.headers().get(name).unwrap().to_str().unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(CONTENT_ENCODING), "br");
    assert_eq!(header(CONTENT_TYPE), "text/javascript");
    assert_eq!(header(CACHE_CONTROL), FOR_GOOD);
    assert_eq!(header(ETAG), "\"1-br\"");
    assert_eq!(header(VARY), "accept-encoding");
    assert_eq!(header(X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(body(response).await, b"br");
}

#[tokio::test]
async fn others_get_gzip_or_the_file_as_it_is() {
    let gzip = ask("/assets/desk-1.js", &[(ACCEPT_ENCODING, "gzip")]).await;
    assert_eq!(gzip.headers()[CONTENT_ENCODING], "gzip");
    assert_eq!(body(gzip).await, b"gz");
    let plain = ask("/assets/desk-1.js", &[]).await;
    assert!(!plain.headers().contains_key(CONTENT_ENCODING));
    assert_eq!(body(plain).await, b"plain");
}

#[tokio::test]
async fn a_file_that_was_not_packed_goes_as_it_is() {
    let response = ask("/assets/desk-2.wasm", &[(ACCEPT_ENCODING, "br")]).await;
    assert!(!response.headers().contains_key(CONTENT_ENCODING));
    assert_eq!(body(response).await, b"wasm");
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let same = [(ACCEPT_ENCODING, "br"), (IF_NONE_MATCH, "\"1-br\"")];
    let response = ask("/assets/desk-1.js", &same).await;
    assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(response.headers()[ETAG], "\"1-br\"");
    assert!(body(response).await.is_empty());
    let other = [(ACCEPT_ENCODING, "gzip"), (IF_NONE_MATCH, "\"1-br\"")];
    assert_eq!(ask("/assets/desk-1.js", &other).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn only_public_files_have_a_path_of_their_own() {
    let icon = ask("/icons/192.png", &[]).await;
    assert_eq!(icon.headers()[CACHE_CONTROL], FOR_A_WHILE);
    assert_eq!(body(icon).await, b"png");
    assert_eq!(ask("/assets/icons/192-4.png", &[]).await.status(), StatusCode::OK);
    assert_eq!(ask("/desk.js", &[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_name_without_its_hash_or_with_another_is_not_found() {
    assert_eq!(ask("/assets/desk.js", &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(ask("/assets/desk-2.js", &[]).await.status(), StatusCode::NOT_FOUND);
}

#[test]
fn pages_learn_the_hashed_names() {
    assert_eq!(address(SMALL, "desk.js"), "/assets/desk-1.js");
    assert_eq!(address(SMALL, "icons/192.png"), "/assets/icons/192-4.png");
}

#[test]
fn the_build_changes_with_each_of_the_files() {
    let rest = "-none".repeat(LIVELY.len() - 4);
    assert_eq!(version(SMALL), format!("3-none-1-2{rest}"));
    assert_eq!(version(&SMALL[..2]), format!("none-none-1-2{rest}"));
}

#[tokio::test]
async fn what_the_site_lacks_has_an_address_where_nothing_is() {
    assert_eq!(address(SMALL, "app.map"), "/assets/app.map");
    assert_eq!(ask("/assets/app.map", &[]).await.status(), StatusCode::NOT_FOUND);
}
