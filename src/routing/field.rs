//! Everything a rule may ask about, and what may be asked of each.

use serde::{Deserialize, Serialize};

use super::condition::Operator;
use super::facts::{SlaClock, SlaState, Starter};
use super::language::Lang;
use crate::ticket::{Priority, Status};
use crate::window::CostClass;

/// A fact by name. Those that a team invents carry the team's name for them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The words of the message, caption or button.
    MessageText,
    /// The kind of content, by its word ([`crate::message::Content::word`]).
    MessageKind,
    /// A guess at the language of the message.
    Language,
    /// The business number that the customer wrote to.
    Channel,
    ContactName,
    /// Of the customer's phone number: two letters of ISO 3166-1.
    ContactCountry,
    ContactAttribute(String),
    ContactTags,
    /// The customer's time zone by its IANA name.
    CustomerZone,
    /// The hour on the customer's clock, from 0 to 23.
    CustomerHour,
    /// Whether the customer never wrote before.
    FirstContact,
    /// Whether the customer never wrote to this number before.
    FirstToNumber,
    Status,
    Priority,
    Team,
    Owner,
    Tags,
    CustomField(String),
    /// What changed, as it was before (RULE-4).
    PreviousValue,
    /// Who began the conversation: `customer` or `us`.
    StartedBy,
    /// Whether the ticket's team is at work.
    InHours,
    /// Of the SLA clock that warned or broke, if that happened, else of the ticket's most pressing
    /// one; `none` without a clock.
    SlaState,
    /// Which clock that is.
    SlaClock,
    /// Working minutes until it runs out, negative afterwards.
    SlaMinutesLeft,
    /// Minutes until the window closes, 0 once it is closed.
    WindowMinutesLeft,
    /// Whether a free entry goes on: an ad brought the customer, and they were answered in time.
    FreeEntry,
    /// What the next message may be and whether it is charged ([`CostClass`]).
    CostClass,
    /// Messages of the customer since somebody of the team last answered.
    UnansweredCount,
    /// Minutes since the ticket began.
    AgeMinutes,
    /// How the customer found it, from 1 to 5; not set until they say so.
    Rating,
    /// Automatic messages on this ticket in the last 24 hours.
    AutomaticMessages,
}

/// What sort of fact a field is: it decides operators and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What people write.
    Text,
    /// What people write, which may be a number with a decimal point.
    TextOrNumber,
    /// An id or a code, compared as a whole.
    Name,
    /// One of a closed list ([`Field::words`]).
    Word,
    /// One of a closed list that goes from little to much.
    Rank,
    Tags,
    Number,
    /// An hour of the day.
    Hour,
    Truth,
}

impl Field {
    pub fn kind(&self) -> Kind {
        match self {
            Field::MessageText | Field::ContactName | Field::CustomerZone => Kind::Text,
            Field::ContactAttribute(_) | Field::CustomField(_) => Kind::TextOrNumber,
            Field::Channel
            | Field::ContactCountry
            | Field::Team
            | Field::Owner
            | Field::PreviousValue => Kind::Name,
            Field::MessageKind
            | Field::Language
            | Field::Status
            | Field::StartedBy
            | Field::SlaState
            | Field::SlaClock
            | Field::CostClass => Kind::Word,
            Field::Priority => Kind::Rank,
            Field::ContactTags | Field::Tags => Kind::Tags,
            Field::CustomerHour => Kind::Hour,
            Field::FirstContact | Field::FirstToNumber | Field::InHours | Field::FreeEntry => {
                Kind::Truth
            }
            Field::SlaMinutesLeft
            | Field::WindowMinutesLeft
            | Field::UnansweredCount
            | Field::AgeMinutes
            | Field::Rating
            | Field::AutomaticMessages => Kind::Number,
        }
    }

