//! What a page reads in more than one step: counts for whoever asks, the whole board, a thread with
//! what happened in words.

use desk::automation::NextStep;
use desk::desk::{Stretch as Read, Thread};
use desk::ids::{PersonId, TicketNumber};
use desk::permissions::{Actor, Permission};
use desk::person::Person;
use desk::ports::{Filter, OwnerFilter, Page};
use desk::presence::State;
use desk::ticket::{Event, Status};

use super::Door;
use crate::board::calls::{FULL, RESOLVED, Sheet};
use crate::inbox::calls::{Conversation, Stretch};
use crate::inbox::done::Done;
use crate::inbox::view::{Tally, View};
use crate::language::server::events::Names;
use crate::problem::Problem;

impl Door {
    /// What to ask the desk for, to fill `view` for whoever asks.
    pub(crate) fn filter(&self, view: View) -> Filter {
        let owner = match (view, &self.me) {
            (View::Mine, Some(me)) => Some(OwnerFilter::Person(me.id.clone())),
            (View::Unassigned, _) => Some(OwnerFilter::Nobody),
            _ => None,
        };
        Filter { status: Some(view.status()), owner }
    }

    /// How many tickets each view of the inbox counts, for whoever asks.
    pub(crate) async fn tally(&self) -> Result<Tally, Problem> {
        let (desk, actor) = (&self.desk, &self.actor);
        let all = self.answer(desk.counts(actor, None).await)?;
        let nobody = self.answer(desk.counts(actor, Some(&OwnerFilter::Nobody)).await)?;
        let mine = match &self.me {
            Some(me) => {
                let mine = OwnerFilter::Person(me.id.clone());
                self.answer(desk.counts(actor, Some(&mine)).await)?.open
            }
            None => 0,
        };
        Ok(Tally { all, mine, unassigned: nobody.open })
    }

    /// Every unsettled ticket, the newest where they are too many, and the last resolved ones.
    pub(crate) async fn sheet(&self) -> Result<Sheet, Problem> {
        let (desk, actor) = (&self.desk, &self.actor);
        let mut tickets = Vec::new();
        for status in Status::ALL {
            let filter = Filter { status: Some(status), owner: None };
            let limit = if status == Status::Resolved { RESOLVED } else { FULL };
            let page = self.answer(desk.tickets(actor, &filter, limit, None).await)?;
            tickets.extend(page.items.into_iter().map(|card| card.ticket));
        }
        let counts = self.answer(desk.counts(actor, None).await)?;
        let team = self.answer(desk.people(actor).await)?.to_vec();
        Ok(Sheet { tickets, counts, team })
    }

    /// A ticket's thread, as it was lately.
    pub(crate) async fn conversation(&self, number: TicketNumber) -> Result<Conversation, Problem> {
        let Thread { card, lately, there, next } =
            self.answer(self.desk.thread(&self.actor, number).await)?;
        let lately = self.stretch(lately, next).await?;
        let teams = self.answer(self.desk.teams(&self.actor))?;
        let colleagues = self.answer(self.desk.presences(&self.actor).await)?;
        let owners = self.owners(&colleagues);
        let team = colleagues.into_iter().map(|(one, _)| one).collect();
        Ok(Conversation { card, lately, there, team, teams, owners })
    }

    /// What happened after revision `rev`, and what comes next.
    pub(crate) async fn happened(
        &self,
        number: TicketNumber,
        rev: u64,
    ) -> Result<Stretch, Problem> {
        let events = self.answer(self.desk.happened(&self.actor, number, rev).await)?;
        let card = self.answer(self.desk.ticket(&self.actor, number).await)?;
        let mut steps = self.answer(self.desk.next_steps(&self.actor, &[card]).await)?;
        let messages = Page { items: vec![], next: None };
        let read = Read { messages, events, told_from: rev.saturating_add(1) };
        self.stretch(read, steps.pop().flatten()).await
    }

    pub(crate) async fn stretch(
        &self,
        read: Read,
        next: Option<NextStep>,
    ) -> Result<Stretch, Problem> {
        let Read { mut messages, events, told_from } = read;
        messages.items.iter_mut().for_each(super::word);
        let history = self.worded(&events).await?;
        let next = next.iter().map(|step| self.language.coming(step)).collect();
        Ok(Stretch { messages, history, told_from, next })
    }

    /// What happened, in the words of whoever asks.
    async fn worded(&self, events: &[Event]) -> Result<Vec<Done>, Problem> {
        let people = self.answer(self.desk.people(&self.actor).await)?;
        let teams = self.answer(self.desk.teams(&self.actor))?;
        let names = Names { people: &people, teams: &teams };
        Ok(events.iter().map(|event| self.language.done(event, &names)).collect())
    }

    /// Those of `colleagues` who answer customers, by name; with where they are, unless they are there.
    /// Whoever asks is.
    fn owners(&self, colleagues: &[(Person, State)]) -> Vec<(PersonId, String)> {
        let answer = colleagues.iter().filter(|(one, _)| answers(one));
        let named = answer.map(|(one, state)| {
            let is_there = *state == State::Online || self.is_me(&one.id);
            let name = match is_there {
                true => one.name.clone(),
                false => format!("{} · {}", one.name, self.language.state(*state)),
            };
            (one.id.clone(), name)
        });
        named.collect()
    }
}

/// Whether a ticket can be given to this person.
fn answers(person: &Person) -> bool {
    Actor::Person { id: person.id.clone(), role: person.role }.may(Permission::Reply)
}
