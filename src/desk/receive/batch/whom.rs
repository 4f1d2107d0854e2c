//! Whom something is about: found by any alias (ID-1), and made one with another where the same webhook
//! calls both by what is theirs. What is less sure is put to a person (ID-3).

use super::{Batch, whole};
use crate::contact::{Alias, Contact, CustomerNews};
use crate::ids::ContactId;
use crate::inbound::Arrival;
use crate::ticket::Command;

impl Batch {
    /// Who sent it, or whom it was sent to; a new contact is named after this first message.
    pub(super) fn sender(&mut self, arrival: &Arrival) -> ContactId {
        let id = self.whom(&arrival.aliases, &ContactId(arrival.id.0.clone()));
        let aliases = self.own(&id, &arrival.aliases);
        let (name, at) = (arrival.name.as_deref(), arrival.sent_at);
        self.change(&id, |contact| _ = contact.hear(name, &aliases, at));
        id
    }

    /// Whoever is called by one of `aliases`, by the first of them; else a new contact of that id. From
    /// now on they are found by all of them.
    pub(super) fn whom(&mut self, aliases: &[Alias], new: &ContactId) -> ContactId {
        let mut found: Vec<ContactId> = vec![];
        for id in aliases.iter().filter_map(|alias| self.called(alias)) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        let mut found = found.into_iter();
        let mut id = found.next().unwrap_or_else(|| self.met(new));
        for other in found {
            id = match self.contacts[&id].may_be(&self.contacts[&other]) {
                true => self.unite(&id, &other),
                false => self.doubt(id, &other),
            };
        }
        self.claim(&id, aliases);
        id
    }

    /// Who is called so, if anybody is: the one that stands for them.
    pub(super) fn called(&self, alias: &Alias) -> Option<ContactId> {
        let found = self.by_alias.get(alias).filter(|_| alias.finds())?;
        whole(&self.contacts, found).map(|contact| contact.id.clone())
    }

    /// Those of `aliases` that do not find somebody else.
    pub(super) fn own(&self, id: &ContactId, aliases: &[Alias]) -> Vec<Alias> {
        let theirs = |alias: &&Alias| self.called(alias).is_none_or(|whose| whose == *id);
        aliases.iter().filter(theirs).cloned().collect()
    }

    /// Lets them be found by those of `aliases` that find nobody.
    pub(super) fn claim(&mut self, id: &ContactId, aliases: &[Alias]) {
        for alias in aliases.iter().filter(|alias| alias.finds()) {
            if !self.by_alias.contains_key(alias) {
                self.by_alias.insert(alias.clone(), id.clone());
                self.claimed.push((alias.clone(), id.clone()));
            }
        }
    }

    /// Changes what is known of a contact.
    pub(super) fn change(&mut self, id: &ContactId, change: impl FnOnce(&mut Contact)) -> bool {
        let Some(contact) = self.contacts.get_mut(id) else { return false };
        let before = contact.clone();
        change(contact);
        let news = *contact != before;
        if news && !self.changed.contains(id) {
            self.changed.push(id.clone());
        }
        news
    }

    /// A contact that nobody has met before.
    fn met(&mut self, id: &ContactId) -> ContactId {
        let now = self.asked.now;
        self.contacts.entry(id.clone()).or_insert_with(|| Contact::new(id.clone(), now));
        if self.met.insert(id.clone()) {
            self.changed.push(id.clone());
        }
        id.clone()
    }

    /// Makes one customer of two: whoever holds others already, or else the first, stands for both.
    /// Where both do, a person has to part one of them first.
    pub(super) fn unite(&mut self, one: &ContactId, other: &ContactId) -> ContactId {
        let takes =
            |one: &ContactId, other: &ContactId| self.contacts[one].takes(&self.contacts[other]);
        let is_fresh = self.met.contains(one) && !self.met.contains(other);
        let (one, other) = if is_fresh { (other, one) } else { (one, other) };
        let (whole, part) = match (takes(one, other), takes(other, one)) {
            (true, _) => (one, other),
            (false, true) => (other, one),
            (false, false) => return self.doubt(one.clone(), other),
        };
        self.stands_otherwise(whole);
        self.stands_otherwise(part);
        let Some(mut gone) = self.contacts.remove(part) else { return one.clone() };
        let names = (self.contacts[whole].shown_name(), gone.shown_name());
        let (by, now) = (self.author.clone(), self.asked.now);
        self.change(whole, |contact| contact.take_in(&mut gone, by, now));
        self.contacts.insert(part.clone(), gone);
        self.tell(whole, &CustomerNews::United { with: names.1 });
        self.tell(part, &CustomerNews::United { with: names.0 });
        self.join_tickets(whole);
        whole.clone()
    }

    /// Remembers that somebody has to say whether the two are one; `one` is taken for who is meant.
    pub(super) fn doubt(&mut self, one: ContactId, other: &ContactId) -> ContactId {
        if self.contacts[&one].family.doubted.contains(other) {
            return one;
        }
        self.stands_otherwise(&one);
        let with = self.contacts[other].shown_name();
        if let Some(contact) = self.contacts.get_mut(&one) {
            contact.family.doubted.push(other.clone());
        }
        self.tell(&one, &CustomerNews::Doubted { with });
        one
    }

    /// A line in the ticket that they have at each number, as far as it is known here.
    pub(super) fn tell(&mut self, contact: &ContactId, news: &CustomerNews) {
        let theirs = self.latest.iter().filter(|((_, whose), _)| whose == contact);
        let goes_on = |number| self.tickets.get(number).map(|ticket| ticket.goes_on_in());
        let mut tickets: Vec<_> = theirs.filter_map(|(_, number)| goes_on(number)).collect();
        tickets.sort_unstable();
        for number in tickets {
            self.command(number, Command::Hear { news: news.clone() });
        }
    }

    /// Of one that is new all of it is saved anyway.
    fn stands_otherwise(&mut self, id: &ContactId) {
        if self.met.contains(id) {
            return;
        }
        let was = self.contacts[id].clone();
        self.kin.entry(id.clone()).or_insert(was);
    }
}
