//! `GET /health` and `GET /metrics`.

use desk::permissions::Role;

use crate::harness::{Answer, Page, TestDesk, numbered, run};

#[test]
fn health_says_in_json_that_the_store_answers() {
    run(async || {
        let desk = TestDesk::start().await;
        let answer = desk.get("/health").await;
        assert_eq!(answer.header("content-type"), "application/json");
        let health = answer.expect(200);
        assert_eq!((&health["status"], &health["store"]), (&"ok".into(), &"ok".into()));
        assert_eq!((&health["intake"], &health["journal"]), (&"ok".into(), &"ok".into()));
        assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
        assert_eq!(health["journal_backlog"], 0);
        assert_eq!(health["whatsapp"], "ok");
        desk.end().await;
    });
}

async fn metrics(desk: &TestDesk, headers: &[(&str, &str)]) -> Page {
    let mut browser = desk.browser();
    let mut request = browser.request(reqwest::Method::GET, "/metrics");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    browser.send(request).await
}

#[test]
fn this_machine_reads_the_figures_and_they_name_nobody() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let page = metrics(&desk, &[]).await;
        assert_eq!(page.status, 200);
        assert!(page.header("content-type").starts_with("text/plain"));
        let samples = page.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for sample in samples {
            let (name, value) = sample.rsplit_once(' ').expect("a name and a value");
            assert!(name.starts_with("bustia_"), "{sample}");
            assert!(value.parse::<f64>().is_ok(), "{sample}");
        }
        assert!(page.text.contains("bustia_"), "no figures: {}", page.text);
        for secret in ["34600000001", "message 1.1", crate::harness::TOKEN, &desk.key] {
            assert!(!page.text.contains(secret));
        }
        desk.end().await;
    });
}

#[test]
fn whoever_comes_through_a_proxy_needs_a_key() {
    run(async || {
        let desk = TestDesk::start().await;
        for header in [("x-forwarded-for", "127.0.0.1"), ("forwarded", "for=127.0.0.1")] {
            let refused = metrics(&desk, &[header]).await;
            assert_eq!((refused.status, refused.header("www-authenticate")), (401, "Bearer"));
            let wrong = metrics(&desk, &[header, ("authorization", "Bearer bustia_0")]).await;
            assert_eq!(wrong.status, 401);
            let key = desk.key_of(header.0, Role::Guest).await;
            let bearer = format!("Bearer {key}");
            assert_eq!(metrics(&desk, &[header, ("authorization", &bearer)]).await.status, 200);
        }
        desk.end().await;
    });
}

#[test]
fn vitals_are_only_to_be_read() {
    run(async || {
        let desk = TestDesk::start().await;
        for path in ["/health", "/metrics", "/api/v1/openapi.json"] {
            let answer = Answer::of(desk.client.post(format!("{}{path}", desk.base()))).await;
            assert_eq!(answer.status, 405, "{path}");
        }
        desk.end().await;
    });
}
