//! Numbers that are stopped: nothing goes out, nothing is lost, and what starts them again.

use futures::executor::block_on;

use super::*;
use crate::desk::Delivered;
use crate::ids::NumberId;
use crate::message::{Trouble, Wait};
use crate::outlet::Stop;
use crate::ports::{Outgoing, Outlets, Sending};

fn jordi() -> Actor {
    Actor::Person { id: "jordi".into(), role: Role::Supervisor }
}

fn expired() -> Sending {
    Sending::Stopped {
        trouble: Trouble::Token,
        failure: Failure::told(190, "Session has expired".into()),
    }
}

/// Three replies to three customers, of which the first found that the token expired.
async fn stopped() -> (Setting, NumberId) {
    let it = setting();
    it.receive(&[text("m1", "34600", 0), text("m2", "34611", 0), text("m3", "34622", 0)]).await;
    for number in 1..=3 {
        it.say(TicketNumber(number), &format!("r{number}")).await;
    }
    it.channel.will_answer(expired());
    let first = it.oldest().await.expect("something waits");
    assert_eq!(it.deliver(&first).await, Delivered::Stopped);
    (it, NUMBER.into())
}

impl Setting {
    async fn oldest(&self) -> Option<Outgoing> {
        self.store.oldest_of(&NUMBER.into()).await.expect("answers")
    }

    async fn deliver(&self, outgoing: &Outgoing) -> Delivered {
        self.desk.deliver(&Actor::Clock, outgoing).await.expect("delivered")
    }

    async fn kept(&self) -> Option<Stop> {
        self.store.outlets().await.expect("answers").pop()?.stop
    }
}

#[test]
fn a_number_that_meta_stops_keeps_its_queue_and_says_since_when_and_why() {
    block_on(async {
        let (it, number) = stopped().await;
        let stop = Stop {
            trouble: Trouble::Token,
            code: 190,
            reason: "Session has expired".into(),
            since: it.clock.now(),
        };
        assert_eq!(it.kept().await, Some(stop.clone()));
        assert_eq!(it.desk.stopped(&jordi()), [(number.clone(), stop)]);
        assert_eq!(it.live.asked(), 1);
        let past = it.desk.queued_past(&Actor::Clock, &[number], 9, None).await.expect("read");
        assert_eq!(past.items, []);
        let waiting = it.desk.waiting(&jordi()).await.expect("counted").remove(0);
        assert_eq!((waiting.queued, waiting.begun, waiting.unconfirmed), (3, 0, 0));
        assert_eq!(waiting.oldest, Some(it.clock.now()));
        assert_eq!(it.progress(&"r1".into()).await, Some(Progress::Queued));
    });
}

#[test]
fn a_try_that_succeeds_starts_the_number_and_one_that_fails_keeps_its_since() {
    block_on(async {
        let (it, number) = stopped().await;
        let since = it.clock.now();
        it.clock.advance(Duration::minutes(1));
        for answer in [expired(), Sending::Later(Wait::Number), Sending::Unknown] {
            it.channel.will_answer(answer);
            let probe = it.desk.probe(&Actor::Clock, &number).await.expect("read");
            it.deliver(&probe.expect("something waits")).await;
            assert_eq!(it.kept().await.map(|stop| stop.since), Some(since));
        }
        assert_eq!(it.live.asked(), 1, "everyone knows already");
        let probe = it.desk.probe(&Actor::Clock, &number).await.expect("read");
        assert_eq!(it.deliver(&probe.expect("something waits")).await, Delivered::Settled);
        assert_eq!((it.kept().await, it.live.asked()), (None, 2));
        assert_eq!(it.desk.stopped(&jordi()), []);
    });
}

#[test]
fn what_was_on_its_way_before_the_stop_does_not_start_the_number() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0)]).await;
        it.say(TicketNumber(1), "r1").await;
        let outgoing = it.oldest().await.expect("something waits");
        let stop =
            Stop { trouble: Trouble::Payment, code: 131_042, reason: "".into(), since: at(0) };
        // Another process found out meanwhile.
        it.store.stop(&NUMBER.into(), &stop).await.expect("kept");
        it.deliver(&outgoing).await;
        assert_eq!(it.kept().await, Some(stop));
    });
}

#[test]
fn a_start_knows_which_numbers_are_stopped() {
    block_on(async {
        let (it, number) = stopped().await;
        let (store, channel) = (it.store.clone(), it.channel.clone());
        let desk = Desk::new(store, channel, it.clock.clone(), it.live.clone());
        assert_eq!(desk.stopped(&jordi()), []);
        desk.begin(&Actor::Clock).await.expect("begun");
        assert_eq!(desk.stopped(&jordi())[0].0, number);
    });
}

#[test]
fn a_number_without_anything_to_send_is_not_stopped_any_more() {
    block_on(async {
        let (it, number) = stopped().await;
        for id in ["r1", "r2", "r3"] {
            it.receive(&[status(&id.into(), Progress::Failed)]).await;
        }
        assert_eq!(it.desk.probe(&Actor::Clock, &number).await.expect("read"), None);
        assert_eq!(it.kept().await, None);
    });
}

#[test]
fn who_oversees_sees_stopped_numbers_and_starts_them_and_nobody_else_does() {
    block_on(async {
        let (it, number) = stopped().await;
        for actor in [nuria(), gil()] {
            assert_eq!(it.desk.stopped(&actor), []);
            assert_eq!(refusal(it.desk.waiting(&actor).await), Refusal::NotAllowed);
            assert_eq!(refusal(it.desk.resume(&actor, &number).await), Refusal::NotAllowed);
        }
        assert!(it.kept().await.is_some());
        let woken = it.live.woken();
        it.desk.resume(&jordi(), &number).await.expect("it starts");
        assert_eq!((it.kept().await, it.live.woken()), (None, woken + 1));
    });
}
