//! Whoever is gone gives back what is unanswered, so that somebody else answers it (ASG-7). When that
//! is, the floor knows.

use super::each::Each;
use super::{Desk, Error, allow};
use crate::assignment::handed_back;
use crate::automation::given_back;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::ports::{Filter, OwnerFilter};
use crate::presence::State;
use crate::ticket::{Status, Ticket};

/// How many tickets of one person are looked at, in each status.
const MOST: usize = 500;

impl Desk {
    /// Takes unanswered tickets from those who went offline since the last time, and from those who
    /// did not come back to a customer that wrote meanwhile; how many were looked at. What could not
    /// be read or saved is looked at again.
    pub async fn hand_back(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let now = self.clock.now();
        let (left, missed) = {
            let mut floor = self.floor();
            (floor.who_left(now), floor.who_is_missed(now))
        };
        let mut back = Each::default();
        for person in left {
            let given = self.hand_back_of(actor, &person).await;
            if given.is_err() {
                self.floor().leaves_again(person);
            }
            back.take(given);
        }
        for (wait, owner) in missed {
            let given = self.give_back(actor, wait.ticket, &owner).await;
            if given.is_err() {
                self.floor().waits_on(wait);
            }
            back.take(given);
        }
        back.count()
    }

    async fn hand_back_of(&self, actor: &Actor, person: &PersonId) -> Result<(), Error> {
        for status in [Status::Open, Status::Waiting] {
            let owner = Some(OwnerFilter::Person(person.clone()));
            let filter = Filter { status: Some(status), owner, ..Filter::default() };
            let tickets = self.store.tickets(&filter, MOST, None).await?.items;
            for number in handed_back(person, State::Offline, &tickets) {
                self.give_back(actor, number, person).await?;
            }
        }
        Ok(())
    }

    /// Takes the ticket from `person`. It may have changed hands meanwhile, or they came back. Who
    /// gets it next is decided with it.
    async fn give_back(
        &self,
        actor: &Actor,
        number: TicketNumber,
        person: &PersonId,
    ) -> Result<(), Error> {
        let people = self.store.people().await?;
        let give_back = |ticket: &Ticket| {
            let (floor, now) = (self.floor(), self.clock.now());
            let still = handed_back(person, floor.state(person, now), [ticket]).into_iter();
            let (book, crew) = (floor.book(), floor.crew(&people, now));
            Ok(still.map(|_| given_back(&book, &crew, ticket, now)).collect())
        };
        self.by_itself(actor, number, give_back).await
    }
}
