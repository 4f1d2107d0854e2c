//! What may start a rule: the closed list of RULE-3.
//!
//! The same type says what a rule listens to and what happened. Triggers that have a time carry it,
//! so that whoever keeps the due index knows what to wait for ([`Trigger::timer`]).

use serde::{Deserialize, Serialize};

use super::fold;
use super::problem::Mistake;
use super::timer::Timer;

const DAY: u32 = 24 * 60;
/// The longest wait that a rule may ask for, in working minutes: more than a year of office hours.
const LONGEST_WAIT: u32 = 365 * DAY;

/// Something that starts rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Trigger {
    /// The customer wrote. Comes with the message.
    MessageIn,
    /// Somebody of the team wrote. Comes with the message.
    MessageOut,
    /// A ticket began, whoever began it. Comes with the message that began it.
    TicketOpened,
    /// A ticket began with a message of ours.
    OpenedByUs,
    /// Comes with the status before.
    Reopened,
    /// Comes with the status before.
    Resolved,
    /// The customer told how they found it.
    Rated,
    /// The owner changed. Comes with the owner before.
    Assigned,
    /// Comes with the team before.
    TeamChanged,
    /// Comes with the status before.
    StatusChanged,
    /// Comes with the priority before.
    PriorityChanged,
    /// This tag came, or any.
    TagAdded {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tag: Option<String>,
    },
    /// An SLA clock used up this share of its time, in percent, or any of the shares at which its
    /// policy warns. Comes with the clock.
    SlaWarning {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        percent: Option<u8>,
    },
    /// An SLA clock used up this share of its time, at which its policy does not warn. It only
    /// happens: what a rule listens to is [`Trigger::SlaWarning`] with that share.
    SlaShare { percent: u8 },
    /// An SLA clock ran out. Comes with the clock.
    SlaBreached,
    /// This many working minutes are left of the window (WIN-3).
    WindowClosing {
        #[serde(default = "two_hours")]
        minutes: u32,
    },
    /// The customer has said nothing for so long since somebody of the team answered them. What rules
    /// send in that time makes it no shorter, so that each wait comes once for each answer.
    CustomerSilent { working_minutes: u32 },
    /// The customer has waited for an answer for so long.
    Unanswered { working_minutes: u32 },
    /// Somebody became free to take a ticket, and this one waits for somebody.
    AgentAvailable,
    /// A minute of the day, from 0 to 1,439, on the desk's clock.
    TimeOfDay { minute: u32 },
}

fn two_hours() -> u32 {
    120
}

impl Trigger {
    /// Whether a rule that listens to this is started by `happening`.
    pub fn hears(&self, happening: &Trigger) -> bool {
        match (self, happening) {
            (Trigger::TicketOpened, Trigger::OpenedByUs)
            | (Trigger::TagAdded { tag: None }, Trigger::TagAdded { .. })
            | (Trigger::SlaWarning { percent: None }, Trigger::SlaWarning { .. }) => true,
            (Trigger::SlaWarning { percent: Some(one) }, Trigger::SlaShare { percent }) => {
                one == percent
            }
            (Trigger::TagAdded { tag: Some(one) }, Trigger::TagAdded { tag: Some(other) }) => {
                fold::alike(other, &fold::fold(one))
            }
            (one, other) => one == other,
        }
    }

    /// What has to be waited for; `None` for what happens by somebody's doing.
    pub fn timer(&self) -> Option<Timer> {
        match *self {
            Trigger::SlaWarning { percent: Some(percent) } => Some(Timer::SlaShare { percent }),
            Trigger::WindowClosing { minutes } => Some(Timer::WindowClosing { minutes }),
            Trigger::CustomerSilent { working_minutes } => {
                Some(Timer::CustomerSilent { working_minutes })
            }
            Trigger::Unanswered { working_minutes } => Some(Timer::Unanswered { working_minutes }),
            Trigger::TimeOfDay { minute } => Some(Timer::TimeOfDay { minute }),
            _ => None,
        }
    }

