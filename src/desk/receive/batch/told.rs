//! What WhatsApp tells of customers beside what they say (ID-2). It may be told of somebody who has never
//! written: then they are known from now on, and have no ticket.

use chrono::{DateTime, TimeDelta, Utc};

use super::Batch;
use crate::contact::{Alias, CustomerNews, Saved, Wish};
use crate::ids::ContactId;
use crate::inbound::{Tidings, Told};

/// So much our clock may be behind Meta's.
const SLACK: TimeDelta = TimeDelta::minutes(5);
/// Meta's times are whole seconds: what they were called a second before, they no longer are.
const LEFT: TimeDelta = TimeDelta::seconds(1);

impl Batch {
    pub(in crate::desk::receive) fn told(&mut self, told: &Told) {
        let id = self.whom(&told.aliases, &told.contact);
        if !matches!(told.what, Tidings::Moved { .. }) {
            let aliases = self.own(&id, &told.aliases);
            self.change(&id, |contact| _ = contact.hear(None, &aliases, told.at));
        }
        match &told.what {
            Tidings::Moved { to, said } => {
                // It found them a moment ago, and may find nothing but a part of somebody from now on.
                let called = self.own(&id, &told.aliases);
                self.change(&id, |contact| _ = contact.recall(None, &called));
                let id = self.moved(id, to, told.at, *said);
                // What they left is known of them, too, as far as nothing took its place.
                let (left, before) = (self.own(&id, &told.aliases), told.at - LEFT);
                self.change(&id, |contact| _ = contact.hear(None, &left, before));
            }
            Tidings::Wish { wanted } => {
                let wish = Wish { wanted: *wanted, at: told.at };
                if self.change(&id, |contact| _ = contact.wishes(wish)) {
                    self.tell(&id, &CustomerNews::Wished { wanted: *wanted });
                }
            }
            Tidings::Saved { name } => {
                let saved = Saved { name: name.clone(), at: told.at };
                self.change(&id, |contact| _ = contact.is_saved(saved));
            }
        }
    }

    /// They are called otherwise now. Whoever was first seen so after that is them; whoever was called so
    /// before may be somebody who gave it up.
    fn moved(
        &mut self,
        mut id: ContactId,
        to: &[Alias],
        at: DateTime<Utc>,
        said: bool,
    ) -> ContactId {
        for alias in to {
            let Some(other) = self.called(alias).filter(|other| *other != id) else { continue };
            let (one, found) = (&self.contacts[&id], &self.contacts[&other]);
            let is_later = found.created_at >= at - SLACK;
            id = match is_later || self.has_no_ticket(&other) || one.may_be(found) {
                true => self.unite(&id, &other),
                false => self.doubt(id, &other),
            };
        }
        let own = self.own(&id, to);
        self.claim(&id, &own);
        let mut news = false;
        self.change(&id, |contact| news = contact.moves(&own, at));
        if news && !said {
            self.tell(&id, &CustomerNews::Moved);
        }
        id
    }

    fn has_no_ticket(&self, contact: &ContactId) -> bool {
        let kin: Vec<_> = self.contacts[contact].kin().collect();
        !self.latest.keys().chain(self.dug.keys()).any(|(_, whose)| kin.contains(&whose))
    }
}
