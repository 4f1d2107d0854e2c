//! The secrets of our business numbers, for the channel. Read through the store's own memory, so
//! that a number added while the server runs works at once. Nothing here is ever logged.

use std::sync::Arc;

use desk::ids::NumberId;
use store::{BusinessNumber, Store};

use crate::whatsapp::Secrets;

/// The store's numbers as the channel needs them.
#[derive(Clone)]
pub struct Numbers(Arc<Store>);

impl Numbers {
    pub fn of(store: Arc<Store>) -> Self {
        Self(store)
    }

    async fn all(&self) -> Vec<BusinessNumber> {
        self.0.numbers().await.unwrap_or_else(|error| {
            tracing::error!(%error, "the numbers can't be read");
            vec![]
        })
    }
}

#[async_trait::async_trait]
impl Secrets for Numbers {
    async fn access_token(&self, number: &NumberId) -> Option<String> {
        let found = self.all().await.into_iter().find(|known| known.number.id == *number);
        found.map(|known| known.access_token)
    }

    async fn app_secrets(&self) -> Vec<String> {
        self.all().await.into_iter().map(|known| known.app_secret).collect()
    }

    async fn verify_tokens(&self) -> Vec<String> {
        self.all().await.into_iter().map(|known| known.verify_token).collect()
    }
}
