//! What a browser's headers say about a packed file (RFC 9110, §12.5.3 and §13.1.2), for
//! the two encodings we have. Qualities only tell yes from no: of what a browser accepts
//! we send the smallest.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The value of `Content-Encoding`.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Brotli => Some("br"),
            Encoding::Gzip => Some("gzip"),
            Encoding::Identity => None,
        }
    }

    /// What tells the entity tags of one file's encodings apart.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Encoding::Brotli => "-br",
            Encoding::Gzip => "-gz",
            Encoding::Identity => "",
        }
    }
}

/// The smallest encoding that we have and these `Accept-Encoding` values allow.
pub(super) fn preferred<'a>(
    accepted: impl Iterator<Item = &'a str>,
    brotli: bool,
    gzip: bool,
) -> Encoding {
    let offers: Vec<(&str, bool)> =
        accepted.flat_map(|value| value.split(',')).map(offer).collect();
    let accepts = |name: &str| {
        let by = |wanted: &str| {
            offers
                .iter()
                .find(|(coding, _)| coding.eq_ignore_ascii_case(wanted))
                .map(|(_, wanted)| *wanted)
        };
        by(name).or_else(|| by("*")).unwrap_or(false)
    };
    match () {
        () if brotli && accepts("br") => Encoding::Brotli,
        () if gzip && accepts("gzip") => Encoding::Gzip,
        () => Encoding::Identity,
    }
}

/// `br;q=0.5` is `br`, wanted; `br;q=0` is `br`, not wanted.
fn offer(text: &str) -> (&str, bool) {
    let (coding, parameters) = text.split_once(';').unwrap_or((text, ""));
    let quality =
        parameters.trim().strip_prefix("q=").and_then(|quality| quality.trim().parse::<f32>().ok());
    (coding.trim(), quality.is_none_or(|quality| quality > 0.0))
}

/// Whether an `If-None-Match` value names this entity tag; the comparison is the weak one.
pub(super) fn matches(if_none_match: &str, etag: &str) -> bool {
    let mut tags = if_none_match.split(',').map(str::trim);
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accepted: &str) -> Encoding {
        preferred([accepted].into_iter(), true, true)
    }

    #[test]
    fn the_smallest_accepted_encoding_is_chosen() {
        assert_eq!(chosen("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(chosen("gzip, deflate"), Encoding::Gzip);
        assert_eq!(chosen("deflate"), Encoding::Identity);
        assert_eq!(chosen(""), Encoding::Identity);
        assert_eq!(chosen("*"), Encoding::Brotli);
        assert_eq!(chosen("GZIP;q=0.5"), Encoding::Gzip);
    }

    #[test]
    fn a_quality_of_zero_refuses() {
        assert_eq!(chosen("br;q=0, gzip;q=0.1"), Encoding::Gzip);
        assert_eq!(chosen("*, br; q=0.000"), Encoding::Gzip);
        assert_eq!(chosen("*;q=0, br"), Encoding::Brotli);
        assert_eq!(chosen("br;q=0, *;q=0"), Encoding::Identity);
    }

    #[test]
    fn what_we_lack_is_never_chosen() {
        assert_eq!(preferred(["br, gzip"].into_iter(), false, true), Encoding::Gzip);
        assert_eq!(preferred(["br, gzip"].into_iter(), false, false), Encoding::Identity);
    }

    #[test]
    fn tags_match_in_lists_weak_or_strong() {
        assert!(matches("\"other\", W/\"1-br\"", "\"1-br\""));
        assert!(matches("*", "\"1-br\""));
        assert!(!matches("\"1\"", "\"1-br\""));
    }
}
