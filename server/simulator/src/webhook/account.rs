//! What the business hears of its account, under a field of its own, instead of messages.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Post, escape, sign};
use crate::simulator::Simulator;

/// Whose lane carries it: in order.
const ACCOUNT: &str = "account";

impl Simulator {
    /// Posts `value` as news of the field of that name.
    pub(crate) fn tell_account(self: &Arc<Self>, field: &str, value: Value) {
        let change = json!({ "value": value, "field": field });
        let (id, time) = (&self.settings.waba_id, self.now().timestamp());
        let entry = json!({ "id": id, "time": time, "changes": [change] });
        let body = json!({ "entry": [entry], "object": "whatsapp_business_account" });
        match escape::to_vec(&body) {
            Ok(body) => {
                let signature = sign(self.settings.app_secret.as_bytes(), &body);
                self.bring(ACCOUNT, Post { body: Arc::new(body), signature, brings: vec![] });
            }
            Err(error) => tracing::error!(%error, "a webhook can't be written"),
        }
    }
}
