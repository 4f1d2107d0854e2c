//! A template filled in: what is wrong with what fills it (TPL-1), and the words that the customer will
//! read (TPL-2).

use serde::{Deserialize, Serialize};

use super::text::filled;
use super::{Gap, Header, Kind, Place, Template, Values};
use crate::template::flaw::{Flaw, Why};

/// The longest body once it is filled in, in characters (Cloud API reference, message templates).
pub const LONGEST_BODY: usize = 1_024;
/// The longest text above it (same page).
pub const LONGEST_HEADER: usize = 60;
/// The longest address (same page).
pub(super) const LONGEST_LINK: usize = 2_000;
/// The longest name of a place or a file, and address of a place.
const LONGEST_LINE: usize = 1_000;
/// So many spaces in a row Meta does not take (Cloud API, error 132018).
const TOO_MANY_SPACES: &str = "     ";

/// A gap with what fills it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub gap: Gap,
    pub text: String,
}

/// What leaves, as far as it is not the same each time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter(pub Vec<Part>);

impl Letter {
    /// What fills the gaps, as it was given.
    pub fn values(&self) -> Values {
        self.0.iter().map(|part| (part.gap.key(), part.text.clone())).collect()
    }
}

/// A template that may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// All that the customer will read, but for the buttons.
    pub words: String,
    /// What fills the body, in order.
    pub parameters: Vec<String>,
    pub letter: Letter,
}

impl Template {
    /// The template filled with `values`, else everything that is wrong with them.
    pub fn fill(&self, values: &Values) -> Result<Filled, Vec<Flaw>> {
        let gaps = self.gaps();
        let keys: Vec<String> = gaps.iter().map(Gap::key).collect();
        let strangers = values.keys().filter(|key| !keys.contains(key));
        let mut flaws: Vec<Flaw> =
            strangers.map(|key| Flaw::at(key.as_str(), Why::NoSuchGap)).collect();
        let mut parts = vec![];
        for (gap, key) in gaps.into_iter().zip(keys) {
            let text = values.get(&key).map(|text| text.trim().to_owned()).unwrap_or_default();
            if text.is_empty() && gap.is_optional() {
                continue;
            }
            flaws.extend(self.wrong(&gap, &text).map(|why| Flaw::at(key, why)));
            parts.push(Part { gap, text });
        }
        let letter = Letter(parts);
        if flaws.is_empty() {
            flaws.extend(self.too_long(&letter));
        }
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let of_body = letter.0.iter().filter(|part| part.gap.place == Place::Body);
        let parameters = of_body.map(|part| part.text.clone()).collect();
        Ok(Filled { words: self.words(&letter.values()), parameters, letter })
    }

    /// The words with whatever is there in the gaps; one that nothing fills is shown as it is.
    pub fn words(&self, values: &Values) -> String {
        let value =
            |key: String| values.get(&key).map(|text| text.trim()).filter(|it| !it.is_empty());
        let in_text = |place: &str, text: &str| {
            filled(text, |name| {
                let known = value(format!("{place}.{name}"));
                known.map_or_else(|| format!("{{{{{name}}}}}"), str::to_owned)
            })
        };
        let of_header = |name: &str| value(format!("header.{name}")).map(str::to_owned);
        let above = match &self.header {
            Some(Header::Text(text)) => Some(in_text("header", text)),
            Some(Header::Location) => {
                let lines = ["name", "address"].into_iter().filter_map(of_header);
                Some(lines.collect::<Vec<_>>().join(", "))
            }
            _ => None,
        };
        // A file's address is no beginning for a line on a list.
        let file = of_header("filename").or_else(|| of_header("link"));
        let lines = [above, Some(in_text("body", &self.body)), self.footer.clone(), file];
        let lines = lines.into_iter().flatten().filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }

    fn wrong(&self, gap: &Gap, text: &str) -> Option<Why> {
        if text.is_empty() {
            return Some(Why::Missing);
        }
        if text.chars().any(char::is_control) {
            return Some(Why::SeveralLines);
        }
        if text.contains(TOO_MANY_SPACES) {
            return Some(Why::ManySpaces);
        }
        match (gap.kind, gap.place) {
            (Kind::Text | Kind::Named, Place::Header) => too_long(text, LONGEST_HEADER),
            (Kind::Text | Kind::Named, _) => too_long(text, LONGEST_BODY),
            (Kind::Image | Kind::Video | Kind::Document, _) => {
                (!is_link(text)).then_some(Why::NoLink)
            }
            (Kind::Latitude, _) => (!is_degree(text, 90.0)).then_some(Why::NoDegree { most: 90 }),
            (Kind::Longitude, _) => {
                (!is_degree(text, 180.0)).then_some(Why::NoDegree { most: 180 })
            }
            (Kind::FileName | Kind::PlaceName | Kind::Address, _) => too_long(text, LONGEST_LINE),
            (Kind::Suffix, Place::Button(place)) => {
                let whole = self.address(place, text).unwrap_or_default();
                let spaced = text.contains(char::is_whitespace).then_some(Why::NoLink);
                spaced.or_else(|| too_long(&whole, LONGEST_LINK))
            }
            (Kind::Suffix, _) => None,
            (Kind::Code, _) => too_long(text, super::LONGEST_CODE),
        }
    }

    /// Each gap may be short enough, and all of them too long.
    fn too_long(&self, letter: &Letter) -> Vec<Flaw> {
        let values = letter.values();
        let whole = |place: &str, text: &str| {
            filled(text, |name| values.get(&format!("{place}.{name}")).cloned().unwrap_or_default())
        };
        let mut flaws = vec![];
        if let Some(Header::Text(text)) = &self.header {
            let why = too_long(&whole("header", text), LONGEST_HEADER);
            flaws.extend(why.map(|why| Flaw::at("header", why)));
        }
        let why = too_long(&whole("body", &self.body), LONGEST_BODY);
        flaws.extend(why.map(|why| Flaw::at("body", why)));
        flaws
    }
}

pub(super) fn too_long(text: &str, most: usize) -> Option<Why> {
    (text.chars().count() > most).then_some(Why::TooLong { most })
}

/// An address that Meta fetches a file from.
pub(super) fn is_link(text: &str) -> bool {
    let host = text.strip_prefix("https://").unwrap_or_default();
    host.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && text.chars().count() <= LONGEST_LINK
        && !text.contains(|letter: char| letter.is_whitespace() || letter == '"')
}

fn is_degree(text: &str, most: f64) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    plain && text.parse::<f64>().is_ok_and(|degree| degree.abs() <= most)
}
