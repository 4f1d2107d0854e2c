//! Keeps what we know of templates true: asks Meta for them when a number is connected, when somebody wants
//! it and when a webhook says that there is more to know; what a webhook itself says holds at once.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use desk::template::{Template, Values};
use store::{BusinessNumber, Store};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::clock;
use crate::intake::{Ear, Heard};
use crate::vigil::Vigil;
use crate::whatsapp::accounts::Trouble;
use crate::whatsapp::news::templates::TemplateReport;

/// How often Meta is asked again because a webhook came in between.
const TRIES: u32 = 3;
/// How long until Meta is tried again when it can't be reached.
const AGAIN: Duration = Duration::from_secs(60);

pub struct Templates {
    store: Arc<Store>,
    vigil: Arc<Vigil>,
    /// Held while what is known is read, changed and written.
    writing: tokio::sync::Mutex<()>,
    state: std::sync::Mutex<State>,
    wake: Notify,
}

#[derive(Default)]
struct State {
    /// How many webhooks told of templates, by account: what is listed meanwhile may be older.
    heard: HashMap<String, u64>,
    /// Accounts that Meta is to be asked about.
    wanted: BTreeSet<String>,
}

impl Templates {
    /// Of the numbers of that store; `vigil` is told first of what comes.
    pub fn over(store: Arc<Store>, vigil: Arc<Vigil>) -> Self {
        let (writing, state, wake) = Default::default();
        Self { store, vigil, writing, state, wake }
    }

    /// Has the account of each number asked about, soon.
    pub async fn want_all(&self) -> Result<(), store::Error> {
        for number in self.store.numbers().await? {
            self.want(number.number.account);
        }
        Ok(())
    }

    /// Has an account asked about, soon.
    pub fn want(&self, account: String) {
        self.state().wanted.insert(account);
        self.wake.notify_one();
    }

    /// Asks Meta for all templates of the number's account, and keeps them.
    pub async fn ask(&self, number: &BusinessNumber) -> Result<(), Trouble> {
        let (account, token) = (&number.number.account, &number.access_token);
        for tried in 1.. {
            let (heard, now) = (self.heard(account), clock::now());
            let templates = self.vigil.accounts.templates(token, account, now).await?;
            let _writing = self.writing.lock().await;
            if self.heard(account) != heard && tried < TRIES {
                continue;
            }
            log(self.store.set_templates(&number.number.id, &templates).await);
            log(self.store.set_templates_asked_at(account, now).await);
            break;
        }
        Ok(())
    }

    /// Hands in a new template of the number's account.
    pub async fn hand_in(
        &self,
        number: &BusinessNumber,
        template: &Template,
        samples: &Values,
    ) -> Result<(), Trouble> {
        let (account, token) = (&number.number.account, &number.access_token);
        let now = clock::now();
        let said = self.vigil.accounts.hand_in(token, account, template, samples).await?;
        let new = Template { id: said.0, status: said.1, at: now, ..template.clone() };
        let told = self.change(number, |known| {
            // A webhook may have told of it already, and Meta been asked.
            if !known.iter().any(|one| one.is(&new.name, &new.language)) {
                known.push(new);
            }
        });
        log(told.await);
        // Meta may have made something else of it.
        self.want(account.clone());
        Ok(())
    }

    async fn change(
        &self,
        number: &BusinessNumber,
        change: impl FnOnce(&mut Vec<Template>),
    ) -> Result<(), store::Error> {
        let _writing = self.writing.lock().await;
        let before = self.store.templates().await?.of(&number.number.id).to_vec();
        let mut known = before.clone();
        change(&mut known);
        if known != before {
            self.store.set_templates(&number.number.id, &known).await?;
        }
        Ok(())
    }

    /// Takes in what a webhook told. What it does not tell is asked for.
    async fn take(&self, report: TemplateReport) -> Result<(), store::Error> {
        let numbers = self.store.numbers().await?;
        let number = numbers.iter().find(|known| known.number.account == report.account);
        let Some(number) = number else { return Ok(()) };
        *self.state().heard.entry(report.account.clone()).or_default() += 1;
        let mut is_known = false;
        let TemplateReport { account, at, id, name, language, news } = report;
        let is_more = matches!(news, desk::template::News::Rewritten);
        self.change(number, |known| {
            let found = known.iter_mut().find(|one| one.id == id || one.is(&name, &language));
            if let Some(template) = found {
                template.hear(news, at);
                is_known = true;
            }
        })
        .await?;
        if is_more || !is_known {
            self.want(account);
        }
        Ok(())
    }

    /// Asks about the accounts that are wanted; false if one could not be reached.
    async fn ask_wanted(&self) -> bool {
        let wanted = std::mem::take(&mut self.state().wanted);
        let Ok(numbers) = self.store.numbers().await else { return false };
        let mut reached = true;
        for account in wanted {
            let number = numbers.iter().find(|known| known.number.account == account);
            let Some(number) = number else { continue };
            match self.ask(number).await {
                Ok(()) => {}
                Err(Trouble::Unreached) => {
                    reached = false;
                    self.state().wanted.insert(account);
                }
                Err(Trouble::Refused { code, .. }) => {
                    tracing::warn!(code, "Meta does not tell which templates there are");
                }
            }
        }
        reached
    }

    fn heard(&self, account: &str) -> u64 {
        self.state().heard.get(account).copied().unwrap_or_default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Ear for Templates {
    async fn hear(&self, mut heard: Heard) {
        let told = std::mem::take(&mut heard.templates);
        self.vigil.hear(heard).await;
        for report in told {
            log(self.take(report).await);
        }
    }
}

/// The worker that asks what is wanted.
pub struct Asking {
    closing: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Asking {
    pub fn start(templates: Arc<Templates>) -> Self {
        let (closing, mut closed) = watch::channel(false);
        let task = tokio::spawn(async move {
            let work = async {
                loop {
                    templates.wake.notified().await;
                    while !templates.ask_wanted().await {
                        tokio::time::sleep(AGAIN).await;
                    }
                }
            };
            tokio::select! {
                () = work => {}
                _ = closed.changed() => {}
            }
        });
        Self { closing, task }
    }

    /// What was not asked by now is asked when somebody wants it again.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        // A task that panicked has logged it; there is nothing left to stop.
        let _ = self.task.await;
    }
}

/// What is not written down is asked or told again: only the log is worse off.
fn log(told: Result<(), store::Error>) {
    if let Err(error) = told {
        tracing::error!(%error, "what is known of templates can't be kept");
    }
}
