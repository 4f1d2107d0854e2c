//! Any rules, on a ticket to which anything may happen.

use proptest::prelude::*;

use super::*;
use crate::routing::{Audience, Strategy as By};
use crate::ticket::{Priority, Status};

/// More than any book of so few rules has reason to do about one thing.
const MANY: usize = 200;

fn trigger() -> impl Strategy<Value = Trigger> {
    use Trigger::*;
    let plain = [
        MessageIn,
        MessageOut,
        TicketOpened,
        Reopened,
        Resolved,
        Rated,
        Assigned,
        TeamChanged,
        StatusChanged,
        PriorityChanged,
        SlaBreached,
        AgentAvailable,
    ];
    prop_oneof![
        6 => prop::sample::select(plain.to_vec()),
        1 => prop::option::of("[ab]").prop_map(|tag| TagAdded { tag }),
        1 => Just(SlaWarning { percent: None }),
        1 => (1u32..180).prop_map(|working_minutes| CustomerSilent { working_minutes }),
        1 => (1u32..180).prop_map(|working_minutes| Unanswered { working_minutes }),
        1 => (1u32..1_400).prop_map(|minutes| WindowClosing { minutes }),
        1 => (0u32..1_440).prop_map(|minute| TimeOfDay { minute }),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let who = || prop::sample::select(vec!["nuria", "pol", "ada", "guest", "gone"]);
    let by = vec![By::RoundRobin, By::LeastLoaded, By::Sticky, By::Queue];
    prop_oneof![
        3 => who().prop_map(|id| Action::AssignPerson { person: id.into() }),
        1 => Just(Action::AssignTeam { team: "billing".into() }),
        2 => prop::sample::select(by).prop_map(|strategy| Action::AssignBy { strategy }),
        1 => Just(Action::Unassign),
        2 => prop::sample::select(vec![Status::Open, Status::Waiting, Status::Resolved])
            .prop_map(|status| Action::SetStatus { status }),
        1 => prop::sample::select(Priority::ALL.to_vec())
            .prop_map(|priority| Action::SetPriority { priority }),
        1 => "[ab]".prop_map(|tag| Action::AddTag { tag }),
        1 => "[ab]".prop_map(|tag| Action::RemoveTag { tag }),
        2 => "[ab]".prop_map(|text| Action::SendText { text }),
        1 => Just(Action::Escalate { to: Audience::Supervisors }),
        1 => (1u32..600).prop_map(|working_minutes| Action::Snooze { working_minutes }),
        1 => Just(Action::AskRating { text: None }),
    ]
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let actions = || prop::collection::vec(action(), 1..4);
    let rules = prop::collection::vec((trigger(), actions(), any::<bool>()), 1..6);
    rules.prop_map(|rules| {
        let numbered = rules.into_iter().enumerate();
        numbered
            .map(|(place, (when, then, stop))| Rule {
                stop,
                ..rule(&place.to_string(), when, then)
            })
            .collect()
    })
}

/// What somebody does, or nobody.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Writes,
    Waits,
    Resolves,
    Assigns,
}

fn deeds() -> impl Strategy<Value = Vec<(Deed, i64)>> {
    let deed = prop::sample::select(vec![Deed::Writes, Deed::Waits, Deed::Resolves, Deed::Assigns]);
    prop::collection::vec((deed, 1i64..300), 1..8)
}

/// Plays it: what followed from each deed, and the ticket after it.
fn play(rules: Vec<Rule>, deeds: Vec<(Deed, i64)>) -> Vec<(Vec<Event>, Ticket)> {
    let mut world = World::new(rules);
    let mut now = 0;
    let mut played = vec![(world.writes(now, "hola"), world.ticket().clone())];
    for (deed, later) in deeds {
        now += later;
        let followed = match deed {
            Deed::Writes => world.writes(now, "factura"),
            Deed::Waits => world.waits(now),
            Deed::Resolves if world.ticket().is_unsettled() => world.does(now, Command::Resolve),
            Deed::Assigns if world.ticket().is_unsettled() => {
                world.does(now, Command::Assign { owner: Some("pol".into()) })
            }
            Deed::Resolves | Deed::Assigns => world.waits(now),
        };
        played.push((followed, world.ticket().clone()));
    }
    played
}

proptest! {
    #[test]
    fn whatever_the_rules_are_what_follows_comes_to_an_end(rules in rules(), deeds in deeds()) {
        for (followed, _) in play(rules, deeds) {
            prop_assert!(followed.len() < MANY, "{:?}", words(&followed));
        }
    }

    #[test]
    fn no_rule_makes_somebody_an_owner_who_may_not_answer(rules in rules(), deeds in deeds()) {
        for (_, ticket) in play(rules, deeds) {
            let owner = ticket.owner.as_ref().map(|owner| owner.0.as_str());
            prop_assert!(!matches!(owner, Some("guest" | "gone")), "{owner:?}");
        }
    }
}
