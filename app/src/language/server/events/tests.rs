//! Every line of a thread is worded.

use chrono::Duration;
use desk::contact::CustomerNews;
use desk::sla::ClockKind;

use super::*;
use crate::ui::samples;

fn sentence(language: Language, event: &Event) -> String {
    let people = [samples::person()];
    language.done(event, &Names { people: &people, teams: &[] }).words
}

/// Deadlines so many hours after the morning.
fn corrected(old: Option<i64>, new: Option<i64>) -> Change {
    let hours = |hours| samples::morning() + Duration::hours(hours);
    let clock = ClockKind::FirstResponse;
    let (old_due, new_due) = (old.map(hours), new.map(hours));
    Change::Corrected { correction: Correction { clock, old_due, new_due }, version: 2 }
}

#[test]
fn every_event_that_is_a_line_has_a_sentence_in_every_language() {
    let changes = [
        Change::Assigned { owner: Some("ada".into()), why: None },
        Change::Assigned { owner: None, why: None },
        Change::Snoozed { until: samples::morning() },
        Change::Woken,
        Change::Resolved,
        Change::Reopened,
        Change::Resent { message: "m1".into() },
        Change::Teamed { team: Some("billing".into()) },
        Change::Teamed { team: None },
        Change::Tagged { tag: "factura".into() },
        Change::Untagged { tag: "factura".into() },
        Change::FieldSet { field: "order".into(), value: Some("12".into()) },
        Change::FieldSet { field: "order".into(), value: None },
        Change::OfCustomer { news: CustomerNews::Moved },
        Change::OfCustomer { news: CustomerNews::Wished { wanted: true } },
        Change::OfCustomer { news: CustomerNews::Wished { wanted: false } },
        Change::OfCustomer { news: CustomerNews::United { with: "Joan".into() } },
        Change::OfCustomer { news: CustomerNews::Parted { from: "Joan".into() } },
        Change::OfCustomer { news: CustomerNews::Doubted { with: "Joan".into() } },
        Change::Noted { text: "Paid".into(), mentions: vec![] },
        Change::Merged { into: desk::ids::TicketNumber(2) },
        Change::Released { ticket: desk::ids::TicketNumber(2) },
        Change::PolicyChosen { policy: "press".into() },
        Change::SkillRequired { skill: "IVA".into() },
        Change::Warned { warned: samples::warned() },
        Change::Breached { breached: samples::breached() },
        corrected(Some(0), Some(1)),
        corrected(Some(0), None),
        corrected(None, Some(1)),
        Change::Rang { people: vec!["ada".into()], text: "Look".into() },
    ];
    for language in Language::ALL {
        for change in changes.clone() {
            let event = samples::event(2, 0, change);
            let said = sentence(language, &event);
            assert!(event.change.is_a_line() && !said.is_empty(), "{language:?} {event:?}");
            let moments = match event.change {
                Change::Snoozed { .. } => 1,
                Change::Corrected { correction, .. } => {
                    correction.old_due.iter().chain(&correction.new_due).count()
                }
                _ => 0,
            };
            assert_eq!(said.matches(MOMENT).count(), 2 * moments, "{said}");
        }
    }
}

#[test]
fn what_comes_next_names_its_rule_and_leaves_the_moment_to_the_reader() {
    let step = NextStep { rule: "Seguiment".into(), at: samples::morning() };
    for language in Language::ALL {
        let done = language.coming(&step);
        let moment = moment(samples::morning());
        assert!(done.words.contains("Seguiment") && done.words.contains(&moment), "{done:?}");
    }
}

#[test]
fn a_deadline_that_was_moved_is_told_as_it_was_and_as_it_is_and_by_whom() {
    // SLA-16
    let by = Author::Person { id: "ada".into() };
    let event = Event { by, ..samples::event(2, 0, corrected(Some(0), Some(1))) };
    let (old, new) = (samples::morning(), samples::morning() + Duration::hours(1));
    let expected = format!(
        "Ada Roca changed the settings. First response: due {} (was {})",
        moment(new),
        moment(old)
    );
    assert_eq!(sentence(Language::English, &event), expected);
}

#[test]
fn taking_a_ticket_and_being_given_one_read_differently() {
    let said = |by: Author| {
        let given = Change::Assigned { owner: Some("ada".into()), why: None };
        sentence(Language::English, &Event { by, ..samples::event(2, 0, given) })
    };
    assert_eq!(said(Author::Person { id: "ada".into() }), "Ada Roca took it");
    assert_eq!(said(Author::Key { name: "crm".into() }), "crm gave it to Ada Roca");
}
