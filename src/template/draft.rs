//! What is wrong with a new template, as far as it can be told before Meta sees it (Cloud API reference,
//! "Message templates": components, guidelines).

use super::fill::{LONGEST_BODY, LONGEST_HEADER, LONGEST_LINK, is_link, too_long};
use super::flaw::{Flaw, Why};
use super::text::{Piece, names, number, pieces};
use super::{Button, Gap, Header, Template, Values};

/// The longest name.
pub const LONGEST_NAME: usize = 512;
pub const LONGEST_FOOTER: usize = 60;
/// The longest title of a button.
pub const LONGEST_BUTTON: usize = 25;
/// The longest code that a button copies.
pub const LONGEST_CODE: usize = 15;
pub const MOST_BUTTONS: usize = 10;
/// Of the buttons that lead to an address; there is one at most that calls, and one that copies.
const MOST_URLS: usize = 2;
/// The digits of a telephone number.
const PHONE: std::ops::RangeInclusive<usize> = 5..=20;

/// Small letters, digits and underscores.
pub fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// `ca`, `fil`, `pt_BR`.
pub fn is_language(code: &str) -> bool {
    let (language, region) = code.split_once('_').map_or((code, None), |(l, r)| (l, Some(r)));
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && region
            .is_none_or(|r| (2..=3).contains(&r.len()) && r.bytes().all(|b| b.is_ascii_uppercase()))
}

impl Template {
    /// Everything that keeps a new template from being handed in. `samples` show Meta what may fill each
    /// gap of words; `known` are those that the account has.
    pub fn flaws(&self, samples: &Values, known: &[Template]) -> Vec<Flaw> {
        let mut flaws = vec![];
        let mut add = |at: &str, why: Option<Why>| flaws.extend(why.map(|why| Flaw::at(at, why)));
        add("name", (!is_name(&self.name)).then_some(Why::NoName));
        add("language", (!is_language(&self.language)).then_some(Why::NoLanguage));
        let taken = known.iter().any(|one| one.is(&self.name, &self.language));
        add("name", taken.then_some(Why::Taken));
        if let Some(Header::Text(text)) = &self.header {
            add("header", header(text));
        }
        add("body", body(&self.body));
        if let Some(text) = &self.footer {
            add("footer", footer(text));
        }
        for (place, button) in self.buttons.iter().enumerate() {
            add(&format!("button.{place}"), self.button(place, button));
        }
        for gap in self.sampled() {
            let key = gap.key();
            let sample = samples.get(&key).map(|text| text.trim()).unwrap_or_default();
            let why = if sample.is_empty() { Some(Why::Missing) } else { one_line(sample) };
            add(&format!("sample.{key}"), why);
        }
        flaws
    }

    /// The gaps of which Meta wants to see an example.
    pub fn sampled(&self) -> Vec<Gap> {
        use super::Kind::{Named, Suffix, Text};
        let gaps = self.gaps().into_iter();
        gaps.filter(|gap| matches!(gap.kind, Text | Named | Suffix)).collect()
    }

    fn button(&self, place: usize, button: &Button) -> Option<Why> {
        if place >= MOST_BUTTONS {
            return Some(Why::TooMany { most: MOST_BUTTONS });
        }
        let before = &self.buttons[..place];
        let same = before
            .iter()
            .filter(|one| std::mem::discriminant(*one) == std::mem::discriminant(button));
        let same = same.count();
        let title = |title: &str| match title.trim().is_empty() {
            true => Some(Why::Missing),
            false => gapless(title).or_else(|| too_long(title, LONGEST_BUTTON)),
        };
        match button {
            Button::QuickReply { title: text } => title(text),
            Button::Url { .. } if same >= MOST_URLS => Some(Why::TooMany { most: MOST_URLS }),
            Button::Url { title: text, url: address } => title(text).or_else(|| url(address)),
            Button::Phone { .. } | Button::CopyCode { .. } if same >= 1 => {
                Some(Why::TooMany { most: 1 })
            }
            Button::Phone { title: text, phone } => {
                let plain = phone.chars().all(|c| c.is_ascii_digit() || "+ -()".contains(c));
                let digits = phone.chars().filter(char::is_ascii_digit).count();
                let is_phone = plain && PHONE.contains(&digits);
                title(text).or_else(|| (!is_phone).then_some(Why::NoPhone))
            }
            Button::CopyCode { example } if example.trim().is_empty() => Some(Why::Missing),
            Button::CopyCode { example } => too_long(example, LONGEST_CODE),
            Button::Other { .. } => Some(Why::NoSuchGap),
        }
    }
}

