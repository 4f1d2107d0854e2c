//! How far one of our messages got, as the live frames tell it.
//!
//! Whoever saves also publishes, after the save: the frames of one ticket may overtake each other by a
//! hair. What Meta said last is known by its rank, not by the order in which it comes here.

use desk::ids::MessageId;
use desk::message::{Delivery, Message, Progress};
use desk::ticket::Change;

/// The message that `change` is news of; none for what is no news of a delivery.
pub(super) fn about(change: &Change) -> Option<&MessageId> {
    match change {
        Change::Delivery { message, .. } | Change::Resent { message } => Some(message),
        _ => None,
    }
}

/// Takes in what `change` tells of `known`: never back, except that a doubt ends in a new try.
/// True if it was news.
pub(super) fn take_in(known: &mut Message, change: &Change) -> bool {
    let before = (known.delivery.clone(), known.external.clone());
    let now = known.delivery.as_ref().map(|delivery| delivery.progress);
    match change {
        Change::Delivery { delivery, external, .. } => {
            if now.is_none_or(|now| now.may_become(delivery.progress)) {
                known.delivery = Some(delivery.clone());
            }
            known.external = known.external.take().or_else(|| external.clone());
        }
        Change::Resent { .. } if now == Some(Progress::Unconfirmed) => {
            known.delivery = Some(Delivery::at(Progress::Queued));
        }
        _ => {}
    }
    before != (known.delivery.clone(), known.external.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;

    fn delivery(progress: Progress, external: Option<&str>) -> Change {
        Change::Delivery {
            message: "m1".into(),
            delivery: Delivery::at(progress),
            external: external.map(str::to_owned),
        }
    }

    fn after(known: Progress, changes: &[Change]) -> Message {
        let mut message = samples::reply("m1", 0, known);
        changes.iter().for_each(|change| _ = take_in(&mut message, change));
        message
    }

    fn progress(message: &Message) -> Option<Progress> {
        message.delivery.as_ref().map(|delivery| delivery.progress)
    }

    #[test]
    fn a_tick_does_not_go_back_when_frames_overtake_each_other() {
        let late = [delivery(Progress::Delivered, None), delivery(Progress::Sent, None)];
        assert_eq!(progress(&after(Progress::Accepted, &late)), Some(Progress::Delivered));
        let failed = [delivery(Progress::Read, None), delivery(Progress::Failed, None)];
        assert_eq!(progress(&after(Progress::Sent, &failed)), Some(Progress::Read));
    }

    #[test]
    fn a_frame_that_comes_late_still_brings_metas_id() {
        let late = [delivery(Progress::Sent, None), delivery(Progress::Accepted, Some("wamid.1"))];
        let message = after(Progress::Queued, &late);
        assert_eq!(progress(&message), Some(Progress::Sent));
        assert_eq!(message.external.as_deref(), Some("wamid.1"));
    }

    #[test]
    fn only_a_doubt_becomes_queued_again() {
        let resent = Change::Resent { message: "m1".into() };
        let again = after(Progress::Unconfirmed, std::slice::from_ref(&resent));
        assert_eq!(progress(&again), Some(Progress::Queued));
        let overtaken = [delivery(Progress::Accepted, None), resent];
        assert_eq!(progress(&after(Progress::Unconfirmed, &overtaken)), Some(Progress::Accepted));
    }

    #[test]
    fn old_news_is_no_reason_to_draw_again() {
        let mut message = samples::reply("m1", 0, Progress::Read);
        assert!(!take_in(&mut message, &delivery(Progress::Delivered, None)));
        assert!(take_in(&mut message, &delivery(Progress::Delivered, Some("wamid.1"))));
    }
}
