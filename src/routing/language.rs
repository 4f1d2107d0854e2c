//! A guess at the language of a message. Good enough to choose a team, never more than a guess:
//! short messages and mixed languages often have none.
//!
//! First a few everyday words that only one of the languages has, then the frequencies of
//! three-letter groups. Both are asked of the beginning of the text, without links, addresses and
//! codes.

mod giveaway;

use serde::{Deserialize, Serialize};
use whatlang::{Detector, Script};

/// The letters that are needed to weigh groups of three in the Latin alphabet. Other alphabets tell
/// more.
const FEWEST_LATIN: usize = 12;
const FEWEST_OTHER: usize = 4;
/// From 0 to 1: how much likelier than the next language.
const LEAST_CONFIDENCE: f64 = 0.12;
/// The longest part of a text that is read, in characters.
const LONGEST_READ: usize = 400;

/// A language that can be told, by its code of ISO 639-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    Ca,
    Es,
    En,
    Fr,
    Pt,
    De,
    It,
    Ar,
    Ru,
    Uk,
    Zh,
}

impl Lang {
    pub const ALL: [Lang; 11] = [
        Lang::Ca,
        Lang::Es,
        Lang::En,
        Lang::Fr,
        Lang::Pt,
        Lang::De,
        Lang::It,
        Lang::Ar,
        Lang::Ru,
        Lang::Uk,
        Lang::Zh,
    ];

    /// The code.
    pub fn word(self) -> &'static str {
        match self {
            Lang::Ca => "ca",
            Lang::Es => "es",
            Lang::En => "en",
            Lang::Fr => "fr",
            Lang::Pt => "pt",
            Lang::De => "de",
            Lang::It => "it",
            Lang::Ar => "ar",
            Lang::Ru => "ru",
            Lang::Uk => "uk",
            Lang::Zh => "zh",
        }
    }

    /// The language of that code, if it can be told.
    pub fn named(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|language| language.word() == code)
    }

    fn of(known: whatlang::Lang) -> Option<Lang> {
        Some(match known {
            whatlang::Lang::Cat => Lang::Ca,
            whatlang::Lang::Spa => Lang::Es,
            whatlang::Lang::Eng => Lang::En,
            whatlang::Lang::Fra => Lang::Fr,
            whatlang::Lang::Por => Lang::Pt,
            whatlang::Lang::Deu => Lang::De,
            whatlang::Lang::Ita => Lang::It,
            whatlang::Lang::Ara => Lang::Ar,
            whatlang::Lang::Rus => Lang::Ru,
            whatlang::Lang::Ukr => Lang::Uk,
            whatlang::Lang::Cmn => Lang::Zh,
            _ => return None,
        })
    }
}

/// What may be answered. Persian, Urdu and Japanese are among them so that they are not taken for
/// their neighbours; they are no guess of ours.
const CANDIDATES: [whatlang::Lang; 14] = [
    whatlang::Lang::Cat,
    whatlang::Lang::Spa,
    whatlang::Lang::Eng,
    whatlang::Lang::Fra,
    whatlang::Lang::Por,
    whatlang::Lang::Deu,
    whatlang::Lang::Ita,
    whatlang::Lang::Ara,
    whatlang::Lang::Pes,
    whatlang::Lang::Urd,
    whatlang::Lang::Rus,
    whatlang::Lang::Ukr,
    whatlang::Lang::Cmn,
    whatlang::Lang::Jpn,
];

/// The language that `text` is probably in; `None` if nothing speaks for one of them.
pub fn guess(text: &str) -> Option<Lang> {
    let read: String = text.chars().take(LONGEST_READ).collect();
    let words: Vec<&str> = read.split_whitespace().filter(|word| is_said(word)).collect();
    giveaway::guess(&words).or_else(|| by_groups_of_three(&words.join(" ")))
}

/// Links, addresses, tags and codes are written the same in every language.
fn is_said(word: &str) -> bool {
    !word.contains("://") && !word.contains(['@', '#', '/']) && !word.contains(char::is_numeric)
}

fn by_groups_of_three(text: &str) -> Option<Lang> {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let found = Detector::with_allowlist(CANDIDATES.to_vec()).detect(text)?;
    let fewest = if found.script() == Script::Latin { FEWEST_LATIN } else { FEWEST_OTHER };
    let sure = letters >= fewest && found.confidence() >= LEAST_CONFIDENCE;
    Lang::of(found.lang()).filter(|_| sure)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn everyday_messages_are_told_apart() {
        let table = [
            (Lang::Ca, "Bon dia, tinc un problema amb la factura del mes passat"),
            (Lang::Ca, "Encara no he rebut la comanda, quan arribarà?"),
            (Lang::Ca, "Voldria canviar la cita de demà"),
            (Lang::Es, "Todavía no he recibido el pedido, ¿cuándo llega?"),
            (Lang::Es, "Buenos días, la factura está mal"),
            (Lang::Es, "Quiero hablar con una persona"),
            (Lang::En, "Where is my package?"),
            (Lang::En, "I want to talk to a person please"),
            (Lang::Fr, "Bonjour, je n'ai toujours pas reçu ma commande"),
            (Lang::Fr, "La facture n'est pas correcte"),
            (Lang::Pt, "Bom dia, ainda não recebi a encomenda"),
            (Lang::Pt, "Queria mudar a hora da consulta de amanhã"),
            (Lang::De, "Guten Tag, ich habe meine Bestellung noch nicht bekommen"),
            (Lang::De, "Die Rechnung stimmt nicht"),
            (Lang::It, "Buongiorno, non ho ancora ricevuto il mio ordine"),
            (Lang::It, "La fattura è sbagliata, potete controllare?"),
            (Lang::Ar, "مرحبا أين طلبي الذي اشتريته"),
            (Lang::Ru, "Здравствуйте, где мой заказ"),
            (Lang::Uk, "Добрий день, коли приїде моє замовлення"),
            (Lang::Zh, "你好，我的订单在哪里"),
        ];
        for (language, text) in table {
            assert_eq!(guess(text), Some(language), "{text}");
        }
    }

    #[test]
    fn what_says_too_little_has_no_language() {
        let table =
            ["", "ok", "👍👍👍", "1234 5678", "https://example.com/pedido/el-mio", "jajajaja"];
        for text in table {
            assert_eq!(guess(text), None, "{text}");
        }
        assert_eq!(guess("سلام سفارش من کجاست لطفا پاسخ دهید"), None, "Persian is not Arabic");
        assert_eq!(guess("注文した商品はいつ届きますか"), None, "Japanese is not Chinese");
    }

    #[test]
    fn every_language_is_written_as_its_code() {
        for language in Lang::ALL {
            let json = serde_json::to_string(&language).expect("written");
            assert_eq!(json, format!("\"{}\"", language.word()));
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_language_or_none(text in any::<String>()) {
            prop_assert_eq!(guess(&text), guess(&text));
        }
    }
}