fn one_line(text: &str) -> Option<Why> {
    text.chars().any(char::is_control).then_some(Why::SeveralLines)
}

fn gapless(text: &str) -> Option<Why> {
    let gaps = (!names(text).is_empty()).then_some(Why::TooManyGaps { most: 0 });
    gaps.or_else(|| one_line(text))
}

fn header(text: &str) -> Option<Why> {
    if text.trim().is_empty() {
        return Some(Why::Missing);
    }
    let many = (names(text).len() > 1).then_some(Why::TooManyGaps { most: 1 });
    many.or_else(|| one_line(text))
        .or_else(|| numbering(text))
        .or_else(|| too_long(text, LONGEST_HEADER))
}

fn body(text: &str) -> Option<Why> {
    if text.trim().is_empty() {
        return Some(Why::Missing);
    }
    too_long(text, LONGEST_BODY).or_else(|| numbering(text)).or_else(|| standing(text))
}

fn footer(text: &str) -> Option<Why> {
    gapless(text).or_else(|| too_long(text, LONGEST_FOOTER))
}

/// Numbers from 1 on, or names.
fn numbering(text: &str) -> Option<Why> {
    let names = names(text);
    let numbers: Vec<u32> = names.iter().filter_map(|name| number(name)).collect();
    let is_plain = |name: &&str| name.bytes().all(|b| !b.is_ascii_uppercase());
    if numbers.is_empty() {
        let begins = |name: &&str| name.starts_with(|first: char| first.is_ascii_lowercase());
        let fine = names.iter().all(|name| is_plain(name) && begins(name));
        return (!fine).then_some(Why::BadGapName);
    }
    if numbers.len() < names.len() {
        return Some(Why::NumbersAndNames);
    }
    let in_order = names.iter().zip(1_u32..).all(|(name, place)| **name == place.to_string());
    (!in_order).then_some(Why::NotNumbered)
}

/// Words before, between and after.
fn standing(text: &str) -> Option<Why> {
    let pieces = pieces(text.trim());
    let is_gap = |piece: Option<&Piece>| matches!(piece, Some(Piece::Gap(_)));
    if is_gap(pieces.first()) || is_gap(pieces.last()) {
        return Some(Why::GapAtAnEdge);
    }
    // A gap stands at no edge: there is something on both sides.
    let touches = |window: &[Piece]| match window {
        [Piece::Gap(_), Piece::Gap(_)] => true,
        [Piece::Gap(_), Piece::Words(words), Piece::Gap(_)] => words.trim().is_empty(),
        _ => false,
    };
    let touch = pieces.windows(2).any(touches) || pieces.windows(3).any(touches);
    touch.then_some(Why::GapsTouch)
}

/// One gap at most, at the end.
fn url(address: &str) -> Option<Why> {
    let parts = pieces(address);
    let gaps = parts.iter().filter(|piece| matches!(piece, Piece::Gap(_))).count();
    if gaps > 1 {
        return Some(Why::TooManyGaps { most: 1 });
    }
    let plain = match parts.as_slice() {
        [Piece::Words(words)] => words,
        [Piece::Words(words), Piece::Gap("1")] => words,
        [] => return Some(Why::Missing),
        _ => return Some(Why::GapWithin),
    };
    (!is_link(plain)).then_some(Why::NoLink).or_else(|| too_long(address, LONGEST_LINK))
}
