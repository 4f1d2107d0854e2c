//! Stretches of minutes, counted from a midnight: what they make together, and what a closure
//! leaves of them.

use std::ops::Range;

/// Minutes from a day's first midnight; those from 1440 on lie in the day after.
pub(super) type Stretch = Range<u16>;

/// The same minutes in order, with what overlaps or touches as one stretch.
pub(super) fn merged(stretches: impl IntoIterator<Item = Stretch>) -> Vec<Stretch> {
    let mut sorted: Vec<Stretch> = stretches.into_iter().collect();
    sorted.sort_by_key(|stretch| stretch.start);
    let mut merged: Vec<Stretch> = Vec::with_capacity(sorted.len());
    for stretch in sorted {
        match merged.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => merged.push(stretch),
        }
    }
    merged
}

/// What is left of `stretches` outside `closed`.
pub(super) fn without(
    stretches: Vec<Stretch>,
    closed: impl IntoIterator<Item = Stretch>,
) -> Vec<Stretch> {
    closed.into_iter().fold(stretches, |left, cut| {
        let parts = left.into_iter().flat_map(|stretch| {
            [stretch.start..stretch.end.min(cut.start), stretch.start.max(cut.end)..stretch.end]
        });
        parts.filter(|part| !part.is_empty()).collect()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minutes(stretches: &[Stretch]) -> Vec<u16> {
        (0..200).filter(|minute| stretches.iter().any(|stretch| stretch.contains(minute))).collect()
    }

    fn stretches() -> impl Strategy<Value = Vec<Stretch>> {
        let stretch = (0u16..150, 1u16..50).prop_map(|(start, minutes)| start..start + minutes);
        proptest::collection::vec(stretch, 0..6)
    }

    proptest! {
        #[test]
        fn merging_keeps_every_minute_and_leaves_gaps_between(all in stretches()) {
            let merged = merged(all.clone());
            prop_assert_eq!(minutes(&merged), minutes(&all));
            prop_assert!(merged.windows(2).all(|pair| pair[0].end < pair[1].start));
        }

        #[test]
        fn what_is_left_is_open_and_not_closed(open in stretches(), closed in stretches()) {
            let left = without(merged(open.clone()), closed.clone());
            let closed = minutes(&closed);
            let mut expected = minutes(&open);
            expected.retain(|minute| !closed.contains(minute));
            prop_assert_eq!(minutes(&left), expected);
        }
    }
}
