//! What somebody has to fill in before a template leaves.

use serde::{Deserialize, Serialize};

use super::text::{filled, names, number};
use super::{Button, Header, Template};

/// Where a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Header,
    Body,
    /// The button of that place, the first at 0.
    Button(u8),
}

/// What it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words, in a gap with a number …
    Text,
    /// … or with a name.
    Named,
    /// The public address of a file.
    Image,
    Video,
    Document,
    /// What the document is called; it may be left out.
    FileName,
    Latitude,
    Longitude,
    PlaceName,
    Address,
    /// The end of a button's address.
    Suffix,
    /// What a button copies.
    Code,
}

/// A gap of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    pub place: Place,
    pub kind: Kind,
    /// What it is called within its place; nothing of a button, which has one at most.
    pub name: String,
}

impl Gap {
    fn new(place: Place, kind: Kind, name: &str) -> Self {
        Self { place, kind, name: name.to_owned() }
    }

    fn of_text(place: Place, name: &str) -> Self {
        let kind = if number(name).is_some() { Kind::Text } else { Kind::Named };
        Self::new(place, kind, name)
    }

    /// By what it is known in forms and in the API: `body.1`, `header.link`, `button.0`.
    pub fn key(&self) -> String {
        match self.place {
            Place::Header => format!("header.{}", self.name),
            Place::Body => format!("body.{}", self.name),
            Place::Button(place) => format!("button.{place}"),
        }
    }

    /// Whether a template may leave without it.
    pub fn is_optional(&self) -> bool {
        self.kind == Kind::FileName
    }
}

impl Template {
    /// Everything to fill in, from top to bottom.
    pub fn gaps(&self) -> Vec<Gap> {
        let of_header = |kind, name| Gap::new(Place::Header, kind, name);
        let mut gaps = match &self.header {
            None => vec![],
            Some(Header::Text(text)) => {
                names(text).into_iter().map(|name| Gap::of_text(Place::Header, name)).collect()
            }
            Some(Header::Image) => vec![of_header(Kind::Image, "link")],
            Some(Header::Video) => vec![of_header(Kind::Video, "link")],
            Some(Header::Document) => {
                vec![of_header(Kind::Document, "link"), of_header(Kind::FileName, "filename")]
            }
            Some(Header::Location) => vec![
                of_header(Kind::Latitude, "latitude"),
                of_header(Kind::Longitude, "longitude"),
                of_header(Kind::PlaceName, "name"),
                of_header(Kind::Address, "address"),
            ],
        };
        gaps.extend(names(&self.body).into_iter().map(|name| Gap::of_text(Place::Body, name)));
        for (place, button) in (0..).zip(&self.buttons) {
            let place = Place::Button(place);
            match button {
                Button::Url { url, .. } if !names(url).is_empty() => {
                    gaps.push(Gap::new(place, Kind::Suffix, ""));
                }
                Button::CopyCode { .. } => gaps.push(Gap::new(place, Kind::Code, "")),
                _ => {}
            }
        }
        gaps
    }

    /// How many gaps have to be filled.
    pub fn wanted(&self) -> usize {
        self.gaps().iter().filter(|gap| !gap.is_optional()).count()
    }

    /// The texts of a rule, which knows no keys, in the gaps: first those of the body, then those of the
    /// header and of the buttons. None if there are not as many.
    pub fn in_order(&self, texts: &[String]) -> Option<super::Values> {
        let mut gaps: Vec<Gap> = self.gaps().into_iter().filter(|gap| !gap.is_optional()).collect();
        gaps.sort_by_key(|gap| (gap.place != Place::Body, gap.place));
        (gaps.len() == texts.len())
            .then(|| gaps.iter().map(Gap::key).zip(texts.iter().cloned()).collect())
    }

    /// Where the button of that place leads with that suffix.
    pub fn address(&self, place: u8, suffix: &str) -> Option<String> {
        match self.buttons.get(usize::from(place))? {
            Button::Url { url, .. } => Some(filled(url, |_| suffix.to_owned())),
            _ => None,
        }
    }
}
