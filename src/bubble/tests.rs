//! What gestures make of a message, and what of it who may see.

use chrono::Duration;
use proptest::prelude::*;

use super::*;
use crate::message::{Delivery, Forwarded, MediaKind, Origin};

const ALL: Sight = Sight { originals: true, phones: true, raw: true };

/// What somebody said `minutes` after the first moment, in ticket 1.
fn said(id: &str, direction: Direction, minutes: i64, content: Content) -> Message {
    let at = DateTime::UNIX_EPOCH + Duration::minutes(minutes);
    let ours = direction == Direction::Out;
    Message {
        id: id.into(),
        ticket: TicketNumber(1),
        direction,
        author: if ours { Author::Person { id: "ada".into() } } else { Author::Customer },
        content,
        external: Some(format!("wamid.{id}")),
        reply_to: None,
        origin: None,
        delivery: ours.then(|| Delivery::at(Progress::Sent)),
        sent_at: at,
        saved_at: at,
    }
}

fn text(body: &str) -> Content {
    Content::Text { body: body.to_owned() }
}

fn theirs(id: &str, minutes: i64, content: Content) -> Message {
    said(id, Direction::In, minutes, content)
}

fn reacts(emoji: Option<&str>) -> Content {
    Content::Reaction { to: "wamid.m".into(), emoji: emoji.map(str::to_owned) }
}

fn edits(words: &str) -> Content {
    Content::Edit { original: "wamid.m".into(), text: Some(words.to_owned()) }
}

fn revokes() -> Content {
    Content::Revoke { original: "wamid.m".into() }
}

fn hola() -> Message {
    theirs("m", 0, text("Hola"))
}

fn emojis(bubble: &Bubble) -> Vec<&str> {
    bubble.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect()
}

#[test]
fn each_side_has_one_reaction_the_last_and_none_once_it_takes_it_back() {
    let ours = said("r", Direction::Out, 3, reacts(Some("🙏")));
    for (case, steps, expected) in [
        ("one", vec![Some("👍")], vec!["👍", "🙏"]),
        ("another takes its place", vec![Some("👍"), Some("❤️")], vec!["❤️", "🙏"]),
        ("taken back", vec![Some("👍"), None], vec!["🙏"]),
        ("and put on again", vec![None, Some("👍")], vec!["👍", "🙏"]),
    ] {
        let steps = steps.into_iter().zip(1..);
        let mut gestures: Vec<Message> = steps
            .map(|(emoji, minute)| theirs(&format!("g{minute}"), minute, reacts(emoji)))
            .collect();
        gestures.push(ours.clone());
        assert_eq!(emojis(&Bubble::of(hola(), &gestures, ALL)), expected, "{case}");
    }
}

#[test]
fn a_reaction_of_ours_that_failed_is_not_there_and_one_in_doubt_has_a_place_of_its_own() {
    for (progress, shown, on_it) in [
        (Progress::Queued, vec!["🙏"], 1),
        (Progress::Unconfirmed, vec!["🙏"], 0),
        (Progress::Failed, vec![], 0),
    ] {
        let mut ours = said("r", Direction::Out, 1, reacts(Some("🙏")));
        ours.delivery = Some(Delivery::at(progress));
        let bubble = Bubble::of(hola(), std::slice::from_ref(&ours), ALL);
        assert_eq!((emojis(&bubble), bubble.on_it.len()), (shown, on_it), "{progress:?}");
        let own = Bubble::of(ours, &[], ALL).with_other(Some(&hola()), &[]);
        assert_eq!((own.about, own.is_on_another), (Some("m".into()), on_it == 1));
    }
}

#[test]
fn a_changed_message_says_what_it_says_now_and_before_to_those_who_may_see_it() {
    let gestures = [theirs("e2", 2, edits("Bona nit")), theirs("e1", 1, edits("Bon dia"))];
    let bubble = Bubble::of(hola(), &gestures, ALL);
    assert_eq!(bubble.message.content, text("Bona nit"));
    assert_eq!(bubble.before, [text("Hola"), text("Bon dia")]);
    assert_eq!(bubble.edited_at, Some(gestures[0].sent_at));
    let blind = Bubble::of(hola(), &gestures, Sight { originals: false, ..ALL });
    assert_eq!((blind.message.content, blind.before), (text("Bona nit"), vec![]));
}

#[test]
fn the_caption_of_a_file_changes_and_the_file_stays() {
    let picture = |caption: &str| Content::Media {
        media_kind: MediaKind::Image,
        media: Some("7".into()),
        mime: None,
        caption: Some(caption.to_owned()),
        filename: None,
        voice: false,
        fetched: None,
    };
    let message = theirs("m", 0, picture("Mireu"));
    let bubble = Bubble::of(message, &[theirs("e", 1, edits("Mireu això"))], ALL);
    assert_eq!(bubble.message.content, picture("Mireu això"));
}

#[test]
fn a_message_that_was_taken_back_shows_nothing_of_itself_but_to_those_who_may_see_it() {
    let gestures = [
        theirs("x", 3, revokes()),
        theirs("e", 2, edits("Adeu")),
        said("r", Direction::Out, 1, reacts(Some("🙏"))),
    ];
    let mut message = hola();
    message.reply_to = Some("wamid.other".into());
    message.origin = Origin { forwarded: Some(Forwarded::Once), ..Origin::default() }.told();
    let bubble = Bubble::of(message.clone(), &gestures, Sight { originals: false, ..ALL });
    let shown = format!("{:?}", bubble.clone().for_screens());
    assert!(!shown.contains("Hola") && !shown.contains("Adeu"), "{shown}");
    assert_eq!((bubble.reactions.len(), bubble.edited_at), (0, None));
    assert_eq!(bubble.deleted_at, Some(gestures[0].sent_at));
    assert_eq!((bubble.message.reply_to, bubble.message.origin), (None, None));
    let all = Bubble::of(message, &gestures, ALL);
    assert_eq!(all.before, [text("Hola"), text("Adeu")]);
}

