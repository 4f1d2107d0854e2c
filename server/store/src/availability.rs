//! Whether people want work, as they last said. Whether they are there is not kept: a page tells.

use desk::ids::PersonId;
use desk::presence::Said;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::json::{from_json, to_json};
use crate::{Error, Store, ids};

#[derive(Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SaidRow {
    id: RecordId,
    said: String,
}

impl Store {
    pub async fn say(&self, person: &PersonId, said: Said) -> Result<(), Error> {
        let id = RecordId::new("availability", person.0.as_str());
        let mut bound = Variables::new();
        bound.insert("id", id.clone());
        bound.insert("row", SaidRow { id, said: to_json(&said) });
        self.engine.run("UPSERT $id CONTENT $row RETURN NONE", bound).await.map(drop)
    }

    pub async fn said(&self) -> Result<Vec<(PersonId, Said)>, Error> {
        let text = "SELECT * FROM availability";
        let rows: Vec<SaidRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        let read = |row: SaidRow| {
            Ok((PersonId(ids::text(row.id)?), from_json("availability", &row.said)?))
        };
        rows.into_iter().map(read).collect()
    }
}
