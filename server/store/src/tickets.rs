//! Tickets as rows, and the lists of them. Each list reads one index from a place on and stops early.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use desk::ids::{PersonId, TicketNumber};
use desk::ports::{Filter, OwnerFilter, Page};
use desk::ticket::{Status, Ticket};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::lanes::lane_of;
use crate::place;
use crate::{Error, Store, ids};

/// The whole ticket as JSON, beside the columns that lists and the sweeper look for.
#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct TicketRow {
    pub(crate) id: RecordId,
    status: String,
    owner: String,
    /// See [`crate::lanes`].
    lane: String,
    pub(crate) place: String,
    rev: i64,
    due_at: Option<DateTime<Utc>>,
    ticket: String,
    memory: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DueRow {
    id: RecordId,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct OwnedRow {
    id: RecordId,
    owner: String,
    status: String,
}

impl TicketRow {
    pub(crate) fn of(ticket: &Ticket, due_at: Option<DateTime<Utc>>) -> Self {
        Self {
            id: ids::ticket(ticket.number),
            status: ticket.status.word().to_owned(),
            owner: owner_column(ticket.owner.as_ref()),
            lane: lane_of(ticket.owner.as_ref(), ticket.team.as_ref()),
            place: place::of_ticket(ticket.last_message_at, ticket.number),
            rev: ids::whole(ticket.rev),
            due_at,
            ticket: to_json(ticket),
            memory: to_json(ticket.memory.as_ref()),
        }
    }

    pub(crate) fn read(self) -> Result<Ticket, Error> {
        let memory = Arc::new(from_json("ticket", &self.memory)?);
        Ok(Ticket { memory, ..from_json("ticket", &self.ticket)? })
    }

    /// The columns that say something else than `ticket`, which the row holds. Of `due_at` only the
    /// rulebook knows what it should be; but who sleeps has to be woken.
    pub(crate) fn astray(&self, ticket: &Ticket) -> Vec<&'static str> {
        let right = Self::of(ticket, self.due_at);
        let sleeps = ticket.is_unsettled() && ticket.snoozed_until.is_some();
        let columns = [
            ("id", self.id != right.id),
            ("status", self.status != right.status),
            ("owner", self.owner != right.owner),
            ("lane", self.lane != right.lane),
            ("place", self.place != right.place),
            ("rev", self.rev != right.rev),
            ("due_at", sleeps && self.due_at.is_none()),
        ];
        columns.into_iter().filter(|(_, astray)| *astray).map(|(column, _)| column).collect()
    }
}

pub(crate) const BY_STATUS: &str = "SELECT * FROM ticket \
    WHERE status = $status AND place > $after ORDER BY place LIMIT $limit";
pub(crate) const BY_BOTH: &str = "SELECT * FROM ticket \
    WHERE owner = $owner AND status = $status AND place > $after \
    ORDER BY place LIMIT $limit";
/// One statement, so that a ticket that changes its status meanwhile is neither lost nor doubled.
pub(crate) const OF_ALL: &str = include_str!("tickets/of_all.surql");
pub(crate) const OF_OWNER: &str = include_str!("tickets/of_owner.surql");
/// The lower bound keeps the scan out of the tickets that wait for no moment.
pub(crate) const DUE: &str = "SELECT id, due_at FROM ticket \
    WHERE due_at >= $begin AND due_at <= $now ORDER BY due_at LIMIT $limit";
const SET_DUE: &str = "UPDATE $id SET due_at = $due WHERE rev = $rev RETURN NONE";
pub(crate) const OWNED: &str = "SELECT id, owner, status FROM ticket \
    WHERE owner > '' AND status IN ['open', 'waiting', 'snoozed']";
pub(crate) const HIGHEST: &str = "SELECT VALUE id FROM ticket ORDER BY id DESC LIMIT 1";

impl Store {
    pub async fn ticket(&self, number: TicketNumber) -> Result<Option<Ticket>, Error> {
        let row: Option<TicketRow> = self.get(ids::ticket(number)).await?;
        row.map(TicketRow::read).transpose()
    }

    pub async fn tickets(
        &self,
        filter: &Filter,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Ticket>, Error> {
        let mut rows = match filter.sight.part() {
            Some(part) => self.rows_within(filter, part, place::after(cursor), limit).await?,
            None => self.all_rows(filter, place::after(cursor), limit).await?,
        };
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.place.clone());
        let items = rows.into_iter().map(TicketRow::read).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    async fn all_rows(
        &self,
        filter: &Filter,
        after: &str,
        limit: usize,
    ) -> Result<Vec<TicketRow>, Error> {
        let text = match (&filter.status, &filter.owner) {
            (Some(_), None) => BY_STATUS,
            (Some(_), Some(_)) => BY_BOTH,
            (None, None) => OF_ALL,
            (None, Some(_)) => OF_OWNER,
        };
        let mut bound = Variables::new();
        bound.insert("after", after);
        bound.insert("limit", limit as i64 + 1);
        if let Some(status) = filter.status {
            bound.insert("status", status.word());
        }
        if let Some(owner) = &filter.owner {
            bound.insert("owner", owner_asked(owner));
        }
        let mut rows: Vec<TicketRow> = self.engine.run(text, bound).await?.rows(0)?;
        // Without a status, four lists come one after the other.
        rows.sort_by(|a, b| a.place.cmp(&b.place));
        Ok(rows)
    }

    pub async fn due(&self, now: DateTime<Utc>, limit: usize) -> Result<Vec<TicketNumber>, Error> {
        let mut bound = Variables::new();
        bound.insert("begin", DateTime::UNIX_EPOCH);
        bound.insert("now", now);
        bound.insert("limit", limit as i64);
        let due: Vec<DueRow> = self.engine.run(DUE, bound).await?.rows(0)?;
        due.iter().map(|row| ids::number(&row.id)).collect()
    }

    pub async fn set_due(
        &self,
        number: TicketNumber,
        rev: u64,
        due: Option<DateTime<Utc>>,
    ) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::ticket(number));
        bound.insert("rev", ids::whole(rev));
        bound.insert("due", due);
        self.engine.run(SET_DUE, bound).await.map(drop)
    }

    pub async fn owned(&self) -> Result<Vec<(TicketNumber, PersonId, Status)>, Error> {
        let rows: Vec<OwnedRow> = self.engine.run(OWNED, Variables::new()).await?.rows(0)?;
        let read = |row: OwnedRow| {
            let status = Status::named(&row.status).ok_or_else(|| ids::unreadable("ticket"))?;
            Ok((ids::number(&row.id)?, PersonId(row.owner), status))
        };
        rows.into_iter().map(read).collect()
    }

    /// The highest number that any ticket has; 0 without tickets.
    pub(crate) async fn highest_number(&self) -> Result<u64, Error> {
        let highest: Vec<RecordId> = self.engine.run(HIGHEST, Variables::new()).await?.rows(0)?;
        highest.first().map_or(Ok(0), |id| Ok(ids::number(id)?.0))
    }
}

pub(crate) fn owner_column(owner: Option<&PersonId>) -> String {
    owner.map(|owner| owner.0.clone()).unwrap_or_default()
}

pub(crate) fn owner_asked(owner: &OwnerFilter) -> &str {
    match owner {
        OwnerFilter::Nobody => "",
        OwnerFilter::Person(id) => &id.0,
    }
}
