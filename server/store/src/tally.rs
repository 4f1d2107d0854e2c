//! How many tickets stand where. Kept in memory when nobody else can write, because counting takes
//! time that grows with the tickets; asked of the database when others can.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use desk::permissions::Sight;
use desk::ports::{Counts, OwnerFilter};
use desk::ticket::{Status, Ticket};
use surrealdb::types::{SurrealValue, Variables};

use crate::lanes::{OWNED, WAITS, lane_of};
use crate::tickets::{owner_asked, owner_column};
use crate::{Error, Store};

/// A status' word, the owner column and the lane: what a ticket is counted under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct Stand {
    status: String,
    pub(crate) owner: String,
    pub(crate) lane: String,
}

impl Stand {
    #[cfg(test)]
    pub(crate) fn nobodys(status: Status) -> Self {
        Self::of_no_team(status, String::new())
    }

    pub(crate) fn of(ticket: &Ticket) -> Self {
        let (owner, team) = (ticket.owner.as_ref(), ticket.team.as_ref());
        let status = ticket.status.word().to_owned();
        Self { status, owner: owner_column(owner), lane: lane_of(owner, team) }
    }

    fn of_no_team(status: Status, owner: String) -> Self {
        let lane = if owner.is_empty() { WAITS } else { OWNED };
        Self { status: status.word().to_owned(), owner, lane: lane.to_owned() }
    }
}

