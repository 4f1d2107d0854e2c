//! Where colleagues are, as programs and pages are told, and what keeps who has only a plain page open
//! there.

use std::collections::BTreeMap;

use desk::permissions::Role;

use crate::harness::{Api, Browser, Page, Socket, TestDesk, eventually, numbered, run};

const ADMINISTRATOR: &str = "nuria@example.org";
const SUPERVISOR: &str = "jordi@example.org";
const AGENT: &str = "ana@example.org";

/// Where each of the team is, by their names, if they are anywhere.
async fn there(api: &Api) -> BTreeMap<String, String> {
    let people = api.get("/people").await.expect(200)["people"].clone();
    let people = people.as_array().expect("people").iter().map(|person| {
        let text = |name: &str| person[name].as_str().expect("a text").to_owned();
        (text("name"), text("presence"))
    });
    people.filter(|(_, presence)| presence != "offline").collect()
}

fn only(name: &str, presence: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(name.to_owned(), presence.to_owned())])
}

async fn says(browser: &mut Browser, said: &str) {
    assert_eq!(browser.post("/presence", &[("said", said)]).await.status, 303);
}

#[test]
fn a_program_is_told_where_people_are_as_their_pages_and_they_themselves_say() {
    run(async || {
        let desk = TestDesk::start().await;
        let api = desk.api_with(&desk.key_of("screen", Role::Guest).await);
        assert_eq!(there(&api).await, BTreeMap::new());
        let mut ana = desk.signed_in(AGENT).await;
        assert_eq!(there(&api).await, BTreeMap::new(), "nobody saw a page of hers yet");
        let mut page = Socket::of_page(&ana, &desk).await;
        assert_eq!(there(&api).await, only("Ana", "online"));
        for (said, presence) in
            [("on_a_break", "on_a_break"), ("away", "away"), ("available", "online")]
        {
            says(&mut ana, said).await;
            assert_eq!(there(&api).await, only("Ana", presence));
        }
        ana.post("/sign-out", &[]).await;
        assert_eq!(page.next_word().await, "closed");
        eventually("she is gone", async || there(&api).await.is_empty()).await;
        desk.end().await;
    });
}

#[test]
fn who_signs_out_on_one_device_is_there_on_the_other() {
    run(async || {
        let desk = TestDesk::start().await;
        let api = desk.api();
        let (mut laptop, mut phone) = (desk.signed_in(AGENT).await, desk.signed_in(AGENT).await);
        let mut page = Socket::of_page(&laptop, &desk).await;
        let mut tab = Socket::of_page(&laptop, &desk).await;
        let mut other = Socket::of_page(&phone, &desk).await;
        laptop.post("/sign-out", &[]).await;
        for socket in [&mut page, &mut tab] {
            assert_eq!(socket.next_word().await, "closed");
        }
        assert_eq!(there(&api).await, only("Ana", "online"));
        phone.post("/sign-out", &[]).await;
        assert_eq!(other.next_word().await, "closed");
        eventually("she is gone", async || there(&api).await.is_empty()).await;
        desk.end().await;
    });
}

#[test]
fn the_settings_list_says_where_each_person_is_and_that_who_reads_it_is_there() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        let mut ana = desk.signed_in(AGENT).await;
        let list = async |browser: &mut Browser| browser.get("/settings/people").await.text;
        let text = list(&mut nuria).await;
        for note in
            ["Administració · disponible", "Supervisió · fora de línia", "Agent · fora de línia"]
        {
            assert!(text.contains(note), "{note} is not there: {text}");
        }
        let _page = Socket::of_page(&ana, &desk).await;
        assert!(list(&mut nuria).await.contains("Agent · disponible"));
        says(&mut ana, "on_a_break").await;
        says(&mut nuria, "away").await;
        let text = list(&mut nuria).await;
        assert!(text.contains("Agent · en pausa") && text.contains("Administració · absent"));
        desk.end().await;
    });
}

#[test]
fn beside_whom_a_ticket_can_be_given_stands_where_they_are_unless_they_are_there() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let mut ana = desk.signed_in(AGENT).await;
        let text = ana.get("/inbox/1").await.text;
        for option in [">Ana</option>", ">Jordi · fora de línia</option>"] {
            assert!(text.contains(option), "{option} is not there: {text}");
        }
        assert!(!text.contains("Gil ·"), "a guest is given no ticket");
        let mut jordi = desk.signed_in(SUPERVISOR).await;
        let _page = Socket::of_page(&jordi, &desk).await;
        assert!(ana.get("/inbox/1").await.text.contains(">Jordi</option>"));
        says(&mut jordi, "on_a_break").await;
        assert!(ana.get("/inbox/1").await.text.contains(">Jordi · en pausa</option>"));
        desk.end().await;
    });
}

/// The tag of the script that keeps somebody present, if the page has it.
fn script(page: &Page) -> Option<&str> {
    let tags = page.text.split("<script").skip(1);
    let mut tags = tags.map(|tag| tag.split('>').next().unwrap_or_default());
    tags.find(|tag| tag.contains("/assets/presence"))
}

#[test]
fn a_plain_page_carries_the_script_that_keeps_its_reader_present_and_the_door_does_not() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        for path in ["/settings", "/settings/people", "/settings/rules/new", "/customers/1"] {
            let page = nuria.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            let policy = page.header("content-security-policy");
            let (_, nonce) = policy.split_once("'nonce-").expect("a nonce");
            let nonce = nonce.split('\'').next().unwrap_or_default();
            let script = script(&page).unwrap_or_else(|| panic!("{path}: {}", page.text));
            assert!(script.contains("type=\"module\""), "{path}: {script}");
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: {script}");
        }
        for path in ["/inbox", "/inbox/1", "/board"] {
            let page = nuria.get(path).await;
            assert!(script(&page).is_none(), "{path} has a line of its own");
        }
        for path in ["/sign-in", "/set-up"] {
            for browser in [&mut nuria, &mut desk.browser()] {
                assert!(script(&browser.get(path).await).is_none(), "{path}");
            }
        }
        desk.end().await;
    });
}
