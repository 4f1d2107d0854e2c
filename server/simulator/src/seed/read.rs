//! Reads the embedded conversations. A head, then what was said:
//!
//! ```text
//! # name | phone | owner or - | outcome | pressure
//! 120 < what the customer said 120 minutes ago
//! 90 > what the shop answered
//! ```

use super::{Conversation, Line, Member, Outcome, Pressure};

/// The conversations of a file, or the line that can't be read.
pub(super) fn conversations(file: &str) -> Result<Vec<Conversation>, String> {
    let mut all: Vec<Conversation> = Vec::new();
    for text in file.lines().map(str::trim).filter(|text| !text.is_empty()) {
        let read = match (text.strip_prefix('#'), all.last_mut()) {
            (Some(rest), _) => head(rest).map(|conversation| all.push(conversation)),
            (None, Some(last)) => line(text).map(|line| last.lines.push(line)),
            (None, None) => None,
        };
        read.ok_or_else(|| text.to_owned())?;
    }
    Ok(all)
}

fn head(text: &str) -> Option<Conversation> {
    let mut parts = text.split('|').map(str::trim);
    let mut part = || parts.next().filter(|part| !part.is_empty());
    Some(Conversation {
        name: part()?.to_owned(),
        phone: part()?.to_owned(),
        owner: owner(part()?)?,
        outcome: outcome(part()?)?,
        pressure: pressure(part()?)?,
        lines: Vec::new(),
    })
}

fn line(text: &str) -> Option<Line> {
    let (minutes, rest) = text.split_once(' ')?;
    let (mine, words) = match rest.split_at_checked(1)? {
        ("<", words) => (true, words),
        (">", words) => (false, words),
        _ => return None,
    };
    let text = words.trim().to_owned();
    (!text.is_empty()).then_some(Line { minutes_ago: minutes.parse().ok()?, mine, text })
}

fn owner(word: &str) -> Option<Option<Member>> {
    Some(match word {
        "-" => None,
        "administrator" => Some(Member::Administrator),
        "supervisor" => Some(Member::Supervisor),
        "agent1" => Some(Member::FirstAgent),
        "agent2" => Some(Member::SecondAgent),
        _ => return None,
    })
}

fn outcome(word: &str) -> Option<Outcome> {
    Some(match word {
        "open" => Outcome::Open,
        "waiting" => Outcome::Waiting,
        "resolved" => Outcome::Resolved,
        other => Outcome::Snoozed(other.strip_prefix("snoozed ")?.parse().ok()?),
    })
}

fn pressure(word: &str) -> Option<Pressure> {
    Some(match word {
        "low" => Pressure::Low,
        "normal" => Pressure::Normal,
        "high" => Pressure::High,
        "urgent" => Pressure::Urgent,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_is_read() {
        let file =
            "# Ada | +34 600 555 999 | agent2 | snoozed 30 | high\n9 < Hola, què tal?\n2 > Bé!";
        let ada = conversations(file).expect("reads").remove(0);
        assert_eq!((ada.name.as_str(), ada.owner), ("Ada", Some(Member::SecondAgent)));
        assert_eq!((ada.outcome, ada.pressure), (Outcome::Snoozed(30), Pressure::High));
        let said: Vec<_> =
            ada.lines.iter().map(|l| (l.minutes_ago, l.mine, l.text.as_str())).collect();
        assert_eq!(said, [(9, true, "Hola, què tal?"), (2, false, "Bé!")]);
    }

    #[test]
    fn a_line_that_makes_no_sense_is_named() {
        let head = "# Ada | +34 600 555 999 | - | open | low";
        for bad in ["x < a", "3 ? a", "3 <", "3", "# Ada | 1 | chef | open | low", "# Ada"] {
            let file = format!("{head}\n{bad}");
            assert_eq!(conversations(&file), Err(bad.to_owned()));
        }
        assert_eq!(conversations("3 < nobody yet"), Err("3 < nobody yet".to_owned()));
    }
}
