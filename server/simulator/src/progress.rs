//! How a message of the business gets on: sent, delivered, read, or failed; and what the business
//! is told of it.

use std::sync::Arc;

use crate::phone::Ticks;
use crate::simulator::Simulator;
use crate::webhook::{Card, Conversation, News, Pricing, Status, StatusError};

impl Simulator {
    /// Carries the message `wamid`, which is on `customer`'s phone, as far as it gets by itself.
    pub(crate) fn carry(self: &Arc<Self>, customer: String, wamid: String) {
        let simulator = self.clone();
        self.spawn(async move {
            let pauses = &simulator.settings.pauses;
            tokio::time::sleep(pauses.sent).await;
            simulator.advance(&customer, &wamid, Ticks::Sent);
            if !simulator.settings.automatic {
                return;
            }
            tokio::time::sleep(pauses.delivered).await;
            simulator.advance(&customer, &wamid, Ticks::Delivered);
            if let Some(pause) = pauses.read {
                tokio::time::sleep(pause).await;
                simulator.advance(&customer, &wamid, Ticks::Read);
            }
        });
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
        let card = Card::new(&phone.name, &phone.id, &phone.user_id);
        let user_id = phone.user_id.clone();
        let said = phone.find(wamid)?;
        said.bubble.ticks = said.bubble.ticks.max(to);
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
        let status = |step: Ticks| {
            let priced = step < Ticks::Read;
            let free_until = free_until.filter(|_| priced);
            let status = Status {
                id: wamid.to_owned(),
                status: step.word(),
                timestamp: now.timestamp().to_string(),
                recipient_id: customer.to_owned(),
                recipient_user_id: Some(user_id.clone()),
                conversation: free_until.map(|end| Conversation::of(customer, end, step)),
                pricing: priced.then_some(pricing),
                biz_opaque_callback_data: said.callback_data.clone(),
                errors: Vec::new(),
            };
            News::Status(Some(card.clone()), Box::new(status))
        };
        Some(steps.into_iter().map(status).collect())
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
                recipient_id: recipient.clone(),
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
