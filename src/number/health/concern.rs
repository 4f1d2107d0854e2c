//! What about a number somebody should do something about, the worst first. Its words are the pages'.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    AccountStanding, Health, Limit, NameStatus, PinNews, Quality, Standing, Told, Verification,
};

/// How long a change of the PIN is worth a look.
const RECENT: TimeDelta = TimeDelta::days(7);

/// One thing to look after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    Account(AccountStanding),
    Standing(Standing),
    NotVerified,
    NotSubscribed,
    /// Meta's words.
    Alert(String),
    Quality(Quality),
    Name(NameStatus),
    Pin(PinNews),
    /// So few may be written to first within a day.
    SmallLimit(u32),
}

/// Below it, a campaign is soon over.
const SMALL: u32 = 1_000;

impl Health {
    /// All there is to look after at `now`.
    pub fn concerns(&self, now: DateTime<Utc>) -> Vec<Concern> {
        let mut all = vec![];
        if let Some(account) = value(&self.account).filter(|is| *is != AccountStanding::Fine) {
            all.push(Concern::Account(account));
        }
        let verified = value(&self.verification).is_none_or(|is| is == Verification::Verified);
        let standing = value(&self.standing).filter(|is| *is != Standing::Connected);
        // Whoever has to verify first can't register yet, and who works needs no code any more.
        match standing {
            Some(Standing::NotRegistered) if !verified => all.push(Concern::NotVerified),
            Some(standing) => all.push(Concern::Standing(standing)),
            None => {}
        }
        if value(&self.subscribed) == Some(false) {
            all.push(Concern::NotSubscribed);
        }
        if let Some(Told { value: Some(alert), .. }) = &self.alert {
            all.push(Concern::Alert(alert.clone()));
        }
        let poor = |quality: &Quality| matches!(quality, Quality::Red | Quality::Yellow);
        all.extend(value(&self.quality).filter(poor).map(Concern::Quality));
        let unseen = |name: &NameStatus| *name != NameStatus::Approved;
        all.extend(value(&self.name_status).filter(unseen).map(Concern::Name));
        let recent = self.pin.as_ref().filter(|told| now - told.at < RECENT);
        all.extend(recent.map(|told| Concern::Pin(told.value)));
        if let Some(Limit::To(most)) = value(&self.limit)
            && most < SMALL
        {
            all.push(Concern::SmallLimit(most));
        }
        all
    }
}

fn value<T: Copy>(told: &Option<Told<T>>) -> Option<T> {
    told.as_ref().map(|told| told.value)
}
