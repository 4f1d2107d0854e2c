//! A silent customer is followed up on by their own clock, whatever news comes in meanwhile.

use futures::executor::block_on;

use super::answering::ada;
use super::*;
use crate::desk::Note;
use crate::routing::{Action, Condition, Rule, Rules, Trigger};
use crate::rulebook::Rulebook;

/// In Mexico, where it is six in the evening when it is midnight at the desk.
const FAR_AWAY: &str = "525512345678";

/// A desk that asks after an hour of silence, and a customer far away who was just answered.
async fn answered() -> (Setting, Message) {
    let it = setting();
    let rule = Rule {
        id: "silent".into(),
        name: "Silent".into(),
        version: 1,
        on: true,
        when: vec![Trigger::CustomerSilent { working_minutes: 60 }],
        condition: Condition::Always,
        then: vec![Action::SendText { text: "Encara hi ets?".into() }],
        otherwise: vec![],
        stop: false,
    };
    let rules = Rules { rules: vec![rule], ..Rules::default() };
    let laid = it.desk.lay_down(&ada(), 0, Rulebook { rules, ..Rulebook::default() }).await;
    laid.expect("saved").expect("without a slip");
    it.desk.keep_time(&Actor::Clock).await.expect("reviewed");
    it.receive(&[text("m1", FAR_AWAY, 0)]).await;
    let said = it.say(TicketNumber(1), "r1").await;
    (it, said)
}

#[test]
fn a_status_leaves_a_follow_up_in_the_hours_of_the_customer() {
    block_on(async {
        let (it, said) = answered().await;
        assert_eq!(it.store.next_due(), Some(at(3600)), "seven in the evening over there");
        it.receive(&[status(&said.id, Progress::Delivered)]).await;
        assert_eq!(it.store.next_due(), Some(at(3600)));
    });
}

#[test]
fn whoever_opted_out_is_not_followed_up_on_by_the_way_of_a_status() {
    block_on(async {
        let (it, said) = answered().await;
        let note = Note { opted_out: Some(true), ..Note::default() };
        it.desk.describe(&nuria(), TicketNumber(1), &note).await.expect("noted");
        // Day over there and at the desk.
        it.clock.set(at(15 * 3600));
        it.receive(&[status(&said.id, Progress::Delivered)]).await;
        let thread = it.store.messages(TicketNumber(1), 50, None).await.expect("answers").items;
        assert_eq!(thread.len(), 2, "the question and the answer");
    });
}
