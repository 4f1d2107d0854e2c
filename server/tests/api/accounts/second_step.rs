//! The second step: set up with a telephone, asked for after the password, each code good once.

use hmac::{Hmac, Mac};
use sha1::Sha1;

use crate::harness::{Browser, PASSWORD, Page, TestDesk, run};

const ANA: &str = "ana@example.org";

/// What a telephone shows so many steps from now (RFC 6238), reckoned here anew.
fn telephone(secret: &str, steps: i64) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let values = secret.bytes().map(|letter| letters.iter().position(|known| *known == letter));
    let bits: String = values.map(|value| format!("{:05b}", value.expect("base32"))).collect();
    let bytes = bits.as_bytes().chunks_exact(8).map(|byte| {
        u8::from_str_radix(std::str::from_utf8(byte).expect("digits"), 2).expect("eight bits")
    });
    let key: Vec<u8> = bytes.collect();
    let step = chrono::Utc::now().timestamp() / 30 + steps;
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).expect("any key");
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes(hash[offset..offset + 4].try_into().expect("four"));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// What stands between `before` and the next quotation mark or angle.
fn between<'a>(text: &'a str, before: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(['"', '<']).next().unwrap_or_default()
}

/// Switches it on: the secret, and the recovery codes.
async fn set_up(browser: &mut Browser) -> (String, Vec<String>) {
    let page = browser.get("/account/two-step").await;
    assert!(page.text.contains("<svg"), "there is nothing to read off");
    let secret = between(&page.text, "readonly value=\"").to_owned();
    assert_eq!(secret.len(), 32, "{secret}");
    let wrong = browser.post("/account/two-step", &[("do", "on"), ("code", "000000")]).await;
    assert!(wrong.location().contains("problem=wrong_code"), "{}", wrong.location());
    let code = telephone(&secret, 0);
    let page = browser.post("/account/two-step", &[("do", "on"), ("code", &code)]).await;
    assert_eq!(page.location(), "/account/two-step");
    let page = browser.get("/account/two-step").await;
    let codes: Vec<String> =
        page.text.split("<code>").skip(1).map(|part| between(part, "").to_owned()).collect();
    assert_eq!(codes.len(), 10, "{}", page.text);
    let again = browser.get("/account/two-step").await.text;
    assert!(!again.contains(&codes[0]), "they are shown twice");
    assert!(!again.contains(&secret), "the secret is shown again");
    (secret, codes)
}

async fn code(browser: &mut Browser, code: &str) -> Page {
    browser.post("/second-step", &[("code", code)]).await
}

#[test]
fn after_the_password_comes_a_code_and_each_is_good_once() {
    run(async || {
        let desk = TestDesk::start().await;
        let (secret, codes) = set_up(&mut desk.signed_in(ANA).await).await;
        let shown = telephone(&secret, 1);
        let mut browser = desk.browser();
        let page = browser.sign_in(ANA, PASSWORD).await;
        assert_eq!(page.location(), "/second-step");
        assert!(!browser.is_in().await, "the password was enough");
        assert_eq!(browser.get("/second-step").await.status, 200);
        let before = browser.cookie_line();
        let wrong = code(&mut browser, "000000").await;
        assert!(wrong.location().contains("problem=wrong_code"), "{}", wrong.location());
        assert_eq!(code(&mut browser, &shown).await.location(), "/inbox");
        assert!(browser.is_in().await);
        assert_ne!(browser.cookie_line(), before, "the id is the one of before");
        for (used, word) in [(&shown, "the same code"), (&telephone(&secret, 0), "an earlier one")]
        {
            let mut thief = desk.browser();
            thief.sign_in(ANA, PASSWORD).await;
            let page = code(&mut thief, used).await;
            assert!(page.location().contains("problem=wrong_code"), "{word}: {}", page.location());
            assert!(!thief.is_in().await);
        }
        let mut without = desk.browser();
        without.sign_in(ANA, PASSWORD).await;
        assert_eq!(code(&mut without, &codes[3].to_uppercase()).await.location(), "/inbox");
        let mut thief = desk.browser();
        thief.sign_in(ANA, PASSWORD).await;
        let page = code(&mut thief, &codes[3]).await;
        assert!(page.location().contains("problem=wrong_code"), "{}", page.location());
        desk.end().await;
    });
}

