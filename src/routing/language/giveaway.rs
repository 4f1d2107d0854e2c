//! Everyday words that give a language away, since a message is often too short to weigh.
//!
//! Each list holds words that none of the other six languages has, with their accents: "meu" is
//! Catalan and Portuguese, so it is on no list. A name such as "The Body Shop" may stand in any
//! language, hence one word is enough in a short message only.

use super::Lang;

/// A message of at most so many words is short.
const SHORT: usize = 8;

const GIVEAWAYS: [(Lang, &str); 7] = [
    (
        Lang::Ca,
        "amb avui demà vull tinc gràcies això aquest aquesta voldria puc estic perquè teniu obriu \
         meva ningú doncs gaire vosaltres",
    ),
    (
        Lang::Es,
        "quiero tengo gracias mañana hoy estoy usted ustedes muy ahora buenos buenas días quería \
         los ayer también dónde cuándo puedo necesito tenéis tienen veces",
    ),
    (
        Lang::En,
        "the and please want my where you your is have hello i'm don't would thanks what with",
    ),
    (
        Lang::Fr,
        "bonjour je vous votre suis avec aujourd'hui demain reçu où quand nous n'est c'est j'ai \
         une dans êtes",
    ),
    (
        Lang::Pt,
        "não obrigado obrigada você vocês amanhã hoje ainda quero tenho olá minha uma muito estou \
         onde então são também",
    ),
    (
        Lang::De,
        "ich nicht und ist haben habe guten bitte mein meine danke sie wann für noch heute morgen \
         wie eine",
    ),
    (
        Lang::It,
        "buongiorno grazie sono vorrei oggi domani è della ancora potete siete perché ciao mio",
    ),
];

/// The language that has strictly the most giveaways among `words`.
pub(super) fn guess(words: &[&str]) -> Option<Lang> {
    let mut found = GIVEAWAYS.map(|(language, _)| (0, language));
    for word in words.iter().map(|word| plain(word)) {
        for ((count, _), (_, giveaways)) in found.iter_mut().zip(GIVEAWAYS) {
            *count += usize::from(giveaways.split_ascii_whitespace().any(|known| known == word));
        }
    }
    found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let [(most, language), (next, _), ..] = found;
    let fewest = if words.len() <= SHORT { 1 } else { 2 };
    (most >= fewest && most > next).then_some(language)
}

/// A word without the signs around it.
fn plain(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphabetic()).to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_word_gives_two_languages_away() {
        let mut owners = BTreeMap::new();
        for (language, giveaways) in GIVEAWAYS {
            for word in giveaways.split_ascii_whitespace() {
                assert_eq!(word, plain(word));
                assert_eq!(owners.insert(word, language), None, "{word}");
            }
        }
    }

    #[test]
    fn the_language_with_the_most_giveaways_is_it() {
        let table = [
            ("one in a short message", "¡Quiero un café!", Some(Lang::Es)),
            ("curly", "C’est bon", Some(Lang::Fr)),
            ("a draw", "quiero the", None),
            ("more of one", "quiero the pelota, gracias", Some(Lang::Es)),
            ("one in a long message", "a b c d e f g the North", None),
            ("two in a long message", "a b c d e f g the North and", Some(Lang::En)),
            ("none", "Hola", None),
        ];
        for (name, text, language) in table {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(guess(&words), language, "{name}");
        }
    }
}
