//! Which events a thread shows beside the messages, as a screen gets them.

use crate::ticket::{Change, Event};

/// The lines among `events`, which follow one another, before revision `until`.
pub(super) fn lines(events: Vec<Event>, until: u64) -> Vec<Event> {
    let nexts = events.iter().skip(1).map(Some).chain([None]);
    let are_lines: Vec<bool> =
        events.iter().zip(nexts).map(|(event, next)| is_a_line(event, next)).collect();
    let lines = events.into_iter().zip(are_lines).filter(|(event, is)| *is && event.rev < until);
    lines.map(|(event, _)| for_screens(event)).collect()
}

/// An account is one only if there is something to tell: it may have come to nothing because all was
/// so already.
fn is_a_line(event: &Event, next: Option<&Event>) -> bool {
    let tells = match &event.change {
        Change::Automated { account } => {
            account.open().is_some_and(|account| account.tells_of_undone())
        }
        _ => true,
    };
    tells && event.is_a_line(next)
}

/// The account stays whole here: the line is worded by it.
fn for_screens(event: Event) -> Event {
    match event.change {
        Change::Automated { .. } => event,
        _ => event.for_screens(),
    }
}
