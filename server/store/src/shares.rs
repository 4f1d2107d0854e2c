//! With whom tickets are shared. Rows come and go with the commits that say so.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use desk::ids::{PersonId, TicketNumber};
use desk::ports::{Cause, Share, Shares};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct ShareRow {
    id: RecordId,
    until: Option<DateTime<Utc>>,
}

impl ShareRow {
    pub(crate) fn of(
        person: &PersonId,
        ticket: TicketNumber,
        until: Option<DateTime<Utc>>,
    ) -> Self {
        Self { id: ids::share(person, ticket), until }
    }

    fn read(self) -> Result<Share, Error> {
        let (person, ticket) = ids::person_and_ticket(&self.id)?;
        Ok(Share { person, ticket, until: self.until })
    }
}

const ALL: &str = "SELECT * FROM share ORDER BY id";

impl Store {
    /// All that was not taken back, by person and ticket.
    pub async fn shares(&self) -> Result<Vec<Share>, Error> {
        let rows: Vec<ShareRow> = self.engine.run(ALL, Variables::new()).await?.rows(0)?;
        rows.into_iter().map(ShareRow::read).collect()
    }
}

#[async_trait]
impl Shares for Store {
    async fn shares(&self) -> Result<Vec<Share>, Cause> {
        Ok(Store::shares(self).await?)
    }
}
