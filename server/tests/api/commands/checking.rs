//! `bustia fsck` finds what is broken, and says nothing of what is whole.

use std::path::{Path, PathBuf};

use desk::ids::TicketNumber;
use desk::ports::Commit;
use desk::ticket::Status;
use server::journal::{Journal, Settings};

use crate::harness::{NUMBER, TestDesk, bustia, envelope, numbered, run, status};

/// A stopped desk with a few tickets and a reply.
async fn used_desk() -> TestDesk {
    let mut desk = TestDesk::start().await;
    desk.meta().say((1..=3).map(|c| numbered(c, 1)).collect()).await;
    let number = desk.written(numbered(1, 2)).await["number"].as_u64().expect("a number");
    desk.api().reply(number, "Hello").await;
    desk.settled().await;
    desk.stop().await;
    desk
}

#[test]
fn a_whole_folder_passes() {
    run(async || {
        let desk = used_desk().await;
        let said = bustia(&["fsck"], Some(desk.folder.path())).done().await;
        assert_eq!(said.lines().count(), 1, "{said}");
    });
}

#[test]
fn a_ticket_that_its_history_does_not_lead_to_is_found() {
    run(async || {
        let desk = used_desk().await;
        let store = desk.folder.open().await;
        let number = TicketNumber(1);
        let mut ticket = store.ticket(number).await.expect("it reads").expect("it is there");
        let change = desk::ticket::Change::Seen;
        let by = desk::permissions::Author::Clock;
        let event = desk::ticket::Event {
            ticket: number,
            rev: ticket.rev + 1,
            at: ticket.created_at,
            by,
            change,
        };
        // A ticket says that it is resolved; its history says that somebody looked at it.
        ticket.rev += 1;
        ticket.status = Status::Resolved;
        let commit = Commit { tickets: vec![ticket], events: vec![event], ..Commit::default() };
        desk::ports::Store::commit(&store, &commit).await.expect("the store does not judge");
        store.shutdown().await.expect("it shuts");
        let output = bustia(&["fsck"], Some(desk.folder.path())).run().await;
        assert_eq!(output.status.code(), Some(1));
        let list = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!list.trim().is_empty(), "no list");
        assert!(!output.stderr.is_empty(), "no word of what to do");
    });
}

/// Where the journal's only file in use is, and where its records begin.
fn journal(desk: &TestDesk) -> (PathBuf, Vec<usize>) {
    let files = std::fs::read_dir(desk.folder.path().join("journal")).expect("a journal");
    let paths = files.map(|file| file.expect("a file").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|kind| kind == "journal")).collect();
    let (path, mut records, mut at) = (paths.pop().expect("a file"), vec![], 0);
    assert!(paths.is_empty());
    let bytes = std::fs::read(&path).expect("it reads");
    // A record begins with its length, has a head of 24 bytes, and no record is empty.
    while let Some(length) = bytes
        .get(at..at + 4)
        .map(|length| u32::from_le_bytes(length.try_into().expect("four bytes")) as usize)
        && length > 0
    {
        records.push(at);
        at += 24 + length;
    }
    assert!(records.len() > 1, "too little was posted");
    (path, records)
}

fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).expect("it reads");
    bytes[at] ^= 1;
    std::fs::write(path, bytes).expect("it writes");
}

#[test]
fn a_journal_that_is_damaged_in_the_middle_is_found_and_a_torn_end_is_none() {
    run(async || {
        let desk = used_desk().await;
        let (path, records) = journal(&desk);
        // As a crash leaves what was never answered.
        let last = records[records.len() - 1];
        flip(&path, last + 30);
        bustia(&["fsck"], Some(desk.folder.path())).done().await;
        flip(&path, last + 30);
        flip(&path, records[0] + 30);
        let output = bustia(&["fsck"], Some(desk.folder.path())).run().await;
        assert_eq!(output.status.code(), Some(1));
        let list = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(list.lines().count(), 1, "{list}");
        assert!(list.contains(path.to_str().expect("text")), "{list}");
    });
}

#[test]
fn what_was_taken_in_and_is_nowhere_is_found() {
    run(async || {
        let desk = used_desk().await;
        let settings = Settings::in_folder(desk.folder.path().join("journal"));
        let (journal, _entries) = Journal::open(&settings).expect("a journal");
        let body = envelope(vec![numbered(1, 1), numbered(9, 1)], vec![status("x", None, "sent")]);
        let seq = journal.append(body.to_string().into()).await.expect("it is taken");
        // What waits is nowhere yet, and that is no loss.
        bustia(&["fsck"], Some(desk.folder.path())).done().await;
        journal.applied(seq);
        journal.close().await;
        let output = bustia(&["fsck"], Some(desk.folder.path())).run().await;
        assert_eq!(output.status.code(), Some(1));
        let list = String::from_utf8_lossy(&output.stdout).into_owned();
        let lost = |place| {
            format!(
                "Item {place} of body {seq} of the journal was taken in, but is in no ticket and \
                 not kept aside."
            )
        };
        assert_eq!(list.lines().collect::<Vec<_>>(), [lost(2), lost(3)]);
    });
}

#[test]
fn whatever_came_of_what_was_taken_in_it_is_not_lost() {
    run(async || {
        let mut desk = used_desk().await;
        desk.restart().await;
        let meta = desk.meta();
        // Once more; of a number that is not ours; of a message that is not ours; of no known shape.
        meta.say(vec![numbered(1, 1), numbered(1, 3)]).await;
        let elsewhere = envelope(vec![numbered(2, 9)], vec![]).to_string();
        meta.post(elsewhere.replace(NUMBER, "106540352242923")).await;
        meta.report(vec![status("wamid.of.nobody", None, "read")]).await;
        meta.post(r#"{"surprise": true}"#).await;
        assert_eq!(desk.kept().await, 3);
        desk.end().await;
    });
}

#[test]
fn events_without_a_ticket_are_found() {
    run(async || {
        let desk = used_desk().await;
        let store = desk.folder.open().await;
        let event = desk::ticket::Event {
            ticket: TicketNumber(77),
            rev: 1,
            at: chrono::DateTime::UNIX_EPOCH,
            by: desk::permissions::Author::Clock,
            change: desk::ticket::Change::Seen,
        };
        let commit = Commit { events: vec![event], ..Commit::default() };
        desk::ports::Store::commit(&store, &commit).await.expect("the store does not judge");
        store.shutdown().await.expect("it shuts");
        let output = bustia(&["fsck"], Some(desk.folder.path())).run().await;
        assert_eq!(output.status.code(), Some(1));
        let list = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(list.trim(), "There are events of ticket 77, but no such ticket.");
    });
}

#[test]
fn a_folder_without_a_database_stays_without_one() {
    run(async || {
        let folder = crate::harness::Folder::empty();
        let output = bustia(&["fsck"], Some(folder.path())).run().await;
        assert_eq!(output.status.code(), Some(1));
        let sentence = bustia(&["fsck"], Some(folder.path())).refused().await;
        assert!(sentence.contains("database"), "{sentence}");
        let left = std::fs::read_dir(folder.path()).expect("it is there").count();
        assert_eq!(left, 0, "checking made something");
    });
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    run(async || {
        let desk = used_desk().await;
        let nowhere = desk.folder.path().join("nowhere");
        let words = ["fsck", "--data", &nowhere.display().to_string()];
        bustia(&words, None).refused().await;
        assert!(!nowhere.exists());
    });
}
