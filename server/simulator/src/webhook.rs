//! What the business hears: signed POSTs to its callback, repeated until it answers 200.
//!
//! The news of one customer is posted in order; different customers' at the same time. A repeated
//! try does not hold up what comes after it, as with Meta.

mod account;
mod envelope;
mod escape;
mod message;
mod status;

use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, Mac};
use rand::Rng;
use rand::seq::SliceRandom;
use reqwest::StatusCode;
use sha2::Sha256;
use tokio::sync::mpsc;

pub(crate) use envelope::{Card, News};
pub(crate) use message::{Content, Message};
pub(crate) use status::{Conversation, Pricing, Status, StatusError};

use crate::phone::Ticks;
use crate::simulator::Simulator;

/// Whose lane carries what was collected from several customers.
const EVERYONE: &str = "";
/// The most items that Meta puts into one body, and the most bytes.
const MOST_ITEMS: usize = 1000;
const MOST_BYTES: usize = 3 << 20;
/// Within which time what comes in no order comes.
const SHUFFLED_WITHIN: Duration = Duration::from_millis(800);

/// One body to post.
#[derive(Clone)]
pub(crate) struct Post {
    body: Arc<Vec<u8>>,
    signature: String,
    /// The customers' messages inside: customer and `wamid`.
    brings: Vec<(String, String)>,
}

impl Simulator {
    /// Posts `news` of `customer` as soon as mischief lets it.
    pub(crate) fn tell(self: &Arc<Self>, customer: &str, news: Vec<News>) {
        let late = match news.iter().any(News::is_status) {
            true => self.state().mischief.late_statuses,
            false => Duration::ZERO,
        };
        if late.is_zero() {
            return self.collect(customer, news);
        }
        let (simulator, customer) = (self.clone(), customer.to_owned());
        self.pending.send_modify(|pending| *pending += 1);
        self.spawn(async move {
            tokio::time::sleep(late).await;
            simulator.collect(&customer, news);
            simulator.pending.send_modify(|pending| *pending -= 1);
        });
    }

    /// Posts at once, or when there is enough for a batch.
    fn collect(self: &Arc<Self>, customer: &str, news: Vec<News>) {
        let full = {
            let mut state = self.state();
            let batch = state.mischief.batch.min(MOST_ITEMS);
            if batch <= 1 {
                drop(state);
                return self.post(customer, news);
            }
            state.held.extend(news);
            if state.held.len() < batch { Vec::new() } else { std::mem::take(&mut state.held) }
        };
        self.post(EVERYONE, full);
    }

    /// Posts what waits for a batch to fill up.
    pub fn flush(self: &Arc<Self>) {
        let held = std::mem::take(&mut self.state().held);
        self.post(EVERYONE, held);
    }

    fn post(self: &Arc<Self>, lane: &str, mut news: Vec<News>) {
        if news.is_empty() {
            return;
        }
        if self.mischief().shuffle {
            news.shuffle(&mut rand::thread_rng());
        }
        let Some(post) = self.sealed(news.clone()) else { return };
        if post.body.len() > MOST_BYTES && news.len() > 1 {
            let rest = news.split_off(news.len() / 2);
            self.post(lane, news);
            return self.post(lane, rest);
        }
        self.bring(lane, post);
    }

    fn bring(self: &Arc<Self>, lane: &str, post: Post) {
        self.pending.send_modify(|pending| *pending += 1);
        if self.mischief().shuffle {
            let (simulator, pause) =
                (self.clone(), rand::thread_rng().gen_range(Duration::ZERO..SHUFFLED_WITHIN));
            return self.spawn(async move {
                tokio::time::sleep(pause).await;
                simulator.first_try(post).await;
            });
        }
        let mut state = self.state();
        let sender = state.lanes.entry(lane.to_owned()).or_insert_with(|| self.open_lane());
        if sender.send(post).is_err() {
            // The lane ended because the simulator stopped: nobody will post this.
            self.pending.send_modify(|pending| *pending -= 1);
        }
    }

