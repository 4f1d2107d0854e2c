//! When sessions end, and that they stay ended.

use super::*;

const HOUR: i64 = 60 * 60;

fn limits(idle: i64, longest: i64) -> Limits {
    Limits { idle: time::Duration::hours(idle), longest: time::Duration::hours(longest) }
}

async fn rows(limits: Limits) -> Rows {
    let store = Store::open(&store::Location::Memory, &store::SecretKey::random()).await;
    Rows::of(Arc::new(store.expect("a store")), limits)
}

/// A session that somebody opened so many seconds ago, and that may last a year as far as it knows.
fn opened(seconds: i64) -> Record {
    let now = OffsetDateTime::now_utc();
    let since = Value::from(now.unix_timestamp() - seconds);
    let data = HashMap::from([(SINCE.to_owned(), since), (PERSON.to_owned(), "ana".into())]);
    Record { id: Id::default(), data, expiry_date: now + time::Duration::days(365) }
}

#[test]
fn the_end_moves_on_now_and_then_and_not_at_each_request() {
    for (idle, after) in [(14 * 24, HOUR), (24, HOUR), (1, HOUR / 24)] {
        let limits = limits(idle, 1_000);
        assert!(is_due(None, 0, limits), "a session of an earlier version");
        assert!(!is_due(Some(1_000), 1_000, limits));
        assert!(!is_due(Some(1_000), 1_000 + after - 1, limits), "{idle}");
        assert!(is_due(Some(1_000), 1_000 + after, limits), "{idle}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_under_way_does_not_bring_back_who_signed_out() {
    let rows = rows(limits(1, 24)).await;
    let mut record = opened(0);
    rows.create(&mut record).await.expect("made");
    assert!(rows.load(&record.id).await.expect("it answers").is_some());
    rows.delete(&record.id).await.expect("signed out");
    rows.save(&record).await.expect("it answers");
    assert!(rows.load(&record.id).await.expect("it answers").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn however_often_somebody_comes_their_session_ends_so_long_after_its_beginning() {
    let rows = rows(limits(1, 24)).await;
    for (seconds, lasts) in [(0, true), (24 * HOUR - 60, true), (24 * HOUR, false)] {
        let mut record = opened(seconds);
        rows.create(&mut record).await.expect("made");
        rows.save(&record).await.expect("saved");
        let found = rows.load(&record.id).await.expect("it answers");
        assert_eq!(found.is_some(), lasts, "{seconds} by its copy");
        rows.copies.forget(&mark(record.id));
        let found = rows.load(&record.id).await.expect("it answers");
        assert_eq!(found.is_some(), lasts, "{seconds} by its row");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_showed_a_password_alone_has_ten_minutes_for_the_code() {
    let rows = rows(limits(1, 24)).await;
    for (seconds, lasts) in [(9 * 60, true), (10 * 60, false)] {
        let mut record = opened(seconds);
        let person = record.data.remove(PERSON).expect("somebody");
        record.data.insert(WAITS.to_owned(), person);
        rows.create(&mut record).await.expect("made");
        assert_eq!(rows.load(&record.id).await.expect("it answers").is_some(), lasts, "{seconds}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persons_sessions_are_listed_and_ended_by_marks_that_let_nobody_in() {
    let rows = rows(limits(1, 24)).await;
    let mut record = opened(0);
    rows.create(&mut record).await.expect("made");
    let open = rows.of_person(&"ana".into()).await.expect("a list");
    let [(found, _)] = &open[..] else { panic!("not one: {open:?}") };
    assert_eq!(*found, mark(record.id));
    assert!(!found.contains(&record.id.to_string()));
    assert!(rows.of_person(&"gil".into()).await.expect("a list").is_empty());
    rows.end(found).await.expect("it is ended");
    assert!(rows.load(&record.id).await.expect("it answers").is_none());
    assert!(rows.of_person(&"ana".into()).await.expect("a list").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_told_of_sessions_that_end_and_of_no_made_up_ones() {
    let rows = rows(limits(1, 24)).await;
    let mut told = rows.ended();
    let mut record = opened(0);
    rows.create(&mut record).await.expect("made");
    for _ in 0..10 {
        rows.delete(&Id::default()).await.expect("it answers");
    }
    assert!(told.try_recv().is_err(), "ten strangers would drown it");
    // Also if it was not used since the start.
    rows.copies.forget(&mark(record.id));
    rows.delete(&record.id).await.expect("it answers");
    assert_eq!(told.try_recv().ok(), Some(mark(record.id)));
    rows.delete(&record.id).await.expect("it answers");
    assert!(told.try_recv().is_err(), "it ends once");
}
