//! From the journal to tickets: in order, once, whatever the store does meanwhile.

mod flaky;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use desk::Desk;
use desk::fakes::{FixedClock, MemoryStore, RecordingChannel, RecordingLive};
use desk::inbound::Aside;
use desk::ports::{Filter, Store};
use serde_json::json;
use tempfile::TempDir;
use tokio::time::timeout;

use super::{Intake, Pauses};
use crate::journal::{Journal, Settings};
use flaky::FlakyStore;

/// Far more than any of these tests takes; only a hang reaches it.
const LONG: Duration = Duration::from_secs(60);

struct World {
    memory: Arc<MemoryStore>,
    store: Arc<FlakyStore>,
    desk: Arc<Desk>,
    folder: TempDir,
}

fn world() -> World {
    let memory = Arc::new(MemoryStore::default());
    memory.add_number("555".into());
    let store = Arc::new(FlakyStore::around(memory.clone()));
    let clock = Arc::new(FixedClock::default());
    let live = Arc::new(RecordingLive::default());
    let desk = Desk::new(store.clone(), Arc::new(RecordingChannel::default()), clock, live);
    World { memory, store, desk: Arc::new(desk), folder: tempfile::tempdir().expect("a folder") }
}

impl World {
    fn start(&self) -> (Journal, Intake) {
        let (journal, entries) = open(self.folder.path());
        let pauses = Pauses { first: Duration::from_micros(10), last: Duration::from_millis(1) };
        let intake = Intake::pausing(self.desk.clone(), journal.clone(), entries, None, pauses);
        (journal, intake)
    }

    /// The texts of the only ticket, in the order in which they were saved.
    async fn texts(&self) -> Vec<String> {
        let tickets =
            self.memory.tickets(&Filter::default(), 10, None).await.expect("tickets").items;
        let [ticket] = tickets.as_slice() else {
            panic!("not one ticket: {}", tickets.len());
        };
        let events = self.memory.events(ticket.number, 100_000).await.expect("events");
        let texts = events.into_iter().filter_map(|event| event.change.message().cloned());
        texts.filter_map(|message| message.content.text().map(str::to_owned)).collect()
    }
}

fn open(folder: &Path) -> (Journal, crate::journal::Entries) {
    Journal::open(&Settings { segment: 1 << 20, ..Settings::in_folder(folder) }).expect("a journal")
}

fn body(texts: &[String]) -> Bytes {
    let message = |text: &String| {
        json!({"from": "34600111222", "id": format!("wamid.{text}"), "timestamp": "1767225600",
            "type": "text", "text": {"body": text}})
    };
    let messages: Vec<_> = texts.iter().map(message).collect();
    let value = json!({"metadata": {"phone_number_id": "555"}, "messages": messages});
    Bytes::from(
        json!({"entry": [{"changes": [{"field": "messages", "value": value}]}]}).to_string(),
    )
}

fn numbered(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("text {number}")).collect()
}

/// Waits until everything taken was applied.
async fn settled(journal: &Journal) {
    let settled = async {
        while journal.backlog() > 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(LONG, settled).await.expect("the backlog empties");
}

#[tokio::test]
async fn bodies_become_one_ticket_in_order() {
    let world = world();
    let (journal, intake) = world.start();
    for text in numbered(100) {
        journal.append(body(&[text])).await.expect("taken");
    }
    settled(&journal).await;
    assert_eq!(world.texts().await, numbered(100));
    assert_eq!(intake.backlog(), 0);
}

#[tokio::test]
async fn a_body_of_a_thousand_items_is_brought_in_parts() {
    let world = world();
    let (journal, _intake) = world.start();
    journal.append(body(&numbered(1000))).await.expect("taken");
    settled(&journal).await;
    assert_eq!(world.texts().await, numbered(1000));
    assert_eq!(world.store.commits(), 1000_usize.div_ceil(super::batch::ITEMS));
}

#[tokio::test]
async fn what_waited_at_the_stop_is_done_after_the_start_and_before_the_new() {
    let world = world();
    let (journal, entries) = open(world.folder.path());
    journal.append(body(&["old".into()])).await.expect("taken");
    journal.close().await;
    drop((journal, entries));
    let (journal, intake) = world.start();
    journal.append(body(&["new".into()])).await.expect("taken");
    settled(&journal).await;
    assert_eq!(world.texts().await, ["old", "new"]);
    timeout(LONG, intake.stop()).await.expect("stops");
    // The same bodies once more: nothing changes.
    std::fs::remove_file(world.folder.path().join("applied")).expect("removed");
    drop(journal);
    let (journal, _intake) = world.start();
    settled(&journal).await;
    assert_eq!(world.texts().await, ["old", "new"]);
}

#[tokio::test]
async fn a_store_that_fails_for_a_while_costs_nothing() {
    let world = world();
    world.store.fail(20);
    let (journal, _intake) = world.start();
    for text in ["a", "b", "c"] {
        journal.append(body(&[text.to_owned()])).await.expect("taken");
    }
    settled(&journal).await;
    assert_eq!(world.texts().await, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_stop_does_not_wait_for_a_failing_store_and_loses_nothing() {
    let world = world();
    world.store.fail(usize::MAX);
    let (journal, intake) = world.start();
    journal.append(body(&["kept".into()])).await.expect("taken");
    timeout(LONG, world.store.failed()).await.expect("it was tried");
    timeout(LONG, intake.stop()).await.expect("stops");
    drop(journal);
    world.store.fail(0);
    let (journal, _intake) = world.start();
    settled(&journal).await;
    assert_eq!(world.texts().await, ["kept"]);
}

#[tokio::test]
async fn an_item_that_the_store_never_takes_is_put_aside_and_the_rest_goes_on() {
    let world = world();
    world.store.refuse("poison");
    let (journal, _intake) = world.start();
    let texts = ["before", "poison", "after"].map(str::to_owned);
    journal.append(body(&texts)).await.expect("taken");
    settled(&journal).await;
    assert_eq!(world.texts().await, ["before", "after"]);
    let kept = world.memory.kept();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].why, Aside::UnknownShape);
    assert!(kept[0].raw.contains("poison"));
}

#[tokio::test]
async fn an_item_that_makes_the_desk_panic_is_put_aside_and_the_rest_goes_on() {
    let world = world();
    world.store.panic_at("deadly");
    let (journal, intake) = world.start();
    let texts = ["before", "deadly", "after"].map(str::to_owned);
    journal.append(body(&texts)).await.expect("taken");
    journal.append(body(&["next".into()])).await.expect("taken");
    settled(&journal).await;
    assert_eq!(world.texts().await, ["before", "after", "next"]);
    assert!(world.memory.kept()[0].raw.contains("deadly"));
    assert!(intake.is_working());
}

#[tokio::test]
async fn whoever_watches_sees_that_nothing_is_taken_any_more() {
    let world = world();
    let (journal, intake) = world.start();
    assert!(intake.is_working() && intake.takes_bodies());
    journal.close().await;
    let ended = async {
        while intake.is_working() || intake.takes_bodies() {
            tokio::task::yield_now().await;
        }
    };
    timeout(LONG, ended).await.expect("it shows");
}

#[tokio::test]
async fn what_can_not_be_understood_is_kept_and_blocks_nobody() {
    let world = world();
    let (journal, _intake) = world.start();
    journal.append(Bytes::from_static(b"{\"surprise\":true}")).await.expect("taken");
    journal.append(body(&["next".into()])).await.expect("taken");
    settled(&journal).await;
    assert_eq!(world.texts().await, ["next"]);
    assert_eq!(world.memory.kept().len(), 1);
}