    fn sealed(&self, news: Vec<News>) -> Option<Post> {
        let brings = news.iter().filter_map(News::brings).collect();
        let body = self.body(news)?;
        let signature = sign(self.settings.app_secret.as_bytes(), &body);
        Some(Post { body: Arc::new(body), signature, brings })
    }

    /// The bytes of a webhook.
    pub(crate) fn body(&self, news: Vec<News>) -> Option<Vec<u8>> {
        let mischief = self.mischief();
        let written = escape::to_vec(&envelope::Envelope::new(&self.settings, &mischief, news));
        written.inspect_err(|error| tracing::error!(%error, "a webhook can't be written")).ok()
    }

    fn open_lane(self: &Arc<Self>) -> mpsc::UnboundedSender<Post> {
        let (sender, mut posts) = mpsc::unbounded_channel::<Post>();
        let simulator = self.clone();
        self.spawn(async move {
            while let Some(post) = posts.recv().await {
                simulator.clone().first_try(post).await;
            }
        });
        sender
    }

    async fn first_try(self: Arc<Self>, post: Post) {
        if self.state().mischief.duplicate {
            let (simulator, copy) = (self.clone(), post.clone());
            self.pending.send_modify(|pending| *pending += 1);
            self.spawn(async move {
                simulator.attempt(&copy).await;
                simulator.pending.send_modify(|pending| *pending -= 1);
            });
        }
        if self.attempt(&post).await {
            return self.arrived(&post);
        }
        let simulator = self.clone();
        self.spawn(async move { simulator.further_tries(post).await });
    }

    async fn further_tries(self: Arc<Self>, post: Post) {
        for pause in &self.settings.pauses.retries {
            tokio::time::sleep(*pause).await;
            if self.attempt(&post).await {
                return self.arrived(&post);
            }
        }
        tracing::warn!("a webhook was given up: the callback never answered 200");
        self.pending.send_modify(|pending| *pending -= 1);
    }

    /// Posts once; whether the answer was 200, the only one that counts.
    async fn attempt(&self, post: &Post) -> bool {
        let callback = self.state().callback.clone();
        let call = self
            .client
            .post(callback)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", &post.signature)
            .body(post.body.to_vec());
        call.send().await.is_ok_and(|answer| answer.status() == StatusCode::OK)
    }

    fn arrived(&self, post: &Post) {
        {
            let mut state = self.state();
            for (customer, wamid) in &post.brings {
                let said = state.phones.get_mut(customer).and_then(|phone| phone.find(wamid));
                if let Some(said) = said {
                    said.bubble.ticks = said.bubble.ticks.max(Ticks::Delivered);
                }
            }
        }
        self.changed();
        self.pending.send_modify(|pending| *pending -= 1);
    }

    /// Asks the callback to prove that it knows `verify_token`, as Meta does when it is set up.
    pub async fn verify_callback(&self, verify_token: &str) -> bool {
        let challenge = rand::random::<u32>().to_string();
        let query = [
            ("hub.mode", "subscribe"),
            ("hub.challenge", &challenge),
            ("hub.verify_token", verify_token),
        ];
        let callback = self.state().callback.clone();
        let call = self.client.get(callback).query(&query);
        let Ok(answer) = call.timeout(Duration::from_secs(5)).send().await else { return false };
        answer.status() == StatusCode::OK && answer.text().await.is_ok_and(|text| text == challenge)
    }
}

/// HMAC-SHA256 over the raw bytes, as `X-Hub-Signature-256` carries it.
fn sign(secret: &[u8], body: &[u8]) -> String {
    // HMAC takes a key of any length (RFC 2104).
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(body);
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_vector_is_signed_rightly() {
        // RFC 4231, test case 2.
        assert_eq!(
            sign(b"Jefe", b"what do ya want for nothing?"),
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
