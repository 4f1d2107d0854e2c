//! How fast our numbers may send, which are stopped, and what waits in front of each.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use desk::ids::NumberId;
use desk::outlet::{Outlet, Stop, Waiting};
use desk::ports::{Outgoing, Page};
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::outbox::{ATTEMPTED, QUEUED, UNCONFIRMED, WAITING};
use crate::{Error, Store, ids, place};

#[derive(Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct OutletRow {
    id: RecordId,
    rate: Option<u32>,
    stop: Option<String>,
}

impl OutletRow {
    fn read(self) -> Result<Outlet, Error> {
        let stop = self.stop.map(|stop| from_json::<Stop>("outlet", &stop)).transpose()?;
        Ok(Outlet { number: NumberId(ids::text(self.id)?), rate: self.rate, stop })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Heap {
    number: String,
    progress: String,
    messages: u64,
}

const HEAPS: &str = "SELECT number, progress, count() AS messages FROM outbox \
    GROUP BY number, progress";
const OLDEST: &str = "SELECT VALUE place FROM outbox \
    WHERE progress = 'queued' AND number = $number ORDER BY place LIMIT 1";

impl Store {
    pub async fn outlets(&self) -> Result<Vec<Outlet>, Error> {
        let text = "SELECT * FROM outlet ORDER BY id";
        let rows: Vec<OutletRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        rows.into_iter().map(OutletRow::read).collect()
    }

    /// Sets how many messages a second the number may send; nothing is the usual.
    pub async fn set_rate(&self, number: &NumberId, rate: Option<u32>) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", id(number));
        bound.insert("rate", rate);
        self.engine.run("UPSERT $id SET rate = $rate RETURN NONE", bound).await.map(drop)
    }

    /// Writes down that the number sends nothing.
    pub async fn stop(&self, number: &NumberId, stop: &Stop) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", id(number));
        bound.insert("stop", to_json(stop));
        self.engine.run("UPSERT $id SET stop = $stop RETURN NONE", bound).await.map(drop)
    }

    /// Takes that back.
    pub async fn resume(&self, number: &NumberId) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", id(number));
        self.engine.run("UPDATE $id SET stop = NONE RETURN NONE", bound).await.map(drop)
    }

    /// What can be sent now from other numbers than these, oldest first.
    pub async fn queued_past(
        &self,
        numbers: &[NumberId],
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Outgoing>, Error> {
        if numbers.is_empty() {
            return self.queued(limit, cursor).await;
        }
        let mut bound = Variables::new();
        let numbers: Vec<String> = numbers.iter().map(|number| number.0.clone()).collect();
        bound.insert("numbers", numbers);
        bound.insert("after", place::after(cursor));
        self.waiting_where("number NOT IN $numbers", limit, bound).await
    }

    /// The oldest message of the number that can be sent now.
    pub async fn oldest_of(&self, number: &NumberId) -> Result<Option<Outgoing>, Error> {
        let mut bound = Variables::new();
        bound.insert("number", number.0.clone());
        bound.insert("after", "");
        let page = self.waiting_where("number = $number", 1, bound).await?;
        Ok(page.items.into_iter().next())
    }

    /// What waits in front of each number where anything does.
    pub async fn waiting(&self) -> Result<Vec<Waiting>, Error> {
        let heaps: Vec<Heap> = self.engine.run(HEAPS, Variables::new()).await?.rows(0)?;
        let mut all = BTreeMap::new();
        for heap in heaps {
            let number = NumberId(heap.number);
            let waiting = all.entry(number.clone()).or_insert_with(|| Waiting::none(number));
            match heap.progress.as_str() {
                QUEUED => waiting.queued = heap.messages,
                ATTEMPTED => waiting.begun = heap.messages,
                UNCONFIRMED => waiting.unconfirmed = heap.messages,
                _ => {}
            }
        }
        let mut all: Vec<Waiting> = all.into_values().collect();
        for waiting in &mut all {
            if waiting.queued > 0 {
                waiting.oldest = self.oldest_at(&waiting.number).await?;
            }
        }
        Ok(all)
    }

    async fn oldest_at(&self, number: &NumberId) -> Result<Option<DateTime<Utc>>, Error> {
        let mut bound = Variables::new();
        bound.insert("number", number.0.clone());
        let places: Vec<String> = self.engine.run(OLDEST, bound).await?.rows(0)?;
        Ok(places.first().and_then(|place| place::moment_of(place)))
    }

    /// As [`Store::queued`], where this holds too.
    async fn waiting_where(
        &self,
        condition: &str,
        limit: usize,
        mut bound: Variables,
    ) -> Result<Page<Outgoing>, Error> {
        let text = WAITING.replace("place > $after", &format!("place > $after AND {condition}"));
        bound.insert("limit", limit as i64 + 1);
        self.waiting_by(&text, limit, bound).await
    }
}

fn id(number: &NumberId) -> RecordId {
    RecordId::new("outlet", number.0.as_str())
}
