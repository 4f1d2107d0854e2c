//! A way out that writes down what it was given and answers what it was told to.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;

use super::memory::lock;
use crate::ports::{Channel, Outgoing, Sending, Sign};

/// Records every call. Without instructions it accepts, as `wamid.<our id>`.
#[derive(Debug, Default)]
pub struct RecordingChannel {
    answers: Mutex<VecDeque<Sending>>,
    sent: Mutex<Vec<Outgoing>>,
    shown: Mutex<Vec<Sign>>,
}

impl RecordingChannel {
    /// The answer to one of the next calls, in the order in which they were told.
    pub fn will_answer(&self, sending: Sending) {
        lock(&self.answers).push_back(sending);
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
