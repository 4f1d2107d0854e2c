//! A trial on a history without the rule tells what the rule does where it is in force.

use proptest::prelude::*;

use super::*;
use crate::automation::tests::clocks::reply;

fn trigger() -> impl Strategy<Value = Trigger> {
    use Trigger::*;
    let plain = vec![
        MessageIn,
        MessageOut,
        TicketOpened,
        Reopened,
        Resolved,
        Assigned,
        StatusChanged,
        PriorityChanged,
        TagAdded { tag: None },
        CustomerSilent { working_minutes: 60 },
        Unanswered { working_minutes: 30 },
        WindowClosing { minutes: 120 },
        TimeOfDay { minute: 600 },
    ];
    prop::sample::select(plain)
}

/// What changes nothing that any of the deeds depends on.
fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        2 => "[ab]".prop_map(|text| Action::SendText { text }),
        1 => "[ab]".prop_map(|tag| Action::AddTag { tag }),
        1 => "[ab]".prop_map(|tag| Action::RemoveTag { tag }),
        1 => "[ab]".prop_map(|text| Action::Note { text }),
        1 => Just(Action::AskRating { text: None }),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let few = test(Field::AutomaticMessages, Operator::Less, Some(Value::Number(2)));
    let marked = test(Field::Tags, Operator::Contains, Some(Value::Text("a".into())));
    let owned = test(Field::Owner, Operator::IsSet, None);
    let open = test(Field::Status, Operator::Equals, Some(Value::Text("open".into())));
    prop::sample::select(vec![Condition::Always, says("factura"), few, marked, owned, open])
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let actions = || prop::collection::vec(action(), 1..4);
    let when = prop::collection::vec(trigger(), 1..3);
    (when, condition(), actions(), actions()).prop_map(|(when, condition, then, otherwise)| Rule {
        when,
        condition,
        otherwise,
        ..rule("r", Trigger::MessageIn, then)
    })
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Writes,
    Asks,
    Answers,
    Resolves,
    Assigns,
    Tags,
    Presses,
}

fn deeds() -> impl Strategy<Value = Vec<(Step, i64)>> {
    use Step::*;
    let all = vec![Writes, Asks, Answers, Resolves, Assigns, Tags, Presses];
    prop::collection::vec((prop::sample::select(all), 1i64..600), 1..12)
}

/// Lets time pass, and tells whatever is due before `until`.
fn pass(world: &mut World, from: i64, until: i64) {
    let mut now = from;
    while let Some(due) = world.due(minute(now)).filter(|due| *due < minute(until)) {
        now = (due - minute(0)).num_minutes().max(now);
        world.waits(now);
    }
}

/// What happens to a ticket on a desk with these rules; and when it is over.
fn played(rules: Vec<Rule>, deeds: &[(Step, i64)]) -> (World, i64) {
    let mut book = rulebook(rules);
    book.policies.clear();
    let mut world = World::under(book);
    world.writes(0, "hola");
    let mut now = 0;
    for (deed, later) in deeds {
        pass(&mut world, now, now + later);
        now += later;
        match deed {
            Step::Writes => world.writes(now, "hola"),
            Step::Asks => world.writes(now, "i la factura?"),
            Step::Answers => world.does(now, reply(now)),
            Step::Resolves => world.does(now, Command::Resolve),
            Step::Assigns => world.does(now, Command::Assign { owner: Some("pol".into()) }),
            Step::Tags => world.does(now, Command::Tag { tag: "c".into() }),
            Step::Presses => world.does(now, Command::Prioritise { priority: Priority::Urgent }),
        };
    }
    pass(&mut world, now, now + 3_000);
    (world, now + 3_000)
}

/// What the rule said to the customer.
fn said(world: &World) -> u64 {
    let by_rule = world.events.iter().filter(|event| matches!(event.by, Author::Rule { .. }));
    by_rule.filter(|event| event.change.word() == "replied").count() as u64
}

proptest! {
    #[test]
    fn it_says_as_much_as_is_said_under_the_rule(rule in any_rule(), deeds in deeds()) {
        let (without, now) = played(vec![], &deeds);
        let (with, _) = played(vec![rule.clone()], &deeds);
        let told = tried(&without, rule.clone(), now);
        prop_assert_eq!(told.messages, said(&with), "without it");
        let told = tried(&with, rule, now);
        prop_assert_eq!(told.messages, said(&with), "in its own place");
    }
}
