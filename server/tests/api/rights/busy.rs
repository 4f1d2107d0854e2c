//! A busy hour with everybody on the live socket: no frame holds a ticket, a customer or a word that its reader
//! may not see, and each stream counts without a gap.

use app::live::Frame;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::*;
use crate::harness::{Browser, Socket, TestDesk, run};

const CUSTOMERS: u64 = 24;
const TURNS: usize = 160;

/// Whether somebody of these people may see a ticket that stands so and is not shared with them.
fn may_see(email: &str, team: Option<&str>, owner: Option<&str>) -> bool {
    let me = email.split('@').next().expect("a name");
    match me {
        "nuria" | "jordi" => true,
        "gil" => false,
        "ana" | "pol" => owner == Some(me) || team.is_none_or(|team| team == "billing"),
        _ => owner == Some(me) || team.is_none() || (team == Some("sales") && owner.is_none()),
    }
}

/// All that a socket says until it is closed.
async fn heard(mut socket: Socket) -> Vec<Frame> {
    let mut frames = vec![];
    while let Some(frame) = socket.next().await {
        frames.push(frame);
    }
    frames
}

/// Customers write, agents get tickets and lose them, and somebody settles what is there.
async fn an_hour(desk: &TestDesk, shown: &[u64]) {
    let mut random = StdRng::seed_from_u64(20_261_127);
    let owners = [
        None,
        Some("ana@example.org"),
        Some("pol@example.org"),
        Some("mar@example.org"),
        Some("eva@example.org"),
    ];
    let teams = [None, Some("billing"), Some("sales")];
    for turn in 0..TURNS {
        let customer = random.gen_range(1..=CUSTOMERS);
        let team = teams[random.gen_range(0..teams.len())];
        desk.meta().say(vec![writes(customer, turn, team)]).await;
        if turn % 4 == 3 {
            desk.settled().await;
            let tickets = desk.api().tickets("").await;
            let ticket = &tickets[random.gen_range(0..tickets.len())];
            let number = ticket["number"].as_u64().expect("a number");
            match random.gen_range(0..5) {
                0 => {
                    drop(desk.api().post(&format!("/tickets/{number}/resolution"), json!({})).await)
                }
                _ => gives(desk, number, owners[random.gen_range(0..owners.len())]).await,
            }
        }
    }
    for number in shown {
        let path = format!("/tickets/{number}/resolution");
        desk.api().post(&path, json!({})).await.expect(200);
    }
    desk.settled().await;
}

fn check(email: &str, frames: &[Frame], shown: &[u64]) -> usize {
    let (mut last, mut updates) = (None, 0);
    for frame in frames {
        match frame {
            Frame::Update { seq, update } => {
                let ticket = &update.ticket;
                let (team, owner) = (ticket.team.as_ref(), ticket.owner.as_ref());
                let is_shown = email.starts_with("gil") && shown.contains(&ticket.number.0);
                let seen =
                    may_see(email, team.map(|it| it.0.as_str()), owner.map(|it| it.0.as_str()));
                assert!(seen || is_shown, "{email} is told of {ticket:?}");
                if let Some(last) = last {
                    assert_eq!(*seq, last + 1, "{email} hears of a gap");
                }
                last = Some(*seq);
                updates += 1;
                let text = serde_json::to_string(frame).expect("JSON");
                let whose = ticket.customer.trim_start_matches("Customer ");
                let whose: u64 = whose.parse().expect("a customer");
                for other in (1..=CUSTOMERS).filter(|other| *other != whose) {
                    let tells = text.contains(&secret(other))
                        || text.contains(&format!("\"{}\"", customer(other)))
                        || text.contains(&format!("346{other:08}"));
                    assert!(!tells, "{email} is told of customer {other} beside {whose}: {text}");
                }
                assert!(!text.contains("34600000"), "{email} is told a phone number: {text}");
            }
            // What was taken away counts, too, and the next is taken as it comes.
            Frame::Resync => last = None,
            Frame::Hello { .. } | Frame::Beat { .. } => {}
        }
    }
    updates
}

#[test]
fn in_a_busy_hour_no_frame_holds_what_its_reader_may_not_see() {
    run(async || {
        let desk = two_teams().await;
        for customer in 1..=CUSTOMERS {
            desk.written(writes(customer, 9_000, None)).await;
        }
        let shown = [2, 9, 17];
        for number in shown {
            desk.show_gil(number).await;
        }
        let mut watching: Vec<(&str, Browser, tokio::task::JoinHandle<Vec<Frame>>)> = vec![];
        for (email, _) in SEES {
            let browser = desk.signed_in(email).await;
            let socket = Socket::of_page(&browser, &desk).await;
            watching.push((email, browser, tokio::spawn(heard(socket))));
        }
        an_hour(&desk, &shown).await;
        let all = desk.api().tickets("").await.len();
        assert!(all >= CUSTOMERS as usize);
        let mut told = vec![];
        for (email, mut browser, heard) in watching.into_iter().rev() {
            browser.post("/sign-out", &[]).await;
            let frames = heard.await.expect("it listened");
            told.push((email, check(email, &frames, &shown)));
        }
        let of = |email: &str| told.iter().find(|(whose, _)| *whose == email).expect("known").1;
        for (email, count) in &told {
            assert!(*count > 0, "{email} heard nothing: {told:?}");
        }
        for part in ["ana@example.org", "mar@example.org", "gil@example.org"] {
            assert!(of(part) < of("nuria@example.org"), "{told:?}");
        }
        desk.end().await;
    });
}
