//! A customer's phone: who holds it and what it shows.

mod bubble;

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

pub use bubble::{Bubble, Choice, Enclosed, Marks, Offer, Shown, Ticks};

use crate::webhook::Card;

/// How soon whoever came by an ad has to be answered for a free entry (Meta, "Pricing").
const ANSWER_WITHIN: TimeDelta = TimeDelta::hours(24);

/// How long a free entry lasts from that answer.
const FREE_ENTRY: TimeDelta = TimeDelta::hours(72);

/// How long a phone shows that the business is typing (Meta, "Typing indicators").
pub(crate) const TYPING: TimeDelta = TimeDelta::seconds(25);

/// A customer, as a list of phones shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The digits of the phone number: WhatsApp's `wa_id`.
    pub id: String,
    pub name: String,
    /// The business-scoped user id.
    pub user_id: String,
    /// The text of the newest bubble.
    pub last_line: Option<String>,
    /// Bubbles of the business that were not looked at.
    pub unread: u32,
    /// Off, or without a network: nothing is delivered or read.
    pub is_silent: bool,
    /// Whether their phone shows that the business is typing.
    pub typing: bool,
}

/// Something that was said before this simulator was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The message's `wamid`, by which it is known again.
    pub external: String,
    pub bubble: Bubble,
}

/// A bubble with what the network knows of it.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) wamid: String,
    pub(crate) bubble: Bubble,
    /// What the business wants to hear with each status.
    pub(crate) callback_data: Option<String>,
    /// The last step that the business was told of.
    pub(crate) told: Option<Ticks>,
    /// The end of the free entry that it is part of.
    pub(crate) free_until: Option<DateTime<Utc>>,
    /// Whether it is an emoji on something said before: of one, no more is told than that it was sent.
    pub(crate) reaction: bool,
}

pub(crate) struct Phone {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) user_id: String,
    pub(crate) thread: Vec<Said>,
    /// By the `wamid` of what they are about.
    pub(crate) marks: HashMap<String, Marks>,
    pub(crate) is_silent: bool,
    /// When the customer last came by an ad, as long as the business has not answered.
    came_by_ad: Option<DateTime<Utc>>,
    free_until: Option<DateTime<Utc>>,
    /// Until when it shows that the business is typing.
    pub(crate) typing_until: Option<DateTime<Utc>>,
}

impl Phone {
    /// `number` as people write it, with `+` and country code.
    pub(crate) fn new(name: &str, number: &str) -> Self {
        let id = digits(number);
        Self {
            user_id: user_id(&id),
            name: name.to_owned(),
            id,
            thread: Vec::new(),
            marks: HashMap::new(),
            is_silent: false,
            came_by_ad: None,
            free_until: None,
            typing_until: None,
        }
    }

    pub(crate) fn customer(&self, now: DateTime<Utc>) -> Customer {
        let unread = |said: &&Said| !said.bubble.mine && said.bubble.ticks < Ticks::Read;
        Customer {
            id: self.id.clone(),
            name: self.name.clone(),
            user_id: self.user_id.clone(),
            last_line: self.thread.last().map(|said| said.bubble.text.clone()),
            unread: u32::try_from(self.thread.iter().filter(unread).count()).unwrap_or(u32::MAX),
            is_silent: self.is_silent,
            typing: self.typing_until.is_some_and(|end| now < end),
        }
    }

    /// How webhooks introduce the customer.
    pub(crate) fn card(&self) -> Card {
        Card::new(&self.name, &self.id, &self.user_id)
    }

    /// The customer takes another number, and with it another id.
    pub(crate) fn renumber(&mut self, digits: &str) {
        self.id = digits.to_owned();
        self.user_id = user_id(digits);
    }

    pub(crate) fn marks(&mut self, wamid: &str) -> &mut Marks {
        self.marks.entry(wamid.to_owned()).or_default()
    }

    /// When the customer last wrote.
    pub(crate) fn last_wrote(&self) -> Option<DateTime<Utc>> {
        self.thread.iter().filter(|said| said.bubble.mine).map(|said| said.bubble.at).max()
    }

    /// The customer clicks on an ad.
    pub(crate) fn comes_by_ad(&mut self, at: DateTime<Utc>) {
        self.came_by_ad = self.came_by_ad.max(Some(at));
    }

