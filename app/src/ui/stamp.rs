//! Times on a page: relative under a day, the exact moment with its zone in the tooltip.

use chrono::{DateTime, Duration, Utc};
use desk::ticket::Ticket;
use leptos::prelude::*;

use crate::start::language;
use crate::time::clock;
use crate::ui::{Icon, IntoPart};

/// How long ago `at` was.
#[component]
pub fn Age(#[prop(into)] at: Signal<DateTime<Utc>>) -> impl IntoView {
    let (t, clock) = (language(), clock());
    view! {
        <time
            datetime=move || at.get().to_rfc3339()
            title=move || t.moment(clock.local(at.get()))
        >
            {move || t.age(clock.local(at.get()), clock.now())}
        </time>
    }
    .part()
}

/// The hour of `at`, for a bubble.
#[component]
pub fn Hour(at: DateTime<Utc>) -> impl IntoView {
    let (t, clock) = (language(), clock());
    view! {
        <time datetime=at.to_rfc3339() title=move || t.moment(clock.local(at))>
            {move || t.hour(clock.local(at))}
        </time>
    }
    .part()
}

/// How long a free reply is still allowed: quiet, `warn` in its last fifth, `late` once it is over.
/// Whom an ad brought may still get templates for free then: until that ends, too, it is no worse
/// than `warn`.
#[component]
pub fn WindowClock(#[prop(into)] ticket: Signal<Ticket>) -> impl IntoView {
    let (t, clock) = (language(), clock());
    move || {
        let (closes_at, free_until) = ticket.with(|t| (t.window_closes_at, t.free_entry_until));
        let (end, now) = (closes_at?, clock.now());
        let when = |at| t.when(clock.local(at), clock.local(now));
        let free = free_until.filter(|free| *free > end.max(now));
        let mut title = match end > now {
            true => t.window_open_until(when(end)),
            false => t.window_closed_since(when(end)),
        };
        if let Some(free) = free {
            title = t.templates_free_until(title, when(free));
        }
        let (left, mood) = standing(end, free, now);
        let label = title.clone();
        Some(view! {
            <span class=format!("clock {mood}") title=title>
                <Icon name="window"/>
                <span aria-hidden="true">{t.left(left)}</span>
                <span class="heard">{label}</span>
            </span>
        })
    }
}

/// What the clock shows of a window that closes at `end`, with a free entry that lasts longer, if
/// one goes on; and how that stands.
fn standing(
    end: DateTime<Utc>,
    free: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> (Duration, &'static str) {
    match free {
        Some(free) if end <= now => (free - now, "warn"),
        _ => (end - now, mood(end - now)),
    }
}

/// The state of a window that has `left` to go.
fn mood(left: Duration) -> &'static str {
    let fifth = desk::window::LENGTH / 5;
    match left {
        left if left <= Duration::zero() => "late",
        left if left <= fifth => "warn",
        _ => "quiet",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_warns_in_its_last_fifth_and_is_late_when_it_is_over() {
        assert_eq!(mood(Duration::hours(5)), "quiet");
        assert_eq!(mood(Duration::minutes(288)), "warn");
        assert_eq!(mood(Duration::zero()), "late");
    }

    #[test]
    fn once_the_window_is_closed_a_free_entry_counts_on() {
        let now = DateTime::UNIX_EPOCH;
        let hours = Duration::hours;
        let table = [
            ("open", hours(20), None, (hours(20), "quiet")),
            ("open, with an entry", hours(2), Some(hours(60)), (hours(2), "warn")),
            ("closed, with an entry", hours(-2), Some(hours(60)), (hours(60), "warn")),
            ("closed", hours(-2), None, (hours(-2), "late")),
        ];
        for (case, end, free, shown) in table {
            assert_eq!(standing(now + end, free.map(|free| now + free), now), shown, "{case}");
        }
    }
}