#[test]
fn nobody_changes_or_takes_back_what_the_other_side_said() {
    for content in [edits("Adeu"), revokes()] {
        let ours = said("g", Direction::Out, 1, content);
        let bubble = Bubble::of(hola(), std::slice::from_ref(&ours), ALL);
        assert_eq!((bubble.message.content, bubble.on_it.len()), (text("Hola"), 0));
        let own = Bubble::of(ours, &[], ALL).with_other(Some(&hola()), &[]);
        assert!(!own.is_on_another && own.about == Some("m".into()), "it is told where it stands");
    }
}

#[test]
fn what_is_about_a_message_of_another_ticket_is_told_in_both() {
    let mut elsewhere = theirs("g", 1, reacts(Some("👍")));
    elsewhere.ticket = TicketNumber(2);
    let bubble = Bubble::of(hola(), std::slice::from_ref(&elsewhere), ALL);
    assert_eq!((emojis(&bubble), bubble.on_it.len()), (vec!["👍"], 0));
    let own = Bubble::of(elsewhere, &[], ALL).with_other(Some(&hola()), &[]);
    assert!(!own.is_on_another);
}

#[test]
fn words_that_were_changed_again_or_taken_back_are_not_told_by_what_brought_them() {
    let first = theirs("e1", 1, edits("Bon dia"));
    let second = theirs("e2", 2, edits("Bona nit"));
    let told = |gesture: &Message, gestures: &[Message]| {
        let bubble = Bubble::of(gesture.clone(), &[], ALL).with_other(Some(&hola()), gestures);
        bubble.message.content.text().map(str::to_owned)
    };
    let both = [first.clone(), second.clone()];
    assert_eq!(told(&first, &both), None);
    assert_eq!(told(&second, &both).as_deref(), Some("Bona nit"));
    let all = [first, second.clone(), theirs("x", 3, revokes())];
    assert_eq!(told(&second, &all), None);
}

#[test]
fn a_quote_says_what_the_other_says_now_and_that_it_is_unknown_if_it_is() {
    let mut answer = said("a", Direction::Out, 5, text("Sí"));
    answer.reply_to = Some("wamid.m".into());
    let quote = |gestures: &[Message]| {
        let bubble = Bubble::of(answer.clone(), &[], ALL).with_other(Some(&hola()), gestures);
        match bubble.answers {
            Some(Quote::Known(quoted)) => (quoted.kind, quoted.line),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(quote(&[]), ("text".to_owned(), Some("Hola".to_owned())));
    assert_eq!(quote(&[theirs("e", 1, edits("Adeu"))]).1.as_deref(), Some("Adeu"));
    assert_eq!(quote(&[theirs("x", 1, revokes())]), ("revoke".to_owned(), None));
    let alone = Bubble::of(answer.clone(), &[], ALL).with_other(None, &[]);
    assert_eq!(alone.answers, Some(Quote::Unknown));
    let gesture = theirs("g", 1, reacts(Some("👍")));
    let odd = Bubble::of(answer, &[], ALL).with_other(Some(&gesture), &[]);
    assert_eq!(odd.answers, Some(Quote::Unknown), "a reaction can't be quoted");
}

#[test]
fn numbers_and_json_are_for_those_who_may_see_them() {
    let card = ContactCard {
        name: "Pau".into(),
        phones: vec!["+34 600 555 001".into()],
        ..ContactCard::default()
    };
    let old = Content::Contacts { names: vec!["+34600555001".into()], cards: None };
    let raw = Content::Unknown { name: "poll".into(), raw: r#"{"from":"34600555001"}"#.into() };
    for content in [Content::contacts(vec![card]), old, raw] {
        let message = theirs("m", 0, content.clone());
        let blind = Sight { originals: true, phones: false, raw: false };
        let shown = format!("{:?}", Bubble::of(message.clone(), &[], blind).message.content);
        let hidden = ["600 555", "600555"].iter().all(|digits| !shown.contains(digits));
        assert!(hidden, "{shown}");
        assert_eq!(Bubble::of(message, &[], ALL).message.content, content);
    }
}

proptest! {
    /// What WhatsApp tells of a message comes in any order.
    #[test]
    fn in_any_order_gestures_make_the_same_of_a_message(
        kinds in proptest::collection::vec(0..5_u8, 0..8),
        turn in any::<proptest::sample::Index>(),
        reversed in any::<bool>(),
    ) {
        let mut gestures: Vec<Message> = kinds.iter().zip(1..).map(|(kind, minute)| {
            let content = match kind {
                0 => reacts(Some("👍")),
                1 => reacts(None),
                2 => edits(&format!("version {minute}")),
                3 => reacts(Some("❤️")),
                _ => revokes(),
            };
            theirs(&format!("g{minute}"), minute, content)
        }).collect();
        let expected = Bubble::of(hola(), &gestures, ALL);
        if !gestures.is_empty() {
            let by = turn.index(gestures.len());
            gestures.rotate_left(by);
        }
        if reversed {
            gestures.reverse();
        }
        prop_assert_eq!(Bubble::of(hola(), &gestures, ALL), expected);
    }
}
