//! The outbox: at most once, and nobody left in the dark.

use futures::executor::block_on;

use super::*;
use crate::desk::deliver::PATIENCE;
use crate::message::Wait;
use crate::ports::{Outgoing, Sending};

/// A desk with one queued reply, and what to say about WhatsApp's answer to it.
async fn queued(answer: Sending) -> (Setting, MessageId) {
    let it = setting();
    let number = it.one_ticket().await;
    let id = it.say(number, "r1").await.id;
    it.channel.will_answer(answer);
    (it, id)
}

impl Setting {
    /// One round of the outbox; how many messages it took up.
    async fn round(&self) -> usize {
        let queued = self.waiting().await;
        for outgoing in &queued {
            self.desk.deliver(&Actor::Clock, outgoing).await.expect("delivered");
        }
        self.desk.doubt(&Actor::Clock).await.expect("doubted");
        queued.len()
    }

    async fn waiting(&self) -> Vec<Outgoing> {
        self.desk.queued(&Actor::Clock, 100, None).await.expect("read").items
    }

    /// Whether the outbox has nothing to send and nothing to doubt.
    async fn is_done(&self) -> bool {
        let begun = self.store.attempted(self.clock.now()).await.expect("answers");
        self.waiting().await.is_empty() && begun.is_empty()
    }
}

#[test]
fn an_accepted_message_leaves_the_outbox_and_waits_for_its_ticks() {
    block_on(async {
        let (it, id) = queued(Sending::Accepted { external: "wamid.9".into() }).await;
        assert_eq!((it.round().await, it.round().await), (1, 0));
        assert_eq!(it.progress(&id).await, Some(Progress::Accepted));
        assert_eq!(it.channel.sent().len(), 1);
        assert!(it.is_done().await);
        it.is_consistent().await;
    });
}

#[test]
fn a_refused_message_fails_with_the_reason_and_is_not_tried_again() {
    block_on(async {
        let failure = Failure::told(131026, "undeliverable".into());
        let (it, id) = queued(Sending::Refused(failure.clone())).await;
        it.round().await;
        it.round().await;
        let message = it.store.message(&id).await.expect("answers").expect("is there");
        assert_eq!(message.delivery, Some(Delivery::failed(failure)));
        assert_eq!(it.channel.sent().len(), 1);
    });
}

#[test]
fn a_message_that_surely_was_not_sent_is_tried_again() {
    block_on(async {
        let (it, id) = queued(Sending::Later(Wait::Customer)).await;
        it.round().await;
        assert_eq!(it.progress(&id).await, Some(Progress::Queued));
        it.round().await;
        assert_eq!(it.progress(&id).await, Some(Progress::Accepted));
        assert_eq!(it.channel.sent().len(), 2);
    });
}

#[test]
fn an_ambiguous_answer_is_never_sent_again_by_itself() {
    block_on(async {
        let (it, id) = queued(Sending::Unknown).await;
        it.round().await;
        it.clock.advance(PATIENCE);
        for _ in 0..3 {
            it.round().await;
        }
        assert_eq!(it.progress(&id).await, Some(Progress::Unconfirmed));
        assert_eq!(it.channel.sent().len(), 1);
        it.is_consistent().await;
    });
}

#[test]
fn a_status_settles_the_doubt() {
    block_on(async {
        let (it, id) = queued(Sending::Unknown).await;
        it.round().await;
        it.clock.advance(PATIENCE);
        it.round().await;
        it.receive(&[status(&id, Progress::Sent)]).await;
        assert_eq!(it.progress(&id).await, Some(Progress::Sent));
        assert!(it.is_done().await);
        let resent = it.desk.resend(&nuria(), &id).await;
        assert_eq!(refusal(resent), Refusal::NotUnconfirmed);
    });
}

/// As a business API double reports it that knows nothing of our ids.
fn by_metas_id(external: &str, progress: Progress) -> Inbound {
    let Inbound::Status(news) = status(&"unused".into(), progress) else { unreachable!() };
    Inbound::Status(StatusNews { external: external.into(), message: None, ..news })
}

