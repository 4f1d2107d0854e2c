//! Files that customers send: fetched from WhatsApp at once, again after longer and longer pauses, and
//! given up when Meta's id of them is dead.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, Error, TRIES, allow, failed};
use crate::fetch::Fetch;
use crate::ids::MessageId;
use crate::message::{Content, Fetched, File, Unfetched};
use crate::permissions::{Actor, Permission};
use crate::ports::{CommitError, Page};
use crate::ticket::{Command, Refusal};

/// The pause after each of the first tries …
const PAUSES: [TimeDelta; 6] = [
    TimeDelta::seconds(2),
    TimeDelta::seconds(15),
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
];
/// … and after every other.
const LAST_PAUSE: TimeDelta = TimeDelta::hours(6);
/// How long Meta's id of a file lives (Meta, "Media": since 2025-10-09).
const LIFE: TimeDelta = TimeDelta::days(7);

impl Desk {
    /// The files that have still to be fetched, what is due first first, `limit` at a time.
    pub async fn fetches(
        &self,
        actor: &Actor,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Fetch>, Error> {
        allow(actor, Permission::Carry)?;
        Ok(self.store.fetches(limit.max(1), cursor).await?)
    }

    /// How many files have still to be fetched.
    pub async fn fetches_count(&self, actor: &Actor) -> Result<u64, Error> {
        allow(actor, Permission::Carry)?;
        Ok(self.store.fetches_count().await?)
    }

    /// Takes down what came of a try: the file is here, is put off, or is given up.
    pub async fn fetched(
        &self,
        actor: &Actor,
        fetch: &Fetch,
        outcome: Result<File, Unfetched>,
    ) -> Result<(), Error> {
        allow(actor, Permission::Carry)?;
        let fetched = match outcome {
            Ok(file) => Fetched::Here(Box::new(file)),
            Err(why) => match next_try(fetch, why, self.clock.now()) {
                Some(due) => {
                    let tries = fetch.tries.saturating_add(1);
                    return Ok(self.store.delay_fetch(&fetch.message, tries, due).await?);
                }
                None => Fetched::Never(why),
            },
        };
        self.take_down(actor, &fetch.message, fetched).await
    }

    /// The file of a message, with the name that the customer gave it; nothing if it has none, it
    /// is not here, or it was taken back and `actor` may not see what was.
    pub async fn file(
        &self,
        actor: &Actor,
        message: &MessageId,
    ) -> Result<Option<(File, Option<String>)>, Error> {
        allow(actor, Permission::Read)?;
        let message = self.store.message(message).await?.ok_or(Refusal::NoSuchMessage)?;
        let ticket = self.store.ticket(message.ticket).await?.ok_or(Refusal::NoSuchMessage)?;
        self.must_see(actor, &ticket).map_err(|_| Refusal::NoSuchMessage)?;
        if !actor.may(Permission::SeeOriginals) && self.is_taken_back(&message).await? {
            return Ok(None);
        }
        Ok(match message.content {
            Content::Media { fetched: Some(Fetched::Here(file)), filename, .. } => {
                Some((*file, filename))
            }
            _ => None,
        })
    }

    async fn take_down(
        &self,
        actor: &Actor,
        id: &MessageId,
        fetched: Fetched,
    ) -> Result<(), Error> {
        let number = self.store.message(id).await?.ok_or(Refusal::NoSuchMessage)?.ticket;
        for _ in 0..TRIES {
            // The ticket first: a message read before it could be older than the revision it vouches for.
            let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
            let message = self.store.message(id).await?.ok_or(Refusal::NoSuchMessage)?;
            let changes = ticket.decide(Command::Fetch { message, fetched: fetched.clone() })?;
            match self.save(actor, ticket, changes, None).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map(drop).map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }
}

/// When it is tried again after a try that came to nothing because of `why`; never, if that makes no
/// sense any more.
fn next_try(fetch: &Fetch, why: Unfetched, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let pause = PAUSES.get(fetch.tries as usize).copied();
    let pause = pause.or((!why.is_likely_final()).then_some(LAST_PAUSE))?;
    let due = now + pause;
    (!why.is_final() && due < fetch.at + LIFE).then_some(due)
}
