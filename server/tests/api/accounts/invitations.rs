//! Inviting people by a link that works once and ends.

use crate::harness::{Browser, Page, TestDesk, run};

const PEOPLE: &str = "/settings/people";
const INVITATIONS: &str = "/settings/people/invitations";

/// What stands after `before` up to the next quotation mark.
fn after<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split('"').next()
}

/// Invites somebody; the path of their link.
async fn invited(browser: &mut Browser, email: &str, team: &str) -> String {
    let form = [
        ("do", "invite"),
        ("name", "Pau"),
        ("email", email),
        ("role", "supervisor"),
        ("team", team),
        ("days", "3"),
    ];
    assert_eq!(browser.post(INVITATIONS, &form).await.location(), PEOPLE);
    link(browser).await.expect("a link")
}

/// The path of the link that the list of people shows, if it shows one.
async fn link(browser: &mut Browser) -> Option<String> {
    let page = browser.get(PEOPLE).await.text;
    after(&page, "/invitation/").map(|token| format!("/invitation/{token}"))
}

async fn join(browser: &mut Browser, path: &str, password: &str) -> Page {
    let token = path.rsplit('/').next().unwrap_or_default();
    browser.post("/invitation", &[("token", token), ("password", password)]).await
}

#[test]
fn whoever_was_invited_chooses_a_password_and_is_in_with_role_and_team() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let team =
            [("version", "0"), ("name", "Taller"), ("strategy", "least_loaded"), ("do", "save")];
        nuria.post("/settings/teams/new", &team).await;
        let path = invited(&mut nuria, " Pau@Example.org ", "taller").await;
        assert_eq!(path.len(), "/invitation/".len() + 64, "256 bits");
        assert_eq!(link(&mut nuria).await, None, "it is shown once");
        let list = nuria.get(PEOPLE).await.text;
        assert!(list.contains("pau@example.org") && list.contains("Taller"), "{list}");
        let mut pau = desk.browser();
        let page = pau.get(&path).await;
        assert!(page.text.contains("pau@example.org"), "{}", page.text);
        let short = join(&mut pau, &path, "short").await;
        assert!(short.location().ends_with("?problem=password_short"), "{}", short.location());
        assert_eq!(join(&mut pau, &path, "a sentence of Pau").await.location(), "/inbox");
        assert!(pau.is_in().await);
        assert_eq!(
            desk.browser().sign_in("pau@example.org", "a sentence of Pau").await.location(),
            "/inbox"
        );
        let book = desk.api().get("/rulebook").await.expect(200);
        assert_eq!(book["rulebook"]["teams"][0]["members"].as_array().map(Vec::len), Some(1));
        let people = desk.api().get("/people").await.expect(200).to_string();
        assert!(people.contains("Pau"), "{people}");
        let page = join(&mut desk.browser(), &path, "another sentence").await;
        assert!(page.location().ends_with("?problem=link_used"), "{}", page.location());
        desk.end().await;
    });
}

#[test]
fn a_link_that_was_renewed_or_taken_back_lets_nobody_in() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let first = invited(&mut nuria, "pau@example.org", "").await;
        let list = nuria.get(PEOPLE).await.text;
        let id = after(&list, "value=\"renew ").expect("a button").to_owned();
        nuria.post(INVITATIONS, &[("do", &format!("renew {id}"))]).await;
        let second = link(&mut nuria).await.expect("another link");
        assert_ne!(first, second);
        let mut pau = desk.browser();
        let page = join(&mut pau, &first, "a sentence of Pau").await;
        assert!(page.location().ends_with("?problem=link_used"), "{}", page.location());
        nuria.post(INVITATIONS, &[("do", &format!("revoke {id}"))]).await;
        let page = join(&mut pau, &second, "a sentence of Pau").await;
        assert!(page.location().ends_with("?problem=link_used"), "{}", page.location());
        assert!(!pau.is_in().await);
        assert_eq!(pau.get(&second).await.status, 404, "it says that it is over");
        nuria.post(INVITATIONS, &[("do", &format!("renew {id}"))]).await;
        assert_eq!(link(&mut nuria).await, None);
        desk.end().await;
    });
}

#[test]
fn a_link_is_over_at_its_end() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let path = invited(&mut nuria, "pau@example.org", "").await;
        desk.stop().await;
        let store = desk.folder.open().await;
        let open = store.invitations().await.expect("a list").remove(0);
        let secret = path.rsplit('/').next().expect("a secret");
        let past = chrono::Utc::now() - chrono::Duration::seconds(1);
        let hash = server::accounts::digest(secret);
        assert!(store.renew_invitation(&open.id, &hash, past).await.expect("it is kept"));
        store.shutdown().await.expect("it shuts");
        desk.restart().await;
        let mut pau = desk.browser();
        let page = join(&mut pau, &path, "a sentence of Pau").await;
        assert!(page.location().ends_with("?problem=link_used"), "{}", page.location());
        assert!(!pau.is_in().await);
        desk.end().await;
    });
}

#[test]
fn nobody_is_invited_twice_or_without_a_name_and_what_was_typed_stays() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        for (name, email) in
            [("Ana", "ana@example.org"), ("", "pau@example.org"), ("Pau", "pau.example.org")]
        {
            let form = [("do", "invite"), ("name", name), ("email", email), ("role", "agent")];
            let page = nuria.post(INVITATIONS, &form).await;
            assert_eq!(page.location(), format!("{PEOPLE}?again"), "{email}");
            let page = nuria.get(&format!("{PEOPLE}?again")).await.text;
            assert!(
                page.contains("role=\"alert\"") && page.contains(&format!("value=\"{email}\""))
            );
        }
        assert_eq!(link(&mut nuria).await, None);
        let mut jordi = desk.signed_in("jordi@example.org").await;
        let form = [("do", "invite"), ("name", "Eve"), ("email", "eve@example.org")];
        assert_eq!(jordi.post(INVITATIONS, &form).await.status, 404);
        desk.end().await;
    });
}

#[test]
fn two_clicks_on_one_link_make_one_person() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let mut nuria = desk.signed_in("nuria@example.org").await;
        let path = invited(&mut nuria, "pau@example.org", "").await;
        let clicks = (0..4).map(|_| {
            let (mut browser, path) = (desk.browser(), path.clone());
            tokio::spawn(async move {
                join(&mut browser, &path, "a sentence of Pau").await.location() == "/inbox"
            })
        });
        let clicks = futures::future::join_all(clicks).await.into_iter();
        assert_eq!(clicks.filter(|click| matches!(click, Ok(true))).count(), 1);
        desk.stop().await;
        let store = desk.folder.open().await;
        let people = store.people().await.expect("people");
        assert_eq!(people.iter().filter(|person| person.email == "pau@example.org").count(), 1);
        store.shutdown().await.expect("it shuts");
    });
}
