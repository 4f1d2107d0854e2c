//! What a message holds besides words.

use chrono::{DateTime, Utc};
use desk::message::{self, Content, Fetched, totals};
use serde::Serialize;
use utoipa::ToSchema;

/// The file that a message names.
#[derive(Serialize, ToSchema)]
pub struct Media {
    /// `arriving`, `here` (then `/messages/{id}/media` gives it) or `never`.
    pub state: &'static str,
    /// The name that its sender gave it.
    pub filename: Option<String>,
    /// By its bytes, whatever its sender says.
    pub mime: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
    pub sha256: Option<String>,
    /// Why it never came: `gone`, `too_large`, `refused`, `no_answer`, `not_public`, `not_saved`.
    pub why: Option<&'static str>,
}

impl Media {
    pub(super) fn of(content: &Content) -> Option<Self> {
        let Content::Media { filename, fetched, .. } = content else { return None };
        let (file, why) = match fetched {
            Some(Fetched::Here(file)) => (Some(file), None),
            Some(Fetched::Never(why)) => (None, Some(why.word())),
            None => (None, None),
        };
        let state = match fetched {
            Some(Fetched::Here(_)) => "here",
            Some(Fetched::Never(_)) => "never",
            None => "arriving",
        };
        Some(Self {
            state,
            filename: filename.clone(),
            mime: file.map(|file| file.mime.clone()),
            size: file.map(|file| file.size),
            sha256: file.map(|file| file.hash.clone()),
            why,
        })
    }
}

/// Something that a customer may choose, or chose.
#[derive(Serialize, ToSchema)]
pub struct Choice {
    pub id: String,
    pub title: String,
}

impl Choice {
    pub(super) fn all(content: &Content) -> Vec<Self> {
        let choice = |id: &str, title: &str| Self { id: id.to_owned(), title: title.to_owned() };
        match content {
            Content::List { rows, .. } => {
                rows.iter().map(|row| choice(&row.id, &row.title)).collect()
            }
            Content::Choice { id, title, .. } => vec![choice(id, title)],
            _ => vec![],
        }
    }
}

/// Where something is.
#[derive(Serialize, ToSchema)]
pub struct Place {
    /// In degrees, as the sender wrote it.
    pub latitude: String,
    pub longitude: String,
    pub name: Option<String>,
    pub address: Option<String>,
}

impl Place {
    pub(super) fn of(content: &Content) -> Option<Self> {
        let Content::Location { latitude, longitude, name, address } = content.clone() else {
            return None;
        };
        Some(Self { latitude, longitude, name, address })
    }
}

/// Somebody's card. Its numbers are masked if the key's role may not see them.
#[derive(Serialize, ToSchema)]
#[schema(as = SharedCard)]
pub struct Card {
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub company: Option<String>,
    pub title: Option<String>,
    pub websites: Vec<String>,
    pub addresses: Vec<String>,
    pub birthday: Option<String>,
}

impl Card {
    /// Of before cards were kept there are names alone.
    pub(super) fn all(content: &Content) -> Vec<Self> {
        let Content::Contacts { names, cards } = content else { return vec![] };
        let named =
            |name: &String| message::ContactCard { name: name.clone(), ..Default::default() };
        let cards = cards.as_ref().and_then(desk::Sealed::open);
        let cards = cards.unwrap_or_else(|| names.iter().map(named).collect::<Vec<_>>());
        cards.into_iter().map(Self::from).collect()
    }
}

impl From<message::ContactCard> for Card {
    fn from(card: message::ContactCard) -> Self {
        let message::ContactCard {
            name,
            phones,
            emails,
            company,
            title,
            websites,
            addresses,
            birthday,
        } = card;
        Self { name, phones, emails, company, title, websites, addresses, birthday }
    }
}

/// What a customer orders.
#[derive(Serialize, ToSchema)]
pub struct Order {
    pub items: Vec<OrderItem>,
    /// One for each currency whose lines can all be counted.
    pub totals: Vec<Total>,
}

#[derive(Serialize, ToSchema)]
pub struct OrderItem {
    /// What the shop's catalogue calls it.
    pub product: String,
    pub quantity: String,
    /// Of one.
    pub price: String,
    pub currency: String,
}

#[derive(Serialize, ToSchema)]
pub struct Total {
    pub currency: String,
    pub amount: String,
}

impl Order {
    pub(super) fn of(content: &Content) -> Option<Self> {
        let Content::Order { items, .. } = content else { return None };
        let sums = totals(items).into_iter();
        let item = |item: &message::Item| {
            let message::Item { product, quantity, price, currency } = item.clone();
            OrderItem { product, quantity, price, currency }
        };
        Some(Self {
            items: items.iter().map(item).collect(),
            totals: sums.map(|(currency, amount)| Total { currency, amount }).collect(),
        })
    }
}

/// What a customer filled into one field of a form.
#[derive(Serialize, ToSchema)]
pub struct Answer {
    pub field: String,
    pub value: String,
}

impl Answer {
    pub(super) fn all(content: &Content) -> Vec<Self> {
        let Content::Form { answers, .. } = content else { return vec![] };
        let answer = |answer: &message::Answer| {
            let message::Answer { field, value } = answer.clone();
            Self { field, value }
        };
        answers.iter().map(answer).collect()
    }
}

/// Whether the customer may be called.
#[derive(Serialize, ToSchema)]
pub struct Consent {
    pub given: bool,
    /// Null if it was not given, or holds until they say otherwise.
    pub until: Option<DateTime<Utc>>,
}

impl Consent {
    pub(super) fn of(content: &Content) -> Option<Self> {
        let Content::Consent { given, until, .. } = *content else { return None };
        Some(Self { given, until: until.filter(|_| given) })
    }
}

/// A product of a catalogue.
#[derive(Serialize, ToSchema)]
pub struct Product {
    pub id: String,
    pub catalog: Option<String>,
}

impl From<message::Product> for Product {
    fn from(product: message::Product) -> Self {
        Self { id: product.id, catalog: product.catalog }
    }
}

/// What brought a customer.
#[derive(Serialize, ToSchema)]
pub struct Ad {
    /// What whoever placed it calls it.
    pub id: Option<String>,
    /// `ad` or `post`.
    pub source: &'static str,
    pub headline: Option<String>,
    pub body: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
}

impl From<message::Ad> for Ad {
    fn from(ad: message::Ad) -> Self {
        let source = if ad.is_post { "post" } else { "ad" };
        Self { id: ad.id, source, headline: ad.headline, body: ad.body, url: ad.url }
    }
}
