//! How long ago WhatsApp last brought something, in a few words: for the dot on every page that tells how
//! the line stands (`public/heard.js`). Of several numbers each has a line.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::language::Language;

/// What the dot says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Word {
    pub words: String,
    /// Nothing came for improbably long.
    pub silent: bool,
}

/// `heard` has each number as people dial it, and when something last came for it.
pub fn last_word(
    heard: &[(String, Option<DateTime<Utc>>)],
    silent_since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    t: Language,
) -> Word {
    let when = |at: &Option<DateTime<Utc>>| {
        at.map_or_else(|| t.never_heard().to_owned(), |at| t.long_ago(now - at))
    };
    let mut lines: Vec<String> = vec![];
    lines.extend(silent_since.map(|since| t.unusually_silent(t.lasting(now - since))));
    let latest = heard.iter().filter_map(|(_, at)| *at).max();
    lines.push(match heard {
        [] => t.no_number_yet().to_owned(),
        _ => t.heard_from_whatsapp(when(&latest)),
    });
    if heard.len() > 1 {
        lines.extend(heard.iter().map(|(number, at)| t.heard_for(number, when(at))));
    }
    Word { words: lines.join("\n"), silent: silent_since.is_some() }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn one_number_has_a_line_and_several_one_each_below_a_silence() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let ago = |minutes| Some(now - TimeDelta::minutes(minutes));
        let heard = |numbers: &[(&str, Option<DateTime<Utc>>)]| {
            numbers.iter().map(|(number, at)| ((*number).to_owned(), *at)).collect::<Vec<_>>()
        };
        let table = [
            (heard(&[]), None, "No number is connected yet."),
            (heard(&[("+34 1", None)]), None, "Last word from WhatsApp: nothing yet"),
            (heard(&[("+34 1", ago(0))]), None, "Last word from WhatsApp: just now"),
            (
                heard(&[("+34 1", ago(125)), ("+34 2", ago(3)), ("+34 3", None)]),
                None,
                "Last word from WhatsApp: 3 min ago\n+34 1: 2 h ago\n+34 2: 3 min ago\n+34 3: nothing yet",
            ),
            (
                heard(&[("+34 1", ago(95))]),
                ago(95),
                "Nothing came from WhatsApp for 95 min, which is not usual. Tell whoever administers \
                 Bústia.\nLast word from WhatsApp: 95 min ago",
            ),
        ];
        for (heard, since, words) in table {
            let word = last_word(&heard, since, now, Language::English);
            assert_eq!(word, Word { words: words.to_owned(), silent: since.is_some() });
        }
    }
}
