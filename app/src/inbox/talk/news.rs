//! How far one of our messages got, as the live frames tell it.
//!
//! Whoever saves also publishes, after the save: the frames of one ticket may overtake each other by a
//! hair. What Meta said last is known by its rank, not by the order in which it comes here.

use desk::message::{Delivery, Progress};

use crate::inbox::said::Said;

/// Takes in how far `known` got: never back, except that a doubt ends in a new try. True if it was news.
pub(super) fn take_in(known: &mut Said, told: &Delivery) -> bool {
    let before = known.delivery.clone();
    let now = before.as_ref().map(|delivery| delivery.progress);
    let again = now == Some(Progress::Unconfirmed) && told.progress == Progress::Queued;
    if again || now.is_none_or(|now| now.may_become(told.progress)) {
        known.delivery = Some(told.clone());
    }
    before != known.delivery
}

/// Takes in how it looks by now. What was told of how far it got may be newer.
pub(super) fn renew(known: &mut Said, told: Said) {
    let before = known.delivery.take();
    *known = told;
    if let (Some(before), Some(told)) = (before, known.delivery.take()) {
        known.delivery = Some(before);
        take_in(known, &told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;

    fn said(progress: Progress) -> Said {
        samples::said("m1", 0, Some(progress))
    }

    fn after(known: Progress, told: &[Progress]) -> Option<Progress> {
        let mut said = said(known);
        told.iter().for_each(|progress| _ = take_in(&mut said, &Delivery::at(*progress)));
        said.delivery.map(|delivery| delivery.progress)
    }

    #[test]
    fn a_tick_does_not_go_back_when_frames_overtake_each_other() {
        let late = [Progress::Delivered, Progress::Sent];
        assert_eq!(after(Progress::Accepted, &late), Some(Progress::Delivered));
        assert_eq!(
            after(Progress::Sent, &[Progress::Read, Progress::Failed]),
            Some(Progress::Read)
        );
    }

    #[test]
    fn only_a_doubt_becomes_queued_again() {
        assert_eq!(after(Progress::Unconfirmed, &[Progress::Queued]), Some(Progress::Queued));
        let overtaken = [Progress::Accepted, Progress::Queued];
        assert_eq!(after(Progress::Unconfirmed, &overtaken), Some(Progress::Accepted));
    }

    #[test]
    fn old_news_is_no_reason_to_draw_again() {
        let mut known = said(Progress::Read);
        assert!(!take_in(&mut known, &Delivery::at(Progress::Delivered)));
        assert!(take_in(&mut said(Progress::Sent), &Delivery::at(Progress::Delivered)));
    }

    #[test]
    fn what_looks_different_by_now_takes_nothing_back_of_how_far_it_got() {
        for (known, told, expected) in [
            (Progress::Delivered, Progress::Sent, Progress::Delivered),
            (Progress::Sent, Progress::Failed, Progress::Failed),
        ] {
            let mut said = said(known);
            let inside = "<p>Ho mirem ara.</p>".to_owned();
            renew(&mut said, Said { inside: inside.clone(), ..self::said(told) });
            assert_eq!(said.inside, inside);
            assert_eq!(said.delivery.map(|delivery| delivery.progress), Some(expected));
        }
        let mut theirs = samples::said("m2", 0, None);
        renew(&mut theirs, samples::said("m2", 0, None));
        assert_eq!(theirs.delivery, None);
    }
}
