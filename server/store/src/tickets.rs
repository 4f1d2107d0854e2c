//! Tickets as rows, and the lists of them. Each list reads one index from a place on and stops early.

use chrono::{DateTime, Utc};
use desk::ids::{ContactId, NumberId, PersonId, TicketNumber};
use desk::ports::{Filter, OwnerFilter, Page};
use desk::ticket::{LastLine, Priority, Status, Ticket};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::place;
use crate::{Error, Store, ids};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct TicketRow {
    pub(crate) id: RecordId,
    rev: u64,
    channel: String,
    contact: RecordId,
    customer: String,
    status: String,
    priority: String,
    owner: String,
    team: Option<String>,
    unread: u32,
    created_at: DateTime<Utc>,
    last_message_at: DateTime<Utc>,
    place: String,
    last_line: Option<serde_json::Value>,
    unanswered_since: Option<DateTime<Utc>>,
    window_closes_at: Option<DateTime<Utc>>,
    snoozed_until: Option<DateTime<Utc>>,
    resolved_at: Option<DateTime<Utc>>,
}

impl TicketRow {
    pub(crate) fn of(ticket: &Ticket) -> Self {
        Self {
            id: ids::ticket(ticket.number),
            rev: ticket.rev,
            channel: ticket.channel.0.clone(),
            contact: ids::contact(&ticket.contact),
            customer: ticket.customer.clone(),
            status: ticket.status.word().to_owned(),
            priority: ticket.priority.word().to_owned(),
            owner: owner_column(ticket.owner.as_ref()),
            team: ticket.team.clone(),
            unread: ticket.unread,
            created_at: ticket.created_at,
            last_message_at: ticket.last_message_at,
            place: place::of_ticket(ticket.last_message_at, ticket.number),
            last_line: ticket.last_line.as_ref().map(to_json),
            unanswered_since: ticket.unanswered_since,
            window_closes_at: ticket.window_closes_at,
            snoozed_until: ticket.snoozed_until,
            resolved_at: ticket.resolved_at,
        }
    }

    pub(crate) fn read(self) -> Result<Ticket, Error> {
        let number = ids::number(&self.id)?;
        let unreadable = || ids::unreadable(&format!("ticket {number}"));
        let last_line: Option<LastLine> =
            self.last_line.map(|line| from_json("ticket", line)).transpose()?;
        Ok(Ticket {
            number,
            rev: self.rev,
            channel: NumberId(self.channel),
            contact: ContactId(ids::text(self.contact)?),
            customer: self.customer,
            status: Status::named(&self.status).ok_or_else(unreadable)?,
            priority: Priority::named(&self.priority).ok_or_else(unreadable)?,
            owner: Some(self.owner).filter(|owner| !owner.is_empty()).map(PersonId),
            team: self.team,
            unread: self.unread,
            created_at: self.created_at,
            last_message_at: self.last_message_at,
            last_line,
            unanswered_since: self.unanswered_since,
            window_closes_at: self.window_closes_at,
            snoozed_until: self.snoozed_until,
            resolved_at: self.resolved_at,
        })
    }
}

pub(crate) const BY_STATUS: &str = "SELECT * FROM ticket \
    WHERE status = $status AND place > $after ORDER BY place LIMIT $limit";
pub(crate) const BY_BOTH: &str = "SELECT * FROM ticket \
    WHERE owner = $owner AND status = $status AND place > $after \
    ORDER BY place LIMIT $limit";
/// One statement, so that a ticket that changes its status meanwhile is neither lost nor doubled.
const OF_ALL: &str = include_str!("tickets/of_all.surql");
const OF_OWNER: &str = include_str!("tickets/of_owner.surql");
/// The lower bound keeps the scan out of the tickets that are not snoozed at all.
pub(crate) const OVERSLEPT: &str = "SELECT VALUE id FROM ticket \
    WHERE snoozed_until >= $begin AND snoozed_until <= $now";
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
        let text = match (&filter.status, &filter.owner) {
            (Some(_), None) => BY_STATUS,
            (Some(_), Some(_)) => BY_BOTH,
            (None, None) => OF_ALL,
            (None, Some(_)) => OF_OWNER,
        };
        let mut bound = Variables::new();
        bound.insert("after", place::after(cursor));
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
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.place.clone());
        let items = rows.into_iter().map(TicketRow::read).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    pub async fn overslept(&self, now: DateTime<Utc>) -> Result<Vec<TicketNumber>, Error> {
        let mut bound = Variables::new();
        bound.insert("begin", DateTime::UNIX_EPOCH);
        bound.insert("now", now);
        let due: Vec<RecordId> = self.engine.run(OVERSLEPT, bound).await?.rows(0)?;
        due.iter().map(ids::number).collect()
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
