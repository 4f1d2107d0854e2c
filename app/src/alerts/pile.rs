//! Which alerts a reader has by now. Pure.
//!
//! One for each ticket, the newest: whoever is told that a target broke knows that it was near. It
//! goes when its cause does: somebody answered, the ticket is resolved or somebody else's.

use desk::board::Update;
use desk::ids::{PersonId, TicketNumber};
use desk::sla::{ClockKind, Tone};
use desk::ticket::{Change, Ticket};

/// Seen at once; a wall of them would hide the page.
const SHOWN: usize = 4;

/// A warning counts from this part of a target on, in percent, as a badge's does: before it, the badge
/// is enough.
const NEAR: u8 = 80;

/// Who looks.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    pub id: PersonId,
    /// Whether every ticket is theirs to watch.
    pub oversees: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alert {
    pub ticket: TicketNumber,
    /// That of the event: a second alert of a ticket is another one.
    pub rev: u64,
    pub customer: String,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    Warned(ClockKind, u8),
    Breached(ClockKind),
    /// A rule calls the reader; without words, because nobody took the ticket on.
    Rang(String),
}

/// Alerts, newest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Pile(Vec<Alert>);

impl Pile {
    pub(super) fn shown(&self) -> Vec<Alert> {
        self.0.iter().take(SHOWN).cloned().collect()
    }

    /// How many there are beyond those.
    pub(super) fn hidden(&self) -> u64 {
        self.0.len().saturating_sub(SHOWN) as u64
    }

    pub(super) fn dismiss(&mut self, ticket: TicketNumber) {
        self.0.retain(|alert| alert.ticket != ticket);
    }

    /// Whether [`Pile::take`] has anything to do: most news are none for most readers.
    pub(super) fn is_changed_by(&self, update: &Update, reader: &Reader) -> bool {
        self.0.iter().any(|alert| alert.ticket == update.ticket.number)
            || alert(update, reader).is_some()
    }

    pub(super) fn take(&mut self, update: &Update, reader: &Reader) {
        self.look(&update.ticket);
        if !is_theirs(&update.ticket, reader) {
            self.0.retain(|alert| alert.ticket != update.ticket.number || alert.is_a_call());
        }
        if let Some(alert) = alert(update, reader) {
            self.dismiss(alert.ticket);
            self.0.insert(0, alert);
        }
    }

    /// Drops what the ticket as it stands gives no more reason for.
    pub(super) fn look(&mut self, ticket: &Ticket) {
        let presses = |tone| matches!(tone, Tone::Warning | Tone::Late);
        let pressed = ticket.nearest.is_some_and(|nearest| presses(nearest.tone));
        self.0.retain(|alert| {
            alert.ticket != ticket.number || ticket.is_unsettled() && (pressed || alert.is_a_call())
        });
    }
}

impl Alert {
    fn is_a_call(&self) -> bool {
        matches!(self.reason, Reason::Rang(_))
    }
}

/// What the update tells this reader, the last thing if several.
fn alert(update: &Update, reader: &Reader) -> Option<Alert> {
    let Update { ticket, events } = update;
    let told = events.iter().rev().find_map(|event| {
        let reason = match &event.change {
            Change::Warned { warned } if warned.percent >= NEAR && is_theirs(ticket, reader) => {
                Reason::Warned(warned.clock, warned.percent)
            }
            Change::Breached { breached } if is_theirs(ticket, reader) => {
                Reason::Breached(breached.clock)
            }
            Change::Rang { people, text } if people.contains(&reader.id) => {
                Reason::Rang(text.clone())
            }
            _ => return None,
        };
        Some((event.rev, reason))
    });
    let customer = ticket.customer.clone();
    told.map(|(rev, reason)| Alert { ticket: ticket.number, rev, customer, reason })
}

/// Whether the ticket's clocks are the reader's concern.
fn is_theirs(ticket: &Ticket, reader: &Reader) -> bool {
    reader.oversees || ticket.owner.as_ref() == Some(&reader.id)
}

#[cfg(test)]
mod tests {
    use desk::sla::Nearest;
    use desk::ticket::Status;

    use super::*;
    use crate::ui::samples;

    fn reader(id: &str, oversees: bool) -> Reader {
        Reader { id: id.into(), oversees }
    }

    /// Ada's ticket, whose clock stands so.
    fn ticket(number: u64, tone: Tone) -> Ticket {
        let clock = ClockKind::FirstResponse;
        Ticket {
            owner: Some("ada".into()),
            nearest: Some(Nearest { clock, tone, percent: 90, due: Some(samples::morning()) }),
            ..samples::ticket(number, 5, 0)
        }
    }

