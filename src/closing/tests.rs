//! Texts that close and texts that don't; then what holds for any text.

use proptest::prelude::*;

use super::*;
use crate::message::MediaKind;

fn text(body: &str) -> Content {
    Content::Text { body: body.into() }
}

fn set(phrases: &[&str]) -> BTreeSet<String> {
    phrases.iter().map(|phrase| (*phrase).to_owned()).collect()
}

#[test]
fn in_7_texts_of_nothing_but_closing_words_close() {
    let texts = [
        "Gràcies",
        "Ok perfecte, moltes gràcies! 😊",
        "GRÀCIESSSS!!!",
        "d’acord, fins demà",
        "Excel·lent, merci per tot",
        "vale, gracias",
        "Muchas gracias y un saludo",
        "buenas tardes, perfecto gracias",
        "jajaja vale!! ok",
        "no, gracias",
        "Thanks a lot",
        "OK, thank you so much :D",
        "that's all. bye!",
        "Merci beaucoup, bonne journée",
        "Ça marche, bon week-end !",
        "Muito obrigada ❤️❤️",
        "kkkkk blz valeu",
        "Vielen Dank & schönes Wochenende",
        "Liebe Grüße",
        "Va bene, grazie mille. Ciao",
        "Moitas grazas, ata logo",
        "Eskerrik asko eta gero arte",
        "👍",
        "👍🏽👍🏽 🙏🏻",
        "*gràcies*",
        "graci\u{300}es", // an accent that stands on its own
    ];
    for text in texts {
        assert!(closes(text), "{text}");
    }
}

#[test]
fn in_7_texts_that_say_or_ask_anything_more_do_not_close() {
    let texts = [
        "gràcies però encara no funciona",
        "ok?",
        "¿vale",
        "gràcies, i quan arribarà",
        "gracias :(",
        "Thanks! One more thing",
        "not ok",
        "sí",
        "yes",
        "no",
        "bon dia",
        "hola",
        "ciao",
        "jajaja",
        "i",
        "👎",
        "gràcies 😡",
        "👍❓",
        "ok 2",
        "",
        "   ",
        "...!!!",
        "\u{200d}\u{fe0f}",
    ];
    for text in texts {
        assert!(!closes(text), "{text}");
    }
}

#[test]
fn in_7_of_other_contents_only_a_reaction_or_an_edit_to_closing_words_closes() {
    let sticker = Content::Media {
        media_kind: MediaKind::Sticker,
        media: None,
        mime: None,
        caption: Some("gràcies".into()),
        filename: None,
        voice: false,
        fetched: None,
    };
    let edit = |text: Option<&str>| Content::Edit {
        original: "wamid.1".into(),
        text: text.map(str::to_owned),
    };
    let reaction = |emoji: Option<&str>| Content::Reaction {
        to: "wamid.1".into(),
        emoji: emoji.map(str::to_owned),
    };
    let table = [
        ("closing words", text("gràcies"), true),
        ("other words", text("encara no funciona"), false),
        ("a reaction", reaction(Some("👎")), true),
        ("a reaction taken back", reaction(None), true),
        ("an edit to closing words", edit(Some("ok gràcies")), true),
        ("an edit to others", edit(Some("ok?")), false),
        ("an edit of something else", edit(None), false),
        ("a sticker", sticker, false),
        ("a tapped button", Content::chosen("1".into(), "Gràcies".into()), false),
        ("a deletion", Content::Revoke { original: "wamid.1".into() }, false),
    ];
    let off = ClosingWords { on: false, ..ClosingWords::default() };
    for (case, content, expected) in table {
        assert_eq!(ClosingWords::default().closes(&content), expected, "{case}");
        assert!(!off.closes(&content), "{case}, switched off");
    }
}

