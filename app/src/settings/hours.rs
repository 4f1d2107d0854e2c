//! Opening hours and shifts: a week, and the days that differ.

use chrono::Weekday;
use desk::calendar::{Calendar, Draft, DraftException, Entry, Kind, Week, ical};
use desk::ids::CalendarId;
use desk::rulebook::Rulebook;
use desk::zone::Zone;
use leptos::prelude::*;

use super::fields::{Choice, adder, line, lines, row};
use super::form::Form;
use super::page::{self, Read};
use super::strip;
use crate::language::Language;

const DAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

pub(super) fn blank(book: &Rulebook) -> Form {
    let mut form = Form::default();
    form.put("zone", book.zone.name());
    for day in DAYS {
        let weekend = matches!(day, Weekday::Sat | Weekday::Sun);
        form.put(day.to_string(), if weekend { "" } else { "09:00-18:00" });
    }
    form
}

pub(super) fn fill(calendar: &Calendar) -> Form {
    let draft = Draft::of(calendar);
    let mut form = Form::default();
    form.put("name", draft.name);
    form.put("zone", draft.zone);
    for day in DAYS {
        form.put(day.to_string(), written(draft.week.on(day)));
    }
    for exception in draft.exceptions {
        let row = form.row("days");
        form.put(format!("{row}.is"), kind_word(exception.kind));
        form.put(format!("{row}.date"), exception.date);
        form.put(format!("{row}.name"), exception.name);
        form.put(format!("{row}.hours"), written(&exception.hours));
    }
    form
}

pub(super) fn read(form: &Form, id: &str, book: &mut Rulebook, t: Language) -> Read {
    let draft = drafted(form, t)?;
    let new = page::new_id(&draft.name, |id| book.calendar(&id.into()).is_some());
    let known = book.calendars.iter_mut().find(|calendar| calendar.id.0 == id);
    let id = known.as_ref().map_or(new, |known| known.id.0.clone());
    let calendar = checked(&draft, id, t)?;
    match known {
        Some(known) => *known = known.next_version(calendar),
        None => book.calendars.push(calendar),
    }
    Ok(())
}

/// The hours that the form says, to be looked at: they need no name for that.
pub(super) fn preview(form: &Form, t: Language) -> Result<Calendar, Vec<String>> {
    let draft = drafted(form, t)?;
    let name = t.hours().to_owned();
    checked(&Draft { name, ..draft }, String::new(), t)
}

/// What the form says, with the holidays that were pasted.
fn drafted(form: &Form, t: Language) -> Result<Draft, Vec<String>> {
    let exceptions = form.rows("days").into_iter().map(|row| DraftException {
        date: form.text(&format!("{row}.date")),
        name: form.text(&format!("{row}.name")),
        kind: if form.get(&format!("{row}.is")) == "open" { Kind::Open } else { Kind::Closed },
        hours: entries(form, &format!("{row}.hours")),
    });
    let mut draft = Draft {
        name: form.text("name"),
        zone: form.text("zone"),
        week: Week::by_day(|day| entries(form, &day.to_string())),
        exceptions: exceptions.collect(),
    };
    import(form, &mut draft, t)?;
    Ok(draft)
}

fn checked(draft: &Draft, id: String, t: Language) -> Result<Calendar, Vec<String>> {
    draft
        .check(CalendarId(id))
        .map_err(|problems| problems.iter().map(|problem| t.calendar_problem(problem)).collect())
}

/// `is_saved` if the form is as it is laid down.
pub(super) fn view(form: &Form, is_saved: bool, t: Language) -> AnyView {
    let days = DAYS.map(|day| line(form, &day.to_string(), t.weekday(day), ""));
    let rows = form.rows("days").into_iter().map(|at| {
        let is = form.get(&format!("{at}.is")).to_owned();
        let inside = view! {
            <input type="hidden" name=format!("{at}.is") value=is.clone()/>
            {line(form, &format!("{at}.date"), t.day_date(), t.date_hint())}
            {line(form, &format!("{at}.name"), t.name(), "")}
            {line(form, &format!("{at}.hours"), t.hours(), t.exception_hours_hint())}
        };
        row(t, &at, t.day_kind(&is), inside.into_any())
    });
    view! {
        {line(form, "name", t.name(), "")}
        {line(form, "zone", t.zone(), t.zone_hint())}
        <fieldset class="several week">
            <legend>{t.week()}</legend>
            <p class="hint">{t.hours_hint()}</p>
            {days.into_iter().collect_view()}
        </fieldset>
        <h2>{t.days_that_differ()}</h2>
        <ol class="form-rows">{rows.collect_view()}</ol>
        {adder(t, "days", t.another_day(), &kinds(t))}
        {lines(form, "ical", t.import(), t.import_hint())}
        {strip::view(preview(form, t).ok(), is_saved, t)}
    }
    .into_any()
}

fn kinds(t: Language) -> Vec<Choice> {
    ["closed", "open"].map(|kind| (kind.to_owned(), t.day_kind(kind).to_owned())).to_vec()
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Closed => "closed",
        Kind::Open => "open",
    }
}

/// Adds the holidays of a pasted iCalendar file on dates that the draft does not name itself.
fn import(form: &Form, draft: &mut Draft, t: Language) -> Read {
    let (file, Some(zone)) = (form.get("ical"), Zone::named(&draft.zone)) else { return Ok(()) };
    if file.trim().is_empty() {
        return Ok(());
    }
    let found = ical::read(file.as_bytes(), &zone);
    if found.holidays.is_empty() {
        return Err(vec![t.import_found_nothing().to_owned()]);
    }
    // What is no holiday anyway is passed over; any other day would be missed when it comes.
    let left_out = found.skipped.iter().filter(|one| !one.why.is_no_holiday());
    let left_out: Vec<_> = left_out.map(|one| t.import_left_out(one.line)).collect();
    if !left_out.is_empty() {
        return Err(left_out);
    }
    for holiday in found.holidays {
        let date = holiday.when.to_string();
        if !draft.exceptions.iter().any(|known| known.date == date) {
            let (name, kind) = (holiday.name, holiday.kind);
            draft.exceptions.push(DraftException { date, name, kind, hours: vec![] });
        }
    }
    Ok(())
}

/// `09:00-14:00, 16:00-19:00`.
fn written(entries: &[Entry]) -> String {
    let each = entries.iter().map(|entry| format!("{}-{}", entry.from, entry.until));
    each.collect::<Vec<_>>().join(", ")
}

fn entries(form: &Form, name: &str) -> Vec<Entry> {
    let entry = |text: String| {
        let (from, until) = text.split_once(['-', '–']).unwrap_or((&text, ""));
        Entry { from: from.trim().to_owned(), until: until.trim().to_owned() }
    };
    form.list(name).into_iter().map(entry).collect()
}
