//! A page that hears what time brought about, and reckons how late it was.

use std::time::Duration;

use anyhow::{Context, Result};
use futures::StreamExt;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use super::book::part;
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
    let (mut late, end) = (Late::default(), Instant::now() + patience);
    while late.counts() != expected {
        let heard = timeout_at(end, page.next()).await;
        let heard = heard.with_context(|| {
            format!("{:?} snoozes, marks and moments came of {expected:?}", late.counts())
        })?;
        let Message::Text(frame) = heard.context("the line was closed")?? else { continue };
        let now = since_1970()?;
        for came in came_in(&frame)? {
            match came {
                Came::Woken(number) => late.snoozes.push(now.saturating_sub(due(number))),
                Came::Mark(due) => late.marks.push(now.saturating_sub(due)),
                Came::Moment(due) => late.moments.push(now.saturating_sub(due)),
            }
        }
    }
    Ok(late)
}

/// What of it a frame tells.
fn came_in(frame: &str) -> Result<Vec<Came>> {
    let words = ["woken", "warned", "passed", "breached", "came"];
    if !words.iter().any(|word| frame.contains(word)) {
        return Ok(vec![]);
    }
    let frame: Value = serde_json::from_str(frame)?;
    let update = &frame["update"]["update"];
    let number = update["ticket"]["number"].as_u64().unwrap_or_default();
    let events = update["events"].as_array().into_iter().flatten();
    Ok(events.filter_map(|event| came(&event["change"], number)).collect())
}

fn came(change: &Value, number: u64) -> Option<Came> {
    if change == "woken" {
        return Some(Came::Woken(number));
    }
    let (word, inside) = change.as_object()?.iter().next()?;
    Some(match word.as_str() {
        "warned" => Came::Mark(passed(&inside["warned"])?),
        "passed" if inside["for_rules"] == true => Came::Moment(passed(&inside["passed"])?),
        "passed" => Came::Mark(passed(&inside["passed"])?),
        "breached" => Came::Mark(micros(&inside["breached"]["due"])?),
        "came" => Came::Moment(micros(&inside["due"])?),
        _ => return None,
    })
}

/// When that part of the target had passed.
fn passed(share: &Value) -> Option<Duration> {
    Some(micros(&share["started"])? + part(share["percent"].as_u64()?))
}

fn micros(at: &Value) -> Option<Duration> {
    at.as_u64().map(Duration::from_micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(change: &str) -> Vec<Came> {
        let events = format!(r#"[{{"ticket":7,"rev":3,"at":0,"by":"clock","change":{change}}}]"#);
        came_in(&format!(
            r#"{{"update":{{"seq":1,"update":{{"ticket":{{"number":7}},"events":{events}}}}}}}"#
        ))
        .unwrap()
    }

    #[test]
    fn a_frame_tells_what_came_and_when_it_was_due() {
        let share = r#"{"clock":"first_response","percent":80,"due":60000000,"started":500000}"#;
        let breach = r#"{"clock":"first_response","due":60500000,"started":500000,"policy":"soon","version":1}"#;
        let at = Duration::from_millis;
        let table = [
            (r#""woken""#.to_owned(), Came::Woken(7)),
            (format!(r#"{{"warned":{{"warned":{share}}}}}"#), Came::Mark(at(48_500))),
            (format!(r#"{{"passed":{{"passed":{share}}}}}"#), Came::Mark(at(48_500))),
            (
                format!(r#"{{"passed":{{"passed":{share},"for_rules":true}}}}"#),
                Came::Moment(at(48_500)),
            ),
            (format!(r#"{{"breached":{{"breached":{breach}}}}}"#), Came::Mark(at(60_500))),
            (r#"{"came":{"moment":"","due":60000000}}"#.to_owned(), Came::Moment(at(60_000))),
        ];
        for (change, expected) in table {
            assert_eq!(told(&change), [expected], "{change}");
        }
    }

    #[test]
    fn words_of_people_are_no_moments() {
        assert_eq!(told(r#"{"noted":{"text":"woken, breached"}}"#), []);
    }
}
