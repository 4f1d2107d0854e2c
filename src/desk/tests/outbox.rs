//! The outbox: at most once, and nobody left in the dark.

use futures::executor::block_on;

use super::*;
use crate::desk::deliver::PATIENCE;
use crate::ports::Sending;

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
        let queued = self.desk.queued(&Actor::Clock).await.expect("read");
        for outgoing in &queued {
            self.desk.deliver(&Actor::Clock, outgoing).await.expect("delivered");
        }
        self.desk.doubt(&Actor::Clock).await.expect("doubted");
        queued.len()
    }
}

#[test]
fn an_accepted_message_leaves_the_outbox_and_waits_for_its_ticks() {
    block_on(async {
        let (it, id) = queued(Sending::Accepted { external: "wamid.9".into() }).await;
        assert_eq!((it.round().await, it.round().await), (1, 0));
        assert_eq!(it.progress(&id).await, Some(Progress::Accepted));
        assert_eq!(it.channel.sent().len(), 1);
        assert_eq!(it.store.outbox().await.expect("answers"), []);
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
        let (it, id) = queued(Sending::Later { millis: 50 }).await;
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
        assert_eq!(it.store.outbox().await.expect("answers"), []);
        let resent = it.desk.resend(&nuria(), &id).await;
        assert_eq!(refusal(resent), Refusal::NotUnconfirmed);
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
        let queued = it.desk.queued(&Actor::Clock).await.expect("read");
        for _ in 0..2 {
            it.desk.deliver(&Actor::Clock, &queued[0]).await.expect("delivered");
        }
        assert_eq!(it.channel.sent().len(), 1);
    });
}
