//! The column that orders a list, and the cursor made of it: the newest place is the smallest.
//!
//! Newest first is what every list wants, and the engine must not read an index backward for it:
//! its in-memory table then walks from its very end to the range (surrealkv 0.21.4,
//! `memtable/skiplist.rs`, `last`), 10 ms and more. So moments and ties are stored mirrored, as text
//! of fixed width that compares like what it stands for, the other way round.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use desk::call::CallId;
use desk::ids::{MessageId, TicketNumber};

/// Keeps every second that chrono can write (±8.3 × 10¹²) positive when taken away from it.
const LAST_SECOND: i64 = 10_000_000_000_000;
/// In a leap second, chrono counts on.
const LAST_NANO: u32 = 1_999_999_999;
/// Digits of the mirrored moment.
const WIDTH: usize = 24;

pub(crate) fn of_ticket(at: DateTime<Utc>, number: TicketNumber) -> String {
    format!("{}-{:020}", mirrored(at), u64::MAX - number.0)
}

/// The bytes of the message's turn mirrored, and an end greater than any of them: a longer one stands
/// before its own beginning.
pub(crate) fn of_message(at: DateTime<Utc>, turn: &str) -> String {
    let mut place = mirrored(at);
    place.push('-');
    for byte in turn.bytes() {
        // Writing to text can't fail.
        let _ = write!(place, "{:02x}", !byte);
    }
    place.push('~');
    place
}

/// The other way round: what waits longest is first.
pub(crate) fn of_outgoing(at: DateTime<Utc>, id: &MessageId) -> String {
    format!("{}-{id}", forward(at))
}

/// The same: what is due first is fetched first.
pub(crate) fn of_fetch(due: DateTime<Utc>, id: &MessageId) -> String {
    of_outgoing(due, id)
}

/// When the message was written whose place that is.
pub(crate) fn moment_of(place: &str) -> Option<DateTime<Utc>> {
    let (seconds, nanos) = place.get(..WIDTH)?.split_at_checked(WIDTH - 10)?;
    let seconds = seconds.parse::<i64>().ok()?.checked_sub(LAST_SECOND)?;
    DateTime::from_timestamp(seconds, nanos.parse().ok()?)
}

/// The same: what is due first is first.
pub(crate) fn of_call(due: DateTime<Utc>, id: CallId) -> String {
    format!("{}-{:020}-{:020}", forward(due), id.ticket.0, id.rev)
}

fn forward(at: DateTime<Utc>) -> String {
    let seconds = LAST_SECOND + at.timestamp();
    format!("{seconds:014}{:010}", at.timestamp_subsec_nanos())
}

fn mirrored(at: DateTime<Utc>) -> String {
    let seconds = LAST_SECOND - at.timestamp();
    format!("{seconds:014}{:010}", LAST_NANO - at.timestamp_subsec_nanos())
}

/// Where a list goes on: after `cursor`, if it is one of ours, else at its start.
pub(crate) fn after(cursor: Option<&str>) -> &str {
    let ours = |cursor: &&str| {
        let (digits, tie) = cursor.split_at_checked(WIDTH).unwrap_or(("x", ""));
        digits.bytes().all(|byte| byte.is_ascii_digit()) && tie.starts_with('-')
    };
    cursor.filter(ours).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENTS: [DateTime<Utc>; 3] =
        [DateTime::<Utc>::MAX_UTC, DateTime::UNIX_EPOCH, DateTime::<Utc>::MIN_UTC];

    #[test]
    fn newer_and_higher_stands_first() {
        let places = MOMENTS.map(|at| [u64::MAX, 10, 9, 1].map(|n| of_ticket(at, TicketNumber(n))));
        assert!(places.concat().is_sorted_by(|a, b| a < b), "{places:?}");
        let places = MOMENTS.map(|at| ["é", "b", "ab", "a", ""].map(|id| of_message(at, id)));
        assert!(places.concat().is_sorted_by(|a, b| a < b), "{places:?}");
    }

    #[test]
    fn older_and_lower_is_sent_first() {
        let mut moments = MOMENTS;
        moments.reverse();
        let places = moments.map(|at| ["a", "ab", "b"].map(|id| of_outgoing(at, &id.into())));
        assert!(places.concat().is_sorted_by(|a, b| a < b), "{places:?}");
        assert_eq!(after(Some(&places[1][0])), places[1][0]);
        for at in MOMENTS {
            assert_eq!(moment_of(&of_outgoing(at, &"a".into())), Some(at));
        }
        assert_eq!(moment_of("x"), None);
    }

    #[test]
    fn what_is_due_first_is_called_first() {
        let mut moments = MOMENTS;
        moments.reverse();
        let ids = [(1, 9), (1, 10), (2, 1), (10, 1)];
        let ids = ids.map(|(ticket, rev)| CallId { ticket: TicketNumber(ticket), rev });
        let places = moments.map(|due| ids.map(|id| of_call(due, id)));
        assert!(places.concat().is_sorted_by(|a, b| a < b), "{places:?}");
        assert_eq!(after(Some(&places[1][0])), places[1][0]);
    }

    #[test]
    fn a_place_is_a_cursor_and_garbage_is_the_start() {
        let place = of_message(DateTime::UNIX_EPOCH, "wamid.1");
        assert_eq!(after(Some(&place)), place);
        for garbage in ["", "é", "1-2", "' OR true", &"9".repeat(40), &place[1..]] {
            assert_eq!(after(Some(garbage)), "", "{garbage}");
        }
    }
}
