//! What a page reads in more than one step: counts for whoever asks, the whole board, a thread with
//! what happened in words.

use desk::automation::NextStep;
use desk::desk::{Card, Stretch as Read, Thread};
use desk::ids::{PersonId, TicketNumber};
use desk::message::Message;
use desk::permissions::Permission;
use desk::person::Person;
use desk::ports::{Filter, OwnerFilter, Page};
use desk::presence::State;
use desk::ticket::Status;

use super::Door;
use super::said::Teller;
use crate::board::calls::{FULL, RESOLVED, Sheet};
use crate::inbox::calls::{Conversation, Stretch};
use crate::inbox::said::Said;
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
        Filter { status: Some(view.status()), owner, ..Filter::default() }
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
            let filter = Filter { status: Some(status), ..Filter::default() };
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
        let lately = self.stretch(&card, lately, next).await?;
        let teams = self.answer(self.desk.teams(&self.actor))?;
        let colleagues = self.answer(self.desk.presences(&self.actor).await)?;
        let owners = self.owners(&colleagues);
        let team = colleagues.into_iter().map(|(one, _)| one).collect();
        Ok(Conversation { card, lately, there, team, teams, owners })
    }

    /// What was said before `cursor`, and what happened meanwhile before revision `told_from`.
    pub(crate) async fn older(
        &self,
        number: TicketNumber,
        cursor: &str,
        told_from: u64,
    ) -> Result<Stretch, Problem> {
        let older = self.desk.older(&self.actor, number, cursor, told_from).await;
        let older = self.answer(older)?;
        let card = self.answer(self.desk.ticket(&self.actor, number).await)?;
        self.stretch(&card, older, None).await
    }

    /// What was said and done after revision `rev`, and what comes next.
    pub(crate) async fn happened(
        &self,
        number: TicketNumber,
        rev: u64,
    ) -> Result<Stretch, Problem> {
        let read = self.answer(self.desk.happened(&self.actor, number, rev).await)?;
        let card = self.answer(self.desk.ticket(&self.actor, number).await)?;
        let cards = std::slice::from_ref(&card);
        let mut steps = self.answer(self.desk.next_steps(&self.actor, cards).await)?;
        self.stretch(&card, read, steps.pop().flatten()).await
    }

    /// A message that was just said, as whoever said it sees it.
    pub(crate) async fn said(&self, message: Message) -> Result<Said, Problem> {
        let bubble = self.answer(self.desk.bubble(&self.actor, &message.id).await)?;
        let card = self.answer(self.desk.ticket(&self.actor, message.ticket).await)?;
        let people = self.answer(self.desk.people(&self.actor).await)?;
        Ok(self.teller(&card, Names { people: &people, teams: &[] }).said(bubble))
    }

    async fn stretch(
        &self,
        card: &Card,
        read: Read,
        next: Option<NextStep>,
    ) -> Result<Stretch, Problem> {
        let Read { messages, events, told_from, told_to } = read;
        let people = self.answer(self.desk.people(&self.actor).await)?;
        let teams = self.answer(self.desk.teams(&self.actor))?;
        let names = Names { people: &people, teams: &teams };
        let history = events.iter().map(|event| self.language.done(event, &names)).collect();
        let next_step = next.iter().map(|step| self.language.coming(step)).collect();
        let teller = self.teller(card, names);
        let gone = messages.items.iter().flat_map(|bubble| bubble.on_it.clone()).collect();
        let own = messages.items.into_iter().filter(|bubble| !bubble.is_on_another);
        let items = own.map(|bubble| teller.said(bubble)).collect();
        let messages = Page { items, next: messages.next };
        Ok(Stretch { messages, gone, history, told_from, told_to, next: next_step })
    }

    fn teller<'a>(&self, card: &'a Card, names: Names<'a>) -> Teller<'a> {
        Teller {
            t: self.language,
            names,
            ticket: card.ticket.number,
            customer: &card.ticket.customer,
            offset: super::offset(),
            now: self.desk.now(),
        }
    }

    /// Those of `colleagues` who answer customers, by name; with where they are, unless they are there.
    /// Whoever asks is.
    fn owners(&self, colleagues: &[(Person, State)]) -> Vec<(PersonId, String)> {
        let answers = |one: &Person| self.desk.role_of(one).may(Permission::Reply);
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
