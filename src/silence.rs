//! Whether it is the customers who are silent, or the way from WhatsApp to the desk.
//!
//! Learns how many webhooks usually come in each hour of the week, in bursts of five minutes, since a
//! message brings several. So many bursts should have come since the last one; where it is many, the silence is
//! improbable (with eight, one in three thousand). What is wrong then is for others to find out.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// What comes within the same so many seconds of the clock is one burst.
const BURST: i64 = 5 * 60;
/// A silence in which so many bursts should have come is improbable.
const IMPROBABLE: f64 = 8.0;
/// An hour of the week that was attended less often says nothing yet.
const KNOWN: u32 = 2;
/// Each further week counts a sixth: what was months ago is forgotten.
const MEMORY: u32 = 6;
/// An improbable silence teaches nothing, since it may be a fault; one that lasts longer is how it is
/// now.
const STUBBORN: TimeDelta = TimeDelta::days(2);
/// Nobody looks further back.
const FAR: TimeDelta = TimeDelta::days(14);
/// Hours of a week.
const WEEK: i64 = 7 * 24;

/// What is wrong when nothing comes, as far as Meta can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// Meta could not be asked at all.
    Unreached,
    /// The access token is no longer good.
    Token,
    /// The app does not get the account's webhooks.
    Subscription,
    /// The number is not connected.
    Number,
    /// Nothing that Meta tells: what is left is our address, or customers who are silent.
    Address,
}

/// How often webhooks came in one hour of the week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Hour {
    bursts: f64,
    /// How many of these hours were attended.
    weeks: u32,
}

/// The hour that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Current {
    /// Since 1970.
    hour: i64,
    bursts: u32,
    /// The last burst, counted since 1970.
    burst: i64,
    /// Whether it was attended from its beginning.
    whole: bool,
    /// From when on silence counts: the last webhook, or when somebody began to attend.
    since: DateTime<Utc>,
}

/// How webhooks usually come, and how it has been since the last one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rhythm {
    /// From the hour that began 1970.
    hours: Vec<Hour>,
    /// None while nobody attends.
    #[serde(skip)]
    current: Option<Current>,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self { hours: vec![Hour::default(); WEEK as usize], current: None }
    }
}

impl Rhythm {
    /// Somebody attends at `now`, and asks again within the hour. True if an hour was learned.
    pub fn attend(&mut self, now: DateTime<Utc>) -> bool {
        let hour = hour_of(now);
        match self.current {
            Some(current) if hour <= current.hour => false,
            Some(current) if hour == current.hour + 1 => {
                let learns = current.whole && !self.is_faulty(now);
                if learns {
                    self.learn(current);
                }
                self.current = Some(Current { hour, bursts: 0, whole: true, ..current });
                learns
            }
            // Nobody was there meanwhile: neither what came nor what did not is known.
            _ => {
                self.current =
                    Some(Current { hour, bursts: 0, burst: 0, whole: false, since: now });
                false
            }
        }
    }

    /// A webhook came.
    pub fn heard(&mut self, at: DateTime<Utc>) {
        self.attend(at);
        let Some(current) = &mut self.current else { return };
        // What waited somewhere tells nothing of its hour.
        if at < current.since {
            return;
        }
        let burst = at.timestamp().div_euclid(BURST);
        if burst > current.burst {
            (current.burst, current.bursts) = (burst, current.bursts + 1);
        }
        current.since = at;
    }

    /// How many bursts should have come in the silence until `now`.
    pub fn expected(&self, now: DateTime<Utc>) -> f64 {
        let Some(current) = self.current else { return 0.0 };
        let since = current.since.max(now - FAR);
        let mut expected = 0.0;
        for hour in hour_of(since)..=hour_of(now) {
            let (start, end) = (start_of(hour).max(since), start_of(hour + 1).min(now));
            let share = (end - start).as_seconds_f64().max(0.0) / 3_600.0;
            expected += share * self.usual(hour);
        }
        expected
    }

    /// Whether so long a silence until `now` is hardly the customers'.
    pub fn is_improbable(&self, now: DateTime<Utc>) -> bool {
        self.expected(now) >= IMPROBABLE
    }

    /// How long nothing came until `now`.
    pub fn silence(&self, now: DateTime<Utc>) -> TimeDelta {
        let since = self.current.map_or(now, |current| current.since);
        (now - since).max(TimeDelta::zero())
    }

    fn usual(&self, hour: i64) -> f64 {
        let known = self.hours.get(hour.rem_euclid(WEEK) as usize);
        known.filter(|known| known.weeks >= KNOWN).map_or(0.0, |known| known.bursts)
    }

    fn is_faulty(&self, now: DateTime<Utc>) -> bool {
        self.silence(now) < STUBBORN && self.is_improbable(now)
    }

    fn learn(&mut self, current: Current) {
        if let Some(hour) = self.hours.get_mut(current.hour.rem_euclid(WEEK) as usize) {
            hour.weeks = hour.weeks.saturating_add(1);
            hour.bursts +=
                (f64::from(current.bursts) - hour.bursts) / f64::from(hour.weeks.min(MEMORY));
        }
    }
}

fn hour_of(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(3_600)
}

fn start_of(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(hour.saturating_mul(3_600), 0).unwrap_or_default()
}
