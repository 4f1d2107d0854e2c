//! Waiting for something to become true, never for time to pass.

use std::time::{Duration, Instant};

/// Long enough for a debug build beside a compiler.
const BOUND: Duration = Duration::from_secs(30);
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// Looks again and again until `look` finds something; a panic that names `what` if it never does.
pub async fn eventually_some<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + BOUND;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < end, "not even after {BOUND:?}: {what}");
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

/// Looks again and again until `look` is true.
pub async fn eventually(what: &str, mut look: impl AsyncFnMut() -> bool) {
    eventually_some(what, async || look().await.then_some(())).await;
}
