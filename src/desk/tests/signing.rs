//! The customer sees that they were read, and that somebody is typing.

use futures::executor::block_on;

use super::*;
use crate::ports::Sign;
use crate::rulebook::{Receipts, Rulebook};

fn sign(message: &str, typing: bool) -> Sign {
    Sign { number: NUMBER.into(), message: format!("wamid.{message}"), typing }
}

impl Setting {
    async fn shows(&self, read: bool, typing: bool) {
        let book = Rulebook { receipts: Receipts { read, typing }, ..Rulebook::default() };
        let chief = Actor::Person { id: "chief".into(), role: Role::Administrator };
        let laid = self.desk.lay_down(&chief, 0, book).await.expect("laid down");
        assert!(laid.is_ok(), "{laid:?}");
    }
}

#[test]
fn whoever_looks_shows_the_newest_message_as_read_once() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), text("m2", "34600", 1)]).await;
        let number = TicketNumber(1);
        assert_eq!(refusal(it.desk.see(&gil(), number).await), Refusal::NotAllowed);
        assert_eq!(it.channel.shown(), []);
        for _ in 0..2 {
            it.desk.see(&nuria(), number).await.expect("seen");
        }
        assert_eq!(it.channel.shown(), [sign("m2", false)]);
        it.receive(&[text("m3", "34600", 2)]).await;
        it.desk.see(&nuria(), number).await.expect("seen");
        assert_eq!(it.channel.shown(), [sign("m2", false), sign("m3", false)]);
        assert_eq!(it.channel.sent(), []);
    });
}

#[test]
fn while_somebody_types_the_customer_is_told_every_twenty_seconds() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        assert_eq!(refusal(it.desk.types(&gil(), number).await), Refusal::NotAllowed);
        for (seconds, times) in [(0, 1), (19, 1), (1, 2), (5, 2), (15, 3)] {
            it.clock.advance(Duration::seconds(seconds));
            it.desk.types(&nuria(), number).await.expect("told");
            assert_eq!(it.channel.shown().len(), times, "{seconds} seconds later");
        }
        assert!(it.channel.shown().iter().all(|shown| *shown == sign("m1", true)));
    });
}

#[test]
fn whoever_answered_and_types_again_is_seen_again_at_once() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.types(&nuria(), number).await.expect("told");
        it.say(number, "r1").await;
        it.desk.types(&nuria(), number).await.expect("told");
        let typing = it.channel.shown().into_iter().filter(|shown| shown.typing);
        assert_eq!(typing.count(), 2);
    });
}

#[test]
fn what_is_switched_off_no_customer_sees() {
    block_on(async {
        for (read, typing, expected) in [
            (true, false, vec![sign("m1", false)]),
            (false, false, vec![]),
            // Meta shows the one only with the other.
            (false, true, vec![]),
        ] {
            let it = setting();
            it.shows(read, typing).await;
            let number = it.one_ticket().await;
            it.desk.see(&nuria(), number).await.expect("seen");
            it.desk.types(&nuria(), number).await.expect("heard");
            assert_eq!(it.channel.shown(), expected, "read {read}, typing {typing}");
        }
    });
}

#[test]
fn nothing_is_shown_of_what_is_older_than_a_month() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.clock.advance(Duration::days(31));
        it.desk.see(&nuria(), number).await.expect("seen");
        it.desk.types(&nuria(), number).await.expect("heard");
        assert_eq!(it.channel.shown(), []);
    });
}
