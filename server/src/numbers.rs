//! The secrets of our business numbers, for the channel. Read through the store's own memory, so
//! that a number added while the server runs works at once. Nothing here is ever logged.

use std::sync::Arc;

use desk::ids::NumberId;
use desk::ports::Cause;
use store::{BusinessNumber, Store};

use crate::vigil::Vigil;
use crate::whatsapp::Secrets;
use crate::whatsapp::secrets::Signer;

/// The store's numbers as the channel needs them.
#[derive(Clone)]
pub struct Numbers {
    store: Arc<Store>,
    vigil: Arc<Vigil>,
}

impl Numbers {
    pub fn of(store: Arc<Store>, vigil: Arc<Vigil>) -> Self {
        Self { store, vigil }
    }

    async fn each<T>(&self, secret: fn(BusinessNumber) -> T) -> Result<Vec<T>, Cause> {
        Ok(self.store.numbers().await?.into_iter().map(secret).collect())
    }
}

#[async_trait::async_trait]
impl Secrets for Numbers {
    async fn access_token(&self, number: &NumberId) -> Result<Option<String>, Cause> {
        let numbers = self.store.numbers().await?;
        let found = numbers.into_iter().find(|known| known.number.id == *number);
        Ok(found.map(|known| known.access_token))
    }

    async fn signers(&self) -> Result<Vec<Signer>, Cause> {
        self.each(|BusinessNumber { number, app_secret, .. }| Signer {
            number: number.id,
            account: number.account,
            secret: app_secret,
        })
        .await
    }

    async fn verify_tokens(&self) -> Result<Vec<String>, Cause> {
        self.each(|known| known.verify_token).await
    }

    async fn was_verified(&self, token: &str) {
        self.vigil.was_verified(token).await;
    }
}
