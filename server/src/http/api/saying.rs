//! What a program says to a customer: one of several kinds, and what it answers.

use axum::http::StatusCode;
use desk::desk::Saying;
use desk::ids::MessageId;
use desk::message::{ContactCard, Row};
use serde::Deserialize;
use utoipa::ToSchema;

use super::problem::Problem;

/// Exactly one of `text`, `location`, `contacts`, `reaction`, `buttons` and `list`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The message of this ticket that is answered: the customer sees it quoted.
    #[serde(default)]
    reply_to: Option<String>,
    /// At most 4,096 characters, in WhatsApp's markup. A link in it is shown with a preview.
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    location: Option<Location>,
    /// 1 to 257 cards.
    #[serde(default)]
    contacts: Option<Vec<Card>>,
    #[serde(default)]
    reaction: Option<Reaction>,
    #[serde(default)]
    buttons: Option<Buttons>,
    #[serde(default)]
    list: Option<List>,
}

/// A place.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Location {
    /// In degrees, from -90 to 90.
    latitude: f64,
    /// In degrees, from -180 to 180.
    longitude: f64,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    address: Option<String>,
}

/// Somebody whom the customer can call or write to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Card {
    name: String,
    /// At least one, with `+` and country code.
    phones: Vec<String>,
    #[serde(default)]
    emails: Vec<String>,
    #[serde(default)]
    company: Option<String>,
}

/// An emoji on a message of the customer. It answers nothing: they go on waiting.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reaction {
    /// A message of this ticket that the customer sent in the last 30 days.
    to: String,
    /// Null takes the reaction back.
    #[serde(deserialize_with = "Option::deserialize")]
    emoji: Option<String>,
}

/// A question with buttons below it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Buttons {
    /// At most 1,024 characters.
    body: String,
    /// 1 to 3, with titles of at most 20 characters.
    buttons: Vec<Button>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Button {
    /// Comes back with the customer's tap; ours if there is none.
    #[serde(default)]
    id: Option<String>,
    title: String,
}

/// A question with rows to choose from.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct List {
    /// At most 4,096 characters.
    body: String,
    /// What opens the list: at most 20 characters.
    button: String,
    /// 1 to 10.
    rows: Vec<ListRow>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ListRow {
    /// Comes back with the customer's choice; ours if there is none.
    #[serde(default)]
    id: Option<String>,
    /// At most 24 characters.
    title: String,
    /// At most 72 characters.
    #[serde(default)]
    description: Option<String>,
}

impl Reply {
    /// The message that it answers or reacts to.
    pub fn about(&self) -> Option<String> {
        self.reaction.as_ref().map(|reaction| reaction.to.clone()).or(self.reply_to.clone())
    }

    /// What it says; a problem if that is nothing, or more than one thing.
    pub fn saying(self) -> Result<Saying, Problem> {
        let quoted = self.reply_to.map(MessageId);
        let kinds = [
            self.text.map(Saying::text),
            self.location.map(Location::saying),
            self.contacts
                .map(|cards| Saying::contacts(cards.into_iter().map(Card::card).collect())),
            self.reaction.map(|it| Saying::reaction(MessageId(it.to), it.emoji)),
            self.buttons.map(Buttons::saying),
            self.list.map(List::saying),
        ];
        let mut said = kinds.into_iter().flatten();
        match (said.next(), said.next()) {
            (Some(saying), None) => Ok(saying.quoting(quoted)),
            _ => Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "A message is one of text, location, contacts, reaction, buttons and list. Send \
                 exactly one of them.",
            )),
        }
    }
}

impl Location {
    fn saying(self) -> Saying {
        let (latitude, longitude) = (self.latitude.to_string(), self.longitude.to_string());
        Saying::location(latitude, longitude, self.name, self.address)
    }
}

impl Card {
    fn card(self) -> ContactCard {
        let Self { name, phones, emails, company } = self;
        ContactCard { name, phones, emails, company, ..ContactCard::default() }
    }
}

impl Buttons {
    fn saying(self) -> Saying {
        let row =
            |Button { id, title }| Row { id: id.unwrap_or_default(), title, description: None };
        Saying::buttons(self.body, self.buttons.into_iter().map(row).collect())
    }
}

impl List {
    fn saying(self) -> Saying {
        let row = |ListRow { id, title, description }| Row {
            id: id.unwrap_or_default(),
            title,
            description,
        };
        Saying::list(self.body, self.button, self.rows.into_iter().map(row).collect())
    }
}
