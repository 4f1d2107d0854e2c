//! What a thread's lines say, as the server writes them.

use chrono::{DateTime, Duration, Utc};
use desk::desk::Card;
use desk::message::{
    Content, Delivery, Direction, Failure, Fetched, File, MediaKind, Message, Progress, Unfetched,
};
use desk::permissions::Author;
use desk::ports::Page;
use leptos::prelude::*;

use super::bubble::Bubble;
use super::lines::Lines;
use crate::inbox::calls::{Conversation, Stretch};
use crate::inbox::done::{Done, MOMENT};
use crate::inbox::panel::Panel;
use crate::inbox::talk::Talk;
use crate::language::Language;
use crate::live::{Live, live};
use crate::start::Start;
use crate::ui::samples;

/// Runs `test` as a page of `language` does, on a thread that holds `messages` and `history`.
fn with_talk<T>(
    language: Language,
    messages: Vec<Message>,
    history: Vec<Done>,
    test: impl FnOnce(Talk, Live) -> T,
) -> T {
    Owner::new().with(|| {
        provide_context(language);
        Live::provide(&Start::default());
        let live = live().expect("just provided");
        let card = Card { ticket: samples::ticket(1, 1, 0), phone: None };
        let messages = Page { items: messages, next: None };
        let lately = Stretch { messages, history, told_from: 1, next: vec![] };
        let (team, teams, owners) = (vec![samples::person()], vec![], vec![]);
        let conversation = Conversation { card, lately, there: None, team, teams, owners };
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
fn only_an_unconfirmed_reply_offers_to_send_again() {
    assert!(html_of(samples::reply("m1", 0, Progress::Unconfirmed)).contains("Send again"));
    assert!(!html_of(samples::reply("m1", 0, Progress::Sent)).contains("Send again"));
}

fn with_file(media_kind: MediaKind, fetched: Option<Fetched>) -> String {
    html_of(inbound(Content::Media {
        media_kind,
        media: Some("7".into()),
        mime: Some("image/jpeg".into()),
        caption: Some("Mireu".into()),
        filename: Some("a.pdf".into()),
        voice: false,
        fetched,
    }))
}

fn here(mime: &str) -> Option<Fetched> {
    let (hash, mime) = ("ab".repeat(32), mime.to_owned());
    Some(Fetched::Here(Box::new(File {
        hash,
        size: 2048,
        mime,
        width: Some(640),
        height: Some(480),
    })))
}

#[test]
fn a_file_is_shown_by_what_it_is_and_not_by_what_it_was_sent_as() {
    let src = "src=\"/media/in-1\"";
    for (kind, mime, marks) in [
        (MediaKind::Image, "image/png", ["<img", src, "width=\"640\"", "loading=\"lazy\""]),
        (MediaKind::Audio, "audio/ogg", ["<audio", src, "controls", "Audio"]),
        (MediaKind::Video, "video/mp4", ["<video", src, "controls", "Video"]),
        (
            MediaKind::Document,
            "application/pdf",
            ["href=\"/media/in-1\"", "download", "a.pdf", "2 KB"],
        ),
        (
            MediaKind::Image,
            "application/octet-stream",
            ["href=\"/media/in-1\"", "download", "a.pdf", "2 KB"],
        ),
        (MediaKind::Document, "image/png", ["<img", src, "height=\"480\"", "Document"]),
    ] {
        let html = with_file(kind, here(mime));
        for mark in marks.into_iter().chain(["Mireu"]) {
            assert!(html.contains(mark), "no {mark}: {html}");
        }
        assert!(mime.starts_with("image/") || !html.contains("<img"), "{html}");
    }
}

#[test]
fn a_file_that_is_not_here_says_that_it_comes_or_why_it_never_did() {
    let html = with_file(MediaKind::Image, None);
    assert!(html.contains("Arriving") && html.contains("Mireu"), "{html}");
    assert!(!html.contains("/media/"), "{html}");
    let html = with_file(MediaKind::Image, Some(Fetched::Never(Unfetched::TooLarge)));
    assert!(html.contains("The file is too large.") && !html.contains("/media/"), "{html}");
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
