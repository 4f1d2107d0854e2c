//! How a message of the business gets on: sent, delivered, read, or failed; and what the business
//! is told of it.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::phone::{Phone, Ticks};
use crate::simulator::Simulator;
use crate::webhook::{Conversation, News, Pricing, Status, StatusError};

impl Simulator {
    /// Carries the message `wamid`, which is on `customer`'s phone, as far as it gets by itself.
    pub(crate) fn carry(self: &Arc<Self>, customer: String, wamid: String) {
        let simulator = self.clone();
        self.spawn(async move {
            tokio::time::sleep(simulator.settings.pauses.sent).await;
            simulator.advance(&customer, &wamid, Ticks::Sent);
            if simulator.settings.automatic && !simulator.is_reaction(&customer, &wamid) {
                simulator.arrive(&customer, &wamid).await;
            }
        });
    }

    fn is_reaction(&self, customer: &str, wamid: &str) -> bool {
        let mut state = self.state();
        let said = state.phones.get_mut(customer).and_then(|phone| phone.find(wamid));
        said.is_some_and(|said| said.reaction)
    }

    /// Delivers and reads, as long as the phone is on.
    pub(crate) async fn arrive(self: &Arc<Self>, customer: &str, wamid: &str) {
        let pauses = &self.settings.pauses;
        let steps = [(Some(pauses.delivered), Ticks::Delivered), (pauses.read, Ticks::Read)];
        for (pause, step) in steps {
            let Some(pause) = pause else { return };
            tokio::time::sleep(pause).await;
            if self.is_silent(customer) {
                return;
            }
            self.advance(customer, wamid, step);
        }
    }

    /// The message got as far as `to`; each step that the business was not told of is told.
    pub(crate) fn advance(self: &Arc<Self>, customer: &str, wamid: &str, to: Ticks) {
        let Some(news) = self.step(customer, wamid, to) else { return };
        self.changed();
        self.tell(customer, news);
    }

    /// Notes the step on the phone; `None` if the message is not there.
    fn step(&self, customer: &str, wamid: &str, to: Ticks) -> Option<Vec<News>> {
        let mut state = self.state();
        let (mischief, now) = (state.mischief.clone(), state.now());
        let phone = state.phones.get_mut(customer)?;
        let said = phone.find(wamid)?;
        said.bubble.ticks = said.bubble.ticks.max(to);
        // Of a reaction, Meta tells no more.
        let to = if said.reaction { Ticks::Sent } else { to };
        // Told last one first: nothing until the last.
        if mischief.reverse_statuses && to < Ticks::Read {
            return Some(Vec::new());
        }
        let mut steps = match said.told {
            None => [vec![Ticks::Sent], Ticks::Sent.steps_to(to)].concat(),
            Some(told) => told.steps_to(to),
        };
        said.told = said.told.max(Some(to));
        if mischief.reverse_statuses {
            steps.reverse();
        }
        if mischief.lose_statuses {
            return Some(Vec::new());
        }
        let (free_until, pricing) = (said.free_until, Pricing::of(said.free_until));
        let callback_data = said.callback_data.clone();
        let status = |step: Ticks| {
            let priced = step < Ticks::Read;
            let free_until = free_until.filter(|_| priced);
            let status = Status {
                conversation: free_until.map(|end| Conversation::of(customer, end, step)),
                pricing: priced.then_some(pricing),
                ..status(phone, wamid, step.word(), callback_data.clone(), now)
            };
            News::Status(Some(phone.card()), Box::new(status))
        };
        Some(steps.into_iter().map(status).collect())
    }

    /// The customer listens to a voice message of the business; whether there is such a message.
    pub fn play(self: &Arc<Self>, customer: &str, wamid: &str) -> bool {
        let played = {
            let mut state = self.state();
            let now = state.now();
            let Some(phone) = state.phones.get_mut(customer) else { return false };
            let said = phone.find(wamid).filter(|said| !said.bubble.mine);
            let Some(callback_data) = said.map(|said| said.callback_data.clone()) else {
                return false;
            };
            let played = status(phone, wamid, "played", callback_data, now);
            News::Status(Some(phone.card()), Box::new(played))
        };
        self.advance(customer, wamid, Ticks::Read);
        if !self.mischief().lose_statuses {
            self.tell(customer, vec![played]);
        }
        true
    }

    /// Tells that the message, accepted before, could not be sent.
    pub(crate) fn fail(
        self: &Arc<Self>,
        recipient: String,
        wamid: String,
        callback_data: Option<String>,
        error: StatusError,
    ) {
        let simulator = self.clone();
        self.spawn(async move {
            tokio::time::sleep(simulator.settings.pauses.sent).await;
            if simulator.state().mischief.lose_statuses {
                return;
            }
            let status = Status {
                id: wamid,
                status: "failed",
                timestamp: simulator.now().timestamp().to_string(),
                recipient_id: Some(recipient.clone()),
                recipient_user_id: None,
                conversation: None,
                pricing: None,
                biz_opaque_callback_data: callback_data,
                errors: vec![error],
            };
            simulator.tell(&recipient, vec![News::Status(None, Box::new(status))]);
        });
    }
}

/// A status in its plainest form.
fn status(
    phone: &Phone,
    wamid: &str,
    word: &'static str,
    callback_data: Option<String>,
    at: DateTime<Utc>,
) -> Status {
    Status {
        id: wamid.to_owned(),
        status: word,
        timestamp: at.timestamp().to_string(),
        recipient_id: Some(phone.id.clone()),
        recipient_user_id: Some(phone.user_id.clone()),
        conversation: None,
        pricing: None,
        biz_opaque_callback_data: callback_data,
        errors: Vec::new(),
    }
}
