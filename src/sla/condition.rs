//! Which tickets a policy is for: a small closed list of what must be so. The first policy of the
//! team's order that fits is the ticket's policy.

use serde::{Deserialize, Serialize};

use super::Policy;
use crate::ids::{NumberId, TeamId};
use crate::ticket::{Priority, same_tag};

/// What a ticket must be like. Each list means "any of these", an empty one "whatever it is"; all
/// lists must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Condition {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priorities: Vec<Priority>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<TeamId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<NumberId>,
}

/// What a condition looks at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub priority: Priority,
    pub team: Option<&'a TeamId>,
    pub tags: &'a [String],
    /// The business number that the customer wrote to.
    pub number: &'a NumberId,
}

impl Condition {
    pub fn fits(&self, subject: &Subject) -> bool {
        any(&self.priorities, |priority| *priority == subject.priority)
            && any(&self.teams, |team| Some(team) == subject.team)
            && any(&self.tags, |tag| subject.tags.iter().any(|borne| same_tag(borne, tag)))
            && any(&self.numbers, |number| number == subject.number)
    }
}

fn any<T>(list: &[T], fits: impl FnMut(&T) -> bool) -> bool {
    list.is_empty() || list.iter().any(fits)
}

/// The first of `policies` that is for such a ticket.
pub fn choose<'a>(policies: &'a [Policy], subject: &Subject) -> Option<&'a Policy> {
    policies.iter().find(|policy| policy.condition.fits(subject))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(name: &str, condition: Condition) -> Policy {
        Policy { condition, ..Policy::new(name.into(), name) }
    }

    fn policies() -> Vec<Policy> {
        let any = Condition::default;
        vec![
            policy(
                "press",
                Condition { priorities: vec![Priority::High, Priority::Urgent], ..any() },
            ),
            policy(
                "vip billing",
                Condition { teams: vec!["billing".into()], tags: vec!["vip".into()], ..any() },
            ),
            policy("shop", Condition { numbers: vec!["1065".into()], ..any() }),
        ]
    }

    #[test]
    fn the_first_policy_that_fits_is_the_tickets_policy() {
        let (billing, shop, other) = (TeamId::from("billing"), "1065".into(), "2000".into());
        let vip = vec!["old".to_owned(), "vip".to_owned()];
        let normal = Subject { priority: Priority::Normal, team: None, tags: &[], number: &other };
        let table = [
            ("urgent", Subject { priority: Priority::Urgent, number: &shop, ..normal }, "press"),
            ("a team's tag", Subject { team: Some(&billing), tags: &vip, ..normal }, "vip billing"),
            ("the tag alone", Subject { tags: &vip, ..normal }, ""),
            ("the team alone", Subject { team: Some(&billing), number: &shop, ..normal }, "shop"),
            ("nothing", normal, ""),
        ];
        for (case, subject, expected) in table {
            let policies = policies();
            let found = choose(&policies, &subject).map_or("", |policy| &policy.name);
            assert_eq!(found, expected, "{case}");
        }
    }

    #[test]
    fn a_tag_is_one_however_it_is_spelt() {
        let number = "1065".into();
        let policies = [policy(
            "vip",
            Condition { tags: vec![" Gran  client".into()], ..Condition::default() },
        )];
        for (tag, fits) in [("GRAN CLIENT", true), ("gran client", true), ("client", false)] {
            let tags = vec![tag.to_owned()];
            let subject =
                Subject { priority: Priority::Low, team: None, tags: &tags, number: &number };
            assert_eq!(choose(&policies, &subject).is_some(), fits, "{tag}");
        }
    }

    #[test]
    fn a_policy_without_conditions_is_for_every_ticket() {
        let all = [policy("everyone", Condition::default())];
        let number = "1065".into();
        let subject = Subject { priority: Priority::Low, team: None, tags: &[], number: &number };
        assert!(choose(&all, &subject).is_some());
        assert!(choose(&[], &subject).is_none());
    }
}
