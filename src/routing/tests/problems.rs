//! RULE-2: what is wrong with a rule is said when it is saved, with the place.

use super::*;

fn problems(rule: &Rule) -> Vec<(String, Mistake)> {
    let problems = Compiled::new(rule).expect_err("a rule with mistakes");
    problems.into_iter().map(|problem| (problem.place, problem.mistake)).collect()
}

fn only(condition: Condition) -> Mistake {
    let found = problems(&rule("r", condition));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "condition");
    found[0].1.clone()
}

#[test]
fn a_test_needs_an_operator_and_a_value_that_fit_its_field() {
    use Operator::*;
    let wanted = |wanted| Mistake::WrongValue { wanted };
    let operator = |field: Field, operator| Mistake::WrongOperator { field, operator };
    let unknown = |word: &str| Mistake::UnknownWord { word: word.into() };
    let long = "a".repeat(501);
    let many = vec!["a"; 201];
    let hour = Mistake::OutOfRange { least: 0, most: 23 };
    let table = [
        (Field::Status, Contains, text("open"), operator(Field::Status, Contains)),
        (Field::MessageText, Less, number(1), operator(Field::MessageText, Less)),
        (Field::Tags, Equals, text("vip"), operator(Field::Tags, Equals)),
        (Field::InHours, IsNot, truth(true), operator(Field::InHours, IsNot)),
        (Field::MessageText, Contains, number(4), wanted(Shape::TextOrTexts)),
        (Field::MessageText, Contains, None, wanted(Shape::TextOrTexts)),
        (Field::MessageText, Equals, texts(&["a"]), wanted(Shape::Text)),
        (Field::Team, AnyOf, text("a"), wanted(Shape::Texts)),
        (Field::UnansweredCount, More, text("4"), wanted(Shape::Number)),
        (Field::UnansweredCount, Between, number(4), wanted(Shape::Range)),
        (Field::InHours, Equals, text("true"), wanted(Shape::Truth)),
        (Field::Owner, IsSet, text("x"), wanted(Shape::Nothing)),
        (Field::Priority, Equals, text("urgentt"), unknown("urgentt")),
        (Field::Priority, More, text("huge"), unknown("huge")),
        (Field::Status, AnyOf, texts(&["open", "Closed"]), unknown("Closed")),
        (Field::Language, Equals, text("xx"), unknown("xx")),
        (Field::ContactCountry, Equals, text("Spain"), unknown("Spain")),
        (Field::Priority, More, text("urgent"), Mistake::NeverHolds),
        (Field::Priority, Less, text("low"), Mistake::NeverHolds),
        (Field::UnansweredCount, Between, range(3, 2), Mistake::Backwards),
        (Field::CustomerHour, Less, number(24), hour.clone()),
        (Field::CustomerHour, Between, range(-1, 5), hour),
        (Field::MessageText, Contains, text(" \u{200b}"), Mistake::Blank),
        (Field::MessageText, Contains, texts(&["a", "´".repeat(0).as_str()]), Mistake::Blank),
        (Field::Tags, Contains, texts(&[]), Mistake::Blank),
        (Field::CustomField(" ".into()), IsSet, None, Mistake::Blank),
        (Field::MessageText, Contains, text(&long), Mistake::TooLong { most: 500 }),
        (Field::MessageText, Matches, text(&long), Mistake::TooLong { most: 500 }),
        (Field::MessageText, Contains, texts(&many), Mistake::TooMany { most: 200 }),
        (Field::MessageText, Matches, text(""), Mistake::Blank),
        (Field::MessageText, Matches, text(r"(\w{20}){20}"), Mistake::PatternTooLarge),
    ];
    for (field, operator, value, mistake) in table {
        let name = format!("{field:?} {operator:?} {value:?}");
        assert_eq!(only(test(field, operator, value)), mistake, "{name}");
    }
}

#[test]
fn a_broken_pattern_says_what_is_wrong_with_it() {
    for pattern in ["(a", "[", r"\p{Nonsense}", "*a", "(?<n>a)(?<n>b)", r"(?=a)"] {
        let mistake = only(test(Field::MessageText, Operator::Matches, text(pattern)));
        assert!(
            matches!(&mistake, Mistake::BadPattern { detail } if detail.starts_with("error:")),
            "{mistake:?}"
        );
    }
}

