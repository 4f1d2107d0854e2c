//! Who was given a ticket, and whether they could be (ASG-1, ASG-7, ASG-8).

use chrono::TimeDelta;

use super::{Scene, Violation};
use crate::assignment::{Choice, Fallback, Strategy};
use crate::ids::{PersonId, TeamId};
use crate::permissions::Author;
use crate::rulebook::Book;
use crate::sealed::Sealed;
use crate::ticket::{Event, Ticket};

use super::super::tally::Tally;

/// One in so many choices is opened and read: that takes time.
const READ: u64 = 64;

/// An assignment that is judged, and the ticket before it.
pub(super) struct Given<'a> {
    pub(super) event: &'a Event,
    pub(super) ticket: &'a Ticket,
    pub(super) owner: Option<&'a PersonId>,
    pub(super) why: Option<&'a Sealed<Choice>>,
}

impl Given<'_> {
    pub(super) fn judge(&self, scene: &Scene<'_>, tally: &mut Tally) -> Result<(), Violation> {
        if !self.event.by.is_automatic() {
            return Ok(());
        }
        match (self.owner, &self.ticket.owner, self.why) {
            (Some(owner), before, Some(why)) => {
                self.is_eligible(scene, owner)?;
                self.says_so(owner, why)?;
                if before.is_some() && self.event.by == Author::Clock {
                    tally.moved += 1;
                    return self.has_let_time_pass(scene, owner);
                }
                tally.given += 1;
                Ok(())
            }
            (Some(owner), _, None) => match scene.staff.place(owner) {
                Some(place)
                    if scene.staff.agents[place].role != crate::permissions::Role::Guest =>
                {
                    Ok(())
                }
                _ => Err(format!("a rule gave a ticket to {owner}, who may not reply")),
            },
            (None, Some(before), _) if self.event.by == Author::Clock => {
                tally.handed_back += 1;
                self.is_gone(scene, before)
            }
            (None, _, _) => Ok(()),
        }
    }

    /// ASG-1, as far as the simulation itself knows.
    fn is_eligible(&self, scene: &Scene<'_>, owner: &PersonId) -> Result<(), Violation> {
        let team = self.ticket.team.as_ref().ok_or("a ticket of no team was given to somebody")?;
        let place = scene.staff.place(owner).ok_or("a ticket was given to a stranger")?;
        match scene.staff.against(place, team, scene.now) {
            None => Ok(()),
            Some(why) => Err(format!("{owner} got a ticket of {team}, but {why}")),
        }
    }

    /// ASG-4: what is kept of the choice is about this choice.
    fn says_so(&self, owner: &PersonId, why: &Sealed<Choice>) -> Result<(), Violation> {
        if !self.event.ticket.0.is_multiple_of(READ) {
            return Ok(());
        }
        let choice = why.open().ok_or("the candidates can't be read")?;
        match choice.chosen.as_ref() == Some(owner) && choice.candidates.len() >= 40 {
            true => Ok(()),
            false => Err(format!("{owner} was not the choice: {choice:?}")),
        }
    }

    /// ASG-8: it moves on to somebody else, and not before its time.
    fn has_let_time_pass(&self, scene: &Scene<'_>, owner: &PersonId) -> Result<(), Violation> {
        if self.ticket.owner.as_ref() == Some(owner) {
            return Err(format!("a ticket moved from {owner} to {owner}"));
        }
        let team = self.ticket.team.as_ref().and_then(|team| scene.book.team(team));
        let within =
            team.and_then(|team| team.answer_within).ok_or("nothing moves in this team")?;
        let since = self.ticket.owned_since.ok_or("owned since never")?;
        let hours = scene.book.hours_of(self.ticket);
        match hours.between(since, scene.now) >= TimeDelta::minutes(i64::from(within)) {
            true => Ok(()),
            false => Err(format!("a ticket moved on too early: it was theirs since {since}")),
        }
    }

    /// ASG-7: only from those who are gone, and only what is unanswered.
    fn is_gone(&self, scene: &Scene<'_>, before: &PersonId) -> Result<(), Violation> {
        if self.ticket.unanswered_since.is_none() {
            return Err(format!("{before} gave back what is answered"));
        }
        let there = scene.staff.place(before).map(|place| &scene.staff.agents[place]);
        match there.is_some_and(|agent| agent.is_connected(scene.now)) {
            true => Err(format!("{before} is connected and had to give a ticket back")),
            false => Ok(()),
        }
    }
}

/// Whether the team's tickets wait for somebody who takes them.
pub(super) fn is_left_to_be_taken(book: &Book, team: &TeamId) -> bool {
    match book.team(team).map(|team| team.strategy) {
        None | Some(Strategy::TakeNext) => true,
        // The previous owner gets it, if they can.
        Some(Strategy::Sticky { otherwise: Fallback::TakeNext }) => true,
        Some(_) => false,
    }
}
