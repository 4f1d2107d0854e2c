//! From a proof of who somebody is to an open session, for every way in: a password, a link, another place
//! that vouches for them.
//!
//! Each opens a session anew under another id, with nothing in it of before, so that a planted one is worth
//! nothing. Whoever has a second step is asked for it before they are in. Within a session it is kept when
//! they last showed who they are: dangerous acts want that to be fresh.

use std::time::Instant;

use chrono::TimeDelta;
use desk::ids::PersonId;
use desk::person::Person;
use serde::{Deserialize, Serialize};
use store::Store;
use tower_sessions::Session;

use super::Door;
use super::reader::as_value;
use super::visitor::Visitor;
use super::web_sessions::{self, PERSON, Rows, SINCE, WAITS, mark, value};
use crate::accounts::Throttle;
use crate::clock;

/// Where a code is asked for.
pub const SECOND_STEP: &str = "/second-step";
/// Where somebody shows once more who they are.
pub const PROVE: &str = "/prove";
/// How old a proof may be when something dangerous is done.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// The keys under which a session keeps when they last showed who they are …
const PROVED: &str = "proved";
/// … from where they came, and with what.
pub const ADDRESS: &str = "address";
pub const DEVICE: &str = "device";

/// How somebody showed who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// By something that a second step makes safer: a password, or another place that vouches for them.
    First,
    /// By something that needs none: a link of ours, practice mode.
    Whole,
}

/// Somebody who has yet to show a code.
#[derive(Debug, Serialize, Deserialize)]
pub struct Waiting {
    pub person: PersonId,
    /// Where they wanted to go.
    pub back: String,
}

/// Opens a session for somebody who showed who they are; where their browser has to go now. The one way in:
/// what else lets people in calls it.
pub async fn open(
    door: &Door,
    session: &Session,
    visitor: &Visitor,
    person: &Person,
    proof: Proof,
    back: &str,
) -> anyhow::Result<String> {
    let steps = door.store.second_steps().await?;
    if proof == Proof::First && steps.people.contains(&person.id) {
        begin(session).await?;
        let waiting = Waiting { person: person.id.clone(), back: back.to_owned() };
        session.insert(WAITS, waiting).await?;
        return Ok(SECOND_STEP.to_owned());
    }
    come_in(door, session, visitor, &person.id).await?;
    Ok(back.to_owned())
}

/// Lets somebody in who showed all that there is to show.
pub async fn come_in(
    door: &Door,
    session: &Session,
    visitor: &Visitor,
    person: &PersonId,
) -> anyhow::Result<()> {
    begin(session).await?;
    session.insert(PERSON, person).await?;
    session.insert(ADDRESS, &visitor.address).await?;
    session.insert(DEVICE, &visitor.device).await?;
    proved(session).await?;
    web_sessions::renew(session, door.sessions.limits).await?;
    tracing::info!(%person, "signed in");
    Ok(())
}

async fn begin(session: &Session) -> anyhow::Result<()> {
    session.clear().await;
    session.cycle_id().await?;
    session.insert(SINCE, clock::now().timestamp()).await?;
    Ok(())
}

/// Somebody showed again who they are.
pub async fn proved(session: &Session) -> anyhow::Result<()> {
    Ok(session.insert(PROVED, clock::now().timestamp()).await?)
}

/// Where somebody has to go before they do something dangerous, on their way to `back`; nothing if they
/// just showed who they are.
pub async fn doubted(door: &Door, session: &Session, back: &str) -> anyhow::Result<Option<String>> {
    if door.practice.is_some() {
        // Everybody comes in by one click, and nobody has anything to show.
        return Ok(None);
    }
    let proved = session.get::<i64>(PROVED).await?;
    let fresh = is_fresh(proved, clock::now().timestamp());
    Ok((!fresh).then(|| format!("{PROVE}?back={}", as_value(back))))
}

fn is_fresh(proved: Option<i64>, now: i64) -> bool {
    proved.is_some_and(|proved| (0..FRESH.num_seconds()).contains(&(now - proved)))
}

/// Ends all sessions of a person, but for the one at hand if it is theirs and may stay.
pub async fn end_all(
    door: &Door,
    person: &PersonId,
    but: Option<&Session>,
) -> Result<(), store::Error> {
    let own = but.and_then(Session::id).map(mark);
    let marks = door.sessions.of_person(person).await?.into_iter().map(|(mark, _)| mark);
    for mark in marks.filter(|mark| own.as_ref() != Some(mark)) {
        door.sessions.end(&mark).await?;
    }
    tracing::info!(%person, "sessions ended");
    Ok(())
}

/// Tells the throttle where people are in, so that strangers who guess keep nobody out of there.
pub async fn usual_places(
    store: &Store,
    sessions: &Rows,
    throttle: &Throttle,
) -> Result<(), store::Error> {
    let now = Instant::now();
    for person in store.people().await?.iter() {
        for (_, data) in sessions.of_person(&person.id).await? {
            if let Some(address) = value::<String>(&data, ADDRESS) {
                throttle.comes_from(&person.email, &address, now);
                throttle.comes_from(&person.id.0, &address, now);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_fresh_for_ten_minutes() {
        for (proved, fresh) in [
            (None, false),
            (Some(10_000), true),
            (Some(10_000 - 599), true),
            (Some(10_000 - 600), false),
            // Somebody put the machine's clock back.
            (Some(10_001), false),
        ] {
            assert_eq!(is_fresh(proved, 10_000), fresh, "{proved:?}");
        }
    }
}