#[test]
fn every_mistake_is_found_with_its_place() {
    let wrong = || test(Field::Priority, Operator::Equals, text("x"));
    let nested = Condition::All(vec![
        says("a"),
        Condition::Any(vec![wrong(), Condition::None(vec![])]),
        Condition::None(vec![says("b"), wrong()]),
    ]);
    let broken = Rule {
        name: " ".into(),
        when: vec![
            Trigger::MessageIn,
            Trigger::SlaWarning { percent: Some(100) },
            Trigger::WindowClosing { minutes: 1_440 },
            Trigger::Unanswered { working_minutes: 0 },
            Trigger::TimeOfDay { minute: 1_440 },
            Trigger::TagAdded { tag: Some(" ".into()) },
        ],
        then: vec![
            Action::SendText { text: "Hola {nom}".into() },
            Action::Stop,
            Action::CallWebhook { url: "ftp://x".into() },
        ],
        otherwise: vec![Action::AddTag { tag: "".into() }],
        ..rule("r", nested)
    };
    let unknown = || Mistake::UnknownWord { word: "x".into() };
    let out = |least, most| Mistake::OutOfRange { least, most };
    let expected = [
        ("name", Mistake::Blank),
        ("when[1]", out(1, 99)),
        ("when[2]", out(1, 1_439)),
        ("when[3]", out(1, 525_600)),
        ("when[4]", out(0, 1_439)),
        ("when[5]", Mistake::Blank),
        ("condition.all[1].any[0]", unknown()),
        ("condition.all[1].any[1]", Mistake::EmptyGroup),
        ("condition.all[2].none[1]", unknown()),
        ("then[0].text", Mistake::UnknownVariable { name: "nom".into() }),
        ("then[2].url", Mistake::BadAddress),
        ("then[1]", Mistake::StopIsNotLast),
        ("otherwise[0].tag", Mistake::Blank),
    ];
    assert_eq!(problems(&broken), expected.map(|(place, mistake)| (place.to_owned(), mistake)));
}

#[test]
fn a_rule_starts_by_something_and_does_something() {
    let idle = Rule { when: vec![], then: vec![], ..rule("r", Condition::Always) };
    let expected = [("when", Mistake::NoTrigger), ("then", Mistake::NoAction)];
    assert_eq!(problems(&idle), expected.map(|(place, mistake)| (place.to_owned(), mistake)));
    let only_otherwise =
        Rule { then: vec![], otherwise: vec![Action::Unassign], ..rule("r", says("a")) };
    assert!(Compiled::new(&only_otherwise).is_ok());
}

#[test]
fn groups_inside_groups_have_an_end() {
    let nest = |depth| (0..depth).fold(says("a"), |inner, _| Condition::All(vec![inner]));
    assert!(Compiled::new(&rule("r", nest(DEEPEST))).is_ok());
    let place = format!("condition{}", ".all[0]".repeat(DEEPEST));
    let too_deep = Mistake::TooDeep { most: DEEPEST };
    assert_eq!(problems(&rule("r", nest(DEEPEST + 1))), [(place.clone(), too_deep.clone())]);
    assert_eq!(problems(&rule("r", nest(2_000))), [(place, too_deep)]);
}

#[test]
fn a_rule_has_a_size() {
    let many = |count| Condition::All(vec![says("a"); count]);
    assert!(Compiled::new(&rule("r", many(MOST_TESTS))).is_ok());
    let too_many = Mistake::TooMany { most: MOST_TESTS };
    assert_eq!(only(many(MOST_TESTS + 1)), too_many);
    let spread = Condition::All(vec![many(60), many(41)]);
    let place = "condition.all[1].all[40]".to_owned();
    assert_eq!(problems(&rule("r", spread)), [(place, too_many)]);
    let busy = Rule {
        when: vec![Trigger::MessageIn; MOST_TRIGGERS + 1],
        then: vec![Action::Unassign; MOST_ACTIONS + 1],
        ..rule("r", Condition::Always)
    };
    let places: Vec<_> = problems(&busy).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, ["when", "then"]);
}

#[test]
fn a_desk_has_so_many_rules_each_with_an_id_of_its_own() {
    let rules = |rules: Vec<Rule>| Rules { mode: Mode::All, rules };
    let fine = rules(vec![rule("a", Condition::Always), rule("b", Condition::Always)]);
    assert_eq!(fine.compile().expect("fine").len(), 2);
    let twice = rules(vec![rule("a", Condition::Always), rule("a", Condition::All(vec![]))]);
    let refused = twice.compile().expect_err("refused");
    assert_eq!(refused.len(), 1);
    let found: Vec<_> = refused[0].problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(found, ["id", "condition"]);
    let many = rules((0..=MOST_RULES).map(|n| rule(&n.to_string(), Condition::Always)).collect());
    let refused = many.compile().expect_err("refused");
    assert_eq!(refused[0].rule, MOST_RULES.to_string().as_str().into());
}
