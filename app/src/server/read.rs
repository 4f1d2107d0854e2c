//! What a page reads in more than one step: counts for whoever asks, the whole board.

use desk::ports::{Filter, OwnerFilter};
use desk::ticket::Status;

use super::Door;
use crate::board::calls::{FULL, RESOLVED, Sheet};
use crate::inbox::view::{Tally, View};
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
}
