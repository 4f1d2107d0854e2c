//! What time itself brings about: tickets are looked at when they are due, waiting ones go to whoever
//! is free, web sessions that ended are forgotten.

use std::sync::Arc;
use std::time::Duration;

use desk::Desk;
use desk::permissions::Actor;
use store::Store;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock;

/// What is due is late by so much at most, as long as a round can do all of it.
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
                if let Err(error) = desk.keep_time(&Actor::Clock).await {
                    tracing::error!(%error, "what is due can't be done");
                }
                if let Err(error) = desk.hand_back(&Actor::Clock).await {
                    tracing::error!(%error, "tickets of those who left can't be handed back");
                }
                if let Err(error) = desk.hand_out(&Actor::Clock).await {
                    tracing::error!(%error, "waiting tickets can't be handed out");
                }
                if round % TIDY == 0
                    && let Err(error) = store.delete_expired_web_sessions(clock::now()).await
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
