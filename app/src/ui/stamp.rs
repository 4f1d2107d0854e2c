//! Times on a page: relative under a day, the exact moment with its zone in the tooltip.

use chrono::{DateTime, Duration, Utc};
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
#[component]
pub fn WindowClock(#[prop(into)] closes_at: Signal<Option<DateTime<Utc>>>) -> impl IntoView {
    let (t, clock) = (language(), clock());
    move || {
        let end = closes_at.get()?;
        let left = end - clock.now();
        let title = match left > Duration::zero() {
            true => t.window_open_until(t.when(clock.local(end), clock.local(clock.now()))),
            false => t.window_closed_since(t.when(clock.local(end), clock.local(clock.now()))),
        };
        let label = title.clone();
        Some(view! {
            <span class=format!("clock {}", mood(left)) title=title>
                <Icon name="window"/>
                <span aria-hidden="true">{t.left(left)}</span>
                <span class="heard">{label}</span>
            </span>
        })
    }
}

/// The state of a window that has `left` to go.
pub(crate) fn mood(left: Duration) -> &'static str {
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
}
