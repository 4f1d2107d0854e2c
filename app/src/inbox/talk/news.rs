//! How far one of our messages got, as the live frames tell it.
//!
//! Whoever saves also publishes, after the save: the frames of one ticket may overtake each other by a
//! hair. What Meta said last is known by its rank, not by the order in which it comes here.

use desk::message::{Message, Progress};

use crate::live::Tick;

/// Takes in what `tick` tells of `known`: never back, except that a doubt ends in a new try. True if it
/// was news.
pub(super) fn take_in(known: &mut Message, tick: &Tick) -> bool {
    let before = (known.delivery.clone(), known.external.clone());
    let now = known.delivery.as_ref().map(|delivery| delivery.progress);
    let next = tick.delivery.progress;
    let again = now == Some(Progress::Unconfirmed) && next == Progress::Queued;
    if again || now.is_none_or(|now| now.may_become(next)) {
        known.delivery = Some(tick.delivery.clone());
    }
    known.external = known.external.take().or_else(|| tick.external.clone());
    before != (known.delivery.clone(), known.external.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;
    use desk::message::Delivery;

    fn tick(progress: Progress, external: Option<&str>) -> Tick {
        let external = external.map(str::to_owned);
        Tick { message: "m1".into(), delivery: Delivery::at(progress), external }
    }

    fn after(known: Progress, ticks: &[Tick]) -> Message {
        let mut message = samples::reply("m1", 0, known);
        ticks.iter().for_each(|tick| _ = take_in(&mut message, tick));
        message
    }

    fn progress(message: &Message) -> Option<Progress> {
        message.delivery.as_ref().map(|delivery| delivery.progress)
    }

    #[test]
    fn a_tick_does_not_go_back_when_frames_overtake_each_other() {
        let late = [tick(Progress::Delivered, None), tick(Progress::Sent, None)];
        assert_eq!(progress(&after(Progress::Accepted, &late)), Some(Progress::Delivered));
        let failed = [tick(Progress::Read, None), tick(Progress::Failed, None)];
        assert_eq!(progress(&after(Progress::Sent, &failed)), Some(Progress::Read));
    }

    #[test]
    fn a_frame_that_comes_late_still_brings_metas_id() {
        let late = [tick(Progress::Sent, None), tick(Progress::Accepted, Some("wamid.1"))];
        let message = after(Progress::Queued, &late);
        assert_eq!(progress(&message), Some(Progress::Sent));
        assert_eq!(message.external.as_deref(), Some("wamid.1"));
    }

    #[test]
    fn only_a_doubt_becomes_queued_again() {
        let again = after(Progress::Unconfirmed, &[tick(Progress::Queued, None)]);
        assert_eq!(progress(&again), Some(Progress::Queued));
        let overtaken = [tick(Progress::Accepted, None), tick(Progress::Queued, None)];
        assert_eq!(progress(&after(Progress::Unconfirmed, &overtaken)), Some(Progress::Accepted));
    }

    #[test]
    fn old_news_is_no_reason_to_draw_again() {
        let mut message = samples::reply("m1", 0, Progress::Read);
        assert!(!take_in(&mut message, &tick(Progress::Delivered, None)));
        assert!(take_in(&mut message, &tick(Progress::Delivered, Some("wamid.1"))));
    }
}
