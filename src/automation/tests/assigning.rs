//! Who gets what, and why.

use super::*;
use crate::assignment::{Strategy, Why as Because};

fn invoices() -> Rule {
    let then = vec![Action::AssignTeam { team: "billing".into() }];
    Rule { condition: says("factura"), ..rule("invoices", Trigger::MessageIn, then) }
}

#[test]
fn a_message_about_an_invoice_lands_with_the_least_loaded_of_billing() {
    let mut world = World::new(vec![invoices()]);
    let followed = world.writes(0, "No trobo la factura");
    assert_eq!(words(&followed), ["automated", "teamed", "policy_applied", "assigned"]);
    assert_eq!(world.ticket().team, Some("billing".into()));
    assert_eq!(world.ticket().owner, Some("pol".into()));
    let Change::Assigned { why: Some(why), .. } = &followed[3].change else { panic!() };
    let choice = why.open().expect("a choice");
    assert_eq!((choice.why, choice.candidates.len()), (Because::LeastLoaded, 2));
    assert_eq!(world.crew[1].load, Load(200), "it counts at once");
}

#[test]
fn what_no_rule_sends_anywhere_waits_without_an_owner() {
    let mut world = World::new(vec![invoices()]);
    assert_eq!(words(&world.writes(0, "Bon dia")), ["policy_applied"]);
    assert_eq!((world.ticket().team.clone(), world.ticket().owner.clone()), (None, None));
}

#[test]
fn a_team_that_takes_its_tickets_is_given_none() {
    let mut book = rulebook(vec![invoices()]);
    book.teams[0].strategy = Strategy::TakeNext;
    let mut world = World::under(book);
    world.writes(0, "factura");
    assert_eq!(world.ticket().owner, None);
}

/// Invoices go to billing, where whoever takes them gets them.
fn to_be_taken() -> Rule {
    let mut rule = invoices();
    rule.then.insert(0, Action::AssignBy { strategy: crate::routing::Strategy::Queue });
    rule
}

#[test]
fn what_a_rule_leaves_to_be_taken_waits_whoever_comes_and_says_why() {
    let mut world = World::new(vec![to_be_taken()]);
    let followed = world.writes(0, "factura");
    assert_eq!(words(&followed), ["automated", "assigned", "teamed", "policy_applied"]);
    let rule = Author::Rule { id: "invoices".into(), name: "Rule invoices".into(), version: 2 };
    assert_eq!(followed[1].by, rule);
    let Change::Assigned { owner: None, why: Some(why) } = &followed[1].change else { panic!() };
    let choice = why.open().expect("a choice");
    assert_eq!((choice.why, choice.candidates.len()), (Because::WaitsToBeTaken, 2));
    assert_eq!(words(&world.writes(1, "factura")), ["automated"], "it is so already");
    assert!(world.waits(2).is_empty());
    assert!(world.frees(3, &["nuria"]).is_empty());
    assert_eq!(world.ticket().owner, None);
}

#[test]
fn what_was_left_to_be_taken_is_so_until_somebody_decides_about_it() {
    let pol = || Command::Assign { owner: Some("pol".into()) };
    let team = || Command::Team { team: None };
    let table: [(&str, Vec<Command>); 3] = [
        ("given back", vec![pol(), Command::Assign { owner: None }]),
        ("another team by hand", vec![team(), Command::Team { team: Some("billing".into()) }]),
        ("settled", vec![Command::Resolve, Command::Reopen]),
    ];
    for (name, commands) in table {
        let mut world = World::new(vec![to_be_taken()]);
        world.writes(0, "factura");
        for command in commands {
            world.does(1, command);
        }
        assert!(world.ticket().owner.is_some(), "{name}");
    }
}

#[test]
fn what_is_left_to_be_taken_and_has_an_owner_is_theirs() {
    let mut world = World::new(vec![to_be_taken()]);
    world.writes(0, "factura");
    world.does(1, Command::Assign { owner: Some("nuria".into()) });
    assert_eq!(words(&world.writes(2, "la factura")), ["automated"]);
    assert_eq!(world.ticket().owner, Some("nuria".into()));
}

