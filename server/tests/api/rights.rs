//! Who sees what, and may do what with it, wherever they ask: on pages, by server functions, over the API and
//! on the live socket. One table says what is expected of each person and each ticket.

mod asking;
mod busy;
mod changing;
mod inventing;
mod watching;

use desk::permissions::Role;
use serde_json::{Value, json};

use crate::harness::{Folder, TestDesk, text_message};
use crate::rulebook::{administrator, lay_down};

/// Everybody, with the tickets that they see, by number.
const SEES: [(&str, &[u64]); 7] = [
    ("nuria@example.org", &[1, 2, 3, 4, 5, 6, 7, 8]),
    ("jordi@example.org", &[1, 2, 3, 4, 5, 6, 7, 8]),
    ("ana@example.org", &[1, 2, 3, 4]),
    ("pol@example.org", &[1, 2, 3, 4]),
    ("mar@example.org", &[1, 2, 5, 6]),
    ("eva@example.org", &[1, 2, 5, 7, 8]),
    ("gil@example.org", &[8]),
];

/// How the tickets stand: number, team and owner. The last is shared with Gil.
const TICKETS: [(u64, Option<&str>, Option<&str>); 8] = [
    (1, None, None),
    (2, None, Some("ana@example.org")),
    (3, Some("billing"), None),
    (4, Some("billing"), Some("pol@example.org")),
    (5, Some("sales"), None),
    (6, Some("sales"), Some("mar@example.org")),
    (7, Some("sales"), Some("eva@example.org")),
    (8, Some("sales"), Some("eva@example.org")),
];

/// Billing works together, in sales each sees their own. Words lead to either.
fn book() -> Value {
    let team = |id: &str, members: [&str; 2], together: bool| {
        json!({
            "id": id, "name": id, "version": 1, "members": members, "together": together,
            "strategy": {"kind": "take_next"},
        })
    };
    let rule = |team: &str, word: &str| {
        json!({
            "id": team, "name": team, "version": 1, "on": true,
            "when": [{"kind": "message_in"}],
            "condition": {"test": {
                "field": "message_text", "operator": "contains", "value": word,
            }},
            "then": [{"kind": "assign_team", "team": team}],
        })
    };
    json!({
        "teams": [
            team("billing", ["ana", "pol"], true), team("sales", ["mar", "eva"], false),
        ],
        "rules": {"rules": [rule("billing", "factura"), rule("sales", "oferta")]},
    })
}

/// What the customer of ticket `number` says, and nobody else does.
fn secret(number: u64) -> String {
    format!("secret-{number}-end")
}

/// What customer `number` is called.
fn customer(number: u64) -> String {
    format!("Customer {number}")
}

/// What customer `number` writes so that it comes to `team`.
fn writes(number: u64, turn: usize, team: Option<&str>) -> Value {
    let word = match team {
        Some("billing") => "factura",
        Some(_) => "oferta",
        None => "hola",
    };
    let text = format!("{word} {}", secret(number));
    text_message(&format!("346{number:08}"), &format!("wamid.{number}.{turn}"), &text)
}

/// A desk of two teams.
async fn two_teams() -> TestDesk {
    let more = [
        ("pol@example.org", "Pol", Role::Agent),
        ("mar@example.org", "Mar", Role::Agent),
        ("eva@example.org", "Eva", Role::Agent),
    ];
    let (folder, key) = Folder::ready_with(&more).await;
    let desk = TestDesk::on(folder, key, |_| {}).await;
    lay_down(&administrator(&desk).await, 0, book()).await.expect(200);
    desk
}

/// The same with the tickets of the table.
async fn with_tickets() -> TestDesk {
    let desk = two_teams().await;
    for (number, team, owner) in TICKETS {
        let ticket = desk.written(writes(number, 1, team)).await;
        assert_eq!((&ticket["number"], &ticket["team"]), (&json!(number), &json!(team)));
        gives(&desk, number, owner).await;
    }
    desk.show_gil(8).await;
    desk
}

/// Gives the ticket to somebody, by a program.
async fn gives(desk: &TestDesk, number: u64, owner: Option<&str>) {
    let path = format!("/tickets/{number}/assignment");
    desk.api().post(&path, json!({"agent": owner})).await.expect(200);
}

fn sees(email: &str, number: u64) -> bool {
    SEES.iter().any(|(whose, seen)| *whose == email && seen.contains(&number))
}

/// Which customers a text tells of.
fn told_of(text: &str) -> Vec<u64> {
    let all = TICKETS.iter().map(|(number, ..)| *number);
    let phone = |number: &u64| format!("346{number:08}");
    let tells = |number: &u64| {
        text.contains(&secret(*number))
            || text.contains(&format!("{}\"", customer(*number)))
            || text.contains(&format!("{}<", customer(*number)))
            || text.contains(&phone(number))
    };
    all.filter(tells).collect()
}
