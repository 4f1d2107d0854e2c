//! Which part of a file is asked for (RFC 9110, §14). Several parts at once are answered by all of it,
//! which is allowed.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    All,
    /// Both ends are part of it.
    Part {
        first: u64,
        last: u64,
    },
    /// It lies behind the end.
    Nothing,
}

impl Range {
    /// Of a file of that size. What can't be read is as if nothing was asked.
    pub(super) fn of(header: Option<&str>, size: u64) -> Self {
        let spec = header.and_then(|header| header.trim().strip_prefix("bytes="));
        let ends = spec.filter(|spec| !spec.contains(',')).and_then(|spec| spec.split_once('-'));
        let Some((from, to)) = ends.map(|(from, to)| (from.trim(), to.trim())) else {
            return Range::All;
        };
        if from.is_empty() {
            return match whole(to) {
                Some(0) => Range::Nothing,
                Some(_) if size == 0 => Range::Nothing,
                Some(tail) => Range::Part { first: size.saturating_sub(tail), last: size - 1 },
                None => Range::All,
            };
        }
        match (whole(from), to.is_empty(), whole(to)) {
            (Some(first), _, Some(last)) if last < first => Range::All,
            (Some(first), true, _) | (Some(first), _, Some(_)) if first >= size => Range::Nothing,
            (Some(first), true, _) => Range::Part { first, last: size - 1 },
            (Some(first), _, Some(last)) => Range::Part { first, last: last.min(size - 1) },
            _ => Range::All,
        }
    }
}

/// Digits alone: a sign is none. More of them than fit are as far as can be.
fn whole(text: &str) -> Option<u64> {
    let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_the_header_says_within_what_there_is() {
        let part = |first, last| Range::Part { first, last };
        for (header, range) in [
            ("bytes=0-", part(0, 99)),
            ("bytes=0-0", part(0, 0)),
            ("bytes=10-19", part(10, 19)),
            ("bytes=90-200", part(90, 99)),
            ("bytes=99-", part(99, 99)),
            ("bytes=-10", part(90, 99)),
            ("bytes=-1000", part(0, 99)),
            (" bytes= 5 - 6 ", part(5, 6)),
            ("bytes=0-99999999999999999999999", part(0, 99)),
            ("bytes=100-", Range::Nothing),
            ("bytes=100-200", Range::Nothing),
            ("bytes=99999999999999999999999-", Range::Nothing),
            ("bytes=-0", Range::Nothing),
            ("bytes=20-10", Range::All),
            ("bytes=0-1,5-6", Range::All),
            ("bytes=a-b", Range::All),
            ("bytes=+1-2", Range::All),
            ("bytes=1-x", Range::All),
            ("bytes=--1", Range::All),
            ("bytes=-", Range::All),
            ("bytes=", Range::All),
            ("lines=0-1", Range::All),
            ("", Range::All),
        ] {
            assert_eq!(Range::of(Some(header), 100), range, "{header}");
        }
        assert_eq!(Range::of(None, 100), Range::All);
    }

    #[test]
    fn of_an_empty_file_there_is_no_part() {
        for header in ["bytes=0-", "bytes=0-0", "bytes=-1"] {
            assert_eq!(Range::of(Some(header), 0), Range::Nothing, "{header}");
        }
        assert_eq!(Range::of(None, 0), Range::All);
    }
}
