//! A page that hears what time brought about, and reckons how late it was.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, Result};
use futures::StreamExt;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use super::book::{SHARE, WAIT, WARNINGS, part};
use super::since_1970;
use crate::latency::Latencies;

/// How late things were, by their kinds.
#[derive(Default)]
pub struct Late {
    pub snoozes: Latencies,
    /// Warnings and breaches of SLA clocks.
    pub marks: Latencies,
    /// What rules wait for.
    pub moments: Latencies,
}

/// Something that came, and when it was due since 1970.
#[derive(Debug, PartialEq)]
enum Came {
    /// Whoever snoozed the ticket of that number knows when.
    Woken(u64),
    Mark(Duration),
    Moment(Duration),
}

impl Late {
    fn counts(&self) -> (u64, u64, u64) {
        let count = |late: &Latencies| late.count() as u64;
        (count(&self.snoozes), count(&self.marks), count(&self.moments))
    }

    /// All kinds together.
    pub fn all(&self) -> Latencies {
        let mut all = self.snoozes.clone();
        all.extend(self.marks.clone());
        all.extend(self.moments.clone());
        all
    }
}

/// Listens until so many of each kind have come, for so long at most. `due` tells when the ticket of
/// a number was to wake.
pub async fn listen(
    mut page: WebSocketStream<TcpStream>,
    expected: (u64, u64, u64),
    patience: Duration,
    due: impl Fn(u64) -> Duration,
) -> Result<Late> {
    let (mut late, mut ear, end) = (Late::default(), Ear::default(), Instant::now() + patience);
    while late.counts() != expected {
        let heard = timeout_at(end, page.next()).await;
        let heard = heard.with_context(|| {
            format!("{:?} snoozes, marks and moments came of {expected:?}", late.counts())
        })?;
        let Message::Text(frame) = heard.context("the line was closed")?? else { continue };
        let now = since_1970()?;
        for came in ear.hear(&frame)? {
            match came {
                Came::Woken(number) => late.snoozes.push(now.saturating_sub(due(number))),
                Came::Mark(due) => late.marks.push(now.saturating_sub(due)),
                Came::Moment(due) => late.moments.push(now.saturating_sub(due)),
            }
        }
    }
    Ok(late)
}

/// Frames say what happened by words alone. When it was due, the ticket's own times and the terms of
/// the rulebook say, and of warnings, how many there were before.
#[derive(Default)]
struct Ear {
    warned: HashMap<u64, usize>,
}

impl Ear {
    /// What of it a frame tells.
    fn hear(&mut self, frame: &str) -> Result<Vec<Came>> {
        let words = ["woken", "warned", "passed", "breached", "came"];
        if !words.iter().any(|word| frame.contains(word)) {
            return Ok(vec![]);
        }
        let frame: Value = serde_json::from_str(frame)?;
        let told = &frame["update"]["update"];
        let did = told["did"].as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(did.filter_map(|word| self.came(word, &told["ticket"])).collect())
    }

    fn came(&mut self, word: &str, ticket: &Value) -> Option<Came> {
        let number = ticket["number"].as_u64()?;
        let opened = micros(&ticket["created_at"]);
        Some(match word {
            "woken" => Came::Woken(number),
            "warned" => {
                let before = self.warned.entry(number).or_default();
                *before += 1;
                Came::Mark(opened? + part(*WARNINGS.get(*before - 1)?))
            }
            "breached" => Came::Mark(opened? + WAIT),
            "passed" => Came::Moment(opened? + part(SHARE)),
            "came" => Came::Moment(micros(&ticket["unanswered_since"])? + WAIT),
            _ => return None,
        })
    }
}

fn micros(at: &Value) -> Option<Duration> {
    at.as_u64().map(Duration::from_micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(ear: &mut Ear, did: &str) -> Vec<Came> {
        let ticket = r#"{"number":7,"created_at":500000,"unanswered_since":400000}"#;
        let update = format!(r#"{{"ticket":{ticket},"did":{did}}}"#);
        ear.hear(&format!(r#"{{"update":{{"seq":1,"update":{update}}}}}"#)).unwrap()
    }

    #[test]
    fn a_frame_tells_what_came_and_when_it_was_due() {
        let (mut ear, at) = (Ear::default(), Duration::from_millis);
        for (did, expected) in [
            (r#"["woken"]"#, vec![Came::Woken(7)]),
            (r#"["warned","tagged"]"#, vec![Came::Mark(at(30_500))]),
            (r#"["passed","noted"]"#, vec![Came::Moment(at(38_500))]),
            (r#"["warned"]"#, vec![Came::Mark(at(48_500))]),
            (r#"["warned"]"#, vec![Came::Mark(at(57_500))]),
            (r#"["breached","came"]"#, vec![Came::Mark(at(60_500)), Came::Moment(at(60_400))]),
            (r#"["warned"]"#, vec![]),
        ] {
            assert_eq!(told(&mut ear, did), expected, "{did}");
        }
    }

    #[test]
    fn words_of_people_are_no_moments() {
        let mut ear = Ear::default();
        let frame = r#"{"update":{"seq":1,"update":{"ticket":{"number":7},"did":["noted"],
            "messages":[{"text":"woken, breached"}]}}}"#;
        assert_eq!(ear.hear(frame).unwrap(), []);
    }
}
