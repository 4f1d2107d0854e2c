//! ASG-1 and ASG-6: everything that can speak against somebody, a row each.

use super::*;

type Case = (&'static str, fn(&mut Candidate, &mut Demand), Vec<Excluded>);

fn against(change: fn(&mut Candidate, &mut Demand)) -> Vec<Excluded> {
    let (mut candidate, mut demand) = (agent("nuria"), Demand::default());
    change(&mut candidate, &mut demand);
    let candidates = [candidate];
    let settings = Settings::default();
    let choice = choose(&demand, &candidates, Strategy::LeastLoaded, moment(0), &settings);
    let considered = choice.candidates.into_iter().next().expect("one was considered");
    let expected = considered.is_eligible().then(|| PersonId::from("nuria"));
    assert_eq!(choice.chosen, expected, "the only one is chosen exactly if eligible");
    considered.against
}

fn check<const N: usize>(table: [Case; N]) {
    for (case, change, expected) in table {
        assert_eq!(against(change), expected, "{case}");
    }
}

#[test]
fn everything_about_the_person_can_speak_against_them() {
    let not = |state| vec![Excluded::NotAvailable { state }];
    let full = |load, capacity| vec![Excluded::AtCapacity { load: Load(load), capacity }];
    check([
        ("nothing", |_, _| {}, vec![]),
        ("a guest", |c, _| c.may_reply = false, vec![Excluded::MayNotReply]),
        ("a supervisor without tickets", |c, _| c.accepts = false, vec![Excluded::DoesNotAccept]),
        ("at home", |c, _| c.on_shift = false, vec![Excluded::OffShift]),
        ("away", |c, _| c.availability = State::Away, not(State::Away)),
        ("on a break", |c, _| c.availability = State::OnABreak, not(State::OnABreak)),
        ("offline", |c, _| c.availability = State::Offline, not(State::Offline)),
        ("room for a quarter", |c, _| c.load = Load(775), vec![]),
        ("full", |c, _| c.load = Load(800), full(800, 8)),
        ("more than full", |c, _| c.load = Load(825), full(825, 8)),
        ("no capacity", |c, _| c.capacity = 0, full(0, 0)),
    ]);
}

#[test]
fn nobody_gets_a_ticket_shortly_before_their_shift_ends() {
    // ASG-6: the margin is 15 minutes.
    let soon = |minutes| vec![Excluded::ShiftEndsSoon { minutes }];
    check([
        ("15 minutes", |c, _| c.shift_ends = Some(moment(15)), vec![]),
        (
            "14 minutes and 59 seconds",
            |c, _| c.shift_ends = Some(moment(15) - TimeDelta::seconds(1)),
            soon(14),
        ),
        ("half a minute", |c, _| c.shift_ends = Some(moment(0) + TimeDelta::seconds(30)), soon(0)),
        ("a shift that should be over", |c, _| c.shift_ends = Some(moment(-5)), soon(0)),
        (
            "a shift that ended",
            |c, _| (c.on_shift, c.shift_ends) = (false, Some(moment(-5))),
            vec![Excluded::OffShift],
        ),
    ]);
    let last_minutes = Candidate { shift_ends: Some(moment(1)), ..agent("nuria") };
    let settings = Settings { shift_margin: 0, ..Settings::default() };
    let candidates = [last_minutes];
    let choice =
        choose(&Demand::default(), &candidates, Strategy::LeastLoaded, moment(0), &settings);
    assert!(choice.chosen.is_some(), "without a margin a shift is used to its end");
}

#[test]
fn a_ticket_can_ask_for_what_somebody_lacks() {
    let skill = |skill: &str| Excluded::LacksSkill { skill: skill.into() };
    let language = |language: &str| Excluded::LacksLanguage { language: language.into() };
    check([
        ("hidden", |_, d| d.hidden_from = ["nuria".into()].into(), vec![Excluded::DoesNotSee]),
        ("hidden from others", |_, d| d.hidden_from = ["pol".into()].into(), vec![]),
        ("their team", |_, d| d.team = Some("support".into()), vec![]),
        ("another team", |_, d| d.team = Some("billing".into()), vec![Excluded::NotInTeam]),
        ("had it", |_, d| d.had_it = ["nuria".into()].into(), vec![Excluded::HadItBefore]),
        ("others had it", |_, d| d.had_it = ["pol".into()].into(), vec![]),
        (
            "a skill they have",
            |c, d| (c.skills, d.skills) = (words(["Refunds"]).into(), words(["refunds"])),
            vec![],
        ),
        (
            "one skill of two",
            |c, d| {
                (c.skills, d.skills) = (words(["refunds"]).into(), words(["refunds", "repairs"]))
            },
            vec![skill("repairs")],
        ),
        (
            "a language they speak",
            |c, d| (c.languages, d.languages) = (words(["pt"]).into(), words(["pt-BR"])),
            vec![],
        ),
        (
            "languages they do not speak",
            |c, d| (c.languages, d.languages) = (words(["ca"]).into(), words(["es", "fr"])),
            vec![language("es"), language("fr")],
        ),
    ]);
}

#[test]
fn all_reasons_are_told_and_not_only_the_first() {
    let found = against(|c, d| {
        *c = Candidate {
            may_reply: false,
            accepts: false,
            on_shift: false,
            availability: State::Offline,
            load: Load(900),
            ..c.clone()
        };
        *d = Demand {
            skills: words(["refunds"]),
            languages: words(["ca"]),
            team: Some("billing".into()),
            had_it: ["nuria".into()].into(),
            hidden_from: ["nuria".into()].into(),
            previous_owner: Some("nuria".into()),
        };
    });
    let expected = [
        Excluded::DoesNotSee,
        Excluded::NotInTeam,
        Excluded::HadItBefore,
        Excluded::LacksSkill { skill: "refunds".into() },
        Excluded::LacksLanguage { language: "ca".into() },
        Excluded::MayNotReply,
        Excluded::DoesNotAccept,
        Excluded::OffShift,
        Excluded::NotAvailable { state: State::Offline },
        Excluded::AtCapacity { load: Load(900), capacity: 8 },
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_choice_is_kept_whole_and_compact() {
    // ASG-4
    let candidates = [
        Candidate { load: Load(225), ..agent("nuria") },
        Candidate { load: Load(800), on_shift: false, ..agent("pol") },
    ];
    let choice = chosen(&candidates, Strategy::LeastLoaded.sticky());
    let json = concat!(
        r#"{"chosen":"nuria","why":"only_one_eligible","#,
        r#""strategy":{"kind":"sticky","otherwise":"least_loaded"},"candidates":["#,
        r#"["nuria",225,8],"#,
        r#"["pol",800,8,["off_shift",{"at_capacity":{"load":800,"capacity":8}}]]]}"#,
    );
    assert_eq!(serde_json::to_string(&choice).expect("a choice serialises"), json);
    assert_eq!(serde_json::from_str::<Choice>(json).expect("and parses"), choice);
    let nobody = chosen(&[], Strategy::RoundRobin);
    let json = serde_json::to_string(&nobody).expect("it serialises");
    assert_eq!(serde_json::from_str::<Choice>(&json).expect("and parses"), nobody);
}
