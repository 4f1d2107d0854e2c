//! The secrets that the channel needs of our numbers, by whoever keeps them.

use async_trait::async_trait;
use desk::ids::NumberId;
use desk::ports::Cause;

/// Where secrets come from. An answer of nothing means that there is no such number; an error, that
/// nobody can tell now.
#[async_trait]
pub trait Secrets: Send + Sync {
    /// To call the Cloud API in the name of a number.
    async fn access_token(&self, number: &NumberId) -> Result<Option<String>, Cause>;

    /// Any of these may have signed a webhook: several apps may share one address.
    async fn app_secrets(&self) -> Result<Vec<String>, Cause>;

    /// Any of these may be given when the webhook's address is verified.
    async fn verify_tokens(&self) -> Result<Vec<String>, Cause>;

    /// Meta verified the address by that token.
    async fn was_verified(&self, _token: &str) {}
}
