//! Each operator on each kind of fact.

use super::*;

type Case<'a> = (&'a str, Operator, Option<Value>, bool);

fn check(field: &Field, cases: &[Case<'_>], facts: &Facts<'_>) {
    for (name, operator, value, held) in cases {
        let condition = test(field.clone(), *operator, value.clone());
        assert_eq!(ask(condition, facts).0, *held, "{field:?} {operator:?}: {name}");
    }
}

#[test]
fn words_that_people_write_are_found_whatever_their_capitals_and_accents() {
    use Operator::*;
    let facts = message("  Bon dia!\nLa FACTÚRA núm. 4512 està malament  ");
    let cases = [
        ("accents", Contains, text("factura"), true),
        ("accents in the value", Contains, text("Estâ"), true),
        ("any of several", Contains, texts(&["rebut", "factura"]), true),
        ("none of several", Contains, texts(&["rebut", "albarà"]), false),
        ("contains none", ContainsNone, texts(&["rebut", "albarà"]), true),
        ("contains one after all", ContainsNone, texts(&["rebut", "factura"]), false),
        ("its beginning", StartsWith, text("bon dia"), true),
        ("not its beginning", StartsWith, texts(&["dia", "factura"]), false),
        ("a word", HasWord, text("FACTURA"), true),
        ("a part of a word", HasWord, text("fact"), false),
        ("any of several words", HasWord, texts(&["fact", "nùm"]), true),
        ("a pattern", Matches, text(r"factúra\D+\d{4}\b"), true),
        ("a pattern with capitals", Matches, text(r"N[A-Z]M"), true),
        ("another pattern", Matches, text(r"^\d+$"), false),
        ("a part is not the whole", Equals, text("bon dia"), false),
        ("not the whole", IsNot, text("bon dia"), true),
        ("there", IsSet, None, true),
        ("not missing", IsNotSet, None, false),
    ];
    check(&Field::MessageText, &cases, &facts);
    let cases = [
        ("the whole", Equals, text("SI"), true),
        ("not the whole", IsNot, text("si"), false),
        ("one of", AnyOf, texts(&["no", "si"]), true),
        ("none of", NoneOf, texts(&["no", "si"]), false),
        ("none of others", NoneOf, texts(&["no", "potser"]), true),
    ];
    check(&Field::MessageText, &cases, &message(" Sí\n"));
}

#[test]
fn an_exact_test_counts_every_letter() {
    use Operator::*;
    let facts = message("Any nou, any NOU");
    let table = [
        ("capitals", Contains, "NOU", true),
        ("other capitals", Contains, "Nou", false),
        ("a pattern", Matches, "[A-Z]{3}$", true),
        ("a pattern of other capitals", Matches, "^any", false),
        ("the whole", Equals, "Any nou, any NOU", true),
        ("nearly the whole", Equals, "any nou, any nou", false),
    ];
    for (name, operator, value, held) in table {
        let value = text(value);
        let exact = Test { field: Field::MessageText, operator, value, exact: true };
        assert_eq!(ask(Condition::Test(exact), &facts).0, held, "{name}");
    }
    let year =
        Test { field: Field::MessageText, operator: HasWord, value: text("ano"), exact: true };
    assert!(!ask(Condition::Test(year), &message("feliz año")).0);
}

#[test]
fn numbers_are_compared() {
    use Operator::*;
    let facts = Facts { unanswered: 3, ..message("hola") };
    let cases = [
        ("the same", Equals, number(3), true),
        ("another", Equals, number(4), false),
        ("not another", IsNot, number(4), true),
        ("less", Less, number(4), true),
        ("not less than itself", Less, number(3), false),
        ("more", More, number(2), true),
        ("not more than itself", More, number(3), false),
        ("from itself", Between, range(3, 9), true),
        ("to itself", Between, range(0, 3), true),
        ("outside", Between, range(4, 9), false),
        ("there", IsSet, None, true),
    ];
    check(&Field::UnansweredCount, &cases, &facts);
}

#[test]
fn what_a_team_writes_down_may_be_a_number() {
    use Operator::*;
    let field = Field::ContactAttribute("spent".into());
    let with = |value| Customer { attributes: vec![("spent", value)], ..Customer::default() };
    let facts = Facts { customer: with(" 12.5 "), ..message("hola") };
    let cases = [
        ("more", More, number(12), true),
        ("less", Less, number(13), true),
        ("between", Between, range(13, 20), false),
        ("as a text", Contains, text(".5"), true),
    ];
    check(&field, &cases, &facts);
    for word in ["molt", "1,5", "NaN", "inf"] {
        let facts = Facts { customer: with(word), ..message("hola") };
        let (held, tests) = ask(test(field.clone(), More, number(0)), &facts);
        assert!(!held, "{word}");
        assert_eq!(tests[0].actual, Actual::Absent(Absence::NotANumber), "{word}");
    }
}

#[test]
fn a_tag_is_one_of_the_tags_as_a_whole() {
    use Operator::*;
    let facts = Facts { tags: vec!["Factúra", "vip"], ..message("hola") };
    let cases = [
        ("one of them", Contains, text("factura"), true),
        ("a part of one", Contains, text("fact"), false),
        ("any of several", Contains, texts(&["x", "VIP"]), true),
        ("none of several", ContainsNone, texts(&["x", "y"]), true),
        ("one after all", ContainsNone, texts(&["x", "vip"]), false),
        ("some", IsSet, None, true),
    ];
    check(&Field::Tags, &cases, &facts);
}

#[test]
fn priorities_have_an_order() {
    // RULE-4.
    use Operator::*;
    let facts = Facts { priority: crate::ticket::Priority::High, ..message("hola") };
    let cases = [
        ("the same", Equals, text("high"), true),
        ("more than the one below", More, text("normal"), true),
        ("not more than itself", More, text("high"), false),
        ("less than the one above", Less, text("urgent"), true),
        ("not less than itself", Less, text("high"), false),
        ("in a list", AnyOf, texts(&["high", "urgent"]), true),
    ];
    check(&Field::Priority, &cases, &facts);
}

#[test]
fn an_hour_may_be_between_evening_and_morning() {
    let zone = crate::zone::Zone::named("Europe/Madrid").expect("known");
    let hour = |text: &str, from, to| {
        let customer = Customer { zone: Some(&zone), ..Customer::default() };
        let facts = Facts { now: at(text), customer, ..message("hola") };
        ask(test(Field::CustomerHour, Operator::Between, range(from, to)), &facts).0
    };
    assert!(hour("2026-07-10T21:00:00Z", 22, 7));
    assert!(hour("2026-07-10T05:59:00Z", 22, 7));
    assert!(!hour("2026-07-10T10:00:00Z", 22, 7));
    assert!(hour("2026-07-10T10:00:00Z", 9, 14));
}

#[test]
fn what_is_empty_is_none_of_the_things_it_is_compared_with() {
    use Operator::*;
    let facts = message("hola");
    let cases = [
        ("", Equals, text("nuria"), false),
        ("", AnyOf, texts(&["nuria"]), false),
        ("", IsSet, None, false),
        ("", IsNot, text("nuria"), true),
        ("", NoneOf, texts(&["nuria"]), true),
        ("", IsNotSet, None, true),
    ];
    check(&Field::Owner, &cases, &facts);
    let cases = [
        ("", Contains, text("vip"), false),
        ("", ContainsNone, text("vip"), true),
        ("", IsNotSet, None, true),
    ];
    check(&Field::Tags, &cases, &facts);
    let cases = [
        ("", Less, number(10), false),
        ("", Between, range(0, 10), false),
        ("", IsNotSet, None, true),
    ];
    check(&Field::SlaMinutesLeft, &cases, &facts);
    let silent = Said { text: None, kind: "image", language: None };
    let cases = [("", Matches, text("."), false), ("", IsNotSet, None, true)];
    check(&Field::MessageText, &cases, &Facts { message: Some(silent), ..Facts::default() });
}

#[test]
fn what_is_absent_satisfies_no_operator_and_the_trace_says_why() {
    // RULE-2: there is no message in an SLA warning, say.
    use Operator::*;
    let facts = Facts::default();
    let table = [
        (Field::MessageText, Contains, text("a"), Absence::NoMessage),
        (Field::MessageText, ContainsNone, text("a"), Absence::NoMessage),
        (Field::MessageText, IsNotSet, None, Absence::NoMessage),
        (Field::MessageKind, IsNot, text("text"), Absence::NoMessage),
        (Field::Language, IsSet, None, Absence::NoMessage),
        (Field::PreviousValue, IsNot, text("open"), Absence::NoChange),
        (Field::CustomerHour, Less, number(9), Absence::NoZone),
        (Field::InHours, Equals, truth(false), Absence::NoCalendar),
    ];
    for (field, operator, value, absence) in table {
        let (held, tests) = ask(test(field.clone(), operator, value), &facts);
        assert!(!held, "{field:?} {operator:?}");
        assert_eq!(tests[0].actual, Actual::Absent(absence), "{field:?} {operator:?}");
        assert!(!tests[0].held);
    }
}

#[test]
fn every_kind_offers_only_operators_that_work() {
    let fields = [
        (Field::MessageText, text("hola")),
        (Field::Team, text("billing")),
        (Field::Status, text("open")),
        (Field::Priority, text("normal")),
        (Field::Tags, text("vip")),
        (Field::UnansweredCount, number(1)),
        (Field::CustomerHour, number(9)),
        (Field::InHours, truth(true)),
        (Field::CustomField("plan".into()), text("gold")),
    ];
    for (field, one) in fields {
        for operator in field.kind().operators() {
            let shapes = [None, one.clone(), texts(&["hola"]), texts(&["open"]), texts(&["high"])];
            let numbers = [number(1), range(1, 2)];
            let fits = shapes.into_iter().chain(numbers).any(|value| {
                let condition = test(field.clone(), *operator, value);
                Compiled::new(&rule("r", condition)).is_ok()
            });
            assert!(fits, "{field:?} {operator:?}");
        }
    }
}
