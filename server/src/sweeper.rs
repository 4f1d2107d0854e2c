//! What time itself brings about: snoozed tickets wake, web sessions that ended are forgotten.

use std::sync::Arc;
use std::time::Duration;

use desk::Desk;
use desk::permissions::Actor;
use store::Store;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A snooze ends at most so much late.
const ROUND: Duration = Duration::from_secs(1);
/// Ended web sessions are cleared every so many rounds.
const TIDY: u64 = 600;

pub struct Sweeper {
    closing: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Sweeper {
    pub fn start(desk: Arc<Desk>, store: Arc<Store>) -> Self {
        let (closing, mut closed) = watch::channel(false);
        let task = tokio::spawn(async move {
            let mut rounds = tokio::time::interval(ROUND);
            for round in 0u64.. {
                tokio::select! {
                    _ = rounds.tick() => {}
                    _ = closed.changed() => return,
                }
                if let Err(error) = desk.wake(&Actor::Clock).await {
                    tracing::error!(%error, "snoozed tickets can't be woken");
                }
                if round % TIDY == 0
                    && let Err(error) = store.delete_expired_web_sessions(chrono::Utc::now()).await
                {
                    tracing::error!(%error, "old web sessions can't be cleared");
                }
            }
        });
        Self { closing, task }
    }

    /// Ends after the round that runs.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        // A task that panicked has logged it; there is nothing left to stop.
        let _ = self.task.await;
    }
}
