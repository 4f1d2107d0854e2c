//! How a message came to be written, by what WhatsApp tells with it: handed on, from a product, from an
//! ad.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Forwarded>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ad: Option<Ad>,
}

impl Origin {
    /// Nothing if there is nothing to tell.
    pub fn told(self) -> Option<Box<Self>> {
        (self != Origin::default()).then(|| Box::new(self))
    }
}

/// Somebody else wrote it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forwarded {
    Once,
    /// It has passed through many hands.
    Often,
}

/// The product of a catalogue that a customer asks about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: String,
    pub catalog: Option<String>,
}

/// The ad or post that brought a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ad {
    pub headline: Option<String>,
    pub body: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// It is a post, and no ad.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_post: bool,
    /// What it is called by whoever placed it.
    pub id: Option<String>,
    /// What the customer was greeted with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<String>,
}
