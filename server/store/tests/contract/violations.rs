//! A healthy desk has no violations, and a person can be told of those that another has.

use std::path::Path;
use std::sync::Arc;

use chrono::Duration;
use desk::call::CallId;
use desk::ids::TicketNumber;
use desk::permissions::Actor;
use desk::ports::{Clock, Commit};
use desk::ticket::{Change, Event};
use store::{Location, Store, Violation};
use surrealdb::Surreal;
use surrealdb::engine::local::Db;
use surrealdb_cnf::ConfigMap;
use surrealdb_engine_local::Datastore;
use tempfile::TempDir;

use super::world::{agent, furnished, key, run, world};

#[test]
fn a_desk_that_was_used_has_no_violations() {
    run(async {
        let store = Arc::new(furnished(&Location::Memory).await);
        let world = world(store.clone());
        let number = world.receive("m1", "34600").await;
        world.receive("m2", "34601").await;
        world.reply(number, "r1").await;
        assert_eq!(store.check().await.expect("it answers"), []);
    });
}

#[test]
fn what_is_wrong_is_found_and_named() {
    run(async {
        let store = Arc::new(furnished(&Location::Memory).await);
        let world = world(store.clone());
        let number = world.receive("m1", "34600").await;
        let mut ticket = store.ticket(number).await.expect("it answers").expect("a ticket");
        let (at, by) = (ticket.created_at, Actor::Clock.author());
        let skipped = Event { ticket: number, rev: 9, at, by, change: Change::Seen };
        ticket.customer = "Nobody".into();
        let commit = Commit { tickets: vec![ticket], events: vec![skipped], ..Commit::default() };
        store.commit(&commit).await.expect("the store does not judge");
        let violations = store.check().await.expect("it answers");
        assert_eq!(violations, [Violation::Gap { ticket: number, rev: 3 }]);
        let words = "The events of ticket 1 have a gap at revision 3.";
        assert_eq!(violations[0].to_string(), words);
    });
}

/// A closed folder with ticket 1, its customer's message m1, the reply r1 that Meta took, and the
/// reply r2 that waits.
async fn used_folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let store = Arc::new(furnished(&Location::Folder(folder.path().to_owned())).await);
    let world = world(store.clone());
    let number = world.receive("m1", "34600").await;
    world.reply(number, "r1").await;
    world.desk.deliver(&Actor::Clock, &world.queued().await[0]).await.expect("a call");
    world.reply(number, "r2").await;
    store.shutdown().await.expect("it shuts down");
    folder
}

/// Does to a closed folder what no desk would do.
async fn spoil(folder: &Path, text: &str) {
    let path = format!("surrealkv://{}", folder.join("database").display());
    let small = ConfigMap::empty()
        .with_key_value("surrealkv_block_cache_capacity", "1048576".to_owned())
        .with_key_value("surrealkv_max_memtable_size", "8388608".to_owned());
    let engine = Datastore::builder().with_config(small).build_with_path(&path).await;
    let engine = engine.expect("the engine opens");
    let db = Surreal::<Db>::unstable_from_datastore(Arc::clone(&engine), None).await;
    let db = db.expect("a session");
    db.use_ns("bustia").use_db("desk").await.expect("a database");
    db.query(text).await.and_then(|reply| reply.check()).expect("it is spoilt");
    engine.shutdown().await.expect("it shuts down");
}

