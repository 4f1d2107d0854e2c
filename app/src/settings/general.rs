//! What holds for the whole desk: its zone and hours, quiet hours, what becomes of a message after the
//! resolution, what customers see of the team's work, and what tickets weigh.

use desk::assignment::Load;
use desk::calendar::Clock;
use desk::ids::CalendarId;
use desk::region::Quiet;
use desk::routing::{Mode, MostMessages};
use desk::rulebook::{Receipts, Rulebook};
use desk::zone::Zone;
use leptos::prelude::*;

use super::fields::{choice, line, lines, tick};
use super::form::Form;
use super::office::Office;
use super::page::{self, Read};
use super::reopening;
use crate::language::Language;

pub(super) fn fill(office: &Office) -> Form {
    let book = &office.rulebook;
    let list = |all: &std::collections::BTreeSet<String>| {
        all.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    };
    let mut form = Form::default();
    form.put("zone", book.zone.name());
    form.put("calendar", book.calendar.as_ref().map_or("", |id| id.0.as_str()));
    form.put("quiet_from", hour(book.quiet.from()));
    form.put("quiet_until", hour(book.quiet.until()));
    form.put("messages", u32::from(book.messages).to_string());
    reopening::fill(&mut form, office);
    form.tick("closing", book.closing.on);
    form.put("closing_added", list(&book.closing.added));
    form.put("closing_removed", list(&book.closing.removed));
    form.tick("read", book.receipts.read);
    form.tick("typing", book.receipts.typing);
    form.tick("together", book.together);
    let settings = &book.assignment;
    form.put("open", settings.weights.open.0.to_string());
    form.put("waiting", settings.weights.waiting.0.to_string());
    form.put("snoozed", settings.weights.snoozed.0.to_string());
    form.put("shift_margin", settings.shift_margin.to_string());
    form.put("grace", settings.grace.to_string());
    form.put("mode", if book.rules.mode == Mode::First { "first" } else { "all" });
    form
}

pub(super) fn read(form: &Form, office: &Office, book: &mut Rulebook, t: Language) -> Read {
    let zone = Zone::named(&form.text("zone"));
    book.zone = zone.ok_or_else(|| vec![t.objection_at(t.zone(), t.unknown_zone())])?;
    book.calendar = page::named(form, "calendar").map(CalendarId);
    let quiet = minute(form, "quiet_from", t)
        .and_then(|from| Ok(Quiet::new(from, minute(form, "quiet_until", t)?)));
    book.quiet = quiet?.map_err(|_| vec![t.objection_at(t.quiet_hours(), t.no_length())])?;
    book.messages = most_messages(form, t)?;
    reopening::read(form, office, book, t)?;
    book.closing.on = form.has("closing");
    // By line alone: "no, gràcies" is one goodbye, and "no" is none.
    book.closing.added = form.lines("closing_added").map(str::to_owned).collect();
    book.closing.removed = form.lines("closing_removed").map(str::to_owned).collect();
    book.receipts = Receipts { read: form.has("read"), typing: form.has("typing") };
    book.together = form.has("together");
    let settings = &mut book.assignment;
    settings.weights.open = Load(page::number(form, "open", t.weight_open(), t)?);
    settings.weights.waiting = Load(page::number(form, "waiting", t.weight_waiting(), t)?);
    settings.weights.snoozed = Load(page::number(form, "snoozed", t.weight_snoozed(), t)?);
    settings.shift_margin = page::number(form, "shift_margin", t.shift_margin(), t)?;
    settings.grace = page::number(form, "grace", t.grace(), t)?;
    book.rules.mode = if form.get("mode") == "first" { Mode::First } else { Mode::All };
    Ok(())
}

