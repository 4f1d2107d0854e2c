//! Brings a text down to the words it is made of: no case, accents, punctuation, repeated letters
//! ("Graciesss!!" is "gracies"), skin colours or apostrophes ("d'acord" is one word). An emoji is a
//! word of its own.

/// Question marks, and faces that don't look content.
const ASKING: [&str; 15] =
    ["?", "¿", "？", "؟", "⁇", "⁈", "⁉", "❓", "❔", ":(", ":-(", ":'(", ":/", ":-/", "):"];

/// Faces with a letter or digit in them, which are no words.
const FACES: [&str; 8] = [":D", ":-D", ";D", "=D", ":P", ":p", ":3", "<3"];

/// Whether somebody who writes `text` wants to hear something.
pub(super) fn asks(text: &str) -> bool {
    ASKING.iter().any(|sign| text.contains(sign))
}

/// The words of `text` in order.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain = FACES.iter().fold(text.to_owned(), |text, face| text.replace(face, " "));
    let mut words = vec![];
    let mut word = String::new();
    for char in plain.chars().flat_map(char::to_lowercase).filter(|&char| !is_trimming(char)) {
        if char.is_alphanumeric() {
            letters(char, &mut word);
            continue;
        }
        words.push(std::mem::take(&mut word));
        if !separates(char) {
            words.push(char.to_string());
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// Adds a lower-case letter or digit without its accent, unless the word ends with it already.
fn letters(char: char, word: &mut String) {
    let mut add = |letter: char| {
        if !word.ends_with(letter) {
            word.push(letter);
        }
    };
    match char {
        'à'..='å' | 'ā' | 'ă' | 'ą' => add('a'),
        'ç' | 'ć' | 'č' => add('c'),
        'è'..='ë' | 'ē' | 'ę' | 'ě' => add('e'),
        'ì'..='ï' | 'ī' | 'ı' => add('i'),
        'ñ' | 'ń' | 'ň' => add('n'),
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => add('o'),
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => add('u'),
        'ý' | 'ÿ' => add('y'),
        'ß' | 'ś' | 'š' | 'ş' => add('s'),
        'ź' | 'ż' | 'ž' => add('z'),
        'œ' => ['o', 'e'].into_iter().for_each(add),
        'æ' => ['a', 'e'].into_iter().for_each(add),
        plain => add(plain),
    }
}

/// What changes the look of its neighbours and says nothing by itself.
fn is_trimming(char: char) -> bool {
    matches!(char,
        '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '·'
        | '\u{300}'..='\u{36f}' // accents on their own
        | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' // joiners and marks of no width
        | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' // shapes and skin colours
        | '\u{2640}' | '\u{2642}' // a woman or a man, behind a joiner
    )
}

/// What stands between words: spaces and punctuation.
fn separates(char: char) -> bool {
    char.is_whitespace()
        || char.is_ascii()
        || matches!(char, '¡' | '«' | '»' | '\u{2010}'..='\u{206f}' | '\u{3000}'..='\u{303f}')
}