/// What is found after each of these texts was done to a folder of its own.
fn finds(cases: Vec<(&'static str, Vec<Violation>)>) {
    run(async move {
        for (text, expected) in cases {
            let folder = used_folder().await;
            spoil(folder.path(), text).await;
            let location = Location::Folder(folder.path().to_owned());
            let store = Store::open(&location, &key()).await.expect("it opens");
            assert_eq!(store.check().await.expect("it answers"), expected, "{text}");
            store.shutdown().await.expect("it shuts down");
        }
    });
}

const ONE: TicketNumber = TicketNumber(1);

#[test]
fn what_is_lost_or_unreadable_is_named_and_stops_nothing() {
    let unreadable = |what: &str| Violation::Unreadable { what: what.into() };
    finds(vec![
        ("DELETE message:m1", vec![Violation::Lost { message: "m1".into(), ticket: ONE, rev: 2 }]),
        ("UPDATE message:m1 SET author = '{}'", vec![unreadable("message m1")]),
        (
            "UPDATE event:[1, 2] SET change = '{}'",
            vec![unreadable("event 2 of ticket 1"), Violation::Homeless { message: "m1".into() }],
        ),
        (
            "UPDATE ticket:1 SET ticket = 'nobody knows'",
            vec![
                unreadable("ticket 1"),
                Violation::LatestLost { ticket: ONE },
                Violation::StrayInOutbox { message: "r2".into() },
            ],
        ),
        (
            "DELETE contact",
            vec![
                Violation::StrayAlias { contact: "m1".into() },
                Violation::NoContact { ticket: ONE, contact: "m1".into() },
            ],
        ),
    ]);
}

#[test]
fn events_without_their_ticket_are_found_wherever_they_stand() {
    let event = "SET at = time::now(), by = '\"clock\"', change = '\"seen\"'";
    let before = format!("CREATE event:[0, 1] {event}").leak();
    let after = format!("CREATE event:[99, 1] {event}").leak();
    let far = format!("CREATE event:[7000, 1] {event}").leak();
    let none = |number| vec![Violation::NoTicket { ticket: TicketNumber(number) }];
    finds(vec![
        (before, none(0)),
        (after, none(99)),
        (far, none(7000)),
        (
            "DELETE ticket:1",
            vec![
                Violation::NoTicket { ticket: ONE },
                Violation::LatestLost { ticket: ONE },
                Violation::StrayInOutbox { message: "r2".into() },
            ],
        ),
    ]);
}

#[test]
fn what_leads_nowhere_or_to_something_else_is_found() {
    let progress = || vec![Violation::NotItsProgress { message: "r2".into() }];
    finds(vec![
        ("DELETE external", vec![Violation::NotByExternal { message: "r1".into() }]),
        (
            "UPDATE external SET message = message:r2",
            vec![Violation::NotByExternal { message: "r1".into() }],
        ),
        (
            "CREATE external:x SET message = message:nobody",
            vec![Violation::StrayExternal { message: "nobody".into() }],
        ),
        (
            "CREATE alias:['phone', '1'] SET contact = contact:nobody",
            vec![Violation::StrayAlias { contact: "nobody".into() }],
        ),
        ("UPDATE outbox:r2 SET progress = 'unconfirmed'", progress()),
        ("UPDATE outbox:r2 SET attempted_at = time::now()", progress()),
        ("UPDATE outbox:r2 SET progress = 'attempted'", progress()),
        ("DELETE outbox", vec![Violation::NotInOutbox { message: "r2".into() }]),
    ]);
}

#[test]
fn a_call_that_nothing_wants_is_found() {
    let row = "SET url = '', by = '', at = time::now(), tries = 0";
    let due = "due_at = d'1970-01-01T00:00:00Z'";
    // How `store` orders calls that were due in 1970.
    let place = |ticket: u64, rev: u64| format!("1{:023}-{ticket:020}-{rev:020}", 0);
    let made = |ticket: u64, rev: u64| {
        let place = place(ticket, rev);
        format!("CREATE call:[{ticket}, {rev}] {row}, {due}, place = '{place}'").leak() as &str
    };
    let stray = |ticket, rev| Violation::StrayCall { call: CallId { ticket, rev } };
    let astray = Violation::NotItsColumn { what: "call 9-1".into(), column: "place" };
    finds(vec![
        (made(1, 2), vec![stray(ONE, 2)]),
        (made(9, 1), vec![stray(TicketNumber(9), 1)]),
        (
            format!("CREATE call:[9, 1] {row}, {due}, place = ''").leak(),
            vec![astray, stray(TicketNumber(9), 1)],
        ),
        (
            format!("CREATE call:x {row}, {due}, place = ''").leak(),
            vec![Violation::Unreadable { what: "call".into() }],
        ),
    ]);
}

#[test]
fn a_file_that_nobody_fetches_and_a_fetch_of_nothing_are_found() {
    let row = "SET number = 'n1', media = '7', kind = '\"image\"', at = time::now(), tries = 0, \
        due_at = d'1970-01-01T00:00:00Z'";
    // How `store` orders what was due in 1970.
    let made = |id: &str, place: &str| {
        format!("CREATE to_fetch:{id} {row}, place = '{place}'").leak() as &str
    };
    let place = |id: &str| format!("1{:023}-{id}", 0);
    let picture = "UPDATE message:m1 SET content = '{\"media\":{\"media_kind\":\"image\",\
        \"media\":\"7\",\"mime\":null,\"caption\":null,\"filename\":null,\"voice\":false}}'";
    let stray = |id: &str| Violation::StrayFetch { message: id.into() };
    let what = "fetch of message m9".to_owned();
    // The event says still that it was a text.
    let changed = Violation::NotItsHistory { ticket: ONE };
    finds(vec![
        (made("m1", &place("m1")), vec![stray("m1")]),
        (made("m9", &place("m9")), vec![stray("m9")]),
        (made("m9", ""), vec![Violation::NotItsColumn { what, column: "place" }, stray("m9")]),
        (picture, vec![changed.clone(), Violation::NotToFetch { message: "m1".into() }]),
        (format!("{picture}, fetched = '{{\"never\":\"gone\"}}'").leak(), vec![changed.clone()]),
        (format!("{picture}; {}", made("m1", &place("m1"))).leak(), vec![changed]),
    ]);
}

#[test]
fn a_column_that_says_something_else_than_its_row_is_found() {
    let astray = |what: &str, column| vec![Violation::NotItsColumn { what: what.into(), column }];
    let outbox = "row of message r2 in the outbox";
    finds(vec![
        ("UPDATE ticket:1 SET status = 'resolved'", astray("ticket 1", "status")),
        ("UPDATE ticket:1 SET owner = 'nobody'", astray("ticket 1", "owner")),
        ("UPDATE ticket:1 SET place = ''", astray("ticket 1", "place")),
        ("UPDATE ticket:1 SET rev = 1", astray("ticket 1", "rev")),
        ("UPDATE message:m1 SET place = ''", astray("message m1", "place")),
        ("UPDATE outbox:r2 SET place = ''", astray(outbox, "place")),
        ("UPDATE outbox:r2 SET number = 'n2'", astray(outbox, "number")),
        ("UPDATE outbox:r2 SET contact = contact:nobody", astray(outbox, "contact")),
        ("UPDATE outbox:r2 SET message = message:r1", astray(outbox, "message")),
    ]);
}

#[test]
fn a_ticket_that_sleeps_and_is_never_woken_is_found() {
    run(async {
        let store = Arc::new(furnished(&Location::Memory).await);
        let world = world(store.clone());
        let number = world.receive("m1", "34600").await;
        let until = Clock::now(&*world.clock) + Duration::hours(1);
        let ticket = world.desk.snooze(&agent(), number, until).await.expect("it is snoozed");
        assert_eq!(store.check().await.expect("it answers"), []);
        store.set_due(number, ticket.rev, None).await.expect("it is set");
        let astray = Violation::NotItsColumn { what: "ticket 1".into(), column: "due_at" };
        assert_eq!(store.check().await.expect("it answers"), [astray]);
    });
}

#[test]
fn a_contact_that_its_aliases_do_not_find_is_found() {
    let not_found = || vec![Violation::NotByAlias { contact: "m1".into() }];
    let not_its = || vec![Violation::NotItsAlias { contact: "m1".into() }];
    let other = "CREATE contact:other SET phone = '34601'; \
        CREATE alias:['phone', '34601'] SET contact = contact:other;";
    finds(vec![
        ("DELETE alias", not_found()),
        (
            format!("{other} UPDATE alias:['phone', '34600'] SET contact = contact:other").leak(),
            not_found(),
        ),
        ("UPDATE contact:m1 SET phone = '34602'", not_found()),
        ("UPDATE contact:m1 SET user_id = 'ES.1'", not_found()),
        ("CREATE alias:['user_id', 'ES.1'] SET contact = contact:m1", not_its()),
        // Whom a user id found before, it finds still.
        (
            format!(
                "{other} UPDATE contact:other SET user_id = 'ES.2'; \
                CREATE alias:['user_id', 'ES.2'] SET contact = contact:other; \
                CREATE alias:['user_id', 'ES.1'] SET contact = contact:other; \
                UPDATE contact:m1 SET user_id = 'ES.1'"
            )
            .leak(),
            vec![],
        ),
    ]);
}