    fn update(number: u64, tone: Tone, changes: Vec<Change>) -> Update {
        let ticket = ticket(number, tone);
        let events = changes.into_iter().zip(5..).map(|(change, rev)| desk::ticket::Event {
            ticket: ticket.number,
            ..samples::event(rev, 0, change)
        });
        Update { events: events.collect(), ticket }
    }

    fn warned(percent: u8) -> Change {
        Change::Warned { warned: desk::sla::Warned { percent, ..samples::warned() } }
    }

    fn breached() -> Change {
        Change::Breached { breached: samples::breached() }
    }

    fn rang(person: &str) -> Change {
        Change::Rang { people: vec![person.into()], text: "Look".into() }
    }

    fn reasons(pile: &Pile) -> Vec<Reason> {
        pile.shown().into_iter().map(|alert| alert.reason).collect()
    }

    #[test]
    fn whoever_owns_a_ticket_or_oversees_all_is_told_and_nobody_else() {
        let first = ClockKind::FirstResponse;
        let table = [
            ("its owner", reader("ada", false), warned(80), Some(Reason::Warned(first, 80))),
            ("a supervisor", reader("marta", true), breached(), Some(Reason::Breached(first))),
            ("a colleague", reader("pau", false), breached(), None),
            ("half of the time is no alarm", reader("ada", false), warned(50), None),
            ("who is called", reader("pau", false), rang("pau"), Some(Reason::Rang("Look".into()))),
            ("somebody else is called", reader("marta", true), rang("pau"), None),
            ("what is no alarm", reader("ada", true), Change::Woken, None),
        ];
        for (case, reader, change, expected) in table {
            let news = update(1, Tone::Late, vec![change]);
            let mut pile = Pile::default();
            assert_eq!(pile.is_changed_by(&news, &reader), expected.is_some(), "{case}");
            pile.take(&news, &reader);
            assert_eq!(reasons(&pile), expected.into_iter().collect::<Vec<_>>(), "{case}");
        }
    }

    #[test]
    fn a_ticket_has_one_alert_the_newest() {
        let (mut pile, ada) = (Pile::default(), reader("ada", false));
        pile.take(&update(1, Tone::Warning, vec![warned(80), warned(95)]), &ada);
        pile.take(&update(2, Tone::Warning, vec![warned(80)]), &ada);
        pile.take(&update(1, Tone::Late, vec![breached()]), &ada);
        let first = ClockKind::FirstResponse;
        assert_eq!(reasons(&pile), [Reason::Breached(first), Reason::Warned(first, 80)]);
    }

    #[test]
    fn an_alert_goes_with_its_cause() {
        let (ada, settled) = (reader("ada", false), ticket(1, Tone::Late));
        let table = [
            ("it still presses", ticket(1, Tone::Late), 2),
            ("somebody answered", ticket(1, Tone::Quiet), 1),
            ("it is resolved", Ticket { status: Status::Resolved, ..settled }, 0),
            ("another ticket", ticket(2, Tone::Quiet), 2),
        ];
        for (case, now, left) in table {
            let of = |change, tone| {
                let mut pile = Pile::default();
                pile.take(&update(1, tone, vec![change]), &ada);
                pile.look(&now);
                reasons(&pile).len()
            };
            assert_eq!(of(breached(), Tone::Late) + of(rang("ada"), Tone::Late), left, "{case}");
        }
    }

    #[test]
    fn a_clock_is_no_more_ones_own_when_the_ticket_is_not() {
        let (mut pile, ada) = (Pile::default(), reader("ada", false));
        pile.take(&update(1, Tone::Late, vec![breached()]), &ada);
        let given = Change::Assigned { owner: Some("pau".into()), why: None };
        let mut news = update(1, Tone::Late, vec![given]);
        news.ticket.owner = Some("pau".into());
        pile.take(&news, &ada);
        assert_eq!(reasons(&pile), []);
    }

    #[test]
    fn a_few_are_shown_and_the_others_counted_until_dismissed() {
        let (mut pile, ada) = (Pile::default(), reader("ada", false));
        for number in 1..=6 {
            pile.take(&update(number, Tone::Late, vec![breached()]), &ada);
        }
        assert_eq!((pile.shown().len(), pile.hidden()), (SHOWN, 2));
        assert_eq!(pile.shown()[0].ticket, TicketNumber(6));
        pile.dismiss(TicketNumber(6));
        assert_eq!((pile.shown()[0].ticket, pile.hidden()), (TicketNumber(5), 1));
    }
}
