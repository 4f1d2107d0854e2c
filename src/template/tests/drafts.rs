//! New templates: what keeps one from being handed in.

use super::*;

fn samples() -> Values {
    values(&[("header.1", "77"), ("body.1", "Núria"), ("body.2", "bici"), ("button.1", "77")])
}

fn flaws(template: &Template) -> Vec<(String, Why)> {
    told(template.flaws(&samples(), &[]))
}

#[test]
fn a_whole_draft_has_no_flaw_and_one_that_is_there_already_has() {
    assert_eq!(flaws(&order()), []);
    let known = Template { language: "es".into(), ..order() };
    assert_eq!(order().flaws(&samples(), &[known]), []);
    let again = order().flaws(&samples(), &[order()]);
    assert_eq!(told(again), [("name".to_owned(), Why::Taken)]);
}

#[test]
fn names_and_languages_are_of_metas_form() {
    for name in ["", "Order", "order ready", "comandà", &"a".repeat(513)] {
        let draft = Template { name: name.into(), ..order() };
        assert_eq!(flaws(&draft), [("name".to_owned(), Why::NoName)], "{name:.20}");
    }
    let draft = Template { language: "catalan".into(), ..order() };
    assert_eq!(flaws(&draft), [("language".to_owned(), Why::NoLanguage)]);
}

#[test]
fn a_body_has_words_around_its_gaps_which_are_numbered_from_1_on() {
    let long = "é".repeat(1_025);
    for (body, why) in [
        ("", Why::Missing),
        (" \n", Why::Missing),
        (long.as_str(), Why::TooLong { most: 1_024 }),
        ("{{1}}, hola {{2}}.", Why::GapAtAnEdge),
        ("Hola {{1}} i {{2}}", Why::GapAtAnEdge),
        ("Hola {{1}}{{2}}.", Why::GapsTouch),
        ("Hola {{1}} {{2}}.", Why::GapsTouch),
        ("Hola {{2}}.", Why::NotNumbered),
        ("Hola {{1}} i {{3}}.", Why::NotNumbered),
        ("Hola {{0}} i {{1}}.", Why::NotNumbered),
        ("Hola {{01}}.", Why::NotNumbered),
        ("Hola {{1}} i {{nom}}.", Why::NumbersAndNames),
        ("Hola {{Nom}}.", Why::BadGapName),
    ] {
        let draft = Template { body: body.into(), ..order() };
        let found = flaws(&draft).into_iter().find(|(at, _)| at == "body");
        assert_eq!(found, Some(("body".to_owned(), why)), "{body:.30}");
    }
    for body in ["Hola.", "Hola {{1}}, {{2}}.", "Hola {{2}} i {{1}}."] {
        let draft = Template { body: body.into(), ..order() };
        assert!(flaws(&draft).iter().all(|(at, _)| at != "body"), "{body}");
    }
}

#[test]
fn what_stands_above_and_below_is_short_and_has_one_gap_or_none() {
    let above = |text: &str| Template { header: Some(Header::Text(text.into())), ..order() };
    for (text, why) in [
        ("", Why::Missing),
        ("{{1}} i {{2}}", Why::TooManyGaps { most: 1 }),
        ("a\nb", Why::SeveralLines),
        ("Hola {{2}}", Why::NotNumbered),
        (&"a".repeat(61), Why::TooLong { most: 60 }),
    ] {
        let found = flaws(&above(text)).into_iter().find(|(at, _)| at == "header");
        assert_eq!(found, Some(("header".to_owned(), why)), "{text:.20}");
    }
    for (text, why) in
        [("Hola {{1}}", Why::TooManyGaps { most: 0 }), (&"a".repeat(61), Why::TooLong { most: 60 })]
    {
        let draft = Template { footer: Some(text.into()), ..order() };
        assert_eq!(flaws(&draft), [("footer".to_owned(), why)], "{text:.20}");
    }
}

#[test]
fn buttons_are_few_and_titled_and_lead_somewhere() {
    let reply = |title: &str| Button::QuickReply { title: title.into() };
    let url = |url: &str| Button::Url { title: "Mira".into(), url: url.into() };
    let phone = |phone: &str| Button::Phone { title: "Truca".into(), phone: phone.into() };
    let link = || url("https://bicis.test");
    for (buttons, at, why) in [
        (vec![reply("")], "button.0", Why::Missing),
        (vec![reply(&"a".repeat(26))], "button.0", Why::TooLong { most: 25 }),
        (vec![reply("Hola {{1}}")], "button.0", Why::TooManyGaps { most: 0 }),
        (vec![url("")], "button.0", Why::Missing),
        (vec![url("http://bicis.test")], "button.0", Why::NoLink),
        (vec![url("https://bicis.test/{{1}}/a")], "button.0", Why::GapWithin),
        (vec![url("{{1}}")], "button.0", Why::GapWithin),
        (vec![phone("972")], "button.0", Why::NoPhone),
        (vec![phone("call us")], "button.0", Why::NoPhone),
        (vec![Button::CopyCode { example: String::new() }], "button.0", Why::Missing),
        (vec![link(), link(), link()], "button.2", Why::TooMany { most: 2 }),
        (vec![phone("972 000 111"), phone("972 000 112")], "button.1", Why::TooMany { most: 1 }),
        ((0..11).map(|_| reply("Sí")).collect(), "button.10", Why::TooMany { most: 10 }),
    ] {
        let draft = Template { buttons, ..order() };
        let found = flaws(&draft).into_iter().find(|(place, _)| place.starts_with("button"));
        assert_eq!(found, Some((at.to_owned(), why)));
    }
}

#[test]
fn each_gap_of_words_wants_a_sample() {
    let found = told(order().flaws(&Values::new(), &[]));
    let places: Vec<_> = found.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(places, ["sample.header.1", "sample.body.1", "sample.body.2", "sample.button.1"]);
    assert!(found.iter().all(|(_, why)| *why == Why::Missing));
}
