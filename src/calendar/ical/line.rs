//! The lines of an iCalendar file (RFC 5545 §3.1): unfolded, and taken apart into name, parameters
//! and value.

/// A content line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins in the file, from 1.
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    /// By name in capitals; quotes are taken off.
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

impl Line {
    /// `NAME;PARAMETER=value;PARAMETER="value":value`.
    fn read(number: usize, text: &str) -> Option<Self> {
        let (head, value) = text.split_once(unquoted(':'))?;
        let mut parts = head.split(unquoted(';'));
        let name = parts.next().filter(|name| is_a_name(name))?.to_ascii_uppercase();
        let parameters = parts.map(|part| {
            let (name, value) = part.split_once('=').filter(|(name, _)| is_a_name(name))?;
            Some((name.to_ascii_uppercase(), value.trim_matches('"').to_owned()))
        });
        let parameters = parameters.collect::<Option<_>>()?;
        Some(Self { number, name, parameters, value: value.to_owned() })
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let named = self.parameters.iter().find(|(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// The value as text on one line, with what was escaped as itself (§3.3.11).
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next() {
                    Some('n' | 'N') => text.push(' '),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                plain => text.push(plain),
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Every line of `file`, or the number of one that can't be taken apart. Folds may cut a letter in
/// two, so they are undone before the bytes are read as text; lines may end without a carriage
/// return.
pub(super) fn lines(file: &[u8]) -> impl Iterator<Item = Result<Line, usize>> {
    let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
    let mut unfolded: Vec<(usize, Vec<u8>)> = vec![];
    for (index, bytes) in file.split(|byte| *byte == b'\n').enumerate() {
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        match (bytes, unfolded.last_mut()) {
            ([b' ' | b'\t', rest @ ..], Some((_, line))) => line.extend_from_slice(rest),
            ([], _) => {}
            _ => unfolded.push((index + 1, bytes.to_vec())),
        }
    }
    unfolded
        .into_iter()
        .map(|(number, bytes)| Line::read(number, &String::from_utf8_lossy(&bytes)).ok_or(number))
}

/// Finds `wanted` outside of quotes.
fn unquoted(wanted: char) -> impl FnMut(char) -> bool {
    let mut quoted = false;
    move |character| {
        quoted ^= character == '"';
        character == wanted && !quoted
    }
}

fn is_a_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
