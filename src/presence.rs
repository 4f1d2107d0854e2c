//! Whether somebody is there, and whether they want work.
//!
//! Two things apart: a person is *connected* while one of their devices gives signs of life, and
//! *says* whether they are available. A device that falls silent isn't gone until a grace period
//! has passed since its last sign of life (ASG-7): laptops sleep and lifts have no signal. Closing
//! the page is a last sign of life too, since it can't be told from a lost signal. Only signing out
//! takes effect at once, and only for that device: a phone in the pocket counts.
//!
//! What somebody said stays until they say otherwise, also while they are away. Devices are named
//! after a sign-in, so several tabs are one device. A page must beat several times within a grace.
//!
//! Who is connected is in memory: after a start nobody is there, and the floor gives everybody who
//! owns tickets a grace to come back. What people said is kept.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// What a colleague sees of a person's presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// There, and available for work.
    Online,
    Away,
    OnABreak,
    /// No device has given a sign of life for a whole grace, or all were signed out.
    Offline,
}

impl State {
    /// The word used in the API.
    pub fn word(self) -> &'static str {
        match self {
            State::Online => "online",
            State::Away => "away",
            State::OnABreak => "on_a_break",
            State::Offline => "offline",
        }
    }
}

/// Of somebody who is there.
impl From<Said> for State {
    fn from(said: Said) -> Self {
        match said {
            Said::Available => State::Online,
            Said::Away => State::Away,
            Said::OnABreak => State::OnABreak,
        }
    }
}

/// What a person says of themselves. It stays until they say otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    #[default]
    Available,
    Away,
    OnABreak,
}

/// What happens to a presence. `device` names a sign-in, never by its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    /// A socket of the device was opened.
    Joined {
        device: String,
    },
    /// A heartbeat came through one of its sockets.
    Beat {
        device: String,
    },
    /// A socket of the device was closed, by whichever side.
    Left {
        device: String,
    },
    /// The person signed out on the device, or lost access.
    SignedOut {
        device: String,
    },
    Said {
        said: Said,
    },
}

/// The last that was heard of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sign {
    at: DateTime<Utc>,
    signed_out: bool,
}

/// One person's presence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    grace: TimeDelta,
    said: Said,
    /// Those heard of within the last grace.
    devices: BTreeMap<String, Sign>,
    /// Until when they are there if nothing more is heard: asked for far more often than it changes.
    until: Option<DateTime<Utc>>,
}

impl Presence {
    /// Somebody who isn't connected and last said `said`.
    pub fn new(grace: TimeDelta, said: Said) -> Self {
        Self { grace, said, devices: BTreeMap::new(), until: None }
    }

    /// Takes in what happened at `at`. News of one device that come late, after newer ones, change
    /// nothing.
    pub fn fold(&mut self, happening: &Happening, at: DateTime<Utc>) {
        match happening {
            Happening::Joined { device } => self.hear(device, at, |_| true),
            // A beat or a goodbye may still be under way when somebody signs out.
            Happening::Beat { device } | Happening::Left { device } => {
                self.hear(device, at, |known| !known.signed_out);
            }
            Happening::SignedOut { device } => self.sign_out(device, at),
            Happening::Said { said } => self.said = *said,
        }
        let grace = self.grace;
        self.devices.retain(|_, sign| at - sign.at < grace);
        self.reckon();
    }

    /// The clock was put forward `by` so much: whoever was there a moment ago still is.
    pub fn put_forward(&mut self, by: TimeDelta) {
        self.devices.values_mut().for_each(|sign| sign.at += by);
        self.reckon();
    }

    /// What the person last said: worth saving, unlike the rest.
    pub fn said(&self) -> Said {
        self.said
    }

    /// Where the person is at `now`.
    pub fn at(&self, now: DateTime<Utc>) -> State {
        match self.until {
            Some(until) if now < until => self.said.into(),
            _ => State::Offline,
        }
    }

    /// The instant after `now` at which the state changes if nothing more is heard; `None` for
    /// somebody who is offline already.
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.until.filter(|until| now < *until)
    }

    fn hear(&mut self, device: &str, at: DateTime<Utc>, counts_after: impl Fn(&Sign) -> bool) {
        let sign = Sign { at, signed_out: false };
        match self.devices.get_mut(device) {
            Some(known) if known.at <= at && counts_after(known) => *known = sign,
            Some(_) => {}
            None => {
                self.devices.insert(device.to_owned(), sign);
            }
        }
    }

    fn sign_out(&mut self, device: &str, at: DateTime<Utc>) {
        let newer = self.devices.get(device).is_some_and(|known| known.at > at);
        if !newer {
            self.devices.insert(device.to_owned(), Sign { at, signed_out: true });
        }
    }

    /// They are there for a grace after any device that isn't signed out was last heard of.
    fn reckon(&mut self) {
        let there = self.devices.values().filter(|sign| !sign.signed_out);
        let last = there.map(|sign| sign.at).max();
        self.until = last.and_then(|last| last.checked_add_signed(self.grace));
    }
}
