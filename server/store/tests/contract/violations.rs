//! A healthy desk has no violations, and a person can be told of those that another has.

use std::sync::Arc;

use desk::permissions::Actor;
use desk::ports::Commit;
use desk::ticket::{Change, Event};
use store::{Location, Violation};

use super::world::{furnished, run, world};

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
