//! Numbers as each language groups them.

use super::Language;

impl Language {
    /// A count: `1.042` in Catalan, `1042` and `10.042` in Spanish (no point in four digits),
    /// `1,042` in English.
    pub(crate) fn count(self, count: u64) -> String {
        let digits = count.to_string();
        let mark = self.pick(".", ".", ",");
        if digits.len() < 4 || (self == Language::Spanish && digits.len() == 4) {
            return digits;
        }
        let first = digits.len() % 3;
        let mut out = digits[..first].to_owned();
        for group in digits.as_bytes()[first..].chunks(3) {
            if !out.is_empty() {
                out.push_str(mark);
            }
            out.extend(group.iter().map(|digit| char::from(*digit)));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_as_each_language_does() {
        assert_eq!(Language::Catalan.count(1042), "1.042");
        assert_eq!(Language::Spanish.count(1042), "1042");
        assert_eq!(Language::Spanish.count(10_042), "10.042");
        assert_eq!(Language::English.count(1_234_567), "1,234,567");
        assert_eq!(Language::English.count(999), "999");
    }

    #[test]
    fn one_is_singular_and_nothing_else_is() {
        assert_eq!(Language::Catalan.new_messages(1), "1 missatge nou");
        assert_eq!(Language::Catalan.new_messages(0), "0 missatges nous");
        assert_eq!(Language::English.new_messages(2000), "2,000 new messages");
    }
}
