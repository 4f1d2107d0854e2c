//! The gaps in a text of a template: `Hi {{1}}, your order {{order}} is ready`.

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    /// A gap, by what stands between its braces.
    Gap(&'a str),
}

/// The text taken apart. Braces around anything but a name are plain words.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut from, mut at) = (vec![], 0, 0);
    while let Some(start) = text[at..].find("{{").map(|found| at + found) {
        let inside = &text[start + 2..];
        let name = inside.find("}}").map(|end| &inside[..end]);
        match name.filter(|name| is_name(name.trim())) {
            Some(name) => {
                if from < start {
                    pieces.push(Piece::Words(&text[from..start]));
                }
                pieces.push(Piece::Gap(name.trim()));
                at = start + 2 + name.len() + 2;
                from = at;
            }
            // `{{{1}}` has a gap that begins one brace later.
            None => at = start + 1,
        }
    }
    if from < text.len() {
        pieces.push(Piece::Words(&text[from..]));
    }
    pieces
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The names of the gaps, each once: numbers in their order, names as they come.
pub(super) fn names(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = vec![];
    for piece in pieces(text) {
        if let Piece::Gap(name) = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    if names.iter().all(|name| number(name).is_some()) {
        names.sort_by_key(|name| number(name));
    }
    names
}

/// Which gap it is, of those that are numbered.
pub(super) fn number(name: &str) -> Option<u32> {
    name.parse().ok()
}

/// The text with each gap filled by what `value` says.
pub(super) fn filled<'a>(text: &'a str, value: impl Fn(&'a str) -> String) -> String {
    let piece = |piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Gap(name) => value(name),
    };
    pieces(text).into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_its_gaps_and_nowhere_else() {
        for (text, expected) in [
            ("", vec![]),
            ("hola", vec![Piece::Words("hola")]),
            ("{{1}}", vec![Piece::Gap("1")]),
            ("a{{ 1 }}b", vec![Piece::Words("a"), Piece::Gap("1"), Piece::Words("b")]),
            ("{{1}}{{nom_2}}", vec![Piece::Gap("1"), Piece::Gap("nom_2")]),
            ("{{{1}}}", vec![Piece::Words("{"), Piece::Gap("1"), Piece::Words("}")]),
            ("{{}} {{a b}} {{é}} {{1", vec![Piece::Words("{{}} {{a b}} {{é}} {{1")]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn gaps_are_named_once_numbers_by_their_order() {
        for (text, expected) in [
            ("{{2}} {{1}} {{2}} {{10}}", vec!["1", "2", "10"]),
            ("{{order}} {{name}} {{order}}", vec!["order", "name"]),
            ("{{b}} {{1}}", vec!["b", "1"]),
            ("none", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
