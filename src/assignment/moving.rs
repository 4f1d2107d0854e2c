//! A ticket that its owner neither opens nor answers goes to somebody else (ASG-8).
//!
//! Only for tickets whose customer waits: the others need nobody. After [`MOST_MOVES`] a supervisor
//! is told at once, and the ticket stays with whoever got it last.
//!
//! Chosen here: an owner who is late, but opens the ticket before it moves, keeps it. To have read
//! it before it was theirs is not to open it. Where hours never come again nothing moves. If nobody
//! else is eligible when the time comes, the ticket is left where it is.

use chrono::{DateTime, TimeDelta, Utc};

use crate::calendar::Hours;

/// How often a ticket moves before a supervisor is told.
pub const MOST_MOVES: u32 = 2;

/// A ticket in the hands of an owner who was given it and did not ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub owned_since: DateTime<Utc>,
    /// When the owner last looked at it.
    pub opened_at: Option<DateTime<Utc>>,
    /// When a person last answered it.
    pub answered_at: Option<DateTime<Utc>>,
    /// Working minutes to open or answer it; without them it never moves.
    pub answer_within: Option<u32>,
    /// How often it moved so far.
    pub moves: u32,
}

/// What becomes of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The ticket stays with its owner.
    Stays,
    /// It goes to the next candidate at this instant, unless the owner opens or answers it first.
    MovesAt(DateTime<Utc>),
    /// A supervisor has to know now. The caller takes care to tell them once.
    SupervisorTold,
}

impl Offer {
    /// What becomes of it if nothing more happens. `hours` are those of the team.
    pub fn fate(&self, hours: &dyn Hours) -> Fate {
        let Some(minutes) = self.answer_within else { return Fate::Stays };
        if self.is_accepted() {
            return Fate::Stays;
        }
        if self.moves >= MOST_MOVES {
            return Fate::SupervisorTold;
        }
        let working = TimeDelta::minutes(i64::from(minutes));
        hours.after(self.owned_since, working).map_or(Fate::Stays, Fate::MovesAt)
    }

    fn is_accepted(&self) -> bool {
        self.opened_at.max(self.answered_at).is_some_and(|at| at >= self.owned_since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Always;

    /// From nine to five every day, in UTC.
    struct NineToFive;

    impl Hours for NineToFive {
        fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
            let mut open = TimeDelta::zero();
            let mut at = from;
            while at < until {
                open += if self.is_open(at) { TimeDelta::minutes(1) } else { TimeDelta::zero() };
                at += TimeDelta::minutes(1);
            }
            open
        }

        fn after(&self, from: DateTime<Utc>, working: TimeDelta) -> Option<DateTime<Utc>> {
            let minutes = (0..10_000).map(|minute| from + TimeDelta::minutes(minute));
            minutes.into_iter().find(|until| self.between(from, *until) == working)
        }

        fn is_open(&self, at: DateTime<Utc>) -> bool {
            (9 * 60..17 * 60).contains(&(at.timestamp() / 60 % (24 * 60)))
        }

        fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
            (0..10_000).map(|minute| at + TimeDelta::minutes(minute)).find(|at| self.is_open(*at))
        }
    }

    /// Never at work.
    struct Closed;

    impl Hours for Closed {
        fn between(&self, _: DateTime<Utc>, _: DateTime<Utc>) -> TimeDelta {
            TimeDelta::zero()
        }

        fn after(&self, _: DateTime<Utc>, _: TimeDelta) -> Option<DateTime<Utc>> {
            None
        }

        fn is_open(&self, _: DateTime<Utc>) -> bool {
            false
        }

        fn next_opening(&self, _: DateTime<Utc>) -> Option<DateTime<Utc>> {
            None
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}:00Z").parse().expect("a time")
    }

    fn offer() -> Offer {
        Offer {
            owned_since: at("2026-03-02T16:55"),
            opened_at: None,
            answered_at: None,
            answer_within: Some(10),
            moves: 0,
        }
    }

    #[test]
    fn closed_hours_do_not_count() {
        // ASG-8
        let moves_at = |text| Fate::MovesAt(at(text));
        assert_eq!(offer().fate(&Always), moves_at("2026-03-02T17:05"));
        assert_eq!(offer().fate(&NineToFive), moves_at("2026-03-03T09:05"));
        let morning = Offer { owned_since: at("2026-03-02T07:00"), ..offer() };
        assert_eq!(morning.fate(&NineToFive), moves_at("2026-03-02T09:10"));
        assert_eq!(offer().fate(&Closed), Fate::Stays);
    }

    #[test]
    fn an_owner_who_opens_or_answers_keeps_the_ticket() {
        // ASG-8
        let moves = Fate::MovesAt(at("2026-03-02T17:05"));
        let opened = |text| Offer { opened_at: Some(at(text)), ..offer() };
        let answered = |text| Offer { answered_at: Some(at(text)), ..offer() };
        let table = [
            ("nothing happened", offer(), moves),
            ("opened", opened("2026-03-02T16:59"), Fate::Stays),
            ("opened at once", opened("2026-03-02T16:55"), Fate::Stays),
            ("opened late", opened("2026-03-02T17:30"), Fate::Stays),
            ("read before it was theirs", opened("2026-03-02T16:54"), moves),
            ("answered", answered("2026-03-02T16:59"), Fate::Stays),
            ("answered before it was theirs", answered("2026-03-02T12:00"), moves),
            ("no limit", Offer { answer_within: None, ..offer() }, Fate::Stays),
        ];
        for (case, offer, expected) in table {
            assert_eq!(offer.fate(&Always), expected, "{case}");
        }
    }

    #[test]
    fn after_two_moves_a_supervisor_is_told() {
        // ASG-8
        let moved = |moves| Offer { moves, ..offer() };
        let moves = Fate::MovesAt(at("2026-03-02T17:05"));
        let table = [(0, moves), (1, moves), (2, Fate::SupervisorTold), (3, Fate::SupervisorTold)];
        for (count, expected) in table {
            assert_eq!(moved(count).fate(&Always), expected, "{count} moves");
        }
        let opened = Offer { opened_at: Some(at("2026-03-02T16:56")), ..moved(2) };
        assert_eq!(opened.fate(&Always), Fate::Stays);
        let without_limit = Offer { answer_within: None, ..moved(2) };
        assert_eq!(without_limit.fate(&Always), Fate::Stays);
    }
}
