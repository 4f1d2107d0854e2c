//! Filling templates in: what is taken, what is not, and how it reads.

use proptest::prelude::*;

use super::*;

#[test]
fn what_has_to_be_filled_in_is_told_from_top_to_bottom() {
    let keys = |template: Template| template.gaps().iter().map(Gap::key).collect::<Vec<_>>();
    assert_eq!(keys(order()), ["header.1", "body.1", "body.2", "button.1", "button.2"]);
    let headed =
        |header| Template { header: Some(header), body: "Hola".into(), buttons: vec![], ..order() };
    for (header, expected) in [
        (Header::Text("Hola".into()), vec![]),
        (Header::Image, vec!["header.link"]),
        (Header::Video, vec!["header.link"]),
        (Header::Document, vec!["header.link", "header.filename"]),
        (
            Header::Location,
            vec!["header.latitude", "header.longitude", "header.name", "header.address"],
        ),
    ] {
        assert_eq!(keys(headed(header.clone())), expected, "{header:?}");
    }
    let named = Template {
        body: "Hola {{nom}}, {{ hora }}.".into(),
        header: None,
        buttons: vec![],
        ..order()
    };
    assert_eq!(keys(named), ["body.nom", "body.hora"]);
}

#[test]
fn a_whole_template_is_filled_and_reads_as_the_customer_will_read_it() {
    let filled = order().fill(&all()).expect("it is whole");
    let words = "Comanda 77\nHola Núria, la teva bicicleta ja és a punt. Adéu Núria.\nBicis Ferrer";
    assert_eq!(filled.words, words);
    assert_eq!(filled.parameters, ["Núria", "bicicleta"]);
    assert_eq!(filled.letter.values(), all());
    assert_eq!(order().address(1, "77?a=b").as_deref(), Some("https://bicis.test/o/77?a=b"));
}

#[test]
fn what_is_missing_is_shown_as_a_gap_until_it_is_there() {
    let words = order().words(&values(&[("body.1", " Núria ")]));
    assert!(words.starts_with("Comanda {{1}}\nHola Núria, la teva {{2}} ja"), "{words}");
}

#[test]
fn every_mistake_in_a_gap_is_named_with_the_gap() {
    let long = "é".repeat(1_025);
    for (key, text, why) in [
        ("body.1", "", Why::Missing),
        ("body.1", "  ", Why::Missing),
        ("body.1", "a\nb", Why::SeveralLines),
        ("body.1", "a\tb", Why::SeveralLines),
        ("body.2", "a     b", Why::ManySpaces),
        ("body.2", &long, Why::TooLong { most: 1_024 }),
        ("header.1", &long, Why::TooLong { most: 60 }),
        ("button.1", "a b", Why::NoLink),
        ("button.1", &"a".repeat(2_000), Why::TooLong { most: 2_000 }),
        ("button.2", "MASSALLARGDETOT!", Why::TooLong { most: 15 }),
    ] {
        let mut given = all();
        given.insert(key.into(), text.into());
        let flaws = order().fill(&given).expect_err("it is not whole");
        assert_eq!(told(flaws), [(key.to_owned(), why)], "{key} {text:.20}");
    }
    let mut given = all();
    given.insert("body.3".into(), "too many".into());
    let flaws = order().fill(&given).expect_err("there is no such gap");
    assert_eq!(told(flaws), [("body.3".to_owned(), Why::NoSuchGap)]);
    let flaws = order().fill(&Values::new()).expect_err("nothing is filled in");
    assert_eq!(flaws.len(), 5, "each is told: {flaws:?}");
}

#[test]
fn four_spaces_are_taken_and_what_is_around_a_value_is_not_sent() {
    let mut given = all();
    given.insert("body.1".into(), " a    b ".into());
    assert_eq!(order().fill(&given).expect("it is whole").parameters[0], "a    b");
}

#[test]
fn gaps_that_are_short_enough_may_be_too_long_together() {
    let mut given = all();
    given.insert("body.1".into(), "n".repeat(600));
    let flaws = order().fill(&given).expect_err("1,200 characters and more");
    assert_eq!(told(flaws), [("body".to_owned(), Why::TooLong { most: 1_024 })]);
    given = all();
    given.insert("header.1".into(), "7".repeat(55));
    let flaws = order().fill(&given).expect_err("63 characters");
    assert_eq!(told(flaws), [("header".to_owned(), Why::TooLong { most: 60 })]);
}