#[test]
fn in_7_a_team_adds_and_removes_words_of_its_own() {
    let words = ClosingWords {
        added: set(&["Apa, salut!", "🐝", "спасибо"]),
        removed: set(&["OK", "Moltes gràcies"]),
        ..ClosingWords::default()
    };
    let table = [
        ("an added phrase", "apa salut", true),
        ("with a built-in one", "Gràcies, apa, salut 🐝", true),
        ("in another script", "СПАСИБО!", true),
        ("half of it", "apa", false),
        ("a removed word", "ok", false),
        ("beside another", "ok gràcies", false),
        ("a removed phrase", "moltes gràcies", false),
        ("a part of it that stayed", "gràcies", true),
    ];
    for (case, text, expected) in table {
        assert_eq!(words.close(text), expected, "{case}");
    }
    let again = ClosingWords { added: set(&["ok"]), ..words };
    assert!(again.close("ok"), "what was added closes even if it was also removed");
}

#[test]
fn an_added_phrase_that_could_never_close_is_named() {
    let long = "un dos tres quatre cinc sis set vuit nou";
    let words = ClosingWords {
        added: set(&["adéu-siau", "ok?", " ... ", long]),
        ..ClosingWords::default()
    };
    let found: Vec<_> =
        words.problems().into_iter().map(|problem| (problem.phrase, problem.why)).collect();
    let expected = [(" ... ", WhyNot::Empty), ("ok?", WhyNot::Asks), (long, WhyNot::TooLong)];
    assert_eq!(found, expected.map(|(phrase, why)| (phrase.to_owned(), why)));
}

#[test]
fn every_built_in_phrase_closes_by_itself_and_stands_once_in_its_list() {
    for (language, phrases) in built_in() {
        let mut folded = BTreeSet::new();
        for phrase in phrases {
            assert!(closes(phrase), "{language}: {phrase}");
            let words = fold::words(phrase);
            assert!(words.len() <= LONGEST_PHRASE, "{language}: {phrase}");
            assert!(folded.insert(words), "{language}: {phrase} stands twice");
        }
    }
    let beside = phrases::DICTIONARY.iter().filter(|(_, part)| **part == Part::Beside);
    for (phrase, _) in beside {
        assert!(!closes(phrase), "{phrase}");
    }
}

#[test]
fn closing_words_are_read_back_as_they_were_saved_and_from_less() {
    let words = ClosingWords { removed: set(&["ok"]), ..ClosingWords::default() };
    let json = serde_json::to_string(&words).expect("they serialise");
    assert_eq!(serde_json::from_str::<ClosingWords>(&json).expect("and parse"), words);
    let less = serde_json::from_str::<ClosingWords>("{}").expect("also empty");
    assert_eq!(less, ClosingWords::default());
}

/// Texts of a few phrases and other words, so that many of them close.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(built_in().flat_map(|(_, list)| list).collect::<Vec<_>>()),
        2 => proptest::sample::select(vec!["i", "hola", "😂", "!", ",", ":D", "…"]),
        1 => proptest::sample::select(vec!["però", "encara", "?", ":(", "😡", "2"]),
    ];
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn two_texts_that_close_also_close_together(a in texts(), b in texts()) {
        let both = [a.clone(), b.clone()].join(" ");
        prop_assert!(closes(&both) || !closes(&a) || !closes(&b));
    }

    #[test]
    fn a_question_mark_anywhere_keeps_a_text_from_closing(a in texts(), b in texts()) {
        let asked = [a, b].join("?");
        prop_assert!(!closes(&asked));
    }

    #[test]
    fn shouting_and_stretching_change_nothing(text in texts()) {
        prop_assert_eq!(closes(&text.to_uppercase()), closes(&text));
        prop_assert_eq!(closes(&[&text, "!!!"].concat()), closes(&text));
        let stretched: String = text.chars().flat_map(|char| [char, char]).collect();
        prop_assume!(!text.contains(':'));
        prop_assert_eq!(closes(&stretched), closes(&text));
    }

    #[test]
    fn any_text_at_all_is_answered(text in "\\PC{0,60}|[ok ,👍🏽\u{200d}]{0,60}", added in "\\PC{0,20}") {
        let words = ClosingWords { added: [added].into(), ..ClosingWords::default() };
        let _ = (words.close(&text), words.problems());
    }
}
