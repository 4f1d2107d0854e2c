//! The secrets that the channel needs of our numbers, by whoever keeps them.

use async_trait::async_trait;
use desk::ids::NumberId;
use desk::ports::Cause;

/// An app of Meta's that may sign webhooks of one of our numbers. Several apps may share one address.
pub struct Signer {
    pub number: NumberId,
    /// Meta's id of the number's account.
    pub account: String,
    pub secret: String,
}

/// Where secrets come from. An answer of nothing means that there is no such number; an error, that
/// nobody can tell now.
#[async_trait]
pub trait Secrets: Send + Sync {
    /// To call the Cloud API in the name of a number.
    async fn access_token(&self, number: &NumberId) -> Result<Option<String>, Cause>;

    /// Who may have signed a webhook, one for each number.
    async fn signers(&self) -> Result<Vec<Signer>, Cause>;

    /// Any of these may be given when the webhook's address is verified.
    async fn verify_tokens(&self) -> Result<Vec<String>, Cause>;

    /// Meta verified the address by that token.
    async fn was_verified(&self, _token: &str) {}
}
