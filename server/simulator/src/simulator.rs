//! One running simulator: its state, its doors, and how it ends.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use crate::fault::Fault;
use crate::graph::{self, Face, Review, Sent, Setup};
use crate::limits::Traffic;
use crate::line::{Lines, Scissors};
use crate::media::Shelf;
use crate::mischief::Mischief;
use crate::phone::Phone;
use crate::samples;
use crate::scenes::Playing;
use crate::settings::Settings;
use crate::webhook::{News, Post};

/// A local Cloud API for one business number. Runs until [`Simulator::stop`].
pub struct Simulator {
    pub(crate) settings: Settings,
    address: SocketAddr,
    pub(crate) client: reqwest::Client,
    state: Mutex<State>,
    changes: watch::Sender<u64>,
    /// Webhooks that were neither answered with 200 nor given up.
    pub(crate) pending: watch::Sender<usize>,
    closing: watch::Sender<bool>,
}

/// Everything that changes.
pub(crate) struct State {
    /// By the customer's id.
    pub(crate) phones: BTreeMap<String, Phone>,
    pub(crate) sent: Vec<Sent>,
    pub(crate) faults: VecDeque<Fault>,
    pub(crate) media: Shelf,
    pub(crate) traffic: Traffic,
    /// The address that webhooks are posted to.
    pub(crate) callback: String,
    pub(crate) mischief: Mischief,
    pub(crate) playing: Playing,
    pub(crate) setup: Setup,
    /// In Meta's form.
    pub(crate) templates: Vec<Value>,
    pub(crate) review: Review,
    pub(crate) face: Face,
    pub(crate) windows_close: bool,
    /// How far the network's clock is ahead of the machine's.
    ahead: TimeDelta,
    /// Items that wait for a batch to fill up.
    pub(crate) held: Vec<News>,
    /// Each customer's webhooks, in order.
    pub(crate) lanes: HashMap<String, mpsc::UnboundedSender<Post>>,
}

impl Simulator {
    /// Listens on a free port of this machine. Must be called inside a tokio runtime.
    pub async fn start(settings: Settings) -> std::io::Result<Arc<Self>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(settings.pauses.answer)
            .build()
            .map_err(std::io::Error::other)?;
        let state = Mutex::new(State::new(&settings));
        let (changes, pending) = (watch::channel(0).0, watch::channel(0).0);
        let closing = watch::channel(false).0;
        let simulator = Self { settings, address, client, state, changes, pending, closing };
        let simulator = Arc::new(simulator);
        simulator.clone().serve(listener);
        Ok(simulator)
    }

    /// The base address to give a Graph client, without a slash at the end.
    pub fn graph_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops answering and posting. What was not yet posted is lost.
    pub fn stop(&self) {
        self.closing.send_replace(true);
        self.state().lanes.clear();
    }

    /// Spoils the next `calls` calls that send a message, in the order in which faults were asked.
    pub fn fail_next(&self, fault: Fault, calls: usize) {
        self.state().faults.extend(std::iter::repeat_n(fault, calls));
    }

    /// What goes wrong from now on.
    pub fn set_mischief(&self, mischief: Mischief) {
        self.state().mischief = mischief;
    }

    pub fn mischief(&self) -> Mischief {
        self.state().mischief.clone()
    }

    /// Posts webhooks to another address from now on, further tries of old ones too.
    pub fn set_callback(&self, callback: &str) {
        callback.clone_into(&mut self.state().callback);
    }

    /// How far the number is set up from now on.
    pub fn set_setup(&self, setup: Setup) {
        self.state().setup = setup;
    }

    pub fn setup(&self) -> Setup {
        self.state().setup.clone()
    }

    /// What customers see of the number.
    pub fn face(&self) -> Face {
        self.state().face.clone()
    }

    /// Whether the customer-service window ever closes; practice mode lets old threads be answered
    /// while it makes them up.
    pub fn set_windows_close(&self, close: bool) {
        self.state().windows_close = close;
    }

    /// Puts the clock of customers and network forward by so much more. Pauses stay as long as they are.
    pub fn put_forward(&self, by: TimeDelta) {
        self.state().ahead += by;
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.state().now()
    }

    /// Every message accepted since the start, oldest first.
    pub fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// Counts up whenever a thread changes or a message is accepted.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Waits until every webhook so far was answered with 200 or given up.
    pub async fn settled(&self) {
        // An error would mean that the simulator is gone, which `self` rules out.
        let _ = self.pending.subscribe().wait_for(|pending| *pending == 0).await;
    }

    pub(crate) fn is_stopped(&self) -> bool {
        *self.closing.borrow()
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn changed(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }

    /// Runs until it is done or the simulator stops.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut closed = self.closing.subscribe();
        tokio::spawn(async move {
            tokio::select! {
                _ = closed.wait_for(|closed| *closed) => {}
                () = work => {}
            }
        });
    }

    fn serve(self: Arc<Self>, listener: TcpListener) {
        let service = graph::routes(self.clone()).into_make_service_with_connect_info::<Scissors>();
        self.spawn(async move {
            if let Err(error) = axum::serve(Lines(listener), service).await {
                tracing::error!(%error, "the simulator stopped answering");
            }
        });
    }
}

impl State {
    fn new(settings: &Settings) -> Self {
        Self {
            phones: BTreeMap::new(),
            sent: Vec::new(),
            faults: VecDeque::new(),
            media: Shelf::default(),
            traffic: Traffic::new(&settings.limits, Instant::now()),
            callback: settings.callback.clone(),
            mischief: Mischief::default(),
            playing: Playing::default(),
            setup: Setup::default(),
            templates: samples::templates(),
            review: Review::Approve,
            face: Face::default(),
            windows_close: true,
            ahead: TimeDelta::zero(),
            held: Vec::new(),
            lanes: HashMap::new(),
        }
    }

    /// What time it is for customers and network.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.ahead
    }
}
