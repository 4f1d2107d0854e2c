//! The look once a minute: whether the silence is improbable, and what is behind it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use desk::ids::NumberId;
use desk::silence::Finding;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{Silence, Vigil, log};
use crate::clock;

const ROUND: Duration = Duration::from_secs(60);
/// How long until Meta is asked again what is wrong.
const AGAIN: TimeDelta = TimeDelta::minutes(15);

/// The running watch.
pub struct Watch {
    closing: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Watch {
    pub fn start(vigil: Arc<Vigil>) -> Self {
        let (closing, mut closed) = watch::channel(false);
        let task = tokio::spawn(async move {
            let mut rounds = tokio::time::interval(ROUND);
            loop {
                tokio::select! {
                    _ = rounds.tick() => {}
                    _ = closed.changed() => break,
                }
                tokio::select! {
                    () = vigil.look(clock::now()) => {}
                    _ = closed.changed() => break,
                }
            }
            vigil.note_heard().await;
        });
        Self { closing, task }
    }

    /// Writes down what was heard, and ends.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        // A task that panicked has logged it; there is nothing left to stop.
        let _ = self.task.await;
    }
}

impl Vigil {
    pub(super) async fn look(&self, now: DateTime<Utc>) {
        let (learned, rhythm) = {
            let mut state = self.state();
            (state.rhythm.attend(now), state.rhythm.clone())
        };
        if learned {
            log(self.store.set_rhythm(&rhythm).await);
        }
        self.note_heard().await;
        if !rhythm.is_improbable(now) {
            let mut state = self.state();
            if state.silence.take().is_some() {
                state.asked_at = None;
                tracing::info!("WhatsApp is heard again");
            }
            return;
        }
        let since = now - rhythm.silence(now);
        if self.begins_to_ask(now, since) {
            self.ask_why(since).await;
        }
    }

    /// Whether it is time to ask Meta what is wrong with a silence that began at `since`.
    fn begins_to_ask(&self, now: DateTime<Utc>, since: DateTime<Utc>) -> bool {
        let mut state = self.state();
        if state.silence.is_none() {
            state.silence = Some(Silence { since, findings: vec![] });
        }
        let due = state.asked_at.is_none_or(|asked| now - asked >= AGAIN);
        if due {
            state.asked_at = Some(now);
        }
        due
    }

    async fn ask_why(&self, since: DateTime<Utc>) {
        let numbers = match self.store.numbers().await {
            Ok(numbers) => numbers,
            Err(error) => return log(Err(error)),
        };
        let mut findings = vec![];
        for number in &numbers {
            let found = self.find(number).await;
            tell(&number.number.id, since, found);
            findings.push((number.number.id.clone(), found));
        }
        if let Some(silence) = &mut self.state().silence {
            silence.findings = findings;
        }
    }
}

fn tell(number: &NumberId, since: DateTime<Utc>, found: Finding) {
    let (wrong, repair) = match found {
        Finding::Unreached => ("Meta can't be asked", "look at this machine's network"),
        Finding::Token => ("its access token is no longer good", "connect it with a new token"),
        Finding::Subscription => {
            ("the app does not get its account's webhooks", "subscribe it at /settings/numbers")
        }
        Finding::Number => ("it is not connected", "see what Meta says of it at /settings/numbers"),
        Finding::Address => (
            "nothing that Meta tells of",
            "look whether the webhook's address answers from outside, and is the one in the app",
        ),
    };
    tracing::warn!(%number, %since, wrong, repair, "WhatsApp is silent for improbably long");
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::routing::get;
    use desk::number::Number;
    use store::{BusinessNumber, Location, SecretKey, Store};

    use super::*;
    use crate::intake::{Ear, Heard};
    use crate::whatsapp::accounts::Accounts;

    fn minute(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    /// A Cloud API where the number is connected and its account has these subscriptions.
    async fn graph(subscribed: &'static str) -> String {
        let number = r#"{"display_phone_number":"+34 930 000 000","status":"CONNECTED"}"#;
        let routes = Router::new()
            .route("/v26.0/106", get(move || async move { number }))
            .route("/v26.0/102/subscribed_apps", get(move || async move { subscribed }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, routes).await });
        format!("http://{address}")
    }

    async fn vigil(graph: &str) -> Vigil {
        let store = Store::open(&Location::Memory, &SecretKey::random()).await.expect("a store");
        let number =
            Number { id: "106".into(), account: "102".into(), display: "+34 930 000 000".into() };
        let secret = || "x".to_owned();
        let number = BusinessNumber {
            number,
            app: None,
            access_token: secret(),
            app_secret: secret(),
            verify_token: secret(),
        };
        store.add_number(&number).await.expect("a number");
        let accounts = Accounts::new(graph).expect("a client");
        Vigil::over(Arc::new(store), accounts).await.expect("it begins")
    }

    /// Three weeks in which something comes every ten minutes; when they end.
    async fn lived(vigil: &Vigil) -> i64 {
        let end = 3 * 7 * 24 * 60;
        for now in (0..end).step_by(10) {
            vigil.state().rhythm.attend(minute(now));
            let numbers = [NumberId::from("106")].into();
            vigil
                .hear(Heard { at: minute(now), numbers, reports: vec![], templates: vec![] })
                .await;
        }
        end
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_improbable_silence_is_told_with_its_cause_and_ends_with_the_next_webhook() {
        for (subscribed, expected) in [
            (r#"{"data":[]}"#, Finding::Subscription),
            (r#"{"data":[{"whatsapp_business_api_data":{"id":"7"}}]}"#, Finding::Address),
            (r#"{"error":{"code":190,"message":"Session has expired"}}"#, Finding::Token),
        ] {
            let vigil = vigil(&graph(subscribed).await).await;
            let end = lived(&vigil).await;
            vigil.look(minute(end + 50)).await;
            assert_eq!(vigil.silence(), None, "not yet");
            vigil.look(minute(end + 95)).await;
            let silence = vigil.silence().expect("it is noticed");
            assert_eq!(silence.findings, [(NumberId::from("106"), expected)]);
            let numbers = [NumberId::from("106")].into();
            let at = minute(end + 96);
            let heard = Heard { at, numbers, reports: vec![], templates: vec![] };
            vigil.hear(heard).await;
            vigil.look(minute(end + 97)).await;
            assert_eq!(vigil.silence(), None, "it is heard again");
            let health = vigil.health(&"106".into()).await.expect("its health");
            assert_eq!(health.heard_at, Some(minute(end + 96)));
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_meta_that_does_not_answer_is_told_of_too() {
        let vigil = vigil("http://127.0.0.1:9").await;
        let end = lived(&vigil).await;
        vigil.look(minute(end + 50)).await;
        vigil.look(minute(end + 95)).await;
        let silence = vigil.silence().expect("it is noticed");
        assert_eq!(silence.findings, [(NumberId::from("106"), Finding::Unreached)]);
    }
}
