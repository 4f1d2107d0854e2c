//! What another site reads of ours (cross-origin resource sharing), and what a cookie is worth where a key is
//! needed.

use reqwest::Method;
use serde_json::json;

use super::{ADMINISTRATOR, map, state};
use crate::harness::{Answer, run};

#[test]
fn no_address_shares_what_it_says_with_another_site() {
    run(async || {
        let (desk, message) = super::desk().await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        let api = map::operations(&desk, &message).await;
        let api = api.into_iter().map(|(_, path, _)| format!("/api/v1{path}"));
        let webhook = "/webhooks/whatsapp".to_owned();
        let all = map::read(&message).into_iter().chain(map::written(&message)).chain(api);
        for path in all.chain([webhook]) {
            for method in [Method::OPTIONS, Method::GET, Method::HEAD] {
                let request = nuria.request(method.clone(), &path);
                let request = request
                    .header("origin", "https://evil.example")
                    .header("access-control-request-method", "POST")
                    .header("access-control-request-headers", "authorization, content-type")
                    .header("access-control-request-private-network", "true");
                let page = nuria.send(request).await;
                let shared =
                    page.headers.keys().find(|name| name.as_str().starts_with("access-control-"));
                assert_eq!(shared, None, "{method} {path}");
                let policy = page.header("cross-origin-resource-policy");
                assert_eq!(policy, "same-origin", "{method} {path}");
            }
        }
        desk.end().await;
    });
}

#[test]
fn a_browsers_cookie_is_no_key_to_the_api() {
    run(async || {
        let (desk, message) = super::desk().await;
        let nuria = desk.signed_in(ADMINISTRATOR).await;
        let before = state(&desk).await;
        for (method, path, _) in map::operations(&desk, &message).await {
            let request = nuria.request(method, &format!("/api/v1{path}"));
            let request = request.header("origin", desk.base()).json(&json!({"text": "Hello"}));
            Answer::of(request).await.is_a_problem(401);
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}
