//! What a thread's lines say, as the server writes them.

use desk::desk::{Card, Thread};
use desk::message::{Content, Delivery, Direction, Failure, Fault, Message, Progress};
use desk::permissions::Author;
use desk::ports::Page;
use desk::ticket::{Change, Event};
use leptos::prelude::*;

use super::bubble::Bubble;
use super::done::sentence;
use super::lines::Lines;
use crate::inbox::calls::Conversation;
use crate::inbox::talk::{Talk, author};
use crate::language::Language;
use crate::live::{Live, live};
use crate::start::Start;
use crate::time::clock;
use crate::ui::samples;

/// Runs `test` as a page of `language` does, on a thread that holds `messages` and `events`.
fn with_talk<T>(
    language: Language,
    messages: Vec<Message>,
    events: Vec<Event>,
    test: impl FnOnce(Talk, Live) -> T,
) -> T {
    Owner::new().with(|| {
        provide_context(language);
        Live::provide(&Start::default());
        let live = live().expect("just provided");
        let card = Card { ticket: samples::ticket(1, 1, 0), phone: None };
        let thread =
            Thread { card, messages: Page { items: messages, next: None }, events, there: None };
        let conversation = Conversation { thread, team: vec![samples::person()], teams: vec![] };
        test(Talk::new(conversation, 0, live), live)
    })
}

fn html_of(message: Message) -> String {
    let id = message.id.clone();
    with_talk(Language::English, vec![message], vec![], |talk, live| {
        let message = talk.message(&id).expect("just told");
        view! { <Bubble talk live message/> }.to_html()
    })
}

fn inbound(content: Content) -> Message {
    Message {
        direction: Direction::In,
        author: Author::Customer,
        delivery: None,
        content,
        ..samples::reply("in-1", 0, Progress::Queued)
    }
}

#[test]
fn a_reply_names_its_author_and_how_far_it_got() {
    let html = html_of(samples::reply("m1", 0, Progress::Delivered));
    assert!(html.contains("Ada Roca"), "{html}");
    assert!(html.contains("Ho mirem ara."), "{html}");
    assert!(html.contains("data-progress=\"delivered\""), "{html}");
    assert!(html.contains("09:00"), "{html}");
}

#[test]
fn what_a_customer_writes_can_not_become_markup() {
    let html = html_of(inbound(Content::Text { body: "<script>alert(1)</script>".into() }));
    assert!(!html.contains("<script>"), "{html}");
    assert!(html.contains("&lt;script&gt;"), "{html}");
}

#[test]
fn a_failed_reply_shows_metas_reason() {
    let failure = Failure::told(131_047, "Re-engagement message".into());
    let message = Message {
        delivery: Some(Delivery::failed(failure)),
        ..samples::reply("m1", 0, Progress::Queued)
    };
    let html = html_of(message);
    assert!(html.contains("Not delivered: Re-engagement message"), "{html}");
    assert!(!html.contains("Send again"), "{html}");
}

#[test]
fn a_failure_that_we_name_ourselves_is_told_in_the_readers_language() {
    for (language, words) in [
        (Language::Catalan, "No ha arribat: Aquest número ja no està connectat."),
        (Language::Spanish, "No ha llegado: Este número ya no está conectado."),
        (Language::English, "Not delivered: The number is not connected any more."),
    ] {
        let failed = Delivery::failed(Failure::ours(0, Fault::NotConnected));
        let message =
            Message { delivery: Some(failed), ..samples::reply("m1", 0, Progress::Queued) };
        let html = with_talk(language, vec![message], vec![], |talk, live| {
            view! { <Lines talk live/> }.to_html()
        });
        assert!(html.contains(words), "{html}");
    }
}

#[test]
fn only_an_unconfirmed_reply_offers_to_send_again() {
    assert!(html_of(samples::reply("m1", 0, Progress::Unconfirmed)).contains("Send again"));
    assert!(!html_of(samples::reply("m1", 0, Progress::Sent)).contains("Send again"));
}

#[test]
fn a_kind_that_nobody_knows_is_shown_as_such() {
    let html = html_of(inbound(Content::Unknown { name: "poll".into(), raw: "{}".into() }));
    assert!(html.contains("Kind “poll”"), "{html}");
}

#[test]
fn a_reaction_quotes_what_it_is_about() {
    let reply =
        Message { external: Some("wamid.1".into()), ..samples::reply("m1", 0, Progress::Read) };
    let reaction = inbound(Content::Reaction { to: "wamid.1".into(), emoji: Some("👍".into()) });
    let html = with_talk(Language::Catalan, vec![reply, reaction], vec![], |talk, live| {
        view! { <Lines talk live/> }.to_html()
    });
    assert!(html.contains("Ha reaccionat 👍 a «Ho mirem ara.»"), "{html}");
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
        Change::Noted { text: "Paid".into(), mentions: vec![] },
        Change::Merged { into: desk::ids::TicketNumber(2) },
        Change::Released { ticket: desk::ids::TicketNumber(2) },
        Change::PolicyChosen { policy: "press".into() },
        Change::SkillRequired { skill: "IVA".into() },
        Change::Warned { warned: samples::warned() },
        Change::Breached { breached: samples::breached() },
        Change::Rang { people: vec!["ada".into()], text: "Look".into() },
    ];
    for language in Language::ALL {
        for change in changes.clone() {
            let event = samples::event(2, 0, change);
            let said = with_talk(language, vec![], vec![], |talk, _| {
                sentence(language, clock(), &event, talk, author(talk, &event.by))
            });
            assert!(event.change.is_a_line() && !said.is_empty(), "{language:?} {event:?}");
        }
    }
}

#[test]
fn taking_a_ticket_and_being_given_one_read_differently() {
    let said = |by: Author| {
        let event = Event {
            by,
            ..samples::event(2, 0, Change::Assigned { owner: Some("ada".into()), why: None })
        };
        with_talk(Language::English, vec![], vec![], |talk, _| {
            sentence(Language::English, clock(), &event, talk, author(talk, &event.by))
        })
    };
    assert_eq!(said(Author::Person { id: "ada".into() }), "Ada Roca took it");
    assert_eq!(said(Author::Key { name: "crm".into() }), "crm gave it to Ada Roca");
}
