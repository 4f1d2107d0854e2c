//! ASG-5: which of the tickets that wait is next.

use std::collections::BTreeMap;

use super::*;
use crate::ids::{TeamId, TicketNumber};
use crate::permissions::Author;
use crate::ticket::{Change, Event, Priority, Status, Ticket};

fn waiting(number: u64) -> Ticket {
    let change = Change::Opened {
        channel: "1065".into(),
        contact: "c".into(),
        customer: "Montse".into(),
        follows: None,
        previous_owner: None,
        asked_at: None,
        entry: None,
    };
    let (ticket, by, at) = (TicketNumber(number), Author::Customer, moment(0));
    let opened = Ticket::open(&Event { ticket, rev: 1, at, by, change }).expect("an opening");
    Ticket { unanswered_since: Some(at), ..opened }
}

fn lined_up(tickets: &[Ticket]) -> Queue {
    let mut queue = Queue::default();
    tickets.iter().for_each(|ticket| queue.put(ticket));
    queue
}

/// The numbers of all that wait in the lines that are served, in order.
fn order(queue: &Queue, is_served: impl Fn(&Line) -> bool) -> Vec<u64> {
    let next = |last: &Turn| queue.next(Some(*last), &is_served);
    let turns = std::iter::successors(queue.next(None, &is_served), next);
    turns.map(|turn| turn.number.0).collect()
}

#[test]
fn what_presses_most_comes_first_and_of_equals_what_waits_longest() {
    let urgent = |number| Ticket { priority: Priority::Urgent, ..waiting(number) };
    let since =
        |number, minute| Ticket { unanswered_since: Some(moment(minute)), ..waiting(number) };
    let table = [
        ("priority first", vec![since(1, -5), urgent(2)], [2, 1]),
        ("then the longest waiting", vec![since(1, -3), since(2, -4)], [2, 1]),
        ("then the number", vec![waiting(2), waiting(1)], [1, 2]),
    ];
    for (case, tickets, expected) in table {
        assert_eq!(order(&lined_up(&tickets), |_| true), expected, "{case}");
    }
}

#[test]
fn a_line_that_nobody_serves_holds_up_no_other() {
    let of = |team: &str, number| Ticket { team: Some(team.into()), ..waiting(number) };
    let many = (1..=600).map(|number| of("billing", number));
    let tickets: Vec<Ticket> = many.chain([of("sales", 700)]).collect();
    let queue = lined_up(&tickets);
    let sales = Some(TeamId::from("sales"));
    assert_eq!(order(&queue, |line| line.demand.team == sales), [700]);
}

#[test]
fn whoever_has_an_owner_or_waits_for_the_customer_is_not_in_line() {
    let owned = Ticket { owner: Some("nuria".into()), ..waiting(1) };
    let snoozed = Ticket { status: Status::Snoozed, ..waiting(2) };
    assert_eq!(order(&lined_up(&[owned, snoozed, waiting(3)]), |_| true), [3]);
}

#[test]
fn what_is_known_of_a_later_revision_stays() {
    let raised = Ticket { rev: 5, priority: Priority::Urgent, ..waiting(2) };
    let mut queue = lined_up(&[Ticket { rev: 4, ..waiting(1) }, raised]);
    queue.put(&Ticket { rev: 4, owner: Some("nuria".into()), ..waiting(2) });
    assert_eq!(order(&queue, |_| true), [2, 1]);
    queue.put(&Ticket { rev: 6, owner: Some("nuria".into()), ..waiting(2) });
    assert_eq!(order(&queue, |_| true), [1]);
}

#[test]
fn somebody_may_take_what_suits_them_however_much_they_have() {
    let billing = Demand { team: Some("billing".into()), ..Demand::default() };
    let had = Demand { had_it: ["nuria".into()].into(), ..Demand::default() };
    let repairs = Demand { skills: words(["repairs"]), ..Demand::default() };
    let full = Candidate { load: Load(900), availability: State::Away, ..agent("nuria") };
    assert!(may_take(&Demand::default(), &full), "she asked for it herself");
    assert!(may_take(&had, &full), "nor does having had it before matter");
    assert!(!may_take(&billing, &full));
    assert!(!may_take(&repairs, &full));
    assert!(!may_take(&Demand::default(), &Candidate { may_reply: false, ..full }));
}

/// Where a ticket may stand, and how much it presses.
fn any_ticket() -> impl Any<Value = Ticket> {
    let team = option::of(prop_oneof![Just("support".into()), Just("billing".into())]);
    let place = (1u64..12, 0u64..9, 0i64..5, 0usize..4);
    (place, team, option::of(Just("nuria".into()))).prop_map(
        |((number, rev, since, priority), team, owner)| Ticket {
            rev,
            unanswered_since: Some(moment(-since)),
            priority: Priority::ALL[priority],
            team,
            owner,
            ..waiting(number)
        },
    )
}

proptest! {
    #[test]
    fn in_whatever_order_news_comes_the_newest_of_each_ticket_stands_in_its_turn(
        news in proptest::collection::vec(any_ticket(), 0..40), served in 0usize..4,
    ) {
        let is_served = |line: &Line| served & (1 << usize::from(line.demand.team.is_some())) != 0;
        let mut queue = Queue::default();
        let mut known: BTreeMap<TicketNumber, Ticket> = BTreeMap::new();
        for ticket in news {
            // A ticket that is not in line is forgotten, with its revision.
            let stale = known.get(&ticket.number).is_some_and(|old| {
                old.rev > ticket.rev && old.owner.is_none()
            });
            queue.put(&ticket);
            if !stale {
                known.insert(ticket.number, ticket);
            }
        }
        let waits = known.into_values().filter(|ticket| ticket.owner.is_none());
        let mut waits: Vec<Ticket> = waits
            .filter(|ticket| served & (1 << usize::from(ticket.team.is_some())) != 0)
            .collect();
        waits.sort_by_key(|one| (std::cmp::Reverse(one.priority), one.unanswered_since, one.number));
        let expected: Vec<u64> = waits.iter().map(|ticket| ticket.number.0).collect();
        prop_assert_eq!(order(&queue, is_served), expected);
    }
}
