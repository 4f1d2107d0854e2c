//! The SLA clock of a ticket that breaks first: how much time is left, and how it stands.

use chrono::{DateTime, Utc};
use desk::sla::{Nearest, Tone};
use desk::ticket::Ticket;
use leptos::prelude::*;

use crate::start::language;
use crate::time::clock;
use crate::ui::Icon;

/// Quiet, `warn` in its last fifth, `late` once it is over, `paused` while it stands still; nothing
/// if no clock runs.
#[component]
pub fn SlaClock(#[prop(into)] ticket: Signal<Ticket>) -> impl IntoView {
    let (t, clock) = (language(), clock());
    move || {
        let nearest = ticket.with(|ticket| ticket.nearest)?;
        let words = match nearest.due {
            Some(due) => t.left(due - clock.now()),
            None => t.clock_paused().to_owned(),
        };
        let name = t.clock(nearest.clock);
        let moment = |due| t.when(clock.local(due), clock.local(clock.now()));
        let title = match nearest.due {
            Some(due) => t.clock_until(name, moment(due)),
            None => t.clock_stands_still(name),
        };
        let label = title.clone();
        Some(view! {
            <span class=format!("clock sla {}", mood(&nearest, clock.now())) title=title>
                <Icon name="timer"/>
                <span aria-hidden="true">{words}</span>
                <span class="heard">{label}</span>
            </span>
        })
    }
}

/// How it looks by now: what was told when it was sent, and late as soon as it is.
fn mood(nearest: &Nearest, now: DateTime<Utc>) -> &'static str {
    match (nearest.tone, nearest.due) {
        (_, Some(due)) if due <= now => "late",
        (Tone::Late, _) => "late",
        (Tone::Paused, _) => "paused",
        (Tone::Warning, _) => "warn",
        (Tone::Quiet, _) => "quiet",
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use desk::sla::ClockKind;

    use super::*;

    #[test]
    fn a_clock_is_late_as_soon_as_it_is_due_whatever_was_told() {
        let now = DateTime::UNIX_EPOCH;
        let nearest = |tone, minutes: Option<i64>| Nearest {
            clock: ClockKind::FirstResponse,
            tone,
            percent: 50,
            due: minutes.map(|minutes| now + Duration::minutes(minutes)),
        };
        assert_eq!(mood(&nearest(Tone::Quiet, Some(1)), now), "quiet");
        assert_eq!(mood(&nearest(Tone::Warning, Some(1)), now), "warn");
        assert_eq!(mood(&nearest(Tone::Quiet, Some(0)), now), "late");
        assert_eq!(mood(&nearest(Tone::Paused, None), now), "paused");
    }
}
