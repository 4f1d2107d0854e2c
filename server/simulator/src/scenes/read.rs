//! Reads what scripted customers do. A head, then step by step:
//!
//! ```text
//! # name | phone
//! < what the customer says
//! ~ 5                           waits five seconds
//! ? 120 | Is anybody there?     waits two minutes for an answer, else says that and waits twice as long
//! + 👍                          reacts to the answer
//! * 5                           gives five stars when asked
//! x                             switches the phone off
//! ```

use std::time::Duration;

/// A customer and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Say(String),
    Pause(Duration),
    Await { patience: Duration, complaint: String },
    React(String),
    Rate(usize),
    SwitchOff,
}

/// All of them.
pub(super) fn all() -> Vec<Visit> {
    let files =
        [include_str!("catalan.txt"), include_str!("spanish.txt"), include_str!("english.txt")];
    // The files are part of the program, and a test reads them.
    files
        .iter()
        .flat_map(|file| visits(file).expect("the embedded scenes are well-formed"))
        .collect()
}

/// The visits of a file, or the line that can't be read.
fn visits(file: &str) -> Result<Vec<Visit>, String> {
    let mut all: Vec<Visit> = Vec::new();
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let read = match (line.strip_prefix('#'), all.last_mut()) {
            (Some(rest), _) => head(rest).map(|visit| all.push(visit)),
            (None, Some(visit)) => step(line).map(|step| visit.steps.push(step)),
            (None, None) => None,
        };
        read.ok_or_else(|| line.to_owned())?;
    }
    Ok(all)
}

fn head(text: &str) -> Option<Visit> {
    let (name, phone) = text.split_once('|')?;
    let (name, phone) = (name.trim().to_owned(), phone.trim().to_owned());
    let is_whole = !name.is_empty() && phone.starts_with('+');
    is_whole.then_some(Visit { name, phone, steps: vec![] })
}

fn step(line: &str) -> Option<Step> {
    let (mark, rest) = line.split_at_checked(1)?;
    let rest = rest.trim();
    let words = || (!rest.is_empty()).then(|| rest.to_owned());
    let seconds = |text: &str| text.trim().parse().ok().map(Duration::from_secs);
    Some(match mark {
        "<" => Step::Say(words()?),
        "~" => Step::Pause(seconds(rest)?),
        "?" => {
            let (patience, complaint) = rest.split_once('|')?;
            let complaint = Some(complaint.trim()).filter(|words| !words.is_empty())?;
            Step::Await { patience: seconds(patience)?, complaint: complaint.to_owned() }
        }
        "+" => Step::React(words()?),
        "*" => Step::Rate(rest.parse().ok().filter(|stars| (1..=5).contains(stars))?),
        "x" if rest.is_empty() => Step::SwitchOff,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::seed;

    #[test]
    fn a_visit_is_read_step_by_step() {
        let file = "# Ada | +34 600 555 999\n< Hola\n~ 5\n? 60 | Hi ha algú?\n+ 👍\n* 5\nx";
        let ada = visits(file).expect("reads").remove(0);
        let patience = Duration::from_secs(60);
        let expected = [
            Step::Say("Hola".into()),
            Step::Pause(Duration::from_secs(5)),
            Step::Await { patience, complaint: "Hi ha algú?".into() },
            Step::React("👍".into()),
            Step::Rate(5),
            Step::SwitchOff,
        ];
        assert_eq!((ada.name.as_str(), ada.steps), ("Ada", expected.to_vec()));
    }

    #[test]
    fn a_line_that_makes_no_sense_is_named() {
        for bad in ["<", "~ soon", "? 60", "? x | a", "* 6", "x y", "! a", "# Ada | 600"] {
            let file = format!("# Ada | +34 600 555 999\n{bad}");
            assert_eq!(visits(&file), Err(bad.to_owned()));
        }
    }

    #[test]
    fn who_plays_by_themselves_is_nobody_else_and_begins_by_saying_something() {
        let known: BTreeSet<_> = seed::conversations().into_iter().map(|one| one.phone).collect();
        let all = all();
        let phones: BTreeSet<_> = all.iter().map(|visit| &visit.phone).collect();
        assert!(phones.len() == all.len() && all.len() >= 12);
        for visit in &all {
            assert!(!known.contains(&visit.phone), "{}", visit.phone);
            assert!(visit.phone.contains(" 555 ") || visit.phone.starts_with("+44 7700 900"));
            assert!(matches!(visit.steps.first(), Some(Step::Say(_))), "{}", visit.name);
        }
    }
}
