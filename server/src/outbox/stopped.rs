//! The numbers that are stopped, and when each is tried with one message: after a minute, then less
//! and less often. At the start of the product at once: somebody may have mended it meanwhile.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use desk::ids::NumberId;
use desk::outlet::Outlet;

/// The pause before the first try …
const FIRST: Duration = Duration::from_secs(60);
/// … and the longest.
const LONGEST: Duration = Duration::from_secs(15 * 60);

#[derive(Default)]
pub(super) struct Stopped {
    numbers: BTreeMap<NumberId, Probe>,
    /// Whether what the store says was heard before.
    begun: bool,
}

struct Probe {
    next: Instant,
    pause: Duration,
}

impl Stopped {
    /// Takes in what the store says, and logs what is new: once for each stop.
    pub(super) fn hear(&mut self, outlets: &[Outlet], now: Instant) {
        let is_stopped = |number: &NumberId| {
            outlets.iter().any(|outlet| outlet.number == *number && outlet.stop.is_some())
        };
        self.numbers.retain(|number, _| {
            let stays = is_stopped(number);
            if !stays {
                tracing::info!(%number, "the number sends again");
            }
            stays
        });
        for outlet in outlets {
            let Some(stop) = &outlet.stop else { continue };
            let number = &outlet.number;
            if !self.numbers.contains_key(number) {
                let (why, code) = (stop.trouble.word(), stop.code);
                tracing::error!(%number, why, code, "Meta lets the number send nothing: it is stopped");
                let next = if self.begun { now + FIRST } else { now };
                self.numbers.insert(number.clone(), Probe { next, pause: FIRST });
            }
        }
        self.begun = true;
        metrics::gauge!("bustia_numbers_stopped").set(self.numbers.len() as f64);
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = &NumberId> {
        self.numbers.keys()
    }

    /// The numbers with the moment of their next try.
    pub(super) fn tries(&self) -> impl Iterator<Item = (&NumberId, Instant)> {
        self.numbers.iter().map(|(number, probe)| (number, probe.next))
    }

    /// The numbers to be tried now; the next time it is after a longer pause.
    pub(super) fn due(&mut self, now: Instant) -> Vec<NumberId> {
        let due = self.numbers.iter_mut().filter(|(_, probe)| probe.next <= now);
        due.map(|(number, probe)| {
            probe.next = now + probe.pause;
            probe.pause = (2 * probe.pause).min(LONGEST);
            number.clone()
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use desk::message::Trouble;
    use desk::outlet::Stop;

    use super::*;

    fn outlet(number: &str, stopped: bool) -> Outlet {
        let stop = Stop {
            trouble: Trouble::Token,
            code: 190,
            reason: "expired".into(),
            since: DateTime::UNIX_EPOCH,
        };
        Outlet { number: number.into(), rate: None, stop: stopped.then_some(stop) }
    }

    /// The seconds at which the number is tried within an hour.
    fn tries(stopped: &mut Stopped, start: Instant) -> Vec<u64> {
        let at = |second: &u64| start + Duration::from_secs(*second);
        (0..3_600).filter(|second| !stopped.due(at(second)).is_empty()).collect()
    }

    #[test]
    fn a_stopped_number_is_tried_after_a_minute_and_less_often_from_then_on() {
        let (mut stopped, now) = (Stopped::default(), Instant::now());
        stopped.hear(&[], now);
        stopped.hear(&[outlet("1", true), outlet("2", false)], now);
        assert_eq!(tries(&mut stopped, now), [60, 120, 240, 480, 960, 1_860, 2_760]);
    }

    #[test]
    fn a_start_tries_at_once_what_was_stopped_before() {
        let (mut stopped, now) = (Stopped::default(), Instant::now());
        stopped.hear(&[outlet("1", true)], now);
        assert_eq!(tries(&mut stopped, now)[..2], [0, 60]);
    }

    #[test]
    fn a_number_that_sends_again_is_tried_no_more() {
        let (mut stopped, now) = (Stopped::default(), Instant::now());
        stopped.hear(&[outlet("1", true)], now);
        stopped.hear(&[outlet("1", false)], now);
        assert_eq!(stopped.numbers().count(), 0);
        assert_eq!(tries(&mut stopped, now), Vec::<u64>::new());
    }
}
