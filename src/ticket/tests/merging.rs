//! Merges and their undoing among the tickets of one customer at one number.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Tickets 1, 2, …, all resolved but the newest, as in a desk.
struct Family(Vec<Ticket>);

impl Family {
    fn of(size: u64) -> Self {
        let mut family = Self((1..=size).map(numbered).collect());
        for number in 1..size {
            family.then(number, 1, Command::Resolve);
        }
        family
    }

    fn ticket(&self, number: u64) -> &Ticket {
        &self.0[number as usize - 1]
    }

    fn then(&mut self, number: u64, at: i64, command: Command) {
        then(&mut self.0[number as usize - 1], at, command);
    }

    fn merge(&mut self, number: u64, into: u64, at: i64) -> Result<(), Refusal> {
        let (ticket, other) = (self.ticket(number).clone(), self.ticket(into).clone());
        let merge = ticket.decide(Command::Merge { into: Box::new(other.clone()) })?;
        let absorb = other.decide(Command::Absorb { ticket: Box::new(ticket) })?;
        assert_eq!(merge.len(), absorb.len(), "both or neither");
        self.happen(number, merge, at);
        self.happen(into, absorb, at);
        Ok(())
    }

    fn unmerge(&mut self, number: u64, at: i64) {
        let Some(from) = self.ticket(number).merged_into else { return };
        let (ticket, other) = (self.ticket(number).clone(), self.ticket(from.0).clone());
        let release = Command::Release { ticket: ticket.number };
        let release = other.decide(release).expect("granted");
        let unmerge = Command::Unmerge { from: Box::new(other) };
        self.happen(number, ticket.decide(unmerge).expect("granted"), at);
        self.happen(from.0, release, at);
    }

    fn happen(&mut self, number: u64, changes: Vec<Change>, at: i64) {
        let by = Author::Person { id: "nuria".into() };
        happen(&mut self.0[number as usize - 1], changes, moment(at), &by);
    }

    /// Where the customer's next message comes.
    fn living(&self) -> u64 {
        self.0.last().expect("a ticket").goes_on_in().0
    }

    fn unsettled(&self) -> Vec<u64> {
        self.0.iter().filter(|ticket| ticket.is_unsettled()).map(|ticket| ticket.number.0).collect()
    }

    fn waits_since(&self) -> Vec<DateTime<Utc>> {
        self.0.iter().filter_map(|ticket| ticket.unanswered_since).collect()
    }
}

#[test]
fn the_newest_merged_into_an_older_one_goes_on_there() {
    let mut family = Family::of(2);
    family.then(2, 5, writes(5));
    family.merge(2, 1, 9).expect("merged");
    let (older, newest) = (family.ticket(1), family.ticket(2));
    assert_eq!((newest.status, newest.merged_into), (Status::Resolved, Some(TicketNumber(1))));
    assert_eq!((older.status, older.unanswered_since), (Status::Open, Some(moment(5))));
    assert_eq!((older.unread, older.window_closes_at), (1, family.ticket(2).window_closes_at));
    assert_eq!(older.last_message_at, moment(5));
}

#[test]
fn an_older_one_merged_into_the_newest_leaves_everything_to_do_where_it_is() {
    let mut family = Family::of(2);
    family.then(2, 5, writes(5));
    let newest = family.ticket(2).clone();
    family.merge(1, 2, 9).expect("merged");
    assert_eq!(family.ticket(1).resolved_at, Some(moment(1)), "resolved since long before");
    let expected =
        Ticket { rev: newest.rev + 1, absorbed: [TicketNumber(1)].into(), ..newest.clone() };
    assert_eq!(family.ticket(2), &expected);
    family.unmerge(1, 10);
    assert_eq!(family.ticket(2), &Ticket { rev: newest.rev + 2, ..newest });
}

#[test]
fn an_undo_restores_what_was_merged() {
    let until = Command::Snooze { until: moment(900), now: moment(0) };
    for commands in [
        vec![writes(5)],
        vec![writes(5), says(6)],
        vec![writes(5), until.clone()],
        vec![says(5), until],
        vec![writes(5), Command::Resolve],
    ] {
        let mut family = Family::of(2);
        for command in commands {
            family.then(2, 7, command);
        }
        let before = family.ticket(2).clone();
        family.merge(2, 1, 8).expect("merged");
        family.unmerge(2, 9);
        let Ticket { rev, status_since, .. } = *family.ticket(2);
        assert_eq!(family.ticket(2), &Ticket { rev, status_since, ..before });
        assert_eq!(family.ticket(1).status, Status::Resolved);
    }
}

