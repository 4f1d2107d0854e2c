//! The rulebook: reading it, laying down another, and beginning a day under the one in force.

use std::collections::BTreeSet;

use super::{Desk, Error, allow, failed};
use crate::ids::PersonId;
use crate::permissions::{Actor, Permission};
use crate::ports::{Cause, CommitError};
use crate::presence::{Happening, Said};
use crate::rulebook::{Book, Edition, Objection, Rulebook};
use crate::ticket::Refusal;

impl Desk {
    /// Takes up what the store knows: the book in force, who owns what, and what people said of
    /// themselves. Once, before anything else is asked.
    pub async fn begin(&self, actor: &Actor) -> Result<(), Error> {
        allow(actor, Permission::Carry)?;
        if let Some(newest) = self.store.rulebook().await? {
            let (version, now) = (newest.version, self.clock.now());
            let open = |Edition { version, at, by, rulebook }: Edition| {
                Some((version, by, Book::open(rulebook, at, now).ok()?))
            };
            // A book that was saved was whole; one that this version can't read is no reason to
            // answer nobody.
            if let Some(newest) = open(newest) {
                let earlier = self.not_gone_through(version).await?.into_iter().filter_map(open);
                for (version, by, book) in earlier.chain([newest]) {
                    self.floor().lay_down(version, by, book);
                }
                self.resume_review(version).await?;
            }
        }
        self.outlets(actor).await?;
        let (owned, said) = (self.store.owned().await?, self.store.said().await?);
        let shares = self.store.shares().await?;
        let mut floor = self.floor();
        floor.begin(owned, said, self.clock.now());
        floor.begin_shares(shares);
        Ok(())
    }

    /// The rulebook in force; version 0 while none was laid down.
    pub async fn rulebook(&self, actor: &Actor) -> Result<Edition, Error> {
        allow(actor, Permission::Configure)?;
        let blank = || Edition {
            version: 0,
            at: self.clock.now(),
            by: actor.author(),
            rulebook: Rulebook::default(),
        };
        Ok(self.store.rulebook().await?.unwrap_or_else(blank))
    }

    /// Lays down `rulebook` in place of version `replaces`: it holds from now on, and reaches the
    /// tickets that are there in the rounds that follow. What came to pass by now is told first, under
    /// the terms that held (SLA-10). Otherwise everything that is wrong with it.
    pub async fn lay_down(
        &self,
        actor: &Actor,
        replaces: u32,
        rulebook: Rulebook,
    ) -> Result<Result<Edition, Vec<Objection>>, Error> {
        allow(actor, Permission::Configure)?;
        let newest = self.store.editions(1, None).await?.items;
        if newest.first().map_or(0, |newest| newest.version) != replaces {
            return Err(Refusal::BookChanged.into());
        }
        let people = self.store.people().await?;
        let people: BTreeSet<_> = people.iter().map(|person| person.id.clone()).collect();
        let mut objections = rulebook.objections(&people);
        objections.extend(self.misfilled(&rulebook).await?);
        if !objections.is_empty() {
            return Ok(Err(objections));
        }
        // Most of it before the moment of the change, so that little is left between it and the book.
        self.tell_passed(self.clock.now()).await?;
        let now = self.clock.now();
        let (version, by) = (replaces + 1, actor.author());
        let edition = Edition { version, at: now, by: by.clone(), rulebook };
        let Ok(book) = Book::open(edition.rulebook.clone(), now, now) else {
            return Ok(Err(edition.rulebook.objections(&people)));
        };
        match self.store.lay_down(&edition).await {
            Err(CommitError::Stale) => return Err(Refusal::BookChanged.into()),
            saved => saved.map_err(failed)?,
        }
        self.tell_passed(now).await?;
        let mut floor = self.floor();
        floor.lay_down(version, by, book);
        floor.begin_review(version);
        drop(floor);
        Ok(Ok(edition))
    }

    /// What is wrong with the templates that its rules send, as far as they are known.
    pub(super) async fn misfilled(&self, rulebook: &Rulebook) -> Result<Vec<Objection>, Cause> {
        let known = self.store.templates().await?;
        Ok(rulebook.misfilled(&known))
    }

    /// Takes in a sign of somebody's presence; true if colleagues see them differently by it.
    pub fn hear(&self, person: &PersonId, happening: &Happening) -> bool {
        let now = self.clock.now();
        self.floor().hear(person, happening, now)
    }

    /// Takes down what the actor says of themselves. It stays until they say otherwise.
    pub async fn say(&self, actor: &Actor, said: Said) -> Result<(), Error> {
        let Actor::Person { id, .. } = actor else { return Err(Refusal::NoSuchPerson.into()) };
        self.store.say(id, said).await?;
        self.hear(id, &Happening::Said { said });
        Ok(())
    }

    /// What somebody last said of themselves.
    pub fn said(&self, person: &PersonId) -> Said {
        self.floor().said(person)
    }
}
