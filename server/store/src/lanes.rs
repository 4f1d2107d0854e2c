//! Lists and counts for whoever does not see every ticket: a stretch of an index for their own, and one for
//! each lane that they see, so that what they do not see costs them nothing.

use std::collections::BTreeSet;

use desk::ids::{PersonId, TeamId};
use desk::permissions::{Lane, Part};
use desk::ports::{Filter, OwnerFilter};
use desk::ticket::Status;
use surrealdb::types::{RecordId, Variables};

use crate::tally::Stand;
use crate::tickets::{TicketRow, owner_asked};
use crate::{Error, Store, ids};

/// What the column says of tickets that nobody owns …
pub(crate) const WAITS: &str = "waits";
/// … and of the others. That of a team goes on with its id.
pub(crate) const OWNED: &str = "owned";

pub(crate) fn lane_column(lane: &Lane) -> String {
    let owned = if lane.owned { OWNED } else { WAITS };
    match &lane.team {
        Some(TeamId(team)) => format!("{owned} {team}"),
        None => owned.to_owned(),
    }
}

pub(crate) fn lane_of(owner: Option<&PersonId>, team: Option<&TeamId>) -> String {
    lane_column(&Lane::of(owner, team))
}

/// The columns of the lanes that are among it.
fn columns(part: &Part) -> BTreeSet<String> {
    part.lanes.iter().map(lane_column).collect()
}

/// One question for each stretch and status; what is shared is looked up by its ids.
pub(crate) struct Stretches {
    pub(crate) text: String,
    pub(crate) bound: Variables,
}

impl Stretches {
    /// All that is among `part`, as far as `filter` lets it through.
    fn of(filter: &Filter, part: &Part) -> Self {
        let (mut wheres, mut bound) = (vec![], Variables::new());
        let of_own = |own: &PersonId| match &filter.owner {
            None => true,
            Some(OwnerFilter::Person(wanted)) => wanted == own,
            Some(OwnerFilter::Nobody) => false,
        };
        let own = part.own.as_ref().filter(|own| of_own(own));
        if let Some(PersonId(own)) = own {
            bound.insert("own", own.as_str());
            wheres.push("owner = $own".to_owned());
        }
        match &filter.owner {
            Some(OwnerFilter::Person(_)) if own.is_some() => {}
            // Of one colleague's tickets, those in the lanes: there are not many that are not.
            Some(OwnerFilter::Person(wanted)) => {
                bound.insert("wanted", wanted.0.as_str());
                bound.insert("lanes", columns(part).into_iter().collect::<Vec<_>>());
                wheres.push("owner = $wanted AND lane IN $lanes".to_owned());
            }
            wanted => {
                let nobodys = wanted.is_some();
                let lanes = part.lanes.iter().filter(|lane| !nobodys || !lane.owned);
                for (place, lane) in lanes.enumerate() {
                    let name = format!("lane_{place}");
                    wheres.push(format!("lane = ${name}"));
                    bound.insert(name, lane_column(lane));
                }
            }
        }
        let statuses: Vec<&str> = Status::ALL
            .into_iter()
            .filter(|status| filter.status.is_none_or(|wanted| wanted == *status))
            .map(Status::word)
            .collect();
        let each = wheres.iter().flat_map(|this| statuses.iter().map(move |it| question(this, it)));
        let mut questions: Vec<String> = each.collect();
        if !part.shared.is_empty() {
            bound.insert("shared", shared(part));
            let owner = filter.owner.as_ref().map(|owner| {
                bound.insert("owner", owner_asked(owner));
                " AND owner = $owner"
            });
            bound.insert("states", statuses.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
            let owner = owner.unwrap_or_default();
            questions.push(format!(
                "(SELECT * FROM $shared WHERE status IN $states AND place > $after{owner})"
            ));
        }
        Self { text: format!("RETURN array::flatten([{}])", questions.join(",\n")), bound }
    }
}

/// `status` is one of our own words.
pub(crate) fn question(this: &str, status: &str) -> String {
    format!(
        "(SELECT * FROM ticket WHERE {this} AND status = '{status}' AND place > $after \
         ORDER BY place LIMIT $limit)"
    )
}

fn shared(part: &Part) -> Vec<RecordId> {
    part.shared.iter().map(|number| ids::ticket(*number)).collect()
}

const STANDS: &str = "SELECT status, owner, lane FROM $shared";

impl Store {
    /// The rows of a list, in order, one more than `limit` if there are as many.
    pub(crate) async fn rows_within(
        &self,
        filter: &Filter,
        part: &Part,
        after: &str,
        limit: usize,
    ) -> Result<Vec<TicketRow>, Error> {
        let Stretches { text, mut bound } = Stretches::of(filter, part);
        bound.insert("after", after);
        bound.insert("limit", limit as i64 + 1);
        let mut rows: Vec<TicketRow> = self.engine.run(&text, bound).await?.rows(0)?;
        rows.sort_by(|a, b| a.place.cmp(&b.place));
        // One's own ticket of one's own team stands in two stretches.
        rows.dedup_by(|a, b| a.place == b.place);
        Ok(rows)
    }

    /// Of all that is counted, what is among `part`: what is shared and nothing else is counted one by one.
    pub(crate) async fn within(
        &self,
        groups: Vec<(Stand, i64)>,
        part: &Part,
    ) -> Result<Vec<(Stand, i64)>, Error> {
        let lanes = columns(part);
        let own = part.own.as_ref().map(|own| own.0.as_str());
        let reached = |stand: &Stand| {
            lanes.contains(&stand.lane) || own == Some(stand.owner.as_str()) && own != Some("")
        };
        let mut groups: Vec<_> = groups.into_iter().filter(|(stand, _)| reached(stand)).collect();
        if !part.shared.is_empty() {
            let mut bound = Variables::new();
            bound.insert("shared", shared(part));
            let stands: Vec<Stand> = self.engine.run(STANDS, bound).await?.rows(0)?;
            groups.extend(stands.into_iter().filter(|it| !reached(it)).map(|stand| (stand, 1)));
        }
        Ok(groups)
    }
}
