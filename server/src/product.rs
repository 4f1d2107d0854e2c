//! The wiring diagram: everything that runs while `bustia serve` does, and how it is stopped.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::serve::ListenerExt;
use desk::Desk;
use desk::permissions::Actor;
use store::{Location, Store};
use tokio::net::TcpListener;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;

use crate::accounts::Throttle;
use crate::calls::{self, Calls};
use crate::clock::WallClock;
use crate::config::{Config, GRAPH};
use crate::control;
use crate::folder::{self, Held};
use crate::http::{self, Door};
use crate::intake::Intake;
use crate::journal::{self, Journal};
use crate::live::{Hub, Wakes};
use crate::media::{Files, Media};
use crate::numbers::Numbers;
use crate::outbox::{Outbox, Outlook};
use crate::practice::{self, Practice};
use crate::sweeper::Sweeper;
use crate::templates::{Asking, Templates};
use crate::vigil::{Vigil, Watch};
use crate::whatsapp::accounts::Accounts;
use crate::whatsapp::client::GraphClient;
use crate::whatsapp::media::MediaClient;
use crate::whatsapp::webhook::Webhook;

/// How long open requests may take to end when the product stops.
const GRACE: Duration = Duration::from_secs(5);

/// Sign-outs that a live page may be behind with; one that is further behind is closed.
const ENDED: usize = 64;

/// A running desk.
pub struct Product {
    address: SocketAddr,
    welcome: String,
    store: Arc<Store>,
    intake: Intake,
    outbox: Outbox,
    calls: Calls,
    media: Media,
    sweeper: Sweeper,
    watch: Watch,
    asking: Asking,
    server: JoinHandle<std::io::Result<()>>,
    control: JoinHandle<()>,
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
        if practice.is_some() && config.graph_url != GRAPH {
            tracing::warn!("practice mode has a WhatsApp of its own: graph_url is not used");
        }
        let graph =
            practice.as_ref().map_or(config.graph_url.clone(), |practice| practice.graph_url());
        let vigil = Arc::new(Vigil::over(store.clone(), Accounts::new(&graph)?).await?);
        let numbers = Arc::new(Numbers::of(store.clone(), vigil.clone()));
        let wakes = Wakes::default();
        let epoch = uuid::Uuid::now_v7().to_string();
        let hub = Hub::start(&epoch, http::assets::build(), clock.clone(), wakes.clone());
        let unmade = "The folder of files in the data folder can't be made";
        let files = Files::open(&config.data).context(unmade)?;
        let channel = Arc::new(GraphClient::new(&graph, numbers.clone(), files.clone())?);
        let at_metas = MediaClient::new(&graph, numbers.clone())?;
        let post = calls::Post::new(config.calls_own_network, config.calls_secret.clone())?;
        let its_clock = Arc::new(clock.clone());
        let desk = Desk::new(store.clone(), channel, its_clock, Arc::new(hub.clone()));
        let desk = Arc::new(desk);
        if let Err(error) = desk.begin(&Actor::Clock).await {
            tracing::error!(%error, "the desk can't begin");
            bail!("What the desk decided before can't be read: its cause is in the log.");
        }

        let (journal, entries) = journal(&store, &config, clock.clone()).await?;
        let templates = Arc::new(Templates::over(store.clone(), vigil.clone()));
        let intake = Intake::start(desk.clone(), journal.clone(), entries, templates.clone());
        let outlook = Outlook::default();
        let outbox = Outbox::start(desk.clone(), wakes.outbox, outlook.clone());
        let calls = Calls::start(desk.clone(), clock.clone(), post, wakes.calls);
        let media = Media::start(desk.clone(), clock, at_metas, files.clone(), wakes.fetches);
        let sweeper = Sweeper::start(desk.clone(), store.clone());
        let watch = Watch::start(vigil.clone());
        let asking = Asking::start(templates.clone());
        if practice.is_some() {
            // Its Meta forgets at each start what was handed in.
            templates.want_all().await?;
        }

        let welcome = welcome(&store, &config, address).await?;
        let webhook = Webhook::new(journal, numbers);
        let door = Door {
            desk: desk.clone(),
            store: store.clone(),
            hub,
            intake: intake.clone(),
            files,
            outlook,
            config,
            practice: practice.clone(),
            throttle: Throttle::default(),
            drafts: http::settings::Drafts::default(),
            customer_drafts: http::customer::Drafts::default(),
            saying_drafts: http::replies::Drafts::default(),
            number_drafts: http::numbers::Drafts::default(),
            number_words: http::numbers::Words::default(),
            vigil,
            templates,
            template_drafts: http::templates::Drafts::default(),
            template_words: http::templates::Words::default(),
            letter_drafts: http::letters::Drafts::default(),
            wishes: http::take_next::Wishes::default(),
            ended: broadcast::channel(ENDED).0,
        };
        if let Some(practice) = practice {
            // Whoever asks meanwhile waits: what is half told would look like all there is.
            practice.seed(&store, &desk).await?;
        }
        let (closing, closed) = watch::channel(false);
        let server = tokio::spawn(serve(listener, Arc::new(door), webhook, closed));
        Ok(Self {
            address,
            welcome,
            store,
            intake,
            outbox,
            calls,
            media,
            sweeper,
            watch,
            asking,
            server,
            control,
            closing,
            _held: held,
        })
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
        self.sweeper.stop().await;
        self.outbox.stop().await;
        self.calls.stop().await;
        self.media.stop().await;
        self.intake.stop().await;
        // After those who tell it something.
        self.watch.stop().await;
        self.asking.stop().await;
        if let Err(error) = self.store.shutdown().await {
            tracing::error!(%error, "the store did not close in order");
        }
    }
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

async fn serve(
    listener: TcpListener,
    door: Arc<Door>,
    webhook: Webhook,
    mut closed: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let routes = http::routes(door, webhook);
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    // A live frame must not wait for the next one to fill a packet.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            // An error means that the product is gone, which is a reason to close too.
            let _ = closed.wait_for(|closed| *closed).await;
        })
        .await
}

/// The one address to open: the set-up link while nobody can sign in. In practice mode the page to
/// sign in leads to the phone.
async fn welcome(store: &Store, config: &Config, address: SocketAddr) -> Result<String> {
    let base = config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    if config.practice {
        return Ok(format!("Open {base}/ to answer customers, and to be one."));
    }
    Ok(match http::set_up::new_link(store).await? {
        Some(secret) => format!("Open {base}/set-up/{secret} to make the first administrator."),
        None => format!("Open {base}/"),
    })
}
