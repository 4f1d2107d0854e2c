//! Whoever is gone gives back what is unanswered, so that somebody else answers it (ASG-7).

use super::each::Each;
use super::{Desk, Error, TRIES, allow, failed};
use crate::assignment::handed_back;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::ports::{Commit, CommitError, Filter, OwnerFilter};
use crate::presence::State;
use crate::ticket::{Change, Status};

/// How many tickets of one person are looked at, in each status.
const MOST: usize = 500;

impl Desk {
    /// Takes unanswered tickets from those who went offline since the last time; how many. A person
    /// whose tickets could not be read or saved is looked at again.
    pub async fn hand_back(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let left = self.floor().who_left(self.clock.now());
        let mut back = Each::default();
        for person in left {
            let given = self.hand_back_of(actor, &person).await;
            if given.is_err() {
                self.floor().leaves_again(person);
            }
            back.take(given);
        }
        back.count()
    }

    async fn hand_back_of(&self, actor: &Actor, person: &PersonId) -> Result<(), Error> {
        for status in [Status::Open, Status::Waiting] {
            let owner = Some(OwnerFilter::Person(person.clone()));
            let filter = Filter { status: Some(status), owner };
            let tickets = self.store.tickets(&filter, MOST, None).await?.items;
            for number in handed_back(person, State::Offline, &tickets) {
                self.give_back(actor, number, person).await?;
            }
        }
        Ok(())
    }

    /// Takes one ticket from `person`, if it still is theirs; who gets it next is decided with it.
    async fn give_back(
        &self,
        actor: &Actor,
        number: TicketNumber,
        person: &PersonId,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some(before) = self.store.ticket(number).await? else { return Ok(()) };
            if handed_back(person, State::Offline, [&before]).is_empty() {
                return Ok(());
            }
            let mut ticket = before.clone();
            let change = Change::Assigned { owner: None, why: None };
            let mut happened = self.fold(actor, &mut ticket, vec![change]);
            let due = self.answer(&before, &mut ticket, &mut happened).await?;
            let commit = Commit { tickets: vec![ticket], due, ..Commit::default() };
            match self.save_happened(commit, happened).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }
}
