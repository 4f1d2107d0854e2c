//! What a page reads in more than one step: counts for whoever asks, the whole board, a thread with
//! what happened in words.

use desk::desk::{Stretch as Read, Thread};
use desk::ids::TicketNumber;
use desk::ports::{Filter, OwnerFilter};
use desk::ticket::{Event, Status};

use super::Door;
use crate::board::calls::{FULL, RESOLVED, Sheet};
use crate::inbox::calls::{Conversation, Stretch};
use crate::inbox::done::Done;
use crate::inbox::view::{Tally, View};
use crate::language::events::Names;
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
        let Thread { card, lately, there, .. } =
            self.answer(self.desk.thread(&self.actor, number).await)?;
        let lately = self.stretch(lately).await?;
        let team = self.answer(self.desk.people(&self.actor).await)?.to_vec();
        let teams = self.answer(self.desk.teams(&self.actor))?;
        Ok(Conversation { card, lately, there, team, teams })
    }

    pub(crate) async fn stretch(&self, read: Read) -> Result<Stretch, Problem> {
        let Read { messages, events, told_from } = read;
        Ok(Stretch { messages, history: self.worded(&events).await?, told_from })
    }

    /// What happened, in the words of whoever asks.
    pub(crate) async fn worded(&self, events: &[Event]) -> Result<Vec<Done>, Problem> {
        let people = self.answer(self.desk.people(&self.actor).await)?;
        let teams = self.answer(self.desk.teams(&self.actor))?;
        let names = Names { people: &people, teams: &teams };
        Ok(events.iter().map(|event| self.language.done(event, &names)).collect())
    }
}
