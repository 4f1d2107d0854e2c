//! What may fill the gaps, by what is known of the customer and the ticket. It is suggested and never
//! sent unseen.

use super::{Gap, Kind, Place, Template, Values};

/// What gaps are called that want the customer's name …
const NAMES: [&str; 8] =
    ["name", "nom", "nombre", "customer", "customer_name", "first_name", "client", "cliente"];
/// … and the ticket's number.
const NUMBERS: [&str; 5] = ["ticket", "tiquet", "ticket_number", "number", "case"];

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The customer's own name, if they told one.
    pub name: Option<String>,
    pub ticket: String,
    /// Whoever owns the ticket.
    pub owner: Option<String>,
    /// What the team noted, by name.
    pub noted: Vec<(String, String)>,
}

impl Facts {
    /// Everything that could stand in a gap of words.
    pub fn all(&self) -> Vec<&str> {
        let own = [self.name.as_deref(), Some(self.ticket.as_str()), self.owner.as_deref()];
        let noted = self.noted.iter().map(|(_, value)| value.as_str());
        let mut all: Vec<&str> = vec![];
        for fact in own.into_iter().flatten().chain(noted) {
            if !all.contains(&fact) {
                all.push(fact);
            }
        }
        all
    }

    fn of(&self, gap: &Gap) -> Option<&str> {
        let is = |word: &str| gap.name.eq_ignore_ascii_case(word);
        let noted = self.noted.iter().find(|(name, _)| is(&name.replace(' ', "_")));
        if let Some((_, value)) = noted {
            return Some(value);
        }
        // Most of them greet the customer first.
        let greets = gap.kind == Kind::Text && gap.place == Place::Body && gap.name == "1";
        if greets || NAMES.iter().any(|name| is(name)) {
            return self.name.as_deref();
        }
        NUMBERS.iter().any(|name| is(name)).then_some(self.ticket.as_str())
    }
}

impl Template {
    /// What `facts` say for the gaps of words that they can tell something for.
    pub fn suggested(&self, facts: &Facts) -> Values {
        let gaps = self.gaps().into_iter();
        let of_words = gaps.filter(|gap| matches!(gap.kind, Kind::Text | Kind::Named));
        let told = of_words.filter_map(|gap| Some((gap.key(), facts.of(&gap)?.to_owned())));
        told.collect()
    }
}
