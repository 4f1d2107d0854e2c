//! Message ids in the form of real ones. The layout is not documented by Meta and nobody should
//! parse it; real ids contain the phone number in this way, so that treating them as harmless shows.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Who wrote the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    Customer,
    Business,
}

/// A new id of a message between the business and the customer with these digits.
pub(crate) fn new(digits: &str, from: From) -> String {
    let (mark, random) = match from {
        From::Business => (0x11, hex::encode_upper(rand::random::<[u8; 9]>())),
        From::Customer => (0x12, hex::encode_upper(rand::random::<[u8; 10]>())),
    };
    let mut bytes = vec![0x1c, 0x18];
    push(&mut bytes, digits);
    bytes.extend([0x15, 0x02, 0x00, mark, 0x18]);
    push(&mut bytes, &random);
    bytes.push(0);
    format!("wamid.{}", STANDARD.encode(bytes))
}

/// The length in one byte, then the characters.
fn push(bytes: &mut Vec<u8>, text: &str) {
    let text = &text.as_bytes()[..text.len().min(usize::from(u8::MAX))];
    bytes.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
    bytes.extend_from_slice(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ids_differ_and_fit_what_was_seen_of_real_ones() {
        let (one, two) = (new("34600555001", From::Customer), new("34600555001", From::Customer));
        assert_ne!(one, two);
        assert!(one.starts_with("wamid.HBgLMzQ2MDA1NTUwMDEVAgASGB"), "{one}");
        assert!((48..=72).contains(&one.len()), "{}", one.len());
        assert!(new("34600555001", From::Business).contains("VAgARGB"));
    }
}
