//! Several words on one line, with commas between; a word that has a comma in it stands in quotes.

/// The words of `text`, without the empty ones.
pub(super) fn read(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (vec![], String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // Twice, it is a quote that belongs to the word.
            '"' if quoted && letters.peek() == Some(&'"') => word.extend(letters.next()),
            '"' if quoted => quoted = false,
            '"' if word.trim().is_empty() => {
                word.clear();
                quoted = true;
            }
            ',' | '\n' if !quoted => words.push(std::mem::take(&mut word)),
            letter => word.push(letter),
        }
    }
    words.push(word);
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// `words` as [`read`] takes them.
pub(crate) fn write<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    let written = words.into_iter().map(|word| match word.contains([',', '\n', '"']) {
        true => format!("\"{}\"", word.replace('"', "\"\"")),
        false => word.clone(),
    });
    written.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_were_written_commas_and_quotes_included() {
        let words = ["factura", "no, gràcies", "és \"urgent\"", "a\nb", "\"x\", y"];
        let words = words.map(str::to_owned);
        assert_eq!(read(&write(&words)), words);
    }

    #[test]
    fn a_line_is_read_as_people_write_it() {
        for (line, words) in [
            ("factura, IVA,, cobro ", vec!["factura", "IVA", "cobro"]),
            ("\"no, gràcies\", adéu", vec!["no, gràcies", "adéu"]),
            ("un\ndos", vec!["un", "dos"]),
            ("pantalla de 24\" nova, cable", vec!["pantalla de 24\" nova", "cable"]),
            ("\"sense final, del tot", vec!["sense final, del tot"]),
            (" , ", vec![]),
        ] {
            assert_eq!(read(line), words, "{line}");
        }
    }
}