#[test]
fn a_header_wants_a_link_or_a_place_on_earth() {
    let headed =
        |header| Template { header: Some(header), body: "Hola".into(), buttons: vec![], ..order() };
    for (link, fine) in [
        ("https://bicis.test/a.png", true),
        ("http://bicis.test/a.png", false),
        ("https://", false),
        ("https://bicis.test/a b", false),
        ("bicis.test", false),
        ("javascript:alert(1)", false),
    ] {
        let filled = headed(Header::Image).fill(&values(&[("header.link", link)]));
        assert_eq!(filled.is_ok(), fine, "{link}");
    }
    let document = headed(Header::Document);
    let link = ("header.link", "https://bicis.test/a.pdf");
    let named = document.fill(&values(&[link, ("header.filename", "Factura.pdf")])).expect("whole");
    assert_eq!(named.words, "Hola\nBicis Ferrer\nFactura.pdf");
    assert!(document.fill(&values(&[link])).is_ok(), "a name may be left out");
    for (latitude, longitude, fine) in [
        ("41.38", "2.17", true),
        ("-90", "180", true),
        ("90.1", "2", false),
        ("41", "-181", false),
        ("NaN", "2", false),
        ("1e1", "2", false),
        ("north", "2", false),
    ] {
        let place = [
            ("header.latitude", latitude),
            ("header.longitude", longitude),
            ("header.name", "Taller"),
            ("header.address", "Carrer Major 1"),
        ];
        let filled = headed(Header::Location).fill(&values(&place));
        assert_eq!(filled.is_ok(), fine, "{latitude} {longitude}");
        if let Ok(filled) = filled {
            assert!(filled.words.starts_with("Taller, Carrer Major 1\nHola"), "{}", filled.words);
        }
    }
}

#[test]
fn the_texts_of_a_rule_fill_the_body_first() {
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let given = order().in_order(&texts(&["Núria", "bicicleta", "77", "77?a=b", "ESTIU"]));
    assert_eq!(given, Some(all()));
    assert_eq!(order().in_order(&texts(&["Núria"])), None);
}

#[test]
fn gaps_are_filled_by_what_is_known_of_the_customer() {
    let facts = Facts {
        name: Some("Núria".into()),
        ticket: "7".into(),
        owner: Some("Pol".into()),
        noted: vec![("talla quadre".into(), "54".into()), ("plan".into(), "7".into())],
    };
    let named = Template {
        header: Some(Header::Text("Tiquet {{ticket}}".into())),
        body: "Hola {{Nom}}, talla {{talla_quadre}}, {{hora}}.".into(),
        buttons: vec![],
        ..order()
    };
    let expected =
        values(&[("header.ticket", "7"), ("body.Nom", "Núria"), ("body.talla_quadre", "54")]);
    assert_eq!(named.suggested(&facts), expected);
    assert_eq!(order().suggested(&facts), values(&[("body.1", "Núria")]));
    assert_eq!(facts.all(), ["Núria", "7", "Pol", "54"]);
    let unknown = Facts { name: None, ..facts };
    assert_eq!(order().suggested(&unknown), Values::new());
}

proptest! {
    /// Whatever is filled in is read as it is, never for gaps again.
    #[test]
    fn what_fills_a_gap_stands_in_the_words_untouched(text in "[a-z0-9{}é🚲]{1,40}") {
        let mut given = all();
        given.insert("body.1".into(), text.clone());
        let filled = order().fill(&given).expect("it is whole");
        let expected = format!("Hola {text}, la teva bicicleta ja és a punt. Adéu {text}.");
        prop_assert!(filled.words.contains(&expected), "{}", filled.words);
    }

    #[test]
    fn any_text_is_taken_apart_without_loss(text in ".{0,80}", braces in "[{}1a ]{0,30}") {
        for text in [&text, &braces] {
            let template = Template { header: None, body: text.clone(), footer: None, buttons: vec![], ..order() };
            prop_assert_eq!(template.words(&Values::new()).replace(' ', ""), text.replace(' ', ""));
            // It may be refused, and never panics.
            let _ = template.flaws(&Values::new(), &[]);
            let _ = template.fill(&all());
        }
    }
}
