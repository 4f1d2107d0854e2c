//! A secret among the settings, which nothing prints by accident.

use std::fmt;

/// Never empty.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The secret of that setting, without the line end that a file leaves; none if it is empty.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_itself_to_nobody_and_an_empty_one_is_none() {
        let secret = Secret::of("open sesame\n").expect("a secret");
        assert_eq!(secret.bytes(), b"open sesame");
        assert!(!format!("{secret:?}").contains("sesame"));
        assert!(Secret::of("").is_none() && Secret::of("\n").is_none());
    }
}
