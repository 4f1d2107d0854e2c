//! What one edition made of the one before it, part by part.
//!
//! How a part changed within is not told here: both editions can be read.

use super::{Part, Rulebook};

/// A part that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub part: Part,
    /// What the part calls itself, if it does.
    pub name: String,
    pub turn: Turn,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    Added,
    Changed,
    /// It is as it was, and stands elsewhere among those that apply in order.
    Moved,
    Removed,
}

impl Rulebook {
    /// What differs from `before`, in the order of the parts.
    pub fn differences(&self, before: &Rulebook) -> Vec<Difference> {
        let mut found = vec![];
        let calendars = (&before.calendars[..], &self.calendars[..]);
        compare(&mut found, calendars, |one| (Part::Calendar(one.id.clone()), &one.name));
        let teams = (&before.teams[..], &self.teams[..]);
        compare(&mut found, teams, |one| (Part::Team(one.id.clone()), &one.name));
        let profiles = (&before.profiles[..], &self.profiles[..]);
        compare(&mut found, profiles, |one| (Part::Profile(one.person.clone()), ""));
        let policies = (&before.policies[..], &self.policies[..]);
        compare(&mut found, policies, |one| (Part::Policy(one.id.clone()), &one.name));
        let rules = (&before.rules.rules[..], &self.rules.rules[..]);
        compare(&mut found, rules, |one| (Part::Rule(one.id.clone()), &one.name));
        let roles = (&before.roles[..], &self.roles[..]);
        compare(&mut found, roles, |one| (Part::Role(one.id.clone()), &one.name));
        let reopening = [before, self].map(|book| book.reopening.iter().collect::<Vec<_>>());
        let reopening = (&reopening[0][..], &reopening[1][..]);
        compare(&mut found, reopening, |(number, _)| (Part::Reopening((*number).clone()), ""));
        let singles = [
            (Part::Closing, self.closing != before.closing),
            (Part::Assignment, self.assignment != before.assignment),
            (Part::Desk, self.desk() != before.desk()),
        ];
        let changed = singles.into_iter().filter(|(_, differs)| *differs);
        found.extend(changed.map(|(part, _)| Difference::of(part, "", Turn::Changed)));
        found
    }

    /// What holds for the whole desk and is no other part.
    fn desk(&self) -> impl PartialEq {
        let talk = (&self.quiet, &self.messages, &self.receipts);
        (&self.zone, &self.calendar, talk, &self.rules.mode, self.together)
    }
}

impl Difference {
    fn of(part: Part, name: &str, turn: Turn) -> Self {
        Self { part, name: name.to_owned(), turn }
    }
}

/// Finds what differs between two lists of one kind: as they were, and as they are.
fn compare<T: PartialEq>(
    found: &mut Vec<Difference>,
    (before, now): (&[T], &[T]),
    called: impl Fn(&T) -> (Part, &str),
) {
    let known: Vec<(Part, &T)> = before.iter().map(|one| (called(one).0, one)).collect();
    let parts: Vec<Part> = now.iter().map(|one| called(one).0).collect();
    let mut stayed = known.iter().map(|(part, _)| part).filter(|part| parts.contains(part));
    for (one, part) in now.iter().zip(&parts) {
        let was = known.iter().find(|(known, _)| known == part).map(|(_, was)| *was);
        let turn = match was {
            None => Turn::Added,
            Some(was) => match (stayed.next() == Some(part), was == one) {
                (_, false) => Turn::Changed,
                (false, true) if is_ordered(part) => Turn::Moved,
                (_, true) => continue,
            },
        };
        found.push(Difference::of(part.clone(), called(one).1, turn));
    }
    let gone = known.iter().filter(|(part, _)| !parts.contains(part));
    found
        .extend(gone.map(|(part, was)| Difference::of(part.clone(), called(was).1, Turn::Removed)));
}

/// Whether it matters what stands before it.
fn is_ordered(part: &Part) -> bool {
    matches!(part, Part::Policy(_) | Part::Rule(_))
}
