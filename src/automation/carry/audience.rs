//! Whom a rule means.

use super::Why;
use crate::automation::Cascade;
use crate::ids::PersonId;
use crate::permissions::Role;
use crate::routing::Audience;
use crate::ticket::{Change, Ticket};

impl Cascade<'_, '_> {
    /// Tells those who are meant; each once.
    pub(super) fn ring(
        &self,
        ticket: &Ticket,
        who: &Audience,
        text: &str,
    ) -> Result<Vec<Change>, Why> {
        let people = self.meant(ticket, who);
        if people.is_empty() {
            return Err(Why::NobodyToTell);
        }
        Ok(vec![Change::Rang { people, text: text.to_owned() }])
    }

    fn meant(&self, ticket: &Ticket, who: &Audience) -> Vec<PersonId> {
        let people = self.scene.people.iter();
        let named: Vec<PersonId> = match who {
            Audience::People { people } => people.clone(),
            Audience::Owner => ticket.owner.iter().cloned().collect(),
            Audience::Supervisors => {
                let supervisors = people.clone().filter(|one| one.role == Role::Supervisor);
                supervisors.map(|one| one.id.clone()).collect()
            }
            Audience::Team { team } => {
                let team = team.as_ref().or(ticket.team.as_ref());
                let team = team.and_then(|team| self.scene.book.team(team));
                team.map(|team| team.members.clone()).unwrap_or_default()
            }
        };
        // Who left the team is told nothing, and nobody twice.
        people.map(|one| one.id.clone()).filter(|id| named.contains(id)).collect()
    }
}
