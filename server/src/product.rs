//! The wiring diagram: everything that runs while `bustia serve` does, and how it is stopped.

mod outside;
mod workers;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use desk::Desk;
use desk::permissions::Actor;
use store::{Location, Store};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use outside::Outside;
use workers::Workers;

use crate::accounts::{KeyUses, Throttle};
use crate::clock::WallClock;
use crate::config::Config;
use crate::control;
use crate::folder::{self, Held};
use crate::http::{self, Door};
use crate::journal::{self, Journal};
use crate::live::{self, Hub, Wakes};
use crate::oidc::Oidc;
use crate::outbox::Outlook;
use crate::practice::{self, Practice};
use crate::serving::{self, SILENCE};
use crate::templates::Templates;
use crate::whatsapp::webhook::Webhook;

/// How long open requests may take to end when the product stops.
const GRACE: Duration = Duration::from_secs(5);

/// A running desk.
pub struct Product {
    address: SocketAddr,
    welcome: String,
    store: Arc<Store>,
    workers: Workers,
    server: JoinHandle<()>,
    control: JoinHandle<()>,
    warden: JoinHandle<()>,
    closing: watch::Sender<bool>,
    /// Dropped last, when nothing writes to the folder any more.
    _held: Held,
}

impl Product {
    /// Starts everything. An error is one plain sentence.
    pub async fn start(config: Config) -> Result<Self> {
        http::vitals::recorder();
        let held = folder::hold(&config.data)?;
        let listener = listen(config.listen).await?;
        let (database, key) = (config.database.as_deref(), config.secret_key.as_ref());
        let store = Arc::new(control::open(&config.data, database, key).await?);
        let started = Self::start_on(held, store.clone(), listener, config).await;
        if started.is_err() {
            // In order, so that the folder is free and the sentence stands alone.
            store.shutdown().await?;
        }
        started
    }

    async fn start_on(
        held: Held,
        store: Arc<Store>,
        listener: TcpListener,
        config: Config,
    ) -> Result<Self> {
        practice::must_not_mix(&store, config.practice).await?;
        let address = listener.local_addr()?;
        let clock = WallClock::default();
        let practice = match config.practice {
            true => Some(Arc::new(Practice::start(&store, address, clock.clone()).await?)),
            false => None,
        };
        // Only now, so that no operator adds somebody real before the folder is marked.
        let control = control::listen(&config.data, store.clone()).await?;
        let outside = Outside::of(&store, &config, practice.as_deref()).await?;
        let wakes = Wakes::default();
        let epoch = uuid::Uuid::now_v7().to_string();
        let hub = Hub::start(&epoch, http::assets::build(), clock.clone(), wakes.clone());
        let desk = desk(&store, &outside, &clock, &hub).await?;
        let (journal, entries) = journal(&store, &config, clock.clone()).await?;
        let templates = Arc::new(Templates::over(store.clone(), outside.vigil.clone()));
        let outlook = Outlook::default();
        let (vigil, files, numbers) =
            (outside.vigil.clone(), outside.files.clone(), outside.numbers.clone());
        let workers = Workers::start(workers::Needs {
            desk: desk.clone(),
            store: store.clone(),
            clock,
            journal: (journal.clone(), entries),
            templates: templates.clone(),
            outlook: outlook.clone(),
            outside,
            wakes,
        });
        let warden = live::warden::watch(hub.clone(), desk.clone(), store.clone());
        if practice.is_some() {
            // Its Meta forgets at each start what was handed in.
            templates.want_all().await?;
        }
        let base = config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let oidc = config.oidc.clone().map(|settings| Oidc::new(settings, &base)).transpose()?;
        let welcome = welcome(&store, &config, &base).await?;
        let webhook = Webhook::new(journal, numbers);
        let (sessions, throttle) =
            (http::web_sessions::Rows::of(store.clone(), config.sessions), Throttle::default());
        http::entering::usual_places(&store, &sessions, &throttle).await?;
        let door = Door {
            desk: desk.clone(),
            store: store.clone(),
            hub,
            intake: workers.intake.clone(),
            files,
            outlook,
            config,
            practice: practice.clone(),
            throttle,
            oidc,
            drafts: http::settings::Drafts::default(),
            customer_drafts: http::customer::Drafts::default(),
            saying_drafts: http::replies::Drafts::default(),
            number_drafts: http::numbers::Drafts::default(),
            number_words: http::numbers::Words::default(),
            profiles: http::numbers::face::Profiles::default(),
            starters: http::numbers::face::Starters::default(),
            vigil,
            templates,
            template_drafts: http::templates::Drafts::default(),
            template_words: http::templates::Words::default(),
            letter_drafts: http::letters::Drafts::default(),
            wishes: http::take_next::Wishes::default(),
            sessions,
            key_uses: KeyUses::default(),
            slips: http::slips::Slips::default(),
        };
        if let Some(practice) = practice {
            // Whoever asks meanwhile waits: what is half told would look like all there is.
            practice.seed(&store, &desk).await?;
        }
        let (closing, closed) = watch::channel(false);
        let routes = http::routes(Arc::new(door), webhook);
        let server = tokio::spawn(serving::serve(listener, routes, SILENCE, closed));
        Ok(Self { address, welcome, store, workers, server, control, warden, closing, _held: held })
    }