    /// The business says something; the end of the free entry that this is part of, if one goes on
    /// or begins with it.
    pub(crate) fn answered(&mut self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if let Some(came) = self.came_by_ad.take()
            && at < came + ANSWER_WITHIN
        {
            self.free_until = Some(at + FREE_ENTRY);
        }
        self.free_until.filter(|end| at < *end)
    }

    /// Adds what was said; the thread stays in the order of time.
    pub(crate) fn hear(&mut self, said: Said) {
        let place = self.thread.partition_point(|other| other.bubble.at <= said.bubble.at);
        self.thread.insert(place, said);
    }

    /// What `wamid` said, if it is on this phone.
    pub(crate) fn text_of(&self, wamid: &str) -> Option<String> {
        let said = self.thread.iter().find(|said| said.wamid == wamid)?;
        Some(said.bubble.text.clone())
    }

    pub(crate) fn find(&mut self, wamid: &str) -> Option<&mut Said> {
        self.thread.iter_mut().find(|said| said.wamid == wamid)
    }

    /// Takes in something said before. What is known keeps the tick that got further.
    pub(crate) fn remember(&mut self, past: Past) {
        let Past { external, mut bubble } = past;
        let known = self.thread.iter().position(|said| said.wamid == external);
        let said = match known.map(|place| self.thread.remove(place)) {
            Some(said) => {
                bubble.ticks = bubble.ticks.max(said.bubble.ticks);
                Said { bubble, ..said }
            }
            None => {
                let told = Some(bubble.ticks);
                Said {
                    wamid: external,
                    bubble,
                    callback_data: None,
                    told,
                    free_until: None,
                    reaction: false,
                }
            }
        };
        self.hear(said);
    }
}

/// The digits of a number.
pub(crate) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// A business-scoped user id in Meta's form (country, dot, digits), the same at every start.
fn user_id(digits: &str) -> String {
    let country = match digits {
        uk if uk.starts_with("44") => "GB",
        us if us.starts_with('1') => "US",
        ie if ie.starts_with("353") => "IE",
        br if br.starts_with("55") => "BR",
        mx if mx.starts_with("52") => "MX",
        _ => "ES",
    };
    let hash = Sha256::digest(digits);
    let number = hash.iter().take(8).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{country}.{number:020}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(external: &str, minute: i64, ticks: Ticks) -> Past {
        let at = DateTime::UNIX_EPOCH + chrono::Duration::minutes(minute);
        let (mine, text, choices) = (false, external.into(), vec![]);
        let bubble = Bubble { mine, text, at, ticks, choices, quote: None, file: None };
        Past { external: external.into(), bubble }
    }

    #[test]
    fn remembering_twice_adds_nothing_and_no_tick_goes_back() {
        let mut phone = Phone::new("Ada", "+34 600 555 001");
        phone.remember(past("b", 2, Ticks::Read));
        phone.remember(past("a", 1, Ticks::Sent));
        phone.remember(past("b", 0, Ticks::Sent));
        let shown: Vec<_> =
            phone.thread.iter().map(|s| (s.wamid.as_str(), s.bubble.ticks)).collect();
        assert_eq!(shown, [("b", Ticks::Read), ("a", Ticks::Sent)]);
        assert_eq!(phone.customer(DateTime::UNIX_EPOCH).unread, 1);
    }

    #[test]
    fn an_answer_within_a_day_of_an_ad_makes_three_days_free() {
        let hour = |hours| DateTime::UNIX_EPOCH + TimeDelta::hours(hours);
        let mut phone = Phone::new("Ada", "+34 600 555 001");
        assert_eq!(phone.answered(hour(0)), None, "no ad");
        phone.comes_by_ad(hour(1));
        assert_eq!(phone.answered(hour(25)), None, "too late");
        phone.comes_by_ad(hour(30));
        for (at, until) in [(40, Some(112)), (111, Some(112)), (112, None)] {
            assert_eq!(phone.answered(hour(at)), until.map(hour), "at hour {at}");
        }
    }

    #[test]
    fn a_user_id_has_the_country_and_is_the_same_again() {
        let (one, two) = (Phone::new("A", "+447700900001"), Phone::new("B", "447700 900001"));
        assert_eq!(one.user_id, two.user_id);
        assert!(one.user_id.starts_with("GB.") && one.user_id.len() == 23, "{}", one.user_id);
    }
}
