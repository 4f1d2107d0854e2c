//! Agents of some teams ask for the next ticket, every few minutes.

use chrono::TimeDelta;

use super::inspector::Violation;
use super::turn::Turn;
use super::world::{World, failed};

impl World {
    /// Somebody takes the next ticket.
    pub(super) async fn takes(&mut self, agent: usize) -> Result<(), Violation> {
        let who = &self.staff.agents[agent];
        if !who.here {
            return Ok(());
        }
        let (actor, teams) = (who.actor(), who.teams.clone());
        match self.desk.take_next(&actor).await.map_err(failed)? {
            Some(ticket) if ticket.team.as_ref().is_some_and(|team| teams.contains(team)) => {
                self.inspector.tally.taken += 1;
            }
            Some(ticket) => {
                return Err(format!("somebody of {teams:?} took one of {:?}", ticket.team));
            }
            None => {
                let waits =
                    |team| self.inspector.waiting.get(team).is_some_and(|all| !all.is_empty());
                if let Some(team) = teams.iter().find(|team| waits(team)) {
                    return Err(format!("{actor:?} got nothing while tickets of {team} wait"));
                }
            }
        }
        let after = self.chance.within(TimeDelta::minutes(2), TimeDelta::minutes(6));
        self.put_in(after, Turn::Takes { agent });
        Ok(())
    }
}