#[test]
fn guesses_at_a_code_get_slow_and_without_the_password_there_are_none() {
    run(async || {
        let desk = TestDesk::start().await;
        let (secret, _) = set_up(&mut desk.signed_in(ANA).await).await;
        let mut stranger = desk.browser();
        assert_eq!(stranger.get("/second-step").await.location(), "/sign-in");
        assert_eq!(code(&mut stranger, &telephone(&secret, 1)).await.location(), "/sign-in");
        let mut guesser = desk.browser();
        guesser.sign_in(ANA, PASSWORD).await;
        for _ in 0..5 {
            code(&mut guesser, "000000").await;
        }
        let page = code(&mut guesser, &telephone(&secret, 1)).await;
        assert!(page.location().contains("problem=too_many_tries"), "{}", page.location());
        desk.end().await;
    });
}

#[test]
fn a_role_that_has_to_have_it_does_nothing_before() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let form = [("role", "agent"), ("do", "save")];
        let page = nuria.post("/settings/people/second-step", &form).await;
        assert_eq!(page.location(), "/settings/people?said=required");
        assert!(nuria.is_in().await, "it is not asked of her");
        let mut ana = desk.signed_in(ANA).await;
        for path in ["/inbox", "/board", "/account", "/media/x", "/compose/1", "/alerts"] {
            let page = ana.get(path).await;
            assert_eq!((page.status, page.location()), (303, "/account/two-step"), "{path}");
        }
        let request = ana.request(reqwest::Method::POST, "/fn/tickets/resolve");
        let request = request.header("origin", desk.base()).json(&serde_json::json!({"number": 1}));
        assert_eq!(ana.send(request).await.status, 403);
        set_up(&mut ana).await;
        assert!(ana.is_in().await);
        let page = ana.post("/account/two-step", &[("do", "off")]).await;
        assert_eq!(page.location(), "/account/two-step", "it can't be switched off");
        assert!(ana.get("/account").await.text.contains("/account/two-step"));
        assert_eq!(desk.browser().sign_in(ANA, PASSWORD).await.location(), "/second-step");
        desk.end().await;
    });
}

#[test]
fn it_is_switched_off_by_its_owner_and_by_whoever_administers() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut ana = desk.signed_in(ANA).await;
        set_up(&mut ana).await;
        let page = ana.post("/account/two-step", &[("do", "off")]).await;
        assert_eq!(page.location(), "/account/two-step?said=off");
        assert_eq!(desk.browser().sign_in(ANA, PASSWORD).await.location(), "/inbox");
        set_up(&mut ana).await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let page = nuria.post("/settings/people/ana/access", &[("do", "off")]).await;
        assert_eq!(page.location(), "/settings/people/ana/access?said=off");
        assert_eq!(desk.browser().sign_in(ANA, PASSWORD).await.location(), "/inbox");
        desk.end().await;
    });
}

#[test]
fn it_outlives_a_restart_and_its_secret_is_nowhere_on_the_disk() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let (secret, codes) = set_up(&mut desk.signed_in(ANA).await).await;
        desk.restart().await;
        let mut browser = desk.browser();
        assert_eq!(browser.sign_in(ANA, PASSWORD).await.location(), "/second-step");
        assert_eq!(code(&mut browser, &telephone(&secret, 1)).await.location(), "/inbox");
        desk.stop().await;
        let mut open = vec![desk.folder.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    open.push(path);
                } else if let Ok(bytes) = std::fs::read(&path) {
                    for word in [&secret, &codes[0], &codes[0].to_uppercase().replace('-', "")] {
                        let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
                        assert!(!found, "{} holds it", path.display());
                    }
                }
            }
        }
    });
}
