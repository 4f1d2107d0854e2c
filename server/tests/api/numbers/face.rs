//! What customers see of a number: shown as Meta has it, changed by forms, and shown again if they can't
//! be taken.

use super::*;

const PROFILE: &str = "/settings/numbers/207540352242933/profile";
const OPENERS: &str = "/settings/numbers/207540352242933/openers";

/// A desk whose number is connected.
async fn connected(meta: &Simulator) -> (TestDesk, Browser) {
    let (desk, mut browser) = desk_of(meta).await;
    fill_in(&mut browser, &[]).await;
    (desk, browser)
}

async fn send(browser: &mut Browser, path: &str, form: &[(&str, &str)]) -> String {
    let answer = browser.post(path, form).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let location = answer.location().to_owned();
    browser.get(&location).await.text
}

#[test]
fn a_profile_is_changed_at_meta_and_shown_as_it_is_there() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut browser) = connected(&meta).await;
        let page = browser.get(PATH).await.text;
        assert!(page.contains(PROFILE) && page.contains(OPENERS), "{page}");
        let form = [
            ("about", "Bicis & més"),
            ("description", ""),
            ("address", "Carrer Major 1"),
            ("email", "hola@bicis.example"),
            ("websites", "https://bicis.example\r\nhttps://taller.example"),
            ("vertical", "RETAIL"),
        ];
        let page = send(&mut browser, PROFILE, &form).await;
        assert!(page.contains("Saved.") && page.contains("hola@bicis.example"), "{page}");
        let profile = meta.face().profile;
        assert_eq!(profile["websites"], json!(["https://bicis.example", "https://taller.example"]));
        assert_eq!(profile["about"], "Bicis & més");
        assert_eq!(profile["vertical"], "RETAIL");
        let page = browser.get(PROFILE).await.text;
        assert!(page.contains("Carrer Major 1") && !page.contains("Saved."), "{page}");
        desk.end().await;
    });
}

#[test]
fn a_profile_that_can_not_be_taken_comes_back_as_it_was_typed() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut browser) = connected(&meta).await;
        let long = "x".repeat(140);
        let form =
            [("about", long.as_str()), ("email", "hola a bicis"), ("address", "Carrer Major 1")];
        let page = send(&mut browser, PROFILE, &form).await;
        for told in [
            "About: is too long. Shorten it to 139 characters.",
            "E-mail: is no e-mail address.",
            "hola a bicis",
            "Carrer Major 1",
            long.as_str(),
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(meta.face().profile.is_empty(), "nothing is kept of it");
        let page = browser.get(PROFILE).await.text;
        assert!(!page.contains("Carrer Major 1"), "what Meta has is shown: {page}");
        desk.end().await;
    });
}

#[test]
fn what_a_number_offers_is_set_and_what_is_wrong_is_named() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut browser) = connected(&meta).await;
        let wrong = [("prompts", "Quan obriu?\r\nHola 👋"), ("commands", "/hores")];
        let page = send(&mut browser, OPENERS, &wrong).await;
        assert!(page.contains("Question 2: has an emoji"), "{page}");
        assert!(page.contains("What command 1 is for: is missing."), "{page}");
        assert!(page.contains("Hola 👋") && meta.face().prompts.is_empty(), "{page}");
        let right = [("prompts", "Quan obriu?"), ("commands", "/hores: Quan obrim")];
        let page = send(&mut browser, OPENERS, &right).await;
        assert!(page.contains("Saved.") && page.contains("hores: Quan obrim"), "{page}");
        let face = meta.face();
        assert_eq!(face.prompts, ["Quan obriu?"]);
        assert_eq!(face.commands, [("hores".to_owned(), "Quan obrim".to_owned())]);
        desk.end().await;
    });
}

#[test]
fn a_meta_that_refuses_leaves_what_was_typed_with_its_words() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut browser) = connected(&meta).await;
        let only = vec!["whatsapp_business_messaging".to_owned()];
        meta.set_setup(Setup { permissions: only, ..Setup::default() });
        for (path, form, typed) in [
            (PROFILE, ("about", "Bicis"), "Bicis"),
            (OPENERS, ("prompts", "Quan obriu?"), "Quan obriu?"),
        ] {
            let page = send(&mut browser, path, &[form]).await;
            assert!(
                page.contains("whatsapp_business_management") && page.contains(typed),
                "{page}"
            );
        }
        desk.end().await;
    });
}

#[test]
fn nobody_else_sees_or_changes_what_customers_see() {
    run(async || {
        let desk = TestDesk::start().await;
        for email in ["ana@example.org", "jordi@example.org"] {
            let mut other = desk.signed_in(email).await;
            for page in ["profile", "openers"] {
                let path = format!("/settings/numbers/{NUMBER}/{page}");
                assert_eq!(other.get(&path).await.status, 404, "{path}");
                assert_eq!(other.post(&path, &[("about", "x")]).await.status, 404, "{path}");
            }
        }
        let mut keeper = desk.signed_in(ADMINISTRATOR).await;
        assert_eq!(keeper.get("/settings/numbers/999/profile").await.status, 404);
        assert_eq!(keeper.post("/settings/numbers/999/openers", &[]).await.status, 404);
        assert_eq!(desk.graph.calls().len(), 0, "Meta was asked nothing");
        desk.end().await;
    });
}
