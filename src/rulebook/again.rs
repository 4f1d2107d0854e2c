//! An earlier book that is to hold once more.

use super::Rulebook;

impl Rulebook {
    /// This book as it comes after `present`: what it makes different is the next version of its part,
    /// and what is the same stays the version that it is. What `present` lacks comes back as it was.
    pub fn again(mut self, present: &Rulebook) -> Rulebook {
        let Rulebook { calendars, teams, policies, rules, .. } = &mut self;
        renew(calendars, &present.calendars, |one| &one.id, |one| &mut one.version);
        renew(teams, &present.teams, |one| &one.id, |one| &mut one.version);
        renew(policies, &present.policies, |one| &one.id, |one| &mut one.version);
        renew(&mut rules.rules, &present.rules.rules, |one| &one.id, |one| &mut one.version);
        self
    }
}

fn renew<T: Clone + PartialEq, Id: PartialEq>(
    earlier: &mut [T],
    present: &[T],
    id: impl Fn(&T) -> &Id,
    version: impl Fn(&mut T) -> &mut u32,
) {
    for part in earlier {
        let Some(known) = present.iter().find(|known| id(known) == id(part)) else { continue };
        let newest = *version(&mut known.clone());
        *version(part) = newest;
        if part != known {
            *version(part) = newest.saturating_add(1);
        }
    }
}
