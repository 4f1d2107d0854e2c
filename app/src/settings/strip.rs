//! What would be open in the days to come by the hours that stand in a form, before they are saved
//! (CAL-4).
//!
//! The list says all of it in words; the bar beside a day only lets the eye compare.

use chrono::NaiveDate;
use desk::calendar::{Calendar, Day, Interval, Reason, STRIP};
use leptos::prelude::*;

use crate::language::Language;
use crate::time::clock;

/// What shows it, without saving anything; and where the page has it.
pub(super) const PREVIEW: &str = "preview";
pub(super) const PLACE: &str = "strip";

/// The days by `calendar`, if the form could be read as one. They are those of the saved hours if
/// `is_saved`.
pub(super) fn view(calendar: Option<Calendar>, is_saved: bool, t: Language) -> AnyView {
    let hint = match (&calendar, is_saved) {
        (None, _) => t.strip_unreadable(),
        (Some(_), true) => t.strip_saved(),
        (Some(_), false) => t.strip_typed(),
    };
    let clock = clock();
    let days = calendar.map(|calendar| {
        let days = move || {
            let today = calendar.zone.wall(clock.now()).date();
            let days = calendar.strip(today, STRIP);
            days.iter().map(|day| line(day, today, t)).collect_view()
        };
        view! { <ol class="things">{days}</ol> }
    });
    view! {
        <section class="strip" id=PLACE aria-label=t.next_days(STRIP)>
            <h2>{t.next_days(STRIP)}</h2>
            <p class="hint">{hint}</p>
            {days}
            <button class="button" name="do" value=PREVIEW>{t.preview()}</button>
        </section>
    }
    .into_any()
}

fn line(day: &Day, today: NaiveDate, t: Language) -> AnyView {
    let open: Vec<String> = day.open.iter().map(Interval::to_string).collect();
    let open = if open.is_empty() { t.day_closed().to_owned() } else { open.join(", ") };
    let reason = t.day_reason(&day.reason);
    let reason = reason.map(|reason| view! { <small class="hint">{reason}</small> });
    view! {
        <li data-day=day.date.to_string() data-reason=word(&day.reason)>
            <span>{t.day(day.date, today)}</span>
            {bar(&day.open)}
            <span>{open} " " {reason}</span>
        </li>
    }
    .into_any()
}

fn word(reason: &Reason) -> &'static str {
    match reason {
        Reason::Week => "week",
        Reason::Holiday { .. } => "holiday",
        Reason::Opening { .. } => "opening",
    }
}

/// A day from midnight to midnight, a minute a unit.
fn bar(open: &[Interval]) -> AnyView {
    let stretches = open.iter().map(|interval| {
        let (from, until) = (interval.opens().minutes(), interval.closes().minutes());
        let width = until.saturating_sub(from);
        view! { <rect x=from.to_string() y="0" width=width.to_string() height="8"></rect> }
    });
    view! {
        <svg viewBox="0 0 1440 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {stretches.collect_view()}
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use desk::calendar::{Clock, Exception, When};
    use desk::zone::Zone;

    use super::*;

    /// From Monday to Friday, but for a Friday in between and an afternoon on a Saturday.
    fn office() -> Calendar {
        let (nine, six) = (Clock::at(9, 0), Clock::at(18, 0));
        let mut office = Calendar::weekdays("office".into(), "Office", Zone::utc(), nine, six);
        let on = |date| When::written(date).expect("a date");
        let hours = Interval::from_to(Clock::at(16, 0), Clock::at(24, 0));
        office.exceptions = vec![
            Exception::holiday(on("01-02"), "Pont"),
            Exception::opening(on("1970-01-10"), "", hours.into_iter().collect()),
        ];
        office
    }

    fn html(calendar: Option<Calendar>) -> String {
        Owner::new().with(|| view(calendar, false, Language::English).to_html())
    }

    #[test]
    fn each_of_the_next_days_tells_its_hours_and_why_they_differ() {
        // CAL-4. Today is Thursday, 1 January 1970.
        let html = html(Some(office()));
        let days: Vec<&str> = html.split("<li").skip(1).collect();
        assert_eq!(days.len(), usize::from(STRIP));
        for (day, marks) in [
            (0, ["1970-01-01", "\"week\"", "Today", "09:00–18:00"]),
            (1, ["1970-01-02", "\"holiday\"", "Closed", "Holiday: Pont"]),
            (2, ["1970-01-03", "\"week\"", "Saturday 3 January", "Closed"]),
            (9, ["1970-01-10", "\"opening\"", "16:00–24:00", "Special opening"]),
        ] {
            for mark in marks {
                assert!(days[day].contains(mark), "no {mark}: {}", days[day]);
            }
        }
        assert!(days[0].contains("x=\"540\"") && days[0].contains("width=\"540\""), "{}", days[0]);
        assert!(!days[1].contains("<rect"), "{}", days[1]);
    }

    #[test]
    fn hours_that_can_not_be_read_show_no_days_and_can_be_asked_about() {
        let html = html(None);
        assert!(!html.contains("<li") && html.contains("value=\"preview\""), "{html}");
    }
}
