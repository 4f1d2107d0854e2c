//! What each kind of message holds.

use desk::message::{
    Answer, ContactCard, Content, Fetched, File, Item, MediaKind, Notice, Unfetched,
};

use super::{has, html, said_in, theirs};
use crate::language::Language;
use crate::ui::samples;

fn with_file(media_kind: MediaKind, fetched: Option<Fetched>) -> String {
    html(theirs(Content::Media {
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
    let (width, height) = (Some(640), Some(480));
    Some(Fetched::Here(Box::new(File { hash, size: 2048, mime, width, height })))
}

#[test]
fn a_file_is_shown_by_what_it_is_and_not_by_what_it_was_sent_as() {
    let src = "src=\"/media/in-1\"";
    let saved = ["href=\"/media/in-1\"", "download", "a.pdf", "2 KB"];
    for (kind, mime, marks) in [
        (MediaKind::Image, "image/png", ["<img", src, "width=\"640\"", "loading=\"lazy\""]),
        (MediaKind::Audio, "audio/ogg", ["<audio", src, "controls", "Audio"]),
        (MediaKind::Video, "video/mp4", ["<video", src, "controls", "Video"]),
        (MediaKind::Document, "application/pdf", saved),
        (MediaKind::Image, "application/octet-stream", saved),
        (MediaKind::Document, "image/png", ["<img", src, "height=\"480\"", "Document"]),
    ] {
        let html = with_file(kind, here(mime));
        has(&html, &marks);
        has(&html, &["Mireu"]);
        assert!(mime.starts_with("image/") || !html.contains("<img"), "{html}");
    }
}

#[test]
fn a_file_that_is_not_here_says_that_it_comes_or_why_it_never_did() {
    let html = with_file(MediaKind::Image, None);
    has(&html, &["Arriving", "Mireu"]);
    assert!(!html.contains("/media/"), "{html}");
    let html = with_file(MediaKind::Image, Some(Fetched::Never(Unfetched::TooLarge)));
    assert!(html.contains("The file is too large.") && !html.contains("/media/"), "{html}");
}

#[test]
fn a_place_has_a_map_of_ours_and_the_ways_to_others() {
    let place = |latitude: &str| Content::Location {
        latitude: latitude.into(),
        longitude: "2.1686".into(),
        name: Some("Mercat".into()),
        address: Some("La Rambla 91".into()),
    };
    let shown = html(theirs(place("41.3874")));
    has(
        &shown,
        &[
            "class=\"map\"",
            "41.390° N",
            "2.17° E",
            "500 m",
            "Mercat",
            "La Rambla 91",
            "41.3874, 2.1686",
            "https://www.openstreetmap.org/?mlat=41.3874&amp;mlon=2.1686#map=16/41.3874/2.1686",
            "https://www.google.com/maps/search/?api=1&amp;query=41.3874,2.1686",
            "rel=\"noopener noreferrer\"",
        ],
    );
    assert!(!shown.contains("<img") && !shown.contains(" style"), "{shown}");
    let nowhere = html(theirs(place("north")));
    assert!(!nowhere.contains("class=\"map\"") && !nowhere.contains("https://"), "{nowhere}");
    has(&nowhere, &["north, 2.1686", "Mercat"]);
}

#[test]
fn a_card_tells_who_it_is_and_lets_what_is_not_masked_be_copied() {
    let card = |phone: &str| ContactCard {
        name: "Pau Serra".into(),
        phones: vec![phone.to_owned()],
        emails: vec!["pau@example.org".into()],
        company: Some("Forn Serra".into()),
        title: Some("Forner".into()),
        websites: vec!["https://forn.example".into()],
        addresses: vec!["Major 1, Vic".into()],
        birthday: Some("1980-02-01".into()),
    };
    let shown = html(theirs(Content::contacts(vec![card("+34 600 555 001")])));
    has(
        &shown,
        &[
            "Pau Serra",
            "Forner · Forn Serra",
            "data-copy=\"+34 600 555 001\"",
            "data-copy=\"pau@example.org\"",
            "href=\"https://forn.example\"",
            "Major 1, Vic",
            "Birthday: 1980-02-01",
        ],
    );
    let masked = html(theirs(Content::contacts(vec![card("+34 ··· 001")])));
    assert!(!masked.contains("data-copy=\"+34"), "{masked}");
    let old = Content::Contacts { names: vec!["Pau".into()], cards: None };
    has(&html(theirs(old)), &["Contact card", "Pau"]);
}

#[test]
fn an_order_is_a_table_with_what_it_comes_to() {
    let item = |quantity: &str, price: &str| Item {
        product: "tassa".into(),
        quantity: quantity.into(),
        price: price.into(),
        currency: "EUR".into(),
    };
    let items = vec![item("2", "9.5"), item("1", "0.05")];
    let shown = html(theirs(Content::Order { text: Some("gràcies".into()), items }));
    has(&shown, &["<table", "tassa", ">9.5 EUR<", ">19 EUR<", ">19.05 EUR<", "Total", "gràcies"]);
    let odd = html(theirs(Content::Order { text: None, items: vec![item("?", "1")] }));
    assert!(odd.contains("1 EUR") && !odd.contains("Total"), "{odd}");
}

#[test]
fn answers_are_shown_as_what_was_chosen_or_filled_in() {
    let choice = Content::Choice {
        id: "r2".into(),
        title: "Dimarts".into(),
        description: Some("Al matí".into()),
    };
    has(&html(theirs(choice)), &["Chose", "Dimarts", "Al matí"]);
    let answers = vec![Answer { field: "day".into(), value: "Dijous".into() }];
    let form = Content::Form { title: Some("Reserva".into()), answers };
    has(&html(theirs(form)), &["Form", "Reserva", ">day</dt>", ">Dijous</dd>"]);
    let until = Some(samples::morning() + chrono::Duration::days(3));
    for (given, lasting, until, words) in [
        (true, false, until, "Lets us call on WhatsApp until 13 November, 10:00"),
        (true, true, until, "Lets us call on WhatsApp<"),
        (false, false, None, "Does not want to be called"),
    ] {
        has(&html(theirs(Content::Consent { given, lasting, until })), &[words]);
    }
}

#[test]
fn what_whatsapp_tells_is_told_in_the_readers_language() {
    let told = |t, notice| {
        let body = "Núria changed".to_owned();
        said_in(t, theirs(Content::System { body, notice }))
    };
    for (t, words) in [
        (Language::Catalan, "El client ha canviat de número"),
        (Language::Spanish, "El cliente ha cambiado de número"),
        (Language::English, "The customer has another phone number"),
    ] {
        let said = told(t, Some(Notice::Number));
        assert!(said.soft && !said.inside.contains("Núria changed"), "{}", said.inside);
        has(&said.inside, &[words]);
    }
    has(&told(Language::English, Some(Notice::Identity)).inside, &["Make sure who it is"]);
    has(&told(Language::English, None).inside, &["WhatsApp says: Núria changed"]);
}

#[test]
fn what_nobody_knows_is_shown_as_such_with_its_json_for_those_who_may_see_it() {
    let unknown = |raw: &str| Content::Unknown { name: "poll".into(), raw: raw.into() };
    let shown = html(theirs(unknown(r#"{"type":"poll"}"#)));
    has(&shown, &["Kind “poll”", "As it came", "\"type\": \"poll\""]);
    assert!(!html(theirs(unknown(""))).contains("<details"));
    has(&html(theirs(Content::Unsupported { raw: "{".into() })), &["<pre>{</pre>"]);
}
