//! What a rule asks of the facts: tests, in groups that may hold groups.
//!
//! Written as `{"all": [{"test": {"field": "priority", "operator": "equals", "value": "high"}}]}`.

use serde::{Deserialize, Serialize};

use super::field::Field;

/// A test, or a group of conditions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Holds whatever the facts are.
    #[default]
    Always,
    /// Every one of them holds.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// Not one of them holds. A test that can't be told doesn't, so it is as good as false here.
    None(Vec<Condition>),
    Test(Test),
}

/// One question about one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    pub field: Field,
    pub operator: Operator,
    /// What the fact is compared with; its shape depends on field and operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Letter for letter: capitals and accents count. Without it "factura" finds "Factúra".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exact: bool,
}

/// How a fact is compared. Where several texts are allowed, any of them is enough.
///
/// A fact that is known to be empty (nobody owns the ticket, the picture has no words) is none of
/// the things it is compared with: `is_not`, `none_of`, `contains_none` and `is_not_set` hold, the
/// rest don't. A fact that is absent ([`Absence`](super::Absence)) satisfies no operator at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// The whole of it.
    Equals,
    IsNot,
    AnyOf,
    NoneOf,
    /// Anywhere in a text; as a tag among tags.
    Contains,
    ContainsNone,
    StartsWith,
    /// In a text, with no letter or digit right before or after.
    HasWord,
    /// A regular expression, found anywhere in the text. Unless the test is exact it sees small
    /// letters without accents, and its own accented letters are read without them.
    Matches,
    Less,
    More,
    /// From the one to the other, both included. Hours of the day may go over midnight.
    Between,
    IsSet,
    IsNotSet,
}

impl Operator {
    pub const ALL: [Operator; 14] = [
        Operator::Equals,
        Operator::IsNot,
        Operator::AnyOf,
        Operator::NoneOf,
        Operator::Contains,
        Operator::ContainsNone,
        Operator::StartsWith,
        Operator::HasWord,
        Operator::Matches,
        Operator::Less,
        Operator::More,
        Operator::Between,
        Operator::IsSet,
        Operator::IsNotSet,
    ];

    /// Whether it holds for what is *not* so.
    pub(super) fn denies(self) -> bool {
        matches!(
            self,
            Operator::IsNot | Operator::NoneOf | Operator::ContainsNone | Operator::IsNotSet
        )
    }
}

/// What a fact is compared with, written plainly: `true`, `15`, `"vip"`, `["ca", "es"]` or
/// `{"from": 9, "to": 14}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    Truth(bool),
    Number(i64),
    Text(String),
    Texts(Vec<String>),
    Range { from: i64, to: i64 },
}

impl Value {
    /// The texts in it, one or several.
    pub(super) fn texts(&self) -> &[String] {
        match self {
            Value::Text(text) => std::slice::from_ref(text),
            Value::Texts(texts) => texts,
            _ => &[],
        }
    }
}