#[test]
fn a_status_that_comes_before_the_answer_is_written_down_moves_the_ticks_after_it() {
    block_on(async {
        let (it, id) = queued(Sending::Accepted { external: "wamid.9".into() }).await;
        it.receive(&[
            by_metas_id("wamid.9", Progress::Sent),
            by_metas_id("wamid.other", Progress::Read),
            by_metas_id("wamid.9", Progress::Delivered),
        ])
        .await;
        assert_eq!(it.progress(&id).await, Some(Progress::Queued));
        it.round().await;
        assert_eq!(it.progress(&id).await, Some(Progress::Delivered));
        it.receive(&[by_metas_id("wamid.9", Progress::Read)]).await;
        assert_eq!(it.progress(&id).await, Some(Progress::Read));
        it.is_consistent().await;
    });
}

#[test]
fn a_person_may_take_the_risk_and_resend_once() {
    block_on(async {
        let (it, id) = queued(Sending::Unknown).await;
        it.round().await;
        it.clock.advance(PATIENCE);
        it.round().await;
        it.desk.resend(&nuria(), &id).await.expect("resent");
        assert_eq!(refusal(it.desk.resend(&nuria(), &id).await), Refusal::NotUnconfirmed);
        it.round().await;
        assert_eq!(it.progress(&id).await, Some(Progress::Accepted));
        assert_eq!(it.channel.sent().len(), 2);
        it.is_consistent().await;
    });
}

#[test]
fn a_crash_between_sending_and_recording_sends_nothing_twice() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let id = it.say(number, "r1").await.id;
        // The attempt was written down; then the process died, whatever WhatsApp had done.
        assert!(it.store.begin_attempt(&id, it.clock.now()).await.expect("answers"));
        assert_eq!(it.round().await, 0);
        it.clock.advance(PATIENCE);
        assert_eq!(it.round().await, 0);
        assert_eq!(it.channel.sent().len(), 0);
        assert_eq!(it.progress(&id).await, Some(Progress::Unconfirmed));
    });
}

#[test]
fn two_workers_on_one_message_send_it_once() {
    block_on(async {
        let (it, _) = queued(Sending::Unknown).await;
        let queued = it.waiting().await;
        for _ in 0..2 {
            it.desk.deliver(&Actor::Clock, &queued[0]).await.expect("delivered");
        }
        assert_eq!(it.channel.sent().len(), 1);
    });
}

#[test]
fn one_doubt_that_can_not_be_written_down_keeps_no_other_waiting() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), text("m2", "34611", 0), text("m3", "34622", 0)]).await;
        for number in 1..=3 {
            it.say(TicketNumber(number), &format!("r{number}")).await;
            it.channel.will_answer(Sending::Unknown);
        }
        it.round().await;
        it.clock.advance(PATIENCE);
        it.store.break_ticket(TicketNumber(1));
        let doubted = it.desk.doubt(&Actor::Clock).await;
        assert!(matches!(doubted, Err(Error::Failed(_))), "{doubted:?}");
        for (id, progress) in [("r1", Progress::Queued), ("r2", Progress::Unconfirmed)] {
            assert_eq!(it.progress(&id.into()).await, Some(progress), "{id}");
        }
        assert_eq!(it.progress(&"r3".into()).await, Some(Progress::Unconfirmed));
    });
}

#[test]
fn an_answer_that_comes_after_the_doubt_queues_nothing_again() {
    block_on(async {
        let (it, id) = queued(Sending::Unknown).await;
        it.round().await;
        it.clock.advance(PATIENCE);
        it.desk.doubt(&Actor::Clock).await.expect("doubted");
        it.store.end_attempt(&id).await.expect("answers");
        assert!(it.is_done().await);
        assert_eq!(it.progress(&id).await, Some(Progress::Unconfirmed));
    });
}
