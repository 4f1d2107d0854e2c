//! Calls to programs: at least once, again after pauses, and given up in the thread.

use futures::executor::block_on;

use super::answering::ada;
use super::*;
use crate::call::{Call, CallId, Unheard};
use crate::permissions::Author;
use crate::routing::{Action, Condition, Rule, Rules, Trigger};
use crate::rulebook::Rulebook;
use crate::ticket::Change;

const URL: &str = "https://hooks.example.org/secret";

/// A desk whose only rule calls a program when a customer writes, and the call for the first message.
async fn called() -> (Setting, Call) {
    let it = setting();
    let rule = Rule {
        id: "tell".into(),
        name: "Tell".into(),
        version: 3,
        on: true,
        when: vec![Trigger::MessageIn],
        condition: Condition::Always,
        then: vec![Action::CallWebhook { url: URL.into() }],
        otherwise: vec![],
        stop: false,
    };
    let rules = Rules { rules: vec![rule], ..Rules::default() };
    let laid = it.desk.lay_down(&ada(), 0, Rulebook { rules, ..Rulebook::default() }).await;
    laid.expect("saved").expect("without a slip");
    it.one_ticket().await;
    let call = it.next_call().await.expect("a call");
    (it, call)
}

impl Setting {
    async fn next_call(&self) -> Option<Call> {
        let page = self.desk.calls(&Actor::Clock, 10, None).await.expect("read");
        page.items.into_iter().next()
    }

    /// The call that stands next is made, with that outcome.
    async fn tries(&self, outcome: Result<(), Unheard>) {
        let call = self.next_call().await.expect("a call");
        self.desk.tried(&Actor::Clock, &call, outcome).await.expect("taken down");
    }

    /// What the thread says of calls that were given up.
    async fn given_up(&self) -> Vec<(u64, String, Unheard)> {
        let events = self.store.events(TicketNumber(1), 100).await.expect("read");
        let given_up = events.into_iter().filter_map(|event| match event.change {
            Change::CallFailed { call, host, why } => {
                assert_eq!(event.by, Author::Clock);
                Some((call, host, why))
            }
            _ => None,
        });
        given_up.collect()
    }
}

#[test]
fn a_call_waits_from_the_commit_that_wants_it_and_wakes_who_makes_it() {
    block_on(async {
        let (it, call) = called().await;
        let number = TicketNumber(1);
        let by = Author::Rule { id: "tell".into(), name: "Tell".into(), version: 3 };
        let at = it.clock.now();
        let rev = call.id.rev;
        let expected =
            Call { id: CallId { ticket: number, rev }, url: URL.into(), by, at, tries: 0, due: at };
        assert_eq!(call, expected);
        let events = it.store.events(number, 100).await.expect("read");
        let event = events.iter().find(|event| event.rev == rev).expect("its event");
        assert_eq!(event.change, Change::Called { url: URL.into() });
        assert_eq!(
            (it.live.called(), it.desk.calls_count(&Actor::Clock).await.expect("read")),
            (1, 1)
        );
        it.is_consistent().await;
    });
}

#[test]
fn a_call_that_was_taken_is_over_and_leaves_no_line() {
    block_on(async {
        let (it, _) = called().await;
        it.tries(Ok(())).await;
        assert_eq!((it.next_call().await, it.given_up().await), (None, vec![]));
    });
}

#[test]
fn a_call_is_tried_again_after_longer_and_longer_pauses_and_then_given_up() {
    block_on(async {
        let (it, call) = called().await;
        let why = Unheard::Answered { status: 503 };
        for (tries, minutes) in (1..).zip([1, 5, 30, 120]) {
            it.tries(Err(why)).await;
            let next = it.next_call().await.expect("it waits");
            let due = it.clock.now() + Duration::minutes(minutes);
            assert_eq!((next.id, next.tries, next.due), (call.id, tries, due));
            it.clock.set(due);
            assert_eq!(it.given_up().await, []);
        }
        it.tries(Err(why)).await;
        assert_eq!(it.next_call().await, None);
        assert_eq!(it.given_up().await, [(call.id.rev, "hooks.example.org".into(), why)]);
        it.is_consistent().await;
    });
}

#[test]
fn what_will_not_change_is_given_up_at_once() {
    block_on(async {
        for why in [Unheard::NotPublic, Unheard::Answered { status: 404 }] {
            let (it, call) = called().await;
            it.tries(Err(why)).await;
            assert_eq!(it.next_call().await, None);
            assert_eq!(it.given_up().await, [(call.id.rev, "hooks.example.org".into(), why)]);
        }
    });
}

#[test]
fn a_call_is_given_up_also_on_a_ticket_that_is_done() {
    block_on(async {
        let (it, _) = called().await;
        it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
        it.tries(Err(Unheard::NotPublic)).await;
        assert_eq!(it.given_up().await.len(), 1);
        assert_eq!(it.ticket(1).await.status, crate::ticket::Status::Resolved);
    });
}

#[test]
fn a_program_is_told_the_ticket_as_it_is_with_the_whole_number() {
    block_on(async {
        let (it, call) = called().await;
        it.desk.assign(&nuria(), TicketNumber(1), Some("nuria".into())).await.expect("assigned");
        let (card, _, people) = it.desk.to_tell(&Actor::Clock, &call).await.expect("told");
        assert_eq!(card.ticket.owner, Some("nuria".into()));
        assert_eq!((card.phone.as_deref(), people.len()), (Some("+34600"), 2));
    });
}

#[test]
fn only_the_clock_makes_calls() {
    block_on(async {
        let (it, call) = called().await;
        let refused = [
            it.desk.calls(&nuria(), 1, None).await.map(drop),
            it.desk.calls_count(&nuria()).await.map(drop),
            it.desk.to_tell(&nuria(), &call).await.map(drop),
            it.desk.tried(&nuria(), &call, Ok(())).await,
        ];
        for one in refused {
            assert_eq!(refusal(one), Refusal::NotAllowed);
        }
    });
}

#[test]
fn what_nobody_heard_for_a_day_is_given_up_however_few_the_tries() {
    block_on(async {
        let (it, _) = called().await;
        it.clock.advance(Duration::hours(24));
        it.tries(Err(Unheard::NoAnswer)).await;
        assert_eq!(it.next_call().await, None);
        assert_eq!(it.given_up().await.len(), 1);
        it.is_consistent().await;
    });
}
