//! Conversations of a small bicycle shop, with which practice mode begins. All of it is made up:
//! the people, the shop and the numbers (555 in the middle; +44 7700 900xxx is Ofcom's range for
//! fiction, 555-01xx that of the North American numbering plan).

mod read;

/// Somebody of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    Administrator,
    Supervisor,
    FirstAgent,
    SecondAgent,
}

/// What became of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The customer waits for the shop.
    Open,
    /// The shop waits for the customer.
    Waiting,
    /// Put aside for so many minutes.
    Snoozed(u32),
    Resolved,
}

/// How much it presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressure {
    Low,
    Normal,
    High,
    Urgent,
}

/// One thing said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Before now.
    pub minutes_ago: u32,
    /// Whether the customer said it.
    pub mine: bool,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    pub name: String,
    /// With `+`, country code and spaces.
    pub phone: String,
    pub owner: Option<Member>,
    pub outcome: Outcome,
    pub pressure: Pressure,
    /// Oldest first; the first is the customer's.
    pub lines: Vec<Line>,
}

/// All of them: Catalan, Spanish, English.
pub fn conversations() -> Vec<Conversation> {
    let files = [
        include_str!("seed/catalan.txt"),
        include_str!("seed/spanish.txt"),
        include_str!("seed/english.txt"),
    ];
    let all = files.iter().map(|file| read::conversations(file));
    // The files are part of the program, and a test reads them.
    all.flat_map(|read| read.expect("the embedded conversations are well-formed")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_about_thirty_and_nobody_appears_twice() {
        let all = conversations();
        assert!((28..=34).contains(&all.len()), "{}", all.len());
        let phones: BTreeSet<_> = all.iter().map(|one| &one.phone).collect();
        let names: BTreeSet<_> = all.iter().map(|one| &one.name).collect();
        assert_eq!((phones.len(), names.len()), (all.len(), all.len()));
    }

    #[test]
    fn every_number_is_from_a_range_for_fiction_or_has_555_in_the_middle() {
        for one in conversations() {
            assert!(
                one.phone.starts_with("+44 7700 900") || one.phone.contains(" 555 "),
                "{}",
                one.phone
            );
        }
    }

    #[test]
    fn time_runs_forward_and_the_customer_speaks_first() {
        for one in conversations() {
            assert!(one.lines.first().is_some_and(|line| line.mine), "{}", one.name);
            let forward = one.lines.windows(2).all(|two| two[0].minutes_ago > two[1].minutes_ago);
            assert!(forward, "{}", one.name);
        }
    }

    #[test]
    fn who_waits_for_whom_follows_from_who_spoke_last() {
        for one in conversations() {
            let customer_last = one.lines.last().is_some_and(|line| line.mine);
            match one.outcome {
                Outcome::Open => assert!(customer_last, "{}", one.name),
                Outcome::Waiting => assert!(!customer_last, "{}", one.name),
                Outcome::Snoozed(_) | Outcome::Resolved => {}
            }
        }
    }

    #[test]
    fn most_customers_wrote_within_the_window() {
        let all = conversations();
        let recent = |one: &&Conversation| {
            one.lines.iter().any(|line| line.mine && line.minutes_ago < 24 * 60)
        };
        assert!(all.iter().filter(recent).count() * 4 > all.len() * 3);
    }
}
