//! Who is told of a clock that nears its end, and until when.

use futures::executor::block_on;

use super::answering::{ada, rulebook};
use super::*;
use crate::alarms::Cause;

/// A desk whose first answers may take an hour, with such warnings.
async fn warning_at(warnings: &[u8]) -> Setting {
    let it = setting();
    let mut book = rulebook();
    book.policies[0].warnings = warnings.to_vec();
    it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("without a slip");
    it.receive(&[text("m1", "34600", 0)]).await;
    it
}

impl Setting {
    /// The causes of the administrator's alarms, so many minutes later.
    async fn alarms_after(&self, minutes: i64) -> Vec<Cause> {
        self.clock.advance(Duration::minutes(minutes));
        self.desk.keep_time(&Actor::Clock).await.expect("kept");
        let alarms = self.desk.alarms_of(&ada()).expect("allowed");
        alarms.into_iter().map(|alarm| alarm.cause).collect()
    }

    fn alarmed(&self) -> Option<Vec<crate::ids::PersonId>> {
        self.live.shown().last().and_then(|update| update.alarmed.clone())
    }
}

#[test]
fn the_last_warning_is_an_alarm_however_early_a_policy_gives_it() {
    let table: [(&[u8], i64, Option<u8>); 5] = [
        (&[50, 80, 95], 30, None),
        (&[50, 80, 95], 48, Some(80)),
        (&[50], 30, Some(50)),
        (&[20, 60], 12, None),
        (&[95], 57, Some(95)),
    ];
    for (warnings, minutes, expected) in table {
        block_on(async {
            let it = warning_at(warnings).await;
            let told = it.alarms_after(minutes).await;
            let percents = told.iter().map(|cause| match cause {
                Cause::Near { percent, .. } => Some(*percent),
                _ => None,
            });
            let expected: Vec<_> = expected.map(Some).into_iter().collect();
            assert_eq!(percents.collect::<Vec<_>>(), expected, "{warnings:?} after {minutes}");
        });
    }
}

#[test]
fn an_answer_ends_the_alarm_of_a_clock_that_broke_and_pages_are_told_both() {
    block_on(async {
        let it = warning_at(&[80]).await;
        assert!(matches!(it.alarms_after(61).await[..], [Cause::Broke { .. }]));
        assert_eq!(it.alarmed(), Some(vec![]), "nobody owns it: whoever oversees is concerned");
        assert_eq!(it.desk.alarms_of(&nuria()).expect("allowed"), []);
        it.say(TicketNumber(1), "r1").await;
        assert!(it.alarmed().is_some());
        assert_eq!(it.alarms_after(0).await, []);
    });
}

#[test]
fn a_customer_and_the_clock_have_no_alarms_and_programs_none_of_their_own() {
    let it = setting();
    for actor in [Actor::Customer, Actor::Clock] {
        assert!(matches!(it.desk.alarms_of(&actor), Err(Error::Refused(Refusal::NotAllowed))));
        assert!(it.desk.put_away(&actor, None).is_err());
    }
    let key = Actor::Key { name: "crm".into(), role: Role::Supervisor };
    assert_eq!(it.desk.alarms_of(&key).expect("allowed"), []);
}
