//! One test made ready: its value is checked, folded and compiled once, then compared many times.

mod check;

use std::borrow::Cow;
use std::sync::Arc;

use check::Check;
pub use check::{LARGEST_PATTERN, LONGEST_PATTERN, LONGEST_VALUE, MOST_VALUES};

use super::condition::Test;
use super::facts::{Reader, Seen};
use super::field::{Field, Kind};
use super::fold::{alike, has_word};
use super::problem::Mistake;
use super::trace::{Asked, Tested, short_value};

/// A test that can be asked.
#[derive(Debug, Clone)]
pub(super) struct Probe {
    asked: Arc<Asked>,
    /// Whether capitals and accents don't count.
    folds: bool,
    check: Check,
}

impl Probe {
    pub(super) fn new(place: &str, test: &Test) -> Result<Self, Mistake> {
        let folds = folds(test);
        let check = check::read(test, folds)?;
        let asked = Asked {
            place: place.to_owned(),
            field: test.field.clone(),
            operator: test.operator,
            expected: test.value.as_ref().map(short_value),
        };
        Ok(Self { asked: Arc::new(asked), folds, check })
    }

    pub(super) fn field(&self) -> &Field {
        &self.asked.field
    }

    pub(super) fn holds(&self, reader: &Reader<'_>) -> bool {
        self.agrees(&self.see(reader), reader)
    }

    /// For the trace: the same again, with the value that was seen.
    pub(super) fn tested(&self, reader: &Reader<'_>) -> Tested {
        let seen = self.see(reader);
        let (actual, held) = (seen.actual(), self.agrees(&seen, reader));
        Tested { asked: self.asked.clone(), actual, held }
    }

    fn see<'r>(&self, reader: &'r Reader<'_>) -> Seen<'r> {
        let seen = reader.see(&self.asked.field);
        let counts = matches!(self.check, Check::Below(_) | Check::Above(_) | Check::Within(..));
        if counts { seen.read_as_number() } else { seen }
    }

    fn agrees(&self, seen: &Seen<'_>, reader: &Reader<'_>) -> bool {
        match seen {
            Seen::Absent(_) => false,
            Seen::Empty => self.asked.operator.denies(),
            seen => self.is_so(seen, reader) != self.asked.operator.denies(),
        }
    }

    fn is_so(&self, seen: &Seen<'_>, reader: &Reader<'_>) -> bool {
        match (&self.check, seen) {
            (Check::Set, _) => true,
            (Check::Among(values), Seen::Tags(tags)) => {
                tags.iter().any(|tag| values.iter().any(|value| self.same(tag, value)))
            }
            (Check::Among(values), Seen::Text(text)) => {
                values.iter().any(|value| self.same(text, value))
            }
            (Check::Is(truth), Seen::Truth(seen)) => truth == seen,
            (check, Seen::Text(text)) => finds(check, &self.compared(text, reader)),
            (check, Seen::Number(number)) => counts(check, *number as f64),
            (check, Seen::Decimal(number)) => counts(check, *number),
            // A value of another kind than the field's: `check::read` lets none through.
            _ => false,
        }
    }

    fn same(&self, text: &str, value: &str) -> bool {
        if self.folds { alike(text, value) } else { text == value }
    }

    fn compared<'r>(&self, text: &'r str, reader: &'r Reader<'_>) -> Cow<'r, str> {
        if self.folds { reader.folded(&self.asked.field, text) } else { text.into() }
    }
}

/// Texts that people write are folded, ids are not; a country may be written small.
fn folds(test: &Test) -> bool {
    let written = matches!(test.field.kind(), Kind::Text | Kind::TextOrNumber | Kind::Tags);
    written && !test.exact || test.field == Field::ContactCountry
}

fn finds(check: &Check, text: &str) -> bool {
    match check {
        Check::Contains(parts) => parts.iter().any(|part| text.contains(part.as_str())),
        Check::StartsWith(starts) => starts.iter().any(|start| text.starts_with(start.as_str())),
        Check::HasWord(words) => words.iter().any(|word| has_word(text, word)),
        Check::Matches(pattern) => pattern.is_match(text),
        _ => false,
    }
}

fn counts(check: &Check, number: f64) -> bool {
    match *check {
        Check::Below(most) => number < most as f64,
        Check::Above(least) => number > least as f64,
        Check::Within(from, to) if from <= to => (from as f64..=to as f64).contains(&number),
        Check::Within(from, to) => number >= from as f64 || number <= to as f64,
        _ => false,
    }
}
