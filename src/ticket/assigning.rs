//! Whose ticket it is. Whether the person or the team exists is the use case's question.
//!
//! A new team leaves the owner: who answers is said apart from where it belongs.

use chrono::{DateTime, Utc};

use super::decide::when;
use super::{Change, Refusal, Ticket};
use crate::ids::{PersonId, TeamId};

impl Ticket {
    pub(super) fn assign(&self, owner: Option<PersonId>) -> Result<Vec<Change>, Refusal> {
        self.must_not_be_merged()?;
        Ok(when(owner != self.owner, Change::Assigned { owner, why: None }))
    }

    pub(super) fn give_to_team(&self, team: Option<TeamId>) -> Result<Vec<Change>, Refusal> {
        self.must_not_be_merged()?;
        Ok(when(team != self.team, Change::Teamed { team }))
    }

    pub(super) fn assigned(&mut self, owner: Option<&PersonId>, at: DateTime<Utc>) {
        self.owned_since = owner.map(|_| at);
        self.owner = owner.cloned();
    }
}

#[cfg(test)]
mod tests {
    use crate::ticket::Command;
    use crate::ticket::tests::{moment, opened, then};

    #[test]
    fn an_owner_has_it_since_they_got_it_and_not_since_the_one_before() {
        let mut ticket = opened();
        for (at, owner) in [(10, Some("nuria")), (20, Some("pol")), (30, None)] {
            then(&mut ticket, at, Command::Assign { owner: owner.map(Into::into) });
            assert_eq!(ticket.owned_since, owner.map(|_| moment(at)));
        }
    }

    #[test]
    fn a_team_comes_and_goes_without_touching_the_owner() {
        let mut ticket = opened();
        then(&mut ticket, 1, Command::Assign { owner: Some("nuria".into()) });
        for team in [Some("billing".into()), None] {
            then(&mut ticket, 2, Command::Team { team: team.clone() });
            assert_eq!((ticket.team.clone(), ticket.owner.clone()), (team, Some("nuria".into())));
        }
    }
}