/// Signed, since two commits at once may be folded in either order.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<HashMap<Stand, i64>>);

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Group {
    status: String,
    owner: String,
    lane: String,
    tickets: i64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Count {
    tickets: i64,
}

/// Reads every ticket: five times the time of counting over an index, but right whoever owns them.
const EVERYTHING: &str =
    "SELECT status, owner, lane, count() AS tickets FROM ticket GROUP BY status, owner, lane";
pub(crate) const ALL: &str = "SELECT count() AS tickets FROM ticket GROUP ALL";

/// How many tickets stand there, without reading one: the engine counts over an index only if the
/// values stand in the text, so these must be plain words.
pub(crate) fn count(stand: &Stand) -> String {
    let Stand { status, owner, .. } = stand;
    format!(
        "SELECT count() AS tickets FROM ticket \
         WHERE owner = '{owner}' AND status = '{status}' GROUP ALL"
    )
}

/// The same for a lane of tickets that are of no team.
pub(crate) fn count_lane(lane: &str, status: Status) -> String {
    let status = status.word();
    format!(
        "SELECT count() AS tickets FROM ticket \
         WHERE lane = '{lane}' AND status = '{status}' GROUP ALL"
    )
}

fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl Tally {
    /// Takes in where tickets stood before a commit and where they stand after it.
    pub(crate) fn fold(&self, before: &[Stand], after: &[Stand]) {
        let mut tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for stand in before {
            *tally.entry(stand.clone()).or_default() -= 1;
        }
        for stand in after {
            *tally.entry(stand.clone()).or_default() += 1;
        }
    }

    fn groups(&self) -> Vec<(Stand, i64)> {
        let tally = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tally.iter().map(|(stand, tickets)| (stand.clone(), *tickets)).collect()
    }
}

impl Store {
    pub async fn counts(
        &self,
        owner: Option<&OwnerFilter>,
        sight: &Sight,
    ) -> Result<Counts, Error> {
        let mut groups = match self.engine.is_ours_alone() {
            true => self.tally.groups(),
            false => self.groups().await?,
        };
        if let Some(part) = sight.part() {
            groups = self.within(groups, part).await?;
        }
        let mut counts = Counts::default();
        for (stand, tickets) in groups {
            if owner.is_some_and(|owner| owner_asked(owner) != stand.owner) {
                continue;
            }
            let tickets = u64::try_from(tickets).unwrap_or(0);
            match Status::named(&stand.status) {
                Some(Status::Open) => counts.open += tickets,
                Some(Status::Waiting) => counts.waiting += tickets,
                Some(Status::Snoozed) => counts.snoozed += tickets,
                Some(Status::Resolved) => counts.resolved += tickets,
                None => {}
            }
        }
        Ok(counts)
    }

    /// Counts everything once, at the start.
    pub(crate) async fn count_anew(&self) -> Result<(), Error> {
        let groups = self.groups().await?.into_iter().collect();
        *self.tally.0.lock().unwrap_or_else(PoisonError::into_inner) = groups;
        Ok(())
    }

    async fn groups(&self) -> Result<Vec<(Stand, i64)>, Error> {
        if let Some(groups) = self.groups_of_the_team().await? {
            return Ok(groups);
        }
        let groups: Vec<Group> = self.engine.run(EVERYTHING, Variables::new()).await?.rows(0)?;
        let stand = |group: Group| {
            let Group { status, owner, lane, tickets } = group;
            (Stand { status, owner, lane }, tickets)
        };
        Ok(groups.into_iter().map(stand).collect())
    }

    /// Nobody's tickets and those of each person. `None` if that is not all of them: somebody left, some
    /// are of a team, or tickets changed meanwhile.
    async fn groups_of_the_team(&self) -> Result<Option<Vec<(Stand, i64)>>, Error> {
        let mut owners = vec![String::new()];
        owners.extend(self.people().await?.iter().map(|person| person.id.0.clone()));
        if !owners.iter().all(|owner| is_plain(owner)) {
            return Ok(None);
        }
        let of = |owner: &String| Status::ALL.map(|it| Stand::of_no_team(it, owner.clone()));
        let stands: Vec<Stand> = owners.iter().flat_map(of).collect();
        let lanes = [WAITS, OWNED].into_iter();
        let lanes = lanes.flat_map(|lane| Status::ALL.map(|status| count_lane(lane, status)));
        let lanes: Vec<String> = lanes.collect();
        let (first, of_lanes) = (1 + lanes.len(), 1..=lanes.len());
        let texts: Vec<String> =
            [ALL.to_owned()].into_iter().chain(lanes).chain(stands.iter().map(count)).collect();
        let mut reply = self.engine.run(&texts.join(";\n"), Variables::new()).await?;
        let mut tickets = |statement: usize| -> Result<i64, Error> {
            Ok(reply.rows::<Count>(statement)?.first().map_or(0, |count| count.tickets))
        };
        let all = tickets(0)?;
        let mut of_no_team = 0;
        for statement in of_lanes {
            of_no_team += tickets(statement)?;
        }
        let mut groups = Vec::with_capacity(stands.len());
        for (statement, stand) in (first..).zip(stands) {
            groups.push((stand, tickets(statement)?));
        }
        let sum: i64 = groups.iter().map(|(_, tickets)| tickets).sum();
        Ok(Some(groups).filter(|_| sum == all && of_no_team == all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Location, SecretKey};

    #[tokio::test]
    async fn tickets_of_somebody_who_left_are_counted_too() {
        let store = Store::open(&Location::Memory, &SecretKey::random()).await.expect("it opens");
        let made = "FOR $owner IN ['', '', 'gone'] {
            CREATE ticket SET status = 'open', owner = $owner,
                lane = IF $owner = '' { 'waits' } ELSE { 'owned' }, place = '', rev = 1,
                ticket = '', memory = '';
        };";
        for (owner, open) in [(OwnerFilter::Nobody, 2), (OwnerFilter::Person("gone".into()), 1)] {
            if store.counts(None, &Sight::Everything).await.expect("counts").open == 0 {
                store.engine.run(made, Variables::new()).await.expect("tickets");
                store.count_anew().await.expect("it counts");
            }
            assert_eq!(
                store.counts(Some(&owner), &Sight::Everything).await.expect("counts").open,
                open
            );
        }
        assert_eq!(store.counts(None, &Sight::Everything).await.expect("counts").open, 3);
    }
}
