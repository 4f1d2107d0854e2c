//! How texts are compared when capitals and accents don't count.
//!
//! Small letters; no accents on the letters of Catalan, Spanish, English, French, Portuguese,
//! German and Italian, whether written as one character or two; `ß` is "ss", `æ` "ae", `œ` "oe";
//! the dot of `col·lecció` is gone; curly quotes are straight and unusual spaces plain; characters
//! that nobody sees are dropped, and so is the space around the text.
//!
//! Left out on purpose: "Mueller" does not find "Müller", and `ñ` is an `n` ("ano" finds "año"): an
//! exact test tells them apart. Other alphabets only lose their capitals.

/// `text` as it is compared.
pub(super) fn fold(text: &str) -> String {
    letters(text).collect()
}

/// Whether `text` folds into `folded`.
pub(super) fn alike(text: &str, folded: &str) -> bool {
    letters(text).eq(folded.chars())
}

/// A regular expression for folded texts. ASCII stays as it is, since `\D` is not `\d`.
pub(super) fn fold_pattern(pattern: &str) -> String {
    let mut folded = String::with_capacity(pattern.len());
    for letter in pattern.chars() {
        if letter.is_ascii() {
            folded.push(letter);
        } else {
            folded.extend(letter.to_lowercase().flat_map(bare));
        }
    }
    folded
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.trim_matches(|letter: char| letter.is_whitespace() || plain(letter) == Some(""))
        .chars()
        .flat_map(char::to_lowercase)
        .flat_map(bare)
}

/// A small letter without its accent: most are themselves, some are two, some nothing.
fn bare(letter: char) -> impl Iterator<Item = char> {
    let (own, put) = match plain(letter) {
        Some(put) => (None, put),
        None => (Some(letter), ""),
    };
    own.into_iter().chain(put.chars())
}

/// What stands for a small letter or sign; `None` for one that stands for itself.
fn plain(letter: char) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ª' => "a",
        'æ' => "ae",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ŀ' => "l",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'º' => "o",
        'œ' => "oe",
        'ß' => "ss",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        '‘' | '’' | '´' | 'ʼ' => "'",
        '“' | '”' | '«' | '»' => "\"",
        // The dot of `l·l`, accents that stand on their own, joiners and marks of direction.
        '·' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => "",
        // How an emoji is drawn: ❤ and ❤️ are the same.
        '\u{fe0e}' | '\u{fe0f}' => "",
        space if space.is_whitespace() => " ",
        _ => return None,
    })
}

/// Whether `word` stands in `text` with no letter or digit right before or after it.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let joined = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    let (first, last) = (word.chars().next(), word.chars().next_back());
    let mut before = None;
    let mut rest = text;
    while let Some((passed, found)) = rest.find(word).and_then(|at| rest.split_at_checked(at)) {
        before = passed.chars().next_back().or(before);
        let after = found.strip_prefix(word).and_then(|after| after.chars().next());
        if !joined(before, first) && !joined(last, after) {
            return true;
        }
        // One letter on: matches may overlap, as "no no" does in "ono no no".
        let mut letters = found.chars();
        before = letters.next();
        rest = letters.as_str();
        if before.is_none() {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_of_seven_languages_lose_capitals_and_accents() {
        let table = [
            ("Catalan", "És l’Àngels, de COL·LECCIÓ i çö", "es l'angels, de colleccio i co"),
            ("Catalan, one character", "coŀlecció", "colleccio"),
            (
                "Spanish",
                "¿Cuánto cuesta el PINGÜINO, señor? nº 3",
                "¿cuanto cuesta el pinguino, senor? no 3",
            ),
            ("English", "Naïve CAFÉ", "naive cafe"),
            ("French", "ŒUVRE, Noël, à bientôt, L’Haÿ", "oeuvre, noel, a bientot, l'hay"),
            ("Portuguese", "Não, AMANHÃ às três, avó e avô", "nao, amanha as tres, avo e avo"),
            ("German", "STRAẞE, Größe, Öl, Übung, Äpfel", "strasse, grosse, ol, ubung, apfel"),
            ("Italian", "Perché così? Città più là", "perche cosi? citta piu la"),
            ("two characters", "Factu\u{301}ra", "factura"),
            ("spaces", " \u{200e}no\u{a0}va \n", "no va"),
            ("an emoji however drawn", "❤\u{fe0f}", "❤"),
            ("other alphabets", "ЗДРАВСТВУЙТЕ", "здравствуйте"),
        ];
        for (name, text, folded) in table {
            assert_eq!(fold(text), folded, "{name}");
            assert!(alike(text, folded), "{name}");
        }
    }

    #[test]
    fn a_word_ends_where_letters_and_digits_end() {
        let table = [
            ("the whole text", "baixa", "baixa", true),
            ("among others", "vull la baixa, ja", "baixa", true),
            ("inside another", "rebaixa", "baixa", false),
            ("before another", "baixada", "baixa", false),
            ("the second time", "rebaixa i baixa", "baixa", true),
            ("several words", "no em quadra gens", "em quadra", true),
            ("over a false start", "ono no no", "no no", true),
            ("a sign at its edge", "parlo c++17", "c++", true),
            ("next to a digit", "a4", "4", false),
        ];
        for (name, text, word, held) in table {
            assert_eq!(has_word(text, word), held, "{name}");
        }
    }

    #[test]
    fn a_pattern_keeps_its_classes_and_loses_its_accents() {
        assert_eq!(fold_pattern(r"^Número\D+\d"), r"^Numero\D+\d");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert!(alike(&text, &folded));
        }

        #[test]
        fn a_word_that_is_there_is_contained(text in "[a-c ]{0,12}", word in "[a-c]{1,2}") {
            let by_words = text.split(' ').any(|part| part == word);
            prop_assert_eq!(has_word(&text, &word), by_words);
        }
    }
}