#[test]
fn when_nobody_is_there_the_ticket_waits_and_goes_to_the_first_who_comes() {
    let mut world = World::new(vec![invoices()]);
    for candidate in &mut world.crew {
        candidate.availability = State::Offline;
    }
    world.writes(0, "factura");
    assert_eq!(world.ticket().owner, None);
    world.crew[0].availability = State::Online;
    assert_eq!(words(&world.waits(5)), ["assigned"]);
    assert_eq!(world.ticket().owner, Some("nuria".into()));
}

#[test]
fn who_has_a_ticket_keeps_it_whatever_the_customer_writes_next() {
    let mut world = World::new(vec![invoices()]);
    world.writes(0, "factura");
    world.does(1, Command::Assign { owner: Some("nuria".into()) });
    world.writes(2, "la factura, si us plau");
    assert_eq!(world.ticket().owner, Some("nuria".into()));
}

#[test]
fn of_those_who_can_get_it_somebody_gets_it_who_speaks_the_customers_language() {
    // ASG-1. Pol has less to do.
    let (catalan, spanish) = ("No trobo la factura, gràcies", "No encuentro la factura, gracias");
    let table = [
        ("both speak it", catalan, &["ca"][..], &["ca", "es"][..], "pol"),
        ("only one does", spanish, &["es-AR"], &["ca"], "nuria"),
        ("nobody does", spanish, &["ca"], &["ca"], "pol"),
        ("nothing is known of them", spanish, &[], &[], "pol"),
        ("it can't be told", "factura", &["es"], &["ca"], "pol"),
    ];
    for (name, text, nuria, pol, owner) in table {
        let mut world = World::new(vec![invoices()]);
        for (place, languages) in [nuria, pol].into_iter().enumerate() {
            let languages = languages.iter().map(|it| (*it).to_owned());
            world.crew[place].languages = Arc::new(languages.collect());
        }
        world.writes(0, text);
        assert_eq!(world.ticket().owner, Some(owner.into()), "{name}");
    }
}

#[test]
fn what_was_noted_of_the_customer_says_more_than_their_words() {
    let mut world = World::new(vec![invoices()]);
    world.crew[0].languages = Arc::new(["fr".to_owned()].into());
    world.crew[1].languages = Arc::new(["es".to_owned()].into());
    let mut contact = Contact::new("c".into(), minute(0));
    contact.language = Some("fr-BE".into());
    world.contact = Some(contact);
    world.writes(0, "No encuentro la factura, gracias");
    assert_eq!(world.ticket().owner, Some("nuria".into()));
}

#[test]
fn a_rule_gives_a_ticket_only_to_somebody_who_may_answer() {
    for (id, given) in [("pol", true), ("guest", false), ("nobody", false)] {
        let to = Action::AssignPerson { person: id.into() };
        let mut world = World::new(vec![rule("r", Trigger::TicketOpened, vec![to])]);
        let followed = world.writes(0, "hola");
        assert_eq!(world.ticket().owner.is_some(), given, "{id}");
        let undone: Vec<Why> = account(&followed).undone.into_iter().map(|one| one.why).collect();
        assert_eq!(undone, if given { vec![] } else { vec![Why::NoSuchPerson] }, "{id}");
    }
}

#[test]
fn what_a_rule_says_that_somebody_has_to_know_keeps_it_from_everybody_else() {
    // ASG-1
    let asks = Action::RequireSkill { skill: "IVA".to_owned() };
    let vat = Rule { condition: says("iva"), ..rule("vat", Trigger::MessageIn, vec![asks]) };
    for (skill, owner) in [(None, None), (Some(" iva"), Some("nuria"))] {
        let mut world = World::new(vec![vat.clone(), invoices()]);
        world.crew[0].skills = Arc::new(skill.into_iter().map(str::to_owned).collect());
        let followed = world.writes(0, "L'IVA de la factura");
        assert_eq!(world.ticket().owner, owner.map(Into::into));
        assert!(words(&followed).contains(&"skill_required"));
        let again = world.writes(1, "L'IVA!");
        assert!(!words(&again).contains(&"skill_required"), "once");
        world.does(2, Command::Resolve);
        assert!(world.ticket().memory.skills.is_empty(), "it was for that question");
    }
}
