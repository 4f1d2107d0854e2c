//! JSON in Meta's spelling: everything outside ASCII as `\uXXXX` with lower-case digits, `/` as
//! `\/` (Graph API, "Webhooks: getting started"). The signature is over these very bytes.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

pub(super) fn to_vec(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Escaping))?;
    Ok(bytes)
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> Result<()> {
        for character in fragment.chars() {
            match character {
                '/' => writer.write_all(b"\\/")?,
                ascii if ascii.is_ascii() => writer.write_all(&[ascii as u8])?,
                other => {
                    for unit in other.encode_utf16(&mut [0; 2]) {
                        write!(writer, "\\u{unit:04x}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_outside_ascii_is_escaped_in_lower_case_and_so_is_the_slash() {
        let bytes = to_vec(&"äöå Ñ 👍 https://a.b/c \"\n\\").expect("JSON");
        assert_eq!(
            String::from_utf8(bytes).expect("ASCII"),
            r#""\u00e4\u00f6\u00e5 \u00d1 \ud83d\udc4d https:\/\/a.b\/c \"\n\\""#
        );
    }

    #[test]
    fn what_was_escaped_reads_back_the_same() {
        let text = "El·lipsi… ¿qué? / 🚲\u{7f}\u{1}";
        let read: String = serde_json::from_slice(&to_vec(&text).expect("JSON")).expect("text");
        assert_eq!(read, text);
    }
}
