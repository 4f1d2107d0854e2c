//! What comes next by itself, as the use cases tell it.

use futures::executor::block_on;

use super::answering::ada;
use super::*;
use crate::automation::NextStep;
use crate::desk::Note;
use crate::ports::Filter;
use crate::routing::{Action, Condition, Rule, Rules, Trigger};
use crate::rulebook::Rulebook;

/// Whoever says nothing to an answer for an hour is written to, at any time of the day but five minutes.
fn rulebook(on: bool) -> Rulebook {
    let follow_up = Rule {
        id: "silent".into(),
        name: "Seguiment".into(),
        version: 1,
        on,
        when: vec![Trigger::CustomerSilent { working_minutes: 60 }],
        condition: Condition::Always,
        then: vec![Action::SendText { text: "Encara hi ets?".into() }],
        otherwise: vec![],
        stop: false,
    };
    let quiet = crate::region::Quiet::new(0, 5).expect("some length");
    let rules = Rules { rules: vec![follow_up], ..Rules::default() };
    Rulebook { rules, quiet, ..Rulebook::default() }
}

/// A desk whose ticket 1 was answered just now.
async fn answered(on: bool) -> Setting {
    let it = setting();
    it.desk.lay_down(&ada(), 0, rulebook(on)).await.expect("saved").expect("without a slip");
    let number = it.one_ticket().await;
    it.say(number, "r1").await;
    it
}

impl Setting {
    async fn foretold(&self, number: u64) -> Option<NextStep> {
        let thread = self.desk.thread(&nuria(), TicketNumber(number)).await.expect("read");
        let steps = self.desk.next_steps(&gil(), &[thread.card]).await.expect("a guest reads");
        assert_eq!(steps, std::slice::from_ref(&thread.next), "the same, however it is asked for");
        thread.next
    }
}

fn follow_up(at: DateTime<Utc>) -> Option<NextStep> {
    Some(NextStep { rule: "Seguiment".into(), at })
}

#[test]
fn a_thread_tells_what_comes_next_by_itself_and_then_it_comes() {
    block_on(async {
        let it = answered(true).await;
        let step = it.foretold(1).await;
        assert_eq!(step, follow_up(at(3600)));
        it.clock.set(at(3600));
        it.desk.keep_time(&Actor::Clock).await.expect("kept");
        let messages = it.desk.messages(&nuria(), TicketNumber(1), 9, None).await.expect("read");
        let last = messages.items.last().and_then(|bubble| bubble.message.content.text());
        assert_eq!(last, Some("Encara hi ets?"));
        assert_eq!(it.foretold(1).await, None);
    });
}

#[test]
fn what_the_customer_says_or_wants_takes_it_back() {
    block_on(async {
        let it = answered(true).await;
        let note = Note { opted_out: Some(true), ..Note::default() };
        it.desk.describe(&nuria(), TicketNumber(1), &note).await.expect("noted");
        assert_eq!(it.foretold(1).await, None, "they want none");
        let note = Note { opted_out: Some(false), ..Note::default() };
        it.desk.describe(&nuria(), TicketNumber(1), &note).await.expect("noted");
        assert!(it.foretold(1).await.is_some());
        it.receive(&[text("m2", "34600", 60)]).await;
        assert_eq!(it.foretold(1).await, None, "they wrote");
    });
}

#[test]
fn of_a_list_each_ticket_has_its_own() {
    block_on(async {
        let it = answered(true).await;
        it.receive(&[text("m2", "34611", 0)]).await;
        let page = it.desk.tickets(&nuria(), &Filter::default(), 50, None).await.expect("read");
        let steps = it.desk.next_steps(&nuria(), &page.items).await.expect("read");
        let of = |number| {
            let place = page.items.iter().position(|card| card.ticket.number.0 == number);
            steps[place.expect("listed")].clone()
        };
        assert_eq!((of(1), of(2)), (follow_up(at(3600)), None));
        let stranger = it.desk.next_steps(&Actor::Customer, &page.items).await;
        assert_eq!(refusal(stranger), Refusal::NotAllowed);
    });
}

#[test]
fn a_rule_that_is_switched_off_foretells_nothing() {
    block_on(async {
        assert_eq!(answered(false).await.foretold(1).await, None);
    });
}
