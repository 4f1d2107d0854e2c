//! What happens when the disk refuses.

use tokio::sync::oneshot;

use super::super::{position, scan};
use super::*;

fn writer(settings: &Settings) -> (Writer, mpsc::UnboundedReceiver<Entry>, Arc<Ledger>) {
    let found = scan::scan(settings).expect("a folder");
    let ledger = Arc::new(Ledger::new(settings, &found).expect("a ledger"));
    let (into, entries) = mpsc::unbounded_channel();
    let writer = Writer::open(settings, found, ledger.clone(), into).expect("a writer");
    (writer, entries, ledger)
}

/// Appends one body, with nothing else waiting.
fn append(writer: &mut Writer, ledger: &Ledger) -> Result<Seq, AppendError> {
    let (_orders, mut queue) = mpsc::unbounded_channel();
    let (done, mut answer) = oneshot::channel();
    ledger.admit(4)?;
    let order = Order::Append { arrived_at: Utc::now(), body: Bytes::from_static(b"body"), done };
    assert!(writer.work(order, &mut queue).is_none());
    answer.try_recv().expect("an answer")
}

#[test]
fn after_one_failed_write_nothing_is_taken_any_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings { segment: 4096, backlog: 4096, ..Settings::in_folder(folder.path()) };
    let (mut writer, mut entries, ledger) = writer(&settings);
    assert_eq!(append(&mut writer, &ledger), Ok(1));
    let good = writer.current.take().expect("a segment");
    writer.current = Some(Segment::failing(&good.path, good.index).expect("opened"));
    assert!(!ledger.is_broken());
    assert_eq!(append(&mut writer, &ledger), Err(AppendError::Broken));
    assert!(ledger.is_broken(), "whoever watches can see it");
    // Even if the disk seems well again: nobody knows what it dropped.
    writer.current = Some(good);
    assert_eq!(append(&mut writer, &ledger), Err(AppendError::Broken));
    assert_eq!(ledger.backlog(), 4);
    assert_eq!(entries.try_recv().map(|entry| entry.seq), Ok(1));
    assert!(entries.try_recv().is_err());
}

#[test]
fn how_far_it_got_is_written_without_being_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings { segment: 4096, backlog: 4096, ..Settings::in_folder(folder.path()) };
    let (mut writer, _entries, ledger) = writer(&settings);
    assert_eq!(position::read(folder.path()), 0);
    assert_eq!(append(&mut writer, &ledger), Ok(1));
    assert!(!ledger.apply(1));
    assert_eq!(position::read(folder.path()), 1);
}