    /// The words that a field of [`Kind::Word`] or [`Kind::Rank`] may hold, in order; none for the
    /// others.
    pub fn words(&self) -> Vec<&'static str> {
        match self {
            Field::MessageKind => MESSAGE_KINDS.to_vec(),
            Field::Language => Lang::ALL.map(Lang::word).to_vec(),
            Field::Status => Status::ALL.map(Status::word).to_vec(),
            Field::Priority => Priority::ALL.map(Priority::word).to_vec(),
            Field::StartedBy => Starter::ALL.map(Starter::word).to_vec(),
            Field::SlaState => {
                let mut words = vec![NO_CLOCK];
                words.extend(SlaState::ALL.map(SlaState::word));
                words
            }
            Field::SlaClock => SlaClock::ALL.map(SlaClock::word).to_vec(),
            Field::CostClass => CostClass::ALL.map(CostClass::word).to_vec(),
            _ => vec![],
        }
    }

    /// The name that a team gave it, for a field that a team invents.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Field::ContactAttribute(name) | Field::CustomField(name) => Some(name),
            _ => None,
        }
    }
}

/// The SLA state of a ticket without a clock.
pub(super) const NO_CLOCK: &str = "none";

/// As [`crate::message::Content::word`] says them.
const MESSAGE_KINDS: [&str; 19] = [
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "choice",
    "form",
    "consent",
    "rating",
    "reaction",
    "order",
    "system",
    "edit",
    "revoke",
    "unsupported",
    "unknown",
];

impl Kind {
    /// The operators that make sense for it, as a screen offers them.
    pub fn operators(self) -> &'static [Operator] {
        use Operator::{
            AnyOf, Between, Contains, ContainsNone, Equals, HasWord, IsNot, IsNotSet, IsSet, Less,
            Matches, More, NoneOf, StartsWith,
        };
        match self {
            Kind::Text => &[
                Contains,
                ContainsNone,
                HasWord,
                StartsWith,
                Matches,
                Equals,
                IsNot,
                AnyOf,
                NoneOf,
                IsSet,
                IsNotSet,
            ],
            Kind::TextOrNumber => &Operator::ALL,
            Kind::Name | Kind::Word => &[Equals, IsNot, AnyOf, NoneOf, IsSet, IsNotSet],
            Kind::Rank => &[Equals, IsNot, AnyOf, NoneOf, Less, More],
            Kind::Tags => &[Contains, ContainsNone, IsSet, IsNotSet],
            Kind::Number | Kind::Hour => &[Equals, IsNot, Less, More, Between, IsSet, IsNotSet],
            Kind::Truth => &[Equals],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Content, MediaKind};

    #[test]
    fn every_kind_of_message_can_be_asked_for() {
        let media = |media_kind| Content::Media {
            media_kind,
            media: None,
            mime: None,
            caption: None,
            filename: None,
            voice: false,
            fetched: None,
        };
        let kinds = [
            Content::Text { body: "hola".into() },
            media(MediaKind::Image),
            media(MediaKind::Video),
            media(MediaKind::Audio),
            media(MediaKind::Document),
            media(MediaKind::Sticker),
            Content::Location {
                latitude: "42.5".into(),
                longitude: "1.5".into(),
                name: None,
                address: None,
            },
            Content::Contacts { names: vec![], cards: None },
            Content::Choice { id: "1".into(), title: "Sí".into(), description: None },
            Content::Form { title: None, answers: vec![] },
            Content::Consent { given: true, lasting: true, until: None },
            Content::chosen("rating-7-5".into(), "Molt bé".into()),
            Content::Reaction { to: "m".into(), emoji: None },
            Content::Order { text: None, items: vec![] },
            Content::System { body: "new number".into(), notice: None },
            Content::Edit { original: "m".into(), text: None },
            Content::Revoke { original: "m".into() },
            Content::Unsupported { raw: "{}".into() },
            Content::Unknown { name: "poll".into(), raw: "{}".into() },
        ];
        assert_eq!(kinds.each_ref().map(Content::word), MESSAGE_KINDS);
    }

    #[test]
    fn a_field_is_written_as_its_word_and_one_of_the_team_with_its_name() {
        let table = [
            (Field::MessageText, r#""message_text""#),
            (Field::ContactAttribute("plan".into()), r#"{"contact_attribute":"plan"}"#),
            (Field::CustomField("order".into()), r#"{"custom_field":"order"}"#),
        ];
        for (field, json) in table {
            assert_eq!(serde_json::to_string(&field).expect("written"), json);
            assert_eq!(serde_json::from_str::<Field>(json).expect("read"), field);
        }
    }
}
