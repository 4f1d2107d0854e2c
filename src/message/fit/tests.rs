//! Every limit, at its edge.

use super::*;

fn letters(count: usize) -> String {
    "é".repeat(count)
}

fn row(title: impl Into<String>) -> Row {
    let title = title.into();
    Row { id: format!("id of {title}"), title, description: None }
}

fn asks(body: usize, button: Option<&str>, rows: Vec<Row>) -> Content {
    Content::List { body: letters(body), button: button.map(str::to_owned), rows }
}

fn numbered(count: usize) -> Vec<Row> {
    (0..count).map(|number| row(format!("{number}"))).collect()
}

fn place(latitude: &str, longitude: &str, name: usize) -> Content {
    let (latitude, longitude) = (latitude.to_owned(), longitude.to_owned());
    Content::Location { latitude, longitude, name: Some(letters(name)), address: None }
}

fn cards(cards: &[(&str, &[&str])]) -> Content {
    let card = |(name, phones): &(&str, &[&str])| ContactCard {
        name: (*name).to_owned(),
        phones: phones.iter().map(|phone| (*phone).to_owned()).collect(),
        ..ContactCard::default()
    };
    Content::contacts(cards.iter().map(card).collect())
}

fn reacts(emoji: &str) -> Content {
    Content::Reaction { to: "m1".into(), emoji: Some(emoji.to_owned()) }
}

fn why(content: &Content) -> Option<Unfit> {
    match fit(content) {
        Ok(()) => None,
        Err(Refusal::Unfit(unfit)) => Some(unfit),
        Err(refusal) => panic!("refused otherwise: {refusal}"),
    }
}

#[test]
fn buttons_are_one_to_three_short_and_different() {
    let twin = || Row { id: "other".into(), ..row("Sí") };
    let described = Row { description: Some("x".into()), ..row("Sí") };
    for (name, content, expected) in [
        ("three", asks(1024, None, numbered(3)), None),
        ("a long text", asks(1025, None, numbered(1)), Some(Unfit::Body)),
        ("none", asks(1, None, vec![]), Some(Unfit::Buttons)),
        ("four", asks(1, None, numbered(4)), Some(Unfit::Buttons)),
        ("at the edge", asks(1, None, vec![row(letters(20))]), None),
        ("beyond it", asks(1, None, vec![row(letters(21))]), Some(Unfit::Button)),
        ("blank", asks(1, None, vec![row(" ")]), Some(Unfit::Button)),
        ("the same twice", asks(1, None, vec![row("Sí"), twin()]), Some(Unfit::Twice)),
        ("described", asks(1, None, vec![described]), Some(Unfit::Description)),
    ] {
        assert_eq!(why(&content), expected, "{name}");
    }
}

#[test]
fn a_list_has_one_to_ten_rows_behind_a_button() {
    let described = |count| vec![Row { description: Some(letters(count)), ..row("Sí") }];
    let same_id = vec![row("a"), Row { id: "id of a".into(), ..row("b") }];
    let no_id = vec![Row { id: String::new(), ..row("a") }];
    let long_id = vec![Row { id: letters(201), ..row("a") }];
    let it = Some("Tria");
    for (name, content, expected) in [
        ("ten", asks(4096, it, numbered(10)), None),
        ("none", asks(1, it, vec![]), Some(Unfit::Rows)),
        ("eleven", asks(1, it, numbered(11)), Some(Unfit::Rows)),
        ("a long button", asks(1, Some(&letters(21)), numbered(1)), Some(Unfit::Button)),
        ("no button", asks(1, Some(""), numbered(1)), Some(Unfit::Button)),
        ("at the edge", asks(1, it, vec![row(letters(24))]), None),
        ("beyond it", asks(1, it, vec![row(letters(25))]), Some(Unfit::Row)),
        ("described", asks(1, it, described(72)), None),
        ("at length", asks(1, it, described(73)), Some(Unfit::Description)),
        ("the same twice", asks(1, it, vec![row("a"), row("a")]), Some(Unfit::Twice)),
        ("the same id", asks(1, it, same_id), Some(Unfit::Id)),
        ("without an id", asks(1, it, no_id), Some(Unfit::Id)),
        ("a long id", asks(1, it, long_id), Some(Unfit::Id)),
    ] {
        assert_eq!(why(&content), expected, "{name}");
    }
    assert_eq!(fit(&asks(0, it, numbered(1))), Err(Refusal::EmptyMessage));
    assert_eq!(fit(&asks(4097, it, numbered(1))), Err(Refusal::MessageTooLong));
}

#[test]
fn a_place_is_on_the_earth() {
    for (latitude, longitude, expected) in [
        ("41.387", "2.1686", None),
        ("-90", "180", None),
        ("90.0001", "0", Some(Unfit::NoPlace)),
        ("0", "-180.1", Some(Unfit::NoPlace)),
        ("NaN", "0", Some(Unfit::NoPlace)),
        ("inf", "0", Some(Unfit::NoPlace)),
        ("41,387", "2", Some(Unfit::NoPlace)),
        ("", "2", Some(Unfit::NoPlace)),
    ] {
        assert_eq!(why(&place(latitude, longitude, 3)), expected, "{latitude} {longitude}");
    }
    assert_eq!(why(&place("1", "1", 1001)), Some(Unfit::PlaceTooLong));
}

#[test]
fn a_contact_card_has_a_name_and_numbers_with_their_country() {
    for (given, expected) in [
        (&[("Pau", &["+34 600 555 001"][..])][..], None),
        (&[], Some(Unfit::Cards)),
        (&[("Pau", &[])], Some(Unfit::Card)),
        (&[(" ", &["+34 600 555 001"])], Some(Unfit::Card)),
        (&[("Pau", &["600 555 001"])], Some(Unfit::Card)),
        (&[("Pau", &["+34 600 555 001", "+34 call me"])], Some(Unfit::Card)),
    ] {
        assert_eq!(why(&cards(given)), expected, "{given:?}");
    }
    let many: Vec<_> = (0..258).map(|_| ("Pau", &["+34600555001"][..])).collect();
    assert_eq!(why(&cards(&many[..257])), None);
    assert_eq!(why(&cards(&many)), Some(Unfit::Cards));
}

#[test]
fn a_reaction_is_an_emoji_or_none() {
    for emoji in ["👍", "❤️", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "🇦🇩", "🅰️", "☺"]
    {
        assert_eq!(why(&reacts(emoji)), None, "{emoji}");
    }
    for text in ["", "ok", "1", "👍 ", "好", "é", &"👍".repeat(17)] {
        assert_eq!(why(&reacts(text)), Some(Unfit::NotAnEmoji), "{text}");
    }
    assert_eq!(fit(&Content::Reaction { to: "m1".into(), emoji: None }), Ok(()));
}
