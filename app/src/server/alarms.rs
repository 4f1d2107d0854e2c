//! The reader's alarms, in words.

use desk::Desk;
use desk::alarms::{Alarm, Cause};
use desk::permissions::Actor;
use leptos::prelude::*;

use super::Parts;
use crate::alerts::{Alert, Alerts, Pile};
use crate::language::Language;
use crate::routes::prepare;

/// Seen at once; a wall of them would hide the page.
const SHOWN: usize = 4;

/// The alerts of `actor`; none for whoever may have none.
pub(crate) fn pile(desk: &Desk, actor: &Actor, t: Language) -> Pile {
    let alarms = desk.alarms_of(actor).unwrap_or_default();
    let more = alarms.len().saturating_sub(SHOWN) as u64;
    let shown = alarms.into_iter().take(SHOWN).map(|alarm| alert(alarm, t)).collect();
    Pile { shown, more, stopped: stopped(desk, actor, t) }
}

/// That a number is stopped, and why. It goes away when it sends again, and not before.
fn stopped(desk: &Desk, actor: &Actor, t: Language) -> Option<String> {
    let stops = desk.stopped(actor);
    let (_, stop) = stops.iter().min_by_key(|(_, stop)| stop.since)?;
    Some(t.number_alarm(t.trouble(stop.trouble)))
}

/// The alerts of a request's reader as HTML, for a page that is never brought to life.
pub fn alerts(parts: Parts) -> String {
    Owner::new().with(|| {
        super::provide(parts);
        let _ = prepare();
        view! { <Alerts/> }.to_html()
    })
}

fn alert(alarm: Alarm, t: Language) -> Alert {
    let Alarm { ticket, customer, cause } = alarm;
    let (mood, words) = match cause {
        Cause::Near { clock, percent } => {
            ("warn", t.event_warned(t.clock(clock), t.share(percent)))
        }
        Cause::Broke { clock } => ("late", t.event_breached(t.clock(clock))),
        Cause::Called { text, .. } if text.is_empty() => {
            ("rang", t.nobody_takes_it_on().to_owned())
        }
        Cause::Called { text, .. } => ("rang", text),
    };
    Alert { ticket, title: format!("#{ticket} {customer}"), words, mood: mood.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::sla::ClockKind;

    #[test]
    fn every_cause_is_told_in_the_readers_words() {
        let clock = ClockKind::FirstResponse;
        let called = |text: &str| Cause::Called { people: vec![], text: text.into() };
        let table = [
            (
                Cause::Near { clock, percent: 80 },
                "warn",
                "First response: 80% of the time has passed",
            ),
            (Cause::Broke { clock }, "late", "First response: out of time"),
            (called("Look"), "rang", "Look"),
            (called(""), "rang", "Nobody takes it on"),
        ];
        for (cause, mood, words) in table {
            let alarm =
                Alarm { ticket: desk::ids::TicketNumber(7), customer: "Núria".into(), cause };
            let alert = alert(alarm, Language::English);
            assert_eq!((&*alert.title, &*alert.mood, &*alert.words), ("#7 Núria", mood, words));
        }
    }
}
