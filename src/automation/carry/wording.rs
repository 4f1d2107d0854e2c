//! The texts of rules, with their gaps filled for this ticket.
//!
//! What the team reads is worded like what the customer reads: a note tells what they were told.

use crate::automation::Cascade;
use crate::automation::happening::Happening;
use crate::calendar::Hours;
use crate::contact::Contact;
use crate::message::Direction;
use crate::routing::{Tongue, Variable, Variables, fill};
use crate::ticket::Ticket;

impl Cascade<'_, '_> {
    pub(super) fn filled(&self, ticket: &Ticket, text: &str, happening: &Happening) -> String {
        let number = ticket.number.to_string();
        let owner = ticket.owner.as_ref();
        let agent = owner.and_then(|id| self.scene.people.iter().find(|one| one.id == *id));
        let team = ticket.team.as_ref().and_then(|team| self.scene.book.team(team));
        // To guess a language is dear.
        let asked = text.contains(Variable::NextOpening.word());
        let tongue = asked.then(|| self.tongue(ticket, text, happening));
        let opening = tongue.and_then(|tongue| self.next_opening(ticket, tongue));
        let values = Variables {
            customer: Some(&ticket.customer),
            number: Some(&number),
            agent: agent.map(|person| person.name.as_str()),
            team: team.map(|team| team.name.as_str()),
            next_opening: opening.as_deref(),
            no_opening: tongue.map(Tongue::never),
        };
        fill(text, &values)
    }

    /// The language of the customer, by what they said last.
    fn tongue(&self, ticket: &Ticket, around: &str, happening: &Happening) -> Tongue {
        let noted = self.scene.contact.and_then(|contact| contact.language.as_deref());
        let message = happening.message.as_ref().filter(|one| one.direction == Direction::In);
        let line = ticket.last_line.as_ref().filter(|line| line.direction == Direction::In);
        let said = message.and_then(|message| message.content.text());
        let said = said.or_else(|| line.and_then(|line| line.text.as_deref()));
        Tongue::of(noted, said, around)
    }

    /// When the ticket's team, or else the desk, is at work again; none if it never is.
    fn next_opening(&self, ticket: &Ticket, tongue: Tongue) -> Option<String> {
        let (book, now) = (self.scene.book, self.scene.now);
        let timetable = book.timetable_of(ticket);
        let opens = timetable.map_or(Some(now), |timetable| timetable.next_opening(now))?;
        let theirs = self.scene.contact.and_then(Contact::region).map(|region| region.zone);
        let ours = || timetable.map(|timetable| timetable.calendar().zone.clone());
        let zone = theirs.or_else(ours).unwrap_or_else(|| book.rulebook().zone.clone());
        Some(tongue.tell(opens, now, &zone))
    }
}
