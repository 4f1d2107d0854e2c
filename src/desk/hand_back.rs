//! Whoever is gone gives back what is unanswered, so that somebody else answers it (ASG-7).

use super::each::Each;
use super::{Desk, Error, allow};
use crate::assignment::handed_back;
use crate::ids::PersonId;
use crate::permissions::{Actor, Permission};
use crate::ports::{Filter, OwnerFilter};
use crate::presence::State;
use crate::ticket::{Change, Status, Ticket};

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
            // It may have changed hands since it was listed. Who gets it next is decided with it.
            let give_back = |ticket: &Ticket| {
                let still = handed_back(person, State::Offline, [ticket]).into_iter();
                Ok(still.map(|_| Change::Assigned { owner: None, why: None }).collect())
            };
            for number in handed_back(person, State::Offline, &tickets) {
                self.by_itself(actor, number, give_back).await?;
            }
        }
        Ok(())
    }
}
