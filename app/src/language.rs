//! Every text that a person reads, in Catalan, Spanish and English.
//!
//! One table per screen under `language/`: a line is a name and its three wordings, and becomes a
//! method of [`Language`], so that a missing wording does not compile. The voice: warm, brief,
//! second person singular, no exclamation marks; an error says what happened and what to do.

#[macro_use]
mod table;
mod alerts;
mod board;
mod clocks;
#[cfg(not(feature = "hydrate"))]
mod door;
mod frame;
mod inbox;
mod moments;
mod numbers;
mod practice;
pub(crate) mod problems;
#[cfg(feature = "ssr")]
pub(crate) mod server;
mod words;

use serde::{Deserialize, Serialize};

/// A language that Bústia speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "ca")]
    Catalan,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "en")]
    English,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::Catalan, Language::Spanish, Language::English];

    /// The two letters of ISO 639-1.
    pub fn code(self) -> &'static str {
        self.pick("ca", "es", "en")
    }

    /// The language of that code, if we speak it.
    pub fn named(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What its own speakers call it.
    pub fn own_name(self) -> &'static str {
        self.pick("Català", "Castellano", "English")
    }

    /// The best answer to an `Accept-Language` header (RFC 9110 §12.5.4): English for somebody who
    /// asks for none of ours, Catalan for somebody who says nothing.
    pub fn from_header(header: &str) -> Language {
        if header.trim().is_empty() {
            return Language::default();
        }
        let mut best: Option<(f32, Language)> = None;
        for (tag, weight) in header.split(',').filter_map(wish) {
            let known = Language::named(tag.split('-').next().unwrap_or_default());
            if let Some(language) = known
                && weight > 0.0
                && best.is_none_or(|(known, _)| weight > known)
            {
                best = Some((weight, language));
            }
        }
        best.map_or(Language::English, |(_, language)| language)
    }

    /// One of three wordings.
    const fn pick(
        self,
        catalan: &'static str,
        spanish: &'static str,
        english: &'static str,
    ) -> &'static str {
        match self {
            Language::Catalan => catalan,
            Language::Spanish => spanish,
            Language::English => english,
        }
    }
}

/// `ca-ES;q=0.8` as tag and weight; a weight that can't be read counts as none.
fn wish(part: &str) -> Option<(String, f32)> {
    let mut pieces = part.split(';').map(str::trim);
    let tag = pieces.next().filter(|tag| !tag.is_empty())?.to_ascii_lowercase();
    let weight = match pieces.find_map(|piece| piece.strip_prefix("q=")) {
        Some(weight) => weight.parse().ok()?,
        None => 1.0,
    };
    Some((tag, weight))
}

#[cfg(test)]
mod tests {
    use super::server::{
        access, connecting, customer, events, explaining, face, health, objections, refusals,
        rules, settings, thread,
    };
    use super::*;

    #[test]
    fn the_heaviest_wish_that_we_speak_wins() {
        let cases = [
            ("ca", Language::Catalan),
            ("es-MX,es;q=0.9,en;q=0.8", Language::Spanish),
            ("fr-FR, fr;q=0.9, en;q=0.5, ca;q=0.7", Language::Catalan),
            ("de", Language::English),
            ("EN-gb", Language::English),
            ("ca;q=0, es;q=0.1", Language::Spanish),
            ("ca;q=x, es;q=0.1", Language::Spanish),
            ("", Language::Catalan),
            (";;,,", Language::English),
        ];
        for (header, expected) in cases {
            assert_eq!(Language::from_header(header), expected, "{header}");
        }
    }

    #[test]
    fn every_language_is_found_by_its_code() {
        for language in Language::ALL {
            assert_eq!(Language::named(language.code()), Some(language));
        }
        assert_eq!(Language::named("fr"), None);
    }

    #[test]
    fn no_text_is_empty_and_none_shouts() {
        let tables = [
            access::TEXTS,
            alerts::TEXTS,
            board::TEXTS,
            door::TEXTS,
            clocks::TEXTS,
            connecting::TEXTS,
            customer::TEXTS,
            customer::TEXTS_OF_SAYING,
            customer::enclosing::TEXTS,
            customer::kin::TEXTS,
            events::TEXTS,
            events::customers::TEXTS,
            explaining::TEXTS,
            explaining::TEXTS_OF_TRIALS,
            face::TEXTS,
            frame::TEXTS,
            health::TEXTS,
            health::told::TEXTS,
            inbox::TEXTS,
            practice::TEXTS,
            problems::TEXTS,
            refusals::TEXTS,
            objections::TEXTS,
            rules::TEXTS,
            settings::TEXTS,
            settings::TEXTS_OF_HISTORY,
            settings::outgoing::TEXTS,
            settings::practice::TEXTS,
            settings::templates::TEXTS,
            thread::TEXTS,
            words::TEXTS,
        ];
        for (name, wordings) in tables.into_iter().flatten() {
            for text in *wordings {
                assert!(!text.trim().is_empty(), "{name} is empty");
                assert!(!text.contains('!'), "{name} shouts: {text}");
            }
        }
    }
}
