//! Forms that no page of ours would send.

use crate::harness::{TestDesk, run};

#[test]
fn an_odd_form_is_refused_and_never_an_error_of_ours() {
    run(async || {
        let desk = TestDesk::start().await;
        let long = "x".repeat(100_000);
        let huge = "x".repeat(3 << 20);
        let forms: [&[(&str, &str)]; 8] = [
            &[],
            &[("email", "ana@example.org")],
            &[("password", "a good password")],
            &[("email", &long), ("password", &long), ("back", &long)],
            &[("email", &huge), ("password", "x")],
            &[("email", "a\0b@example.org"), ("password", "\0")],
            &[("email", "ana@example.org"), ("email", "gil@example.org"), ("password", "x")],
            &[("email", "' OR true; --"), ("password", "$name")],
        ];
        for form in forms {
            for path in [
                "/sign-in",
                "/second-step",
                "/prove",
                "/invitation",
                "/account",
                "/account/two-step",
                "/settings/keys",
                "/settings/people/invitations",
                "/settings/people/second-step",
                "/settings/people/ana/access",
                "/set-up",
                "/language",
                "/sign-out",
            ] {
                let mut browser = desk.browser();
                let page = browser.post(path, form).await;
                assert!(page.status < 500, "{path}: {}", page.status);
                assert!(!browser.is_in().await, "{path} let somebody in");
            }
        }
        let mut browser = desk.browser();
        let request = browser.request(reqwest::Method::POST, "/sign-in");
        let request = request.header("origin", desk.base()).body("email=%ff%fe&password=%zz");
        let page = browser.send(request).await;
        assert!((400..500).contains(&page.status), "{}", page.status);
        desk.end().await;
    });
}
