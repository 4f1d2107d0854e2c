//! The whole product in practice mode, started on an empty folder and again on what it left.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use app::practice::Phone;
use desk::message::{Direction, Progress};
use desk::permissions::Role;
use desk::ports::Filter;
use desk::ticket::{Status, Ticket};
use simulator::seed;
use store::Store;

use super::*;
use crate::config::Config;
use crate::control;
use crate::http::web_sessions::Limits;
use crate::product::Product;

fn config(data: &Path) -> Config {
    Config {
        data: data.to_owned(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        database: None,
        public_url: None,
        graph_url: "http://127.0.0.1:9".to_owned(),
        practice: true,
        sessions: Limits { idle: ::time::Duration::days(14), longest: ::time::Duration::days(30) },
        calls_own_network: false,
        calls_secret: None,
        secret_key: None,
        oidc: None,
    }
}

async fn tickets(store: &Store) -> Vec<Ticket> {
    store.tickets(&Filter::default(), 100, None).await.expect("reads").items
}

/// How many tickets stand at `status`, by the seed.
fn seeded(status: Status) -> usize {
    let same = |one: &seed::Conversation| match one.outcome {
        seed::Outcome::Open => status == Status::Open,
        seed::Outcome::Waiting => status == Status::Waiting,
        seed::Outcome::Snoozed(_) => status == Status::Snoozed,
        seed::Outcome::Resolved => status == Status::Resolved,
    };
    seed::conversations().iter().filter(|one| same(one)).count()
}

async fn check(store: &Store) {
    let all = tickets(store).await;
    assert_eq!(all.len(), seed::conversations().len());
    for status in Status::ALL {
        let standing = all.iter().filter(|ticket| ticket.status == status).count();
        assert_eq!(standing, seeded(status), "{status:?}");
    }
    for ticket in &all {
        let messages = store.messages(ticket.number, 100, None).await.expect("reads").items;
        let seed = seed::conversations().into_iter().find(|one| one.name == ticket.customer);
        let lines = seed.expect("a seeded customer").lines;
        let told: Vec<_> = lines.iter().map(|line| (line.mine, Some(line.text.as_str()))).collect();
        let said: Vec<_> = messages
            .iter()
            .map(|message| (message.direction == Direction::In, message.content.text()))
            .collect();
        assert_eq!(said, told, "in the order of time");
        let delivered = |message: &desk::message::Message| match &message.delivery {
            Some(delivery) => (Progress::Accepted..=Progress::Read).contains(&delivery.progress),
            None => message.direction == Direction::In,
        };
        assert!(messages.iter().all(delivered), "no reply failed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_desk_gets_a_team_and_a_past_and_a_restart_keeps_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    for _ in 0..2 {
        let product = Product::start(config(&data)).await.expect("starts");
        product.stop().await;
        let store = control::open(&data, None, None).await.expect("opens");
        check(&store).await;
        let roles: BTreeSet<_> =
            store.people().await.expect("reads").iter().map(|one| one.role.word()).collect();
        assert_eq!(roles, Role::ALL.iter().map(|role| role.word()).collect());
        assert_eq!(store.numbers().await.expect("reads").len(), 1);
        let broken = store.check().await.expect("checks");
        assert!(broken.is_empty(), "{broken:?}");
        let address = SocketAddr::from(([127, 0, 0, 1], 9));
        let practice =
            Practice::start(&store, address, WallClock::default()).await.expect("starts");
        for one in practice.customers().await {
            let thread = practice.thread(&one.id).await;
            let seed = seed::conversations().into_iter().find(|seed| seed.name == one.name);
            let lines = seed.expect("a seeded customer").lines;
            let told: Vec<_> = lines.iter().map(|line| (line.mine, line.text.clone())).collect();
            let shown: Vec<_> =
                thread.into_iter().map(|bubble| (bubble.mine, bubble.text)).collect();
            assert_eq!(shown, told, "the phone shows what it showed before");
        }
        drop(practice);
        store.shutdown().await.expect("closes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_never_touches_a_real_desk_nor_a_real_desk_practice() {
    let real =
        Store::open(&store::Location::Memory, &store::SecretKey::random()).await.expect("opens");
    must_not_mix(&real, true).await.expect("an empty folder may become either");
    accounts::add_person(
        &real,
        "a@example.org",
        "Ada",
        Role::Administrator,
        "correct horse".into(),
    )
    .await
    .expect("adds");
    let refused = must_not_mix(&real, true).await.expect_err("it is real").to_string();
    assert!(refused.contains("--data"), "{refused}");
    must_not_mix(&real, false).await.expect("a real desk is served");

    let practised =
        Store::open(&store::Location::Memory, &store::SecretKey::random()).await.expect("opens");
    let address = SocketAddr::from(([0, 0, 0, 0], 3000));
    drop(Practice::start(&practised, address, WallClock::default()).await.expect("starts"));
    must_not_mix(&practised, true).await.expect("practice goes on");
    let refused = must_not_mix(&practised, false).await.expect_err("it is practice").to_string();
    assert!(refused.contains("--practice"), "{refused}");
    let open = Duration::from_secs(5);
    let closed = tokio::time::timeout(open, practised.shutdown()).await;
    closed.expect("in time").expect("it closes");
}

#[test]
fn an_address_of_every_interface_is_reached_on_this_machine() {
    let everywhere = SocketAddr::from(([0, 0, 0, 0], 3000));
    assert_eq!(reachable(everywhere).to_string(), "127.0.0.1:3000");
    let one = SocketAddr::from(([192, 0, 2, 1], 3000));
    assert_eq!(reachable(one), one);
}
