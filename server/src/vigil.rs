//! Looks after our numbers: keeps what is known of how each is, asks Meta, and notices when WhatsApp is
//! silent for improbably long. Then it asks what is wrong, and says so in the log, at `/health` and on the
//! numbers' page. What a silence and a concern are is `desk`'s to say.
//!
//! All of it goes by the machine's clock: webhooks come by that, whatever practice does with a desk's.

mod watch;

use std::collections::HashMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use desk::ids::NumberId;
use desk::number::{Health, News, Standing};
use desk::silence::{Finding, Rhythm};
use store::{BusinessNumber, Store};

use crate::clock;
use crate::intake::{Ear, Heard};
use crate::whatsapp::accounts::{About, Accounts, Trouble};
pub use watch::Watch;

/// Meta's words that mean that a token is no longer good for what was asked (Graph API, "Handling
/// errors"): it ended, or a permission was taken away.
const BAD_TOKEN: [i64; 7] = [0, 3, 10, 102, 190, 200, 463];

/// Nothing came for improbably long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    pub since: DateTime<Utc>,
    /// What is wrong with each number; nothing until Meta was asked.
    pub findings: Vec<(NumberId, Finding)>,
}

pub struct Vigil {
    store: Arc<Store>,
    pub accounts: Accounts,
    state: std::sync::Mutex<State>,
    /// Held while what is known of a number is read, changed and written.
    writing: tokio::sync::Mutex<()>,
}

struct State {
    rhythm: Rhythm,
    /// When something last came for each number, as far as that is not written down yet.
    heard: HashMap<NumberId, DateTime<Utc>>,
    silence: Option<Silence>,
    /// When Meta was last asked why.
    asked_at: Option<DateTime<Utc>>,
}

impl Vigil {
    /// Over the numbers of that store.
    pub async fn over(store: Arc<Store>, accounts: Accounts) -> Result<Self, store::Error> {
        let rhythm = store.rhythm().await?;
        let state = State { rhythm, heard: HashMap::new(), silence: None, asked_at: None };
        Ok(Self { store, accounts, state: state.into(), writing: tokio::sync::Mutex::default() })
    }

    /// The silence that is under way, if it is improbable.
    pub fn silence(&self) -> Option<Silence> {
        self.state().silence.clone()
    }

    /// How that number is, as far as we know.
    pub async fn health(&self, number: &NumberId) -> Result<Health, store::Error> {
        let mut health = self.store.health(number).await?;
        if let Some(at) = self.state().heard.get(number) {
            health.heard(*at);
        }
        Ok(health)
    }

    /// Asks Meta how the number is, and keeps what it says.
    pub async fn ask(&self, number: &BusinessNumber) -> Result<(), Trouble> {
        let (account, token) = (&number.number.account, &number.access_token);
        let about = self.accounts.about(token, &number.number.id.0).await?;
        let subscribed = self.accounts.is_subscribed(token, account, number.app.as_deref()).await;
        // A token may see a number and not its account: that is told when it is connected.
        let subscribed = subscribed.ok().map(News::Subscribed);
        let now = clock::now();
        let told = self.tell(&number.number.id, |health| {
            for news in about.news.into_iter().chain(subscribed) {
                health.hear(news, now);
            }
            health.asked_at = Some(now);
        });
        log(told.await);
        Ok(())
    }

    /// Meta verified our address by that token.
    pub async fn was_verified(&self, token: &str) {
        let Ok(numbers) = self.store.numbers().await else { return };
        for number in numbers.iter().filter(|known| known.verify_token == token) {
            log(self.tell(&number.number.id, |health| health.verified(clock::now())).await);
        }
    }

    /// Changes what is known of a number.
    async fn tell(
        &self,
        number: &NumberId,
        change: impl FnOnce(&mut Health),
    ) -> Result<(), store::Error> {
        let _writing = self.writing.lock().await;
        let before = self.store.health(number).await?;
        let mut health = before.clone();
        change(&mut health);
        if health != before {
            self.store.set_health(number, &health).await?;
        }
        Ok(())
    }

    /// Writes down when something last came.
    async fn note_heard(&self) {
        let heard = self.state().heard.clone();
        for (number, at) in heard {
            match self.tell(&number, |health| health.heard(at)).await {
                Ok(()) => {
                    self.state().heard.retain(|known, newer| *known != number || *newer > at);
                }
                Err(error) => log(Err(error)),
            }
        }
    }

    /// What is wrong with a number from which nothing comes.
    async fn find(&self, number: &BusinessNumber) -> Finding {
        let (account, token) = (&number.number.account, &number.access_token);
        let about = match self.accounts.about(token, &number.number.id.0).await {
            Ok(about) => about,
            Err(trouble) => return finding(&trouble),
        };
        if !is_connected(&about) {
            return Finding::Number;
        }
        match self.accounts.is_subscribed(token, account, number.app.as_deref()).await {
            Ok(true) => Finding::Address,
            Ok(false) => Finding::Subscription,
            Err(trouble) => finding(&trouble),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Ear for Vigil {
    async fn hear(&self, heard: Heard) {
        {
            let mut state = self.state();
            state.rhythm.heard(heard.at);
            for number in heard.numbers {
                let last = state.heard.entry(number).or_insert(heard.at);
                *last = heard.at.max(*last);
            }
        }
        if heard.reports.is_empty() {
            return;
        }
        let numbers = match self.store.numbers().await {
            Ok(numbers) => numbers,
            Err(error) => return log(Err(error)),
        };
        for report in &heard.reports {
            for known in numbers.iter().filter(|known| report.concerns(&known.number)) {
                let (news, event) = (report.news.clone(), report.event.clone());
                let told = self.tell(&known.number.id, |health| {
                    health.heard(heard.at);
                    news.into_iter().for_each(|news| health.hear(news, report.at));
                    health.note(event);
                });
                log(told.await);
            }
        }
    }
}

/// A number of which Meta does not say how it stands is not at fault.
fn is_connected(about: &About) -> bool {
    let standing = about.news.iter().find_map(|news| match news {
        News::Standing(standing) => Some(*standing),
        _ => None,
    });
    standing.is_none_or(|standing| {
        matches!(standing, Standing::Connected | Standing::Flagged | Standing::RateLimited)
    })
}

fn finding(trouble: &Trouble) -> Finding {
    match trouble {
        Trouble::Unreached => Finding::Unreached,
        Trouble::Refused { code, .. } if BAD_TOKEN.contains(code) => Finding::Token,
        Trouble::Refused { .. } => Finding::Number,
    }
}

/// What is not written down is asked or told again: only the log is worse off.
fn log(told: Result<(), store::Error>) {
    if let Err(error) = told {
        tracing::error!(%error, "how a number is can't be kept");
    }
}