    /// Whether time brings it about, and not somebody's doing.
    pub fn comes_with_time(&self) -> bool {
        let is_of_a_clock = matches!(
            self,
            Trigger::SlaWarning { .. } | Trigger::SlaShare { .. } | Trigger::SlaBreached
        );
        is_of_a_clock || self.timer().is_some()
    }

    /// What is wrong with it, if anything.
    pub(super) fn mistake(&self) -> Option<Mistake> {
        let (value, least, most) = match self {
            Trigger::TagAdded { tag: Some(tag) } if fold::fold(tag).is_empty() => {
                return Some(Mistake::Blank);
            }
            Trigger::SlaWarning { percent: Some(percent) } => (u32::from(*percent), 1, 99),
            Trigger::SlaShare { .. } => {
                return Some(Mistake::UnknownWord { word: "sla_share".to_owned() });
            }
            Trigger::WindowClosing { minutes } => (*minutes, 1, DAY - 1),
            Trigger::CustomerSilent { working_minutes }
            | Trigger::Unanswered { working_minutes } => (*working_minutes, 1, LONGEST_WAIT),
            Trigger::TimeOfDay { minute } => (*minute, 0, DAY - 1),
            _ => return None,
        };
        Mistake::unless_within(value, least, most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_hears_what_it_listens_to() {
        let tag = |tag: &str| Trigger::TagAdded { tag: Some(tag.into()) };
        let share = |percent| Trigger::SlaWarning { percent };
        let table = [
            ("the same", Trigger::MessageIn, Trigger::MessageIn, true),
            ("another", Trigger::MessageIn, Trigger::MessageOut, false),
            ("any opening hears ours", Trigger::TicketOpened, Trigger::OpenedByUs, true),
            ("ours does not hear any", Trigger::OpenedByUs, Trigger::TicketOpened, false),
            ("any tag", Trigger::TagAdded { tag: None }, tag("vip"), true),
            ("that tag, however written", tag("Crèdit"), tag("credit"), true),
            ("another tag", tag("vip"), tag("spam"), false),
            ("any share", share(None), share(Some(80)), true),
            ("that share", share(Some(80)), share(Some(80)), true),
            ("its own share", share(Some(70)), Trigger::SlaShare { percent: 70 }, true),
            ("not its own", share(Some(80)), Trigger::SlaShare { percent: 70 }, false),
            ("not any of the policy", share(None), Trigger::SlaShare { percent: 70 }, false),
            ("another share", share(Some(80)), share(Some(95)), false),
        ];
        for (name, listens, happening, heard) in table {
            assert_eq!(listens.hears(&happening), heard, "{name}");
        }
    }

    #[test]
    fn no_rule_listens_to_a_share_that_only_happens() {
        let mistake = Trigger::SlaShare { percent: 70 }.mistake();
        assert_eq!(mistake, Some(Mistake::UnknownWord { word: "sla_share".into() }));
        assert_eq!(Trigger::SlaWarning { percent: Some(70) }.mistake(), None);
    }

    #[test]
    fn a_closing_window_that_says_no_time_is_two_hours_before_the_end() {
        let read: Trigger = serde_json::from_str(r#"{"kind":"window_closing"}"#).expect("read");
        assert_eq!(read, Trigger::WindowClosing { minutes: 120 });
    }

    #[test]
    fn what_has_a_time_has_a_timer_and_the_rest_has_none() {
        assert_eq!(
            Trigger::Unanswered { working_minutes: 30 }.timer(),
            Some(Timer::Unanswered { working_minutes: 30 })
        );
        assert_eq!(
            Trigger::TimeOfDay { minute: 540 }.timer(),
            Some(Timer::TimeOfDay { minute: 540 })
        );
        assert_eq!(Trigger::MessageIn.timer(), None);
        assert_eq!(Trigger::SlaWarning { percent: None }.timer(), None);
    }
}
