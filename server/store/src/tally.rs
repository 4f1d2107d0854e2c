//! How many tickets stand where. Kept in memory when nobody else can write, because counting takes
//! time that grows with the tickets; asked of the database when others can.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use desk::ports::{Counts, OwnerFilter};
use desk::ticket::{Status, Ticket};
use surrealdb::types::{SurrealValue, Variables};

use crate::tickets::{owner_asked, owner_column};
use crate::{Error, Store};

/// A status' word and the owner column: what a ticket is counted under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct Stand {
    status: String,
    owner: String,
}

impl Stand {
    pub(crate) fn of(ticket: &Ticket) -> Self {
        let status = ticket.status.word().to_owned();
        Self { status, owner: owner_column(ticket.owner.as_ref()) }
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
    tickets: i64,
}

const EVERYTHING: &str =
    "SELECT status, owner, count() AS tickets FROM ticket GROUP BY status, owner";

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
    pub async fn counts(&self, owner: Option<&OwnerFilter>) -> Result<Counts, Error> {
        let groups = match self.engine.is_ours_alone() {
            true => self.tally.groups(),
            false => self.groups().await?,
        };
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
        let groups: Vec<Group> = self.engine.run(EVERYTHING, Variables::new()).await?.rows(0)?;
        let stand = |group: Group| {
            let Group { status, owner, tickets } = group;
            (Stand { status, owner }, tickets)
        };
        Ok(groups.into_iter().map(stand).collect())
    }
}
