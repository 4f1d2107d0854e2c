//! Which tickets a role reaches, as the teams of the book say it.

use std::collections::BTreeSet;

use super::Book;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Lane, Part, Role, Sight};

impl Book {
    /// What `person` sees who has that role, with what is shared with them.
    ///
    /// A desk without teams is one team: unless the book says otherwise, whoever reaches the tickets of
    /// their team sees everything there.
    pub fn sight(
        &self,
        person: &PersonId,
        role: Role,
        shared: impl FnOnce() -> BTreeSet<TicketNumber>,
    ) -> Sight {
        let scope = role.scope();
        let (teams, together) = (&self.rulebook().teams, self.rulebook().together);
        if scope.all || (scope.team && scope.unassigned && together && teams.is_empty()) {
            return Sight::Everything;
        }
        let mut lanes = BTreeSet::new();
        let mut reach = |team, owned| lanes.insert(Lane { team, owned });
        if scope.unassigned {
            reach(None, false);
        }
        if scope.team {
            if together {
                reach(None, true);
            }
            for team in teams.iter().filter(|team| team.members.contains(person)) {
                reach(Some(team.id.clone()), false);
                if team.together {
                    reach(Some(team.id.clone()), true);
                }
            }
        }
        let own = scope.own.then(|| person.clone());
        Sight::Some(Box::new(Part { own, lanes, shared: shared() }))
    }
}
