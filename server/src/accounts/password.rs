//! argon2id with 19 MiB, two passes and one lane (OWASP Password Storage; ASVS 5.0 appendix C), salted with
//! 128 random bits. `docs/security.md` says the same to whoever runs a desk.

use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{OnceCell, Semaphore};

use super::Refused;

/// How much memory one password takes, in KiB …
const MEMORY: u32 = 19 * 1024;
/// … how often it is gone over …
const PASSES: u32 = 2;
/// … and in how many lanes.
const LANES: u32 = 1;

/// How many passwords are worked on at once.
static PERMITS: Semaphore = Semaphore::const_new(2);
/// The hash that stands in for people who don't exist.
static NOBODY: OnceCell<String> = OnceCell::const_new();

/// The hash to keep, as a PHC string.
pub(super) async fn hash(password: String) -> Result<String, Refused> {
    off_thread(move || {
        let salt = SaltString::generate(&mut OsRng);
        let hash = argon2()?.hash_password(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|error| Refused::Hashing(error.to_string()))
    })
    .await?
}

/// Whether `password` is the one behind `hash`.
pub(super) async fn verify(password: String, hash: String) -> bool {
    let verified = off_thread(move || {
        let Ok(hash) = PasswordHash::new(&hash) else { return false };
        // The parameters are read from the hash itself.
        Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
    });
    verified.await.unwrap_or(false)
}

/// A hash that no password matches in practice, made once.
pub(super) async fn nobody() -> Result<String, Refused> {
    NOBODY.get_or_try_init(|| hash(super::secret())).await.cloned()
}

fn argon2() -> Result<Argon2<'static>, Refused> {
    let params = Params::new(MEMORY, PASSES, LANES, None)
        .map_err(|error| Refused::Hashing(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refused> {
    let _permit = PERMITS.acquire().await.map_err(|error| Refused::Hashing(error.to_string()))?;
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Refused::Hashing(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_another_is_not() {
        let kept = hash("correct horse".into()).await.expect("hashes");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("correct horse".into(), kept.clone()).await);
        assert!(!verify("wrong horse".into(), kept).await);
        assert!(!verify("correct horse".into(), "not a hash".into()).await);
    }
}
