//! Any history, any ticks: what must hold of every clock.

use std::collections::HashSet;

use proptest::prelude::*;

use super::hours::EverySecondHour;
use super::teller::{Step, Teller, step, steps, told};
use super::*;
use crate::calendar::Hours;
use crate::ticket::Status;

fn hours(working: bool) -> &'static dyn Hours {
    if working { &EverySecondHour } else { &Always }
}

proptest! {
    #[test]
    fn a_record_folded_step_by_step_and_saved_in_between_equals_the_record_of_the_whole_history(
        steps in steps(), cut in 0usize..30
    ) {
        let story = told(&steps).story;
        let mut record = Record::default();
        for (count, event) in story.events.iter().enumerate() {
            record.apply(event);
            prop_assert_eq!(&record, &Record::of(&story.events[..=count]));
            if count == cut {
                let saved = serde_json::to_string(&record).expect("a record serialises");
                record = serde_json::from_str(&saved).expect("and parses");
            }
            let pauses = record.pauses();
            let forward = |pause: &Pause| pause.until.is_none_or(|end| pause.from <= end);
            prop_assert!(pauses.iter().all(forward));
            let in_order = |two: &[Pause]| two[0].until.is_some_and(|end| end <= two[1].from);
            prop_assert!(pauses.windows(2).all(in_order));
        }
        prop_assert_eq!(record, story.record());
    }

    #[test]
    fn a_longer_target_is_never_due_earlier(
        steps in steps(), short in 1u32..300, more in 0u32..300, wait in 0i64..600, working: bool
    ) {
        let teller = told(&steps);
        let (record, now) = (teller.story.record(), at(teller.now + wait));
        let stand = |minutes| {
            clocks(&record, &policy([minutes; 4]), Priority::Normal, hours(working), now)
        };
        let (shorter, longer) = (stand(short), stand(short + more));
        for (kind, long) in longer.iter() {
            if let Some(due) = long.state.due() {
                let clock = shorter.of(kind).expect("the same clock");
                let earlier = clock.state.due().expect("due as well");
                prop_assert!(earlier <= due);
            }
            let late = |clock: &Clock| matches!(clock.state, State::Breached { .. });
            prop_assert!(!late(long) || shorter.of(kind).is_some_and(late));
        }
    }

    #[test]
    fn a_pause_never_shortens_the_time_there_is(
        steps in steps(), minutes in 1u32..400, wait in 0i64..600, working: bool
    ) {
        let teller = told(&steps);
        let (record, now) = (teller.story.record(), at(teller.now + wait));
        let stand = |pauses| {
            let policy = Policy { pauses, ..policy([minutes; 4]) };
            clocks(&record, &policy, Priority::Normal, hours(working), now)
        };
        let (paused, running) = (stand(true), stand(false));
        for (kind, pausing) in paused.iter() {
            let straight = running.of(kind).expect("the same clock");
            prop_assert!(pausing.elapsed() <= straight.elapsed());
            if let (Some(later), Some(due)) = (pausing.state.due(), straight.state.due()) {
                prop_assert!(later >= due);
            }
        }
    }

    #[test]
    fn every_mark_fires_at_most_once_and_surely_once_time_has_passed_it(
        steps in proptest::collection::vec(((1i64..60, step()), any::<bool>()), 0..25),
        targets in proptest::array::uniform4(0u32..200), working: bool
    ) {
        let (policy, hours) = (policy(targets), hours(working));
        let (mut teller, mut record, mut told) = (Teller::new(), Record::default(), HashSet::new());
        let mut folded = 0;
        let far = ((100_000, Step::CustomerReacts), true);
        for (step, ticks) in steps.into_iter().chain([far]) {
            teller.tell(step);
            teller.story.events[folded..].iter().for_each(|event| record.apply(event));
            folded = teller.story.events.len();
            if !ticks {
                continue;
            }
            let now = at(teller.now);
            for fired in fired(&record, &policy, Priority::Normal, hours, now) {
                let mark = match &fired {
                    Fired::Warned(each) => (each.clock, each.started, Mark::Warning(each.percent)),
                    Fired::Breached(each) => (each.clock, each.started, Mark::Breach),
                };
                prop_assert!(told.insert(mark), "{mark:?} twice");
                record.note(&fired);
            }
            prop_assert_eq!(fired(&record, &policy, Priority::Normal, hours, now), []);
            let next = next_deadline(&record, &policy, Priority::Normal, hours);
            prop_assert!(next.is_none_or(|(due, ..)| due > now));
        }
        let clocks = clocks(&record, &policy, Priority::Normal, hours, at(teller.now));
        for (kind, clock) in clocks.iter() {
            let State::Breached { at, .. } = clock.state else { continue };
            prop_assert!(told.contains(&(kind, clock.started, Mark::Breach)));
            let paused = record.pauses().last().is_some_and(|pause| pause.until.is_none());
            let warns = at.is_none() && !(paused && kind >= ClockKind::FirstResolution);
            let is_told = |percent| told.contains(&(kind, clock.started, Mark::Warning(percent)));
            prop_assert!(!warns || USUAL_WARNINGS.into_iter().all(is_told));
        }
    }

    #[test]
    fn no_change_of_policy_removes_a_breach(
        steps in steps(), minutes in 1u32..200, next in proptest::array::uniform4(0u32..900)
    ) {
        // SLA-10
        let teller = told(&steps);
        let mut record = teller.story.record();
        let strict = policy([minutes; 4]);
        for fired in fired(&record, &strict, Priority::Normal, &Always, at(teller.now)) {
            record.note(&fired);
        }
        let before = record.breaches().to_vec();
        let mild = Policy { version: 2, ..policy(next) };
        record.applied(&mild.applied(Priority::Normal), at(teller.now));
        for fired in fired(&record, &mild, Priority::Normal, &Always, at(teller.now + 9_000)) {
            record.note(&fired);
        }
        let after = clocks(&record, &mild, Priority::Normal, &Always, at(teller.now + 9_000));
        prop_assert!(after.breaches.starts_with(&before));
        for breach in before {
            prop_assert!(after.breached_under(breach.clock).is_some());
        }
    }

    #[test]
    fn a_failed_answer_leaves_no_trace_in_the_reply_clocks(
        steps in steps(), which in 0usize..25, wait in 0i64..90, reactions: bool
    ) {
        let mut teller = told(&steps);
        prop_assume!(!teller.answers.is_empty());
        let answer = teller.answers[which % teller.answers.len()].clone();
        let speaks_of_it = |event: &Event| match &event.change {
            Change::Replied { message } => message.id == answer.id,
            Change::Delivery { message, .. } => *message == answer.id,
            _ => false,
        };
        teller.story.events.retain(|event| !matches!(&event.change,
            Change::Delivery { message, .. } if *message == answer.id));
        let mut never = teller.story.clone();
        never.events.retain(|event| !speaks_of_it(event));
        let failed = teller.story.fails(minute(answer.sent_at), teller.now + 1);
        let policy = Policy { reaction_answers: reactions, ..policy([60, 30, 0, 0]) };
        for clock in [ClockKind::FirstResponse, ClockKind::NextResponse] {
            let now = teller.now + 1 + wait;
            let stands = |story| stands(story, &policy, clock, now);
            prop_assert_eq!(stands(&failed), stands(&never), "{:?}", clock);
        }
    }

    #[test]
    fn the_clocks_stand_still_exactly_while_the_ticket_waits(steps in steps()) {
        // SLA-6, SLA-7
        let endless = policy([0, 0, 0, LONGEST_TARGET]);
        let (mut teller, mut paused) = (Teller::new(), false);
        // A reaction or a failed answer makes a ticket wait, but no clock.
        let plain = |(_, step): &(i64, Step)| !matches!(step, Step::Reacts | Step::Fails(_));
        for step in steps.into_iter().filter(plain) {
            teller.tell(step);
            let found = stands(&teller.story, &endless, ClockKind::TotalResolution, teller.now);
            paused = match teller.ticket.status {
                Status::Open | Status::Resolved => false,
                Status::Waiting => true,
                Status::Snoozed => paused,
            };
            let resolved = teller.ticket.status == Status::Resolved;
            prop_assert_eq!(matches!(found, Shown::Paused { .. }), paused, "{:?}", found);
            prop_assert_eq!(matches!(found, Shown::Met { .. }), resolved, "{:?}", found);
        }
    }
}