#[test]
fn an_undo_after_a_reply_brings_back_what_is_left_to_do_by_then() {
    let mut family = Family::of(2);
    family.then(2, 5, writes(5));
    family.merge(2, 1, 8).expect("merged");
    family.then(1, 9, says(9));
    family.unmerge(2, 10);
    assert_eq!(
        (family.ticket(2).status, family.ticket(1).status),
        (Status::Waiting, Status::Resolved)
    );
}

#[test]
fn a_merged_ticket_refuses_and_names_the_way_to_go() {
    let mut family = Family::of(2);
    family.merge(2, 1, 8).expect("merged");
    for command in [
        says(9),
        Command::Assign { owner: None },
        Command::Team { team: None },
        Command::Snooze { until: moment(900), now: moment(0) },
        Command::Reopen,
    ] {
        let refused = family.ticket(2).decide(command.clone());
        assert_eq!(refused, Err(Refusal::Merged { into: TicketNumber(1) }), "{command:?}");
    }
    for command in [Command::Resolve, Command::Wake { now: moment(9) }, Command::See] {
        assert_eq!(family.ticket(2).decide(command), Ok(vec![]));
    }
    family.then(2, 9, Command::Note { text: "see 1".into(), mentions: vec![] });
}

#[test]
fn what_can_t_be_merged_is_refused_with_the_reason() {
    let mut family = Family::of(4);
    assert_eq!(family.merge(1, 1, 5), Err(Refusal::MergedWithItself));
    family.merge(1, 2, 6).expect("merged");
    assert_eq!(family.merge(1, 2, 7), Ok(()), "already so");
    let into_two = || Err(Refusal::Merged { into: TicketNumber(2) });
    assert_eq!((family.merge(1, 3, 7), family.merge(3, 1, 7)), (into_two(), into_two()));
    assert_eq!(family.merge(2, 3, 7), Err(Refusal::HoldsOthers));
    for (channel, contact) in [("1065", "d"), ("1066", "c")] {
        family.0[3] = Ticket { channel: channel.into(), contact: contact.into(), ..numbered(4) };
        assert_eq!(family.merge(4, 3, 7), Err(Refusal::OtherCustomer));
    }
}

#[derive(Debug, Clone)]
enum Step {
    Merge(u64, u64),
    Unmerge(u64),
    Living(Box<Command>),
}

fn step() -> impl Strategy<Value = Step> {
    let living = vec![
        writes(5),
        closes(6),
        says(7),
        says_by(rule(), 8),
        Command::Snooze { until: moment(900), now: moment(0) },
        Command::Resolve,
        Command::Reopen,
    ];
    prop_oneof![
        (1u64..5, 1u64..5).prop_map(|(number, into)| Step::Merge(number, into)),
        (1u64..5).prop_map(Step::Unmerge),
        prop::sample::select(living).prop_map(|command| Step::Living(Box::new(command))),
    ]
}

proptest! {
    #[test]
    fn what_is_left_to_do_is_left_in_one_place_however_tickets_are_merged(
        steps in vec(step(), 0..40)
    ) {
        let mut family = Family::of(4);
        for (at, step) in steps.into_iter().enumerate() {
            let before = (family.unsettled().len(), family.waits_since());
            match step {
                Step::Merge(number, into) => _ = family.merge(number, into, at as i64),
                Step::Unmerge(number) => family.unmerge(number, at as i64),
                Step::Living(command) => {
                    let (number, by) = (family.living(), author_of(&command));
                    let changes = family.ticket(number).decide(*command).unwrap_or_default();
                    happen(&mut family.0[number as usize - 1], changes, moment(at as i64), &by);
                    continue;
                }
            }
            prop_assert_eq!((family.unsettled().len(), family.waits_since()), before);
            prop_assert!(family.unsettled().iter().all(|number| *number == family.living()));
            for ticket in &family.0 {
                let Some(into) = ticket.merged_into else { continue };
                prop_assert!(family.ticket(into.0).absorbed.contains(&ticket.number));
                prop_assert_eq!(family.ticket(into.0).merged_into, None);
            }
            let held: usize = family.0.iter().map(|ticket| ticket.absorbed.len()).sum();
            let merged = family.0.iter().filter(|ticket| ticket.merged_into.is_some()).count();
            prop_assert_eq!(held, merged);
        }
    }
}
