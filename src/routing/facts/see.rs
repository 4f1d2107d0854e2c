//! One fact by the name of its field.

use std::borrow::Cow;
use std::cell::OnceCell;

use chrono::Timelike;

use super::{Before, Facts, Said};
use crate::routing::field::{Field, NO_CLOCK};
use crate::routing::fold::fold;
use crate::routing::trace::{Absence, Actual};

/// What there is to see.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::routing) enum Seen<'a> {
    Text(&'a str),
    Tags(&'a [&'a str]),
    Number(i64),
    /// A text that was read as a number.
    Decimal(f64),
    Truth(bool),
    /// Known to be nothing.
    Empty,
    /// Not known, or not a thing of this moment.
    Absent(Absence),
}

impl<'a> Seen<'a> {
    fn text(text: Option<&'a str>) -> Self {
        text.filter(|text| !text.trim().is_empty()).map_or(Seen::Empty, Seen::Text)
    }

    fn number(number: Option<i64>) -> Self {
        number.map_or(Seen::Empty, Seen::Number)
    }

    /// A text as a number with a decimal point; what is no text stays as it is.
    pub(in crate::routing) fn read_as_number(self) -> Self {
        let Seen::Text(text) = self else { return self };
        match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Seen::Decimal(number),
            _ => Seen::Absent(Absence::NotANumber),
        }
    }

    /// The same for the trace.
    pub(in crate::routing) fn actual(&self) -> Actual {
        match self {
            Seen::Text(text) => Actual::text(text),
            Seen::Tags(tags) => Actual::tags(tags),
            Seen::Number(number) => Actual::Number(*number),
            Seen::Decimal(number) => Actual::text(&number.to_string()),
            Seen::Truth(truth) => Actual::Truth(*truth),
            Seen::Empty => Actual::Empty,
            Seen::Absent(absence) => Actual::Absent(*absence),
        }
    }
}

/// Reads facts for many rules, folding the long texts once.
pub(in crate::routing) struct Reader<'f> {
    facts: &'f Facts<'f>,
    message: OnceCell<String>,
    name: OnceCell<String>,
}

impl<'f> Reader<'f> {
    pub(in crate::routing) fn of(facts: &'f Facts<'f>) -> Self {
        Self { facts, message: OnceCell::new(), name: OnceCell::new() }
    }

    /// `text`, which is the fact of `field`, as it is compared.
    pub(in crate::routing) fn folded<'r>(&'r self, field: &Field, text: &str) -> Cow<'r, str> {
        let once = match field {
            Field::MessageText => &self.message,
            Field::ContactName => &self.name,
            _ => return Cow::Owned(fold(text)),
        };
        Cow::Borrowed(once.get_or_init(|| fold(text)))
    }

    /// The fact of `field`.
    pub(in crate::routing) fn see(&self, field: &Field) -> Seen<'_> {
        let facts = self.facts;
        if facts.unknown.contains(field) {
            return Seen::Absent(Absence::NotKept);
        }
        let customer = &facts.customer;
        match field {
            Field::MessageText => self.said(|said| Seen::text(said.text)),
            Field::MessageKind => self.said(|said| Seen::Text(said.kind)),
            Field::Language => self.said(|said| Seen::text(said.language.map(|l| l.word()))),
            Field::Channel => Seen::text(Some(facts.channel)),
            Field::ContactName => Seen::text(customer.name),
            Field::ContactCountry => Seen::text(customer.country),
            Field::ContactAttribute(name) => Seen::text(named(&customer.attributes, name)),
            Field::ContactTags => tags(&customer.tags),
            Field::CustomerZone => Seen::text(customer.zone.map(|zone| zone.name())),
            Field::CustomerHour => match customer.zone {
                Some(zone) => Seen::Number(zone.wall(facts.now).hour().into()),
                None => Seen::Absent(Absence::NoZone),
            },
            Field::FirstContact => Seen::Truth(customer.is_new),
            Field::FirstToNumber => Seen::Truth(customer.is_new_here),
            Field::Status => Seen::Text(facts.status.word()),
            Field::Priority => Seen::Text(facts.priority.word()),
            Field::Team => Seen::text(facts.team),
            Field::Owner => Seen::text(facts.owner),
            Field::Tags => tags(&facts.tags),
            Field::CustomField(name) => Seen::text(named(&facts.fields, name)),
            Field::PreviousValue => match facts.before {
                Some(Before::Was(value)) => Seen::text(Some(value)),
                Some(Before::Nothing) => Seen::Empty,
                None => Seen::Absent(Absence::NoChange),
            },
            Field::StartedBy => Seen::Text(facts.started_by.word()),
            Field::InHours => facts.in_hours.map_or(Seen::Absent(Absence::NoCalendar), Seen::Truth),
            Field::SlaState => Seen::Text(facts.sla.map_or(NO_CLOCK, |sla| sla.state.word())),
            Field::SlaClock => Seen::text(facts.sla.map(|sla| sla.clock.word())),
            Field::SlaMinutesLeft => Seen::number(facts.sla.map(|sla| sla.minutes_left)),
            Field::WindowMinutesLeft => Seen::number(
                facts.window.closes_at.map(|end| (end - facts.now).num_minutes().max(0)),
            ),
            Field::FreeEntry => Seen::Truth(facts.window.has_free_entry(facts.now)),
            Field::CostClass => Seen::Text(facts.window.cost_class(facts.now).word()),
            Field::UnansweredCount => Seen::Number(facts.unanswered.into()),
            Field::AgeMinutes => Seen::Number((facts.now - facts.created_at).num_minutes().max(0)),
            Field::Rating => Seen::number(facts.rating.map(i64::from)),
            Field::AutomaticMessages => Seen::Number(facts.automatic_messages.into()),
        }
    }

    fn said(&self, see: impl FnOnce(Said<'f>) -> Seen<'f>) -> Seen<'f> {
        self.facts.message.map_or(Seen::Absent(Absence::NoMessage), see)
    }
}

fn tags<'a>(tags: &'a [&'a str]) -> Seen<'a> {
    if tags.is_empty() { Seen::Empty } else { Seen::Tags(tags) }
}

fn named<'a>(values: &[(&'a str, &'a str)], name: &str) -> Option<&'a str> {
    values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}
