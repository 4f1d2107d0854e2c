//! A way out that writes down what it was given and answers what it was told to.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;

use super::memory::lock;
use crate::ports::{Channel, Outgoing, Sending, Sign};

/// Records every call. Without instructions it takes files, as `media-1` and so on, and accepts
/// messages, as `wamid.<our id>`.
#[derive(Debug, Default)]
pub struct RecordingChannel {
    answers: Mutex<VecDeque<Sending>>,
    /// What is said to one of the next files instead of taking it.
    troubles: Mutex<VecDeque<Sending>>,
    brought: Mutex<usize>,
    sent: Mutex<Vec<Outgoing>>,
    shown: Mutex<Vec<Sign>>,
}

impl RecordingChannel {
    /// The answer to one of the next calls, in the order in which they were told.
    pub fn will_answer(&self, sending: Sending) {
        lock(&self.answers).push_back(sending);
    }

    /// One of the next files is not taken, and this is why; in the order in which they were told.
    pub fn will_not_take(&self, sending: Sending) {
        lock(&self.troubles).push_back(sending);
    }

    /// How many files were brought, taken or not.
    pub fn brought(&self) -> usize {
        *lock(&self.brought)
    }

    /// Every call so far, oldest first.
    pub fn sent(&self) -> Vec<Outgoing> {
        lock(&self.sent).clone()
    }

    /// Every sign so far, oldest first.
    pub fn shown(&self) -> Vec<Sign> {
        lock(&self.shown).clone()
    }
}

#[async_trait]
impl Channel for RecordingChannel {
    async fn bring(&self, outgoing: &Outgoing) -> Result<Outgoing, Sending> {
        let mut ready = outgoing.clone();
        if ready.message.content.to_bring().is_none() {
            return Ok(ready);
        }
        let mut brought = lock(&self.brought);
        *brought += 1;
        ready.message.content.set_brought(format!("media-{brought}"));
        lock(&self.troubles).pop_front().map_or(Ok(ready), Err)
    }

    async fn send(&self, outgoing: &Outgoing) -> Sending {
        lock(&self.sent).push(outgoing.clone());
        let told = lock(&self.answers).pop_front();
        let external = format!("wamid.{}", outgoing.message.id);
        told.unwrap_or(Sending::Accepted { external })
    }

    fn show(&self, sign: Sign) {
        lock(&self.shown).push(sign);
    }
}