    /// Where the product listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to tell the operator: one address to open.
    pub fn welcome(&self) -> &str {
        &self.welcome
    }

    /// Stops in the order in which nothing is lost: no new requests, then the workers, then the store.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        let abort = self.server.abort_handle();
        if tokio::time::timeout(GRACE, self.server).await.is_err() {
            abort.abort();
        }
        self.control.abort();
        self.warden.abort();
        self.workers.stop().await;
        if let Err(error) = self.store.shutdown().await {
            tracing::error!(%error, "the store did not close in order");
        }
    }
}

/// The desk, once it knows again what it decided before.
async fn desk(
    store: &Arc<Store>,
    outside: &Outside,
    clock: &WallClock,
    hub: &Hub,
) -> Result<Arc<Desk>> {
    let (clock, live) = (Arc::new(clock.clone()), Arc::new(hub.clone()));
    let desk = Desk::new(store.clone(), outside.channel.clone(), clock, live);
    if let Err(error) = desk.begin(&Actor::Clock).await {
        tracing::error!(%error, "the desk can't begin");
        bail!("What the desk decided before can't be read: its cause is in the log.");
    }
    Ok(Arc::new(desk))
}

/// The fact about a database that says what it is called, so that the journal knows it again.
const NAME: &str = "name";

/// The journal of the data folder, if what waits in it is for this database.
async fn journal(
    store: &Store,
    config: &Config,
    clock: WallClock,
) -> Result<(Journal, journal::Entries)> {
    let name = match control::location(&config.data, config.database.as_deref()) {
        // Each is new, and what waited for the one before may go to it.
        location @ Location::Memory => location.to_string(),
        _ => match store.meta(NAME).await? {
            Some(name) => name,
            None => {
                let name = uuid::Uuid::now_v7().to_string();
                store.set_meta(NAME, &name).await?;
                name
            }
        },
    };
    let folder = config.data.join("journal");
    let settings = journal::Settings { clock, ..journal::Settings::in_folder(folder) };
    let unreadable = || format!("The journal in {} can't be opened", config.data.display());
    if !journal::claim(&settings, &name).with_context(unreadable)? {
        bail!(
            "The journal in {} holds messages for another database: start with that one first, or \
             name another folder with --data.",
            config.data.display()
        );
    }
    Journal::open(&settings).with_context(unreadable)
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!("Something listens on {address} already: choose another address with --listen.")
        }
        Err(error) => bail!("{address} can't be listened on: {error}."),
    }
}

/// The one address to open: the set-up link while nobody can sign in. In practice mode the page to
/// sign in leads to the phone.
async fn welcome(store: &Store, config: &Config, base: &str) -> Result<String> {
    if config.practice {
        return Ok(format!("Open {base}/ to answer customers, and to be one."));
    }
    Ok(match http::set_up::new_link(store).await? {
        Some(secret) => format!("Open {base}/set-up/{secret} to make the first administrator."),
        None => format!("Open {base}/"),
    })
}
