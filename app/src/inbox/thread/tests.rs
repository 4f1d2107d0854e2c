//! What a thread's lines say, as the server writes them.

use chrono::{DateTime, Duration, Utc};
use desk::desk::Card;
use desk::message::{Delivery, Failure, Progress};
use desk::ports::Page;
use leptos::prelude::*;

use super::bubble::Bubble;
use super::lines::Lines;
use crate::inbox::calls::{Conversation, Stretch};
use crate::inbox::done::{Done, MOMENT};
use crate::inbox::panel::Panel;
use crate::inbox::said::Said;
use crate::inbox::talk::Talk;
use crate::language::Language;
use crate::live::{Live, live};
use crate::start::Start;
use crate::ui::samples;

/// Runs `test` as a page of `language` does, on a thread that holds `messages` and `history`.
fn with_talk<T>(
    language: Language,
    messages: Vec<Said>,
    history: Vec<Done>,
    test: impl FnOnce(Talk, Live) -> T,
) -> T {
    Owner::new().with(|| {
        provide_context(language);
        Live::provide(&Start::default());
        let live = live().expect("just provided");
        let card = Card { ticket: samples::ticket(1, 1, 0), phone: None };
        let messages = Page { items: messages, next: None };
        let (gone, next) = (vec![], vec![]);
        let lately = Stretch { messages, gone, history, told_from: 1, told_to: 1, next };
        let (team, teams, owners) = (vec![samples::person()], vec![], vec![]);
        let conversation = Conversation { card, lately, there: None, team, teams, owners };
        test(Talk::new(conversation, 0, live), live)
    })
}

fn html_of(said: Said) -> String {
    let id = said.id.clone();
    with_talk(Language::English, vec![said], vec![], |talk, live| {
        let message = talk.message(&id).expect("just told");
        view! { <Bubble talk live message/> }.to_html()
    })
}

#[test]
fn a_bubble_shows_what_the_server_rendered_and_how_far_it_got() {
    let html = html_of(samples::said("m1", 0, Some(Progress::Delivered)));
    assert!(html.contains("<p class=\"words\">Ho mirem ara.</p>"), "{html}");
    assert!(html.contains("data-progress=\"delivered\""), "{html}");
    assert!(html.contains("09:00"), "{html}");
    let theirs = html_of(samples::said("m2", 0, None));
    assert!(!theirs.contains("data-progress") && theirs.contains("theirs"), "{theirs}");
}

#[test]
fn a_failed_reply_shows_metas_reason() {
    let failure = Failure::told(131_047, "Re-engagement message".into());
    let failed = Said {
        delivery: Some(Delivery::failed(failure)),
        ..samples::said("m1", 0, Some(Progress::Queued))
    };
    let html = html_of(failed);
    assert!(html.contains("Not delivered: Re-engagement message"), "{html}");
    assert!(!html.contains("Send again"), "{html}");
}

#[test]
fn only_an_unconfirmed_reply_offers_to_send_again() {
    let said = |progress| samples::said("m1", 0, Some(progress));
    assert!(html_of(said(Progress::Unconfirmed)).contains("Send again"));
    assert!(!html_of(said(Progress::Sent)).contains("Send again"));
}

/// As the server writes it into a sentence.
fn moment(at: DateTime<Utc>) -> String {
    format!("{MOMENT}{}{MOMENT}", at.timestamp_micros())
}

#[test]
fn a_sentence_may_name_several_moments_and_what_people_wrote_stays_as_it_is() {
    let (old, new) = (samples::morning(), samples::morning() + Duration::days(1));
    let (old, new) = (moment(old), moment(new));
    for (words, shown) in [
        (format!("was {old}, is {new}"), "was 10 November 2026, 09:00, is 11 November 2026, 09:00"),
        (format!("{old}{new}."), "10 November 2026, 09:0011 November 2026, 09:00."),
        (format!("Note by Ada: a{MOMENT}b"), "Note by Ada: a\u{fffc}b"),
        (format!("Note by Ada: {MOMENT}"), "Note by Ada: \u{fffc}"),
        ("Ada took it".to_owned(), "Ada took it"),
    ] {
        let (rev, at, change) = (2, samples::morning(), "corrected".to_owned());
        let done = Done { rev, at, change, words, by_itself: false };
        let html = with_talk(Language::English, vec![], vec![done], |talk, live| {
            view! { <Lines talk live/> }.to_html()
        });
        assert!(html.contains(shown), "no {shown:?}: {html}");
    }
}

#[test]
fn what_happened_stands_between_the_messages_and_a_moment_in_it_on_the_readers_wall() {
    let done = Done {
        rev: 2,
        at: samples::morning(),
        change: "snoozed".into(),
        words: format!("Ada snoozed it until {}", moment(samples::morning())),
        by_itself: true,
    };
    let html = with_talk(Language::English, vec![], vec![done], |talk, live| {
        view! { <Lines talk live/> }.to_html()
    });
    assert!(html.contains("data-change=\"snoozed\""), "{html}");
    assert!(html.contains("Ada snoozed it until 10 November"), "{html}");
    assert!(html.contains("Why?"), "{html}");
}

#[test]
fn the_panel_tells_what_comes_next_by_itself_if_anything_does() {
    let step = Done {
        rev: 0,
        at: samples::morning(),
        change: String::new(),
        words: format!("Next: “Seguiment”, {}", moment(samples::morning())),
        by_itself: true,
    };
    for (next, told) in [(vec![], false), (vec![step], true)] {
        let html = with_talk(Language::English, vec![], vec![], |talk, _| {
            talk.next.set(next);
            view! { <Panel talk/> }.to_html()
        });
        assert_eq!(html.contains("Next: “Seguiment”, 10 November"), told, "{html}");
    }
}
