//! Guessing passwords: at one account from everywhere, at every account from one place; and that whoever
//! has the right one comes in meanwhile. How long the pauses are is `server/src/accounts/throttle.rs`'s.

use desk::permissions::Role;
use desk::person::Person;
use reqwest::Method;
use reqwest::header::DATE;

use super::{ADMINISTRATOR, AGENT, GUEST};
use crate::harness::{Folder, PASSWORD, Page, TestDesk, run};

const HOME: &str = "198.51.100.7";

/// Somebody tries to sign in, through a proxy on this machine that says these addresses.
async fn guess(desk: &TestDesk, email: &str, password: &str, from: &str) -> Page {
    let mut browser = desk.browser();
    let request = browser.request(Method::POST, "/sign-in").header("origin", desk.base());
    let request = request.header("x-forwarded-for", from);
    browser.send(request.form(&[("email", email), ("password", password)])).await
}

/// A desk with forty people more, whose passwords nobody knows.
async fn desk_of_many() -> TestDesk {
    let (folder, key) = Folder::ready().await;
    let store = folder.open().await;
    for n in 0..40 {
        let person = Person {
            id: format!("somebody{n}").as_str().into(),
            email: somebody(n),
            name: "Somebody".into(),
            role: Role::Agent,
        };
        store.add_person(&person, "no hash").await.expect("a person");
    }
    store.shutdown().await.expect("it shuts");
    TestDesk::on(folder, key, |_| {}).await
}

fn somebody(n: usize) -> String {
    format!("somebody{n}@example.org")
}

fn is_in(page: &Page) -> bool {
    page.location() == "/inbox" && !page.set_cookies().is_empty()
}

fn is_put_off(page: &Page) -> bool {
    page.location().contains("problem=too_many_tries")
}

#[test]
fn an_account_guessed_at_from_everywhere_is_closed_to_strangers_and_open_to_its_own() {
    run(async || {
        let desk = TestDesk::start().await;
        assert!(is_in(&guess(&desk, ADMINISTRATOR, PASSWORD, HOME).await));
        let mut put_off = 0;
        // A few guesses from each of many places are what the whole account makes slower.
        for n in 0..70 {
            let page = guess(&desk, ADMINISTRATOR, "a guess", &format!("203.0.113.{n}")).await;
            put_off += usize::from(is_put_off(&page));
        }
        assert!(put_off >= 15, "{put_off} of 70 guesses were not looked at");
        // The right word among the guesses is not told from the others. Right behind one that was looked
        // at, the pause has only begun.
        let mut was_looked_at = false;
        loop {
            let page = guess(&desk, ADMINISTRATOR, "a guess", "203.0.113.77").await;
            if was_looked_at && is_put_off(&page) {
                break;
            }
            was_looked_at = !is_put_off(&page);
        }
        let lucky = guess(&desk, ADMINISTRATOR, PASSWORD, "203.0.113.77").await;
        assert!(is_put_off(&lucky) && lucky.set_cookies().is_empty());
        assert!(is_in(&guess(&desk, ADMINISTRATOR, PASSWORD, HOME).await), "she is locked out");
        assert!(is_in(&guess(&desk, AGENT, PASSWORD, "192.0.2.1").await), "and nobody else is");
        desk.end().await;
    });
}

#[test]
fn one_place_that_tries_every_account_is_put_off_and_other_places_are_not() {
    run(async || {
        let desk = desk_of_many().await;
        let mut put_off = 0;
        for n in 0..40 {
            let page = guess(&desk, &somebody(n), "Spring2026!", "203.0.113.9").await;
            put_off += usize::from(is_put_off(&page));
        }
        assert!(put_off >= 15, "{put_off} of 40 guesses were not looked at");
        assert!(!is_in(&guess(&desk, AGENT, PASSWORD, "203.0.113.9").await));
        assert!(is_in(&guess(&desk, AGENT, PASSWORD, HOME).await));
        desk.end().await;
    });
}

#[test]
fn whoever_says_that_they_come_from_elsewhere_is_still_where_the_proxy_saw_them() {
    run(async || {
        let desk = desk_of_many().await;
        let mut put_off = 0;
        for n in 0..40 {
            // All but the last is the guesser's own word.
            let said = format!("10.0.{n}.1, 192.0.2.{n} , 203.0.113.9");
            put_off += usize::from(is_put_off(&guess(&desk, &somebody(n), "a guess", &said).await));
        }
        assert!(put_off >= 15, "{put_off} of 40 guesses were not looked at");
        desk.end().await;
    });
}

#[test]
fn an_account_that_exists_answers_as_one_that_does_not() {
    run(async || {
        let desk = TestDesk::start().await;
        let long = "x".repeat(5_000);
        let mut answers = vec![];
        for (n, (email, password)) in [
            (GUEST, "a wrong password"),
            ("stranger@example.org", "a wrong password"),
            ("stranger@example.org", PASSWORD),
            ("no address", PASSWORD),
            (GUEST, ""),
            (GUEST, long.as_str()),
            ("stranger@example.org", long.as_str()),
        ]
        .into_iter()
        .enumerate()
        {
            let page = guess(&desk, email, password, &format!("203.0.113.{n}")).await;
            let policy = "content-security-policy";
            let mut told: Vec<(String, String)> = vec![];
            for (name, value) in &page.headers {
                // One is new each time, the other tells the time.
                if name != policy && *name != DATE {
                    let value = value.to_str().unwrap_or_default();
                    told.push((name.to_string(), value.to_owned()));
                }
            }
            told.sort();
            answers.push((page.status, told, page.text));
        }
        assert_eq!(answers[0].0, 303);
        for answer in &answers[1..] {
            assert_eq!(*answer, answers[0], "they can be told apart");
        }
        desk.end().await;
    });
}

#[test]
fn guesses_at_a_key_of_the_api_tell_nothing_of_a_right_beginning() {
    run(async || {
        let desk = TestDesk::start().await;
        let key = desk.key.clone();
        let mut answers = vec![];
        for guess in ["bustia_", &key[..key.len() - 1], "bustia_0000000000000000", "x", ""] {
            let answer = desk.api_with(guess).get("/tickets").await;
            answer.is_a_problem(401);
            answers.push(answer.body);
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
        desk.end().await;
    });
}