pub(super) fn view(form: &Form, office: &Office, t: Language) -> AnyView {
    let modes = [("all", t.mode_all()), ("first", t.mode_first())]
        .map(|(word, text)| (word.to_owned(), text.to_owned()));
    view! {
        {line(form, "zone", t.zone(), t.zone_hint())}
        {choice(form, "calendar", t.desk_hours(), &office.calendars(t.day_and_night()))}
        {choice(form, "mode", t.rules(), &modes)}
        <h2>{t.quiet_hours()}</h2>
        <p class="hint">{t.quiet_hours_hint()}</p>
        {line(form, "quiet_from", t.begin_hour(), "")}
        {line(form, "quiet_until", t.end_hour(), "")}
        {line(form, "messages", t.most_messages(), t.most_messages_hint())}
        {reopening::view(form, office, t)}
        <h2>{t.closing_words()}</h2>
        {tick(form, "closing", t.closing_on())}
        {lines(form, "closing_added", t.closing_added(), t.closing_hint())}
        {lines(form, "closing_removed", t.closing_removed(), t.closing_hint())}
        <h2>{t.receipts()}</h2>
        {tick(form, "read", t.receipts_read())}
        {tick(form, "typing", t.receipts_typing())}
        <p class="hint">{t.receipts_hint()}</p>
        <h2>{t.who_sees_what()}</h2>
        {tick(form, "together", t.desk_together())}
        <p class="hint">{t.together_hint()}</p>
        <h2>{t.assignment()}</h2>
        <p class="hint">{t.weights_hint()}</p>
        {line(form, "open", t.weight_open(), "")}
        {line(form, "waiting", t.weight_waiting(), "")}
        {line(form, "snoozed", t.weight_snoozed(), "")}
        {line(form, "shift_margin", t.shift_margin(), t.shift_margin_hint())}
        {line(form, "grace", t.grace(), t.grace_hint())}
    }
    .into_any()
}

fn most_messages(form: &Form, t: Language) -> Result<MostMessages, Vec<String>> {
    let count: u32 = page::number(form, "messages", t.most_messages(), t)?;
    let too_many = t.at_most_messages(MostMessages::HIGHEST);
    count.try_into().map_err(|_| vec![t.objection_at(t.most_messages(), too_many)])
}

fn hour(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn minute(form: &Form, name: &str, t: Language) -> Result<u16, Vec<String>> {
    let written = Clock::written(form.get(name).trim());
    let minute = written.map(Clock::minutes);
    minute.ok_or_else(|| vec![t.objection_at(t.quiet_hours(), t.not_a_time())])
}

#[cfg(test)]
mod tests {
    use desk::closing::ClosingWords;
    use desk::number::Reopening;

    use super::*;

    #[test]
    fn what_holds_for_the_desk_comes_back_from_its_form_as_it_went_in() {
        let phrases = |all: [&str; 2]| all.map(str::to_owned).into();
        let closing = ClosingWords {
            on: true,
            added: phrases(["no, gràcies", "fins a la propera"]),
            removed: phrases(["ok", "vale, perfecte"]),
        };
        let mut book = Rulebook {
            zone: Zone::named("Europe/Madrid").expect("a zone"),
            calendar: Some("office".into()),
            quiet: Quiet::new(22 * 60 + 30, 8 * 60).expect("some length"),
            messages: MostMessages::try_from(12).expect("twelve are allowed"),
            closing,
            reopening: [("1065".into(), Reopening::NewTicket)].into(),
            receipts: Receipts { read: true, typing: false },
            together: false,
            ..Rulebook::default()
        };
        book.rules.mode = Mode::First;
        book.assignment.weights.waiting = Load(7);
        book.assignment.grace = 9;
        let office = Office::of(book, &[("1065", "+34 930"), ("1066", "+376 80")]);
        let mut read_back = Rulebook::default();
        read(&fill(&office), &office, &mut read_back, Language::English).expect("it reads");
        assert_eq!(read_back, office.rulebook);
    }

    #[test]
    fn more_automatic_messages_than_anybody_bears_are_refused() {
        for (count, taken) in [("0", true), ("50", true), ("51", false), ("-1", false), ("", false)]
        {
            let mut form = Form::default();
            form.put("messages", count);
            assert_eq!(most_messages(&form, Language::English).is_ok(), taken, "{count}");
        }
    }
}
