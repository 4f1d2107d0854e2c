//! Practice mode: the simulator stands in for WhatsApp, on a folder of its own.
//!
//! The desk does not know: webhooks come in and calls go out as always. What a phone looks like on
//! the page is `app`'s; how the simulated network behaves is `simulator`'s.

mod guest;
mod hand;
mod memory;
mod network;
mod past;
mod phone;
mod rulebook;
mod story;
mod team;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono::TimeDelta;
use desk::Desk;
use desk::number::Number;
use desk::permissions::Actor;
use rand::Rng;
use simulator::{Limits, Pauses, Settings, Simulator};
use store::{BusinessNumber, Store};
use tokio::sync::{Mutex, watch};

use crate::accounts;
use crate::clock::WallClock;
pub use hand::Deed;

/// The fact about a folder that says whose it is.
const MARK: &str = "practice";
const MARKED: &str = "yes";

/// The fact about a folder that says that its conversations were told to the end.
const SEEDED: &str = "practice_seeded";

/// The fact about a folder that says how many seconds its clock was put forward.
const AHEAD: &str = "practice_ahead";

/// Whether the data is practice mode's.
pub async fn is_marked(store: &Store) -> Result<bool, store::Error> {
    Ok(store.meta(MARK).await?.as_deref() == Some(MARKED))
}

/// Refuses to practise on real data, and to serve real customers from a folder for practice.
pub async fn must_not_mix(store: &Store, practice: bool) -> Result<()> {
    match (practice, is_marked(store).await?) {
        (true, false) if !store.is_empty().await? => bail!(
            "The data folder holds a real desk, and practice mode never touches one: name another \
             folder with --data."
        ),
        (false, true) => bail!(
            "The data folder belongs to practice mode: name another folder with --data, or add \
             --practice."
        ),
        _ => Ok(()),
    }
}

/// The simulated customers, and the network between them and the desk.
pub struct Practice {
    simulator: Arc<Simulator>,
    clock: WallClock,
    /// Held while the clock is moved: what is kept must be where it stands in the end.
    moving: Mutex<()>,
}

impl Practice {
    /// Starts the network for the desk that listens on `address`. The number and its secrets are
    /// kept in the store, so that a restart goes on with the same; so is how far the clock was put
    /// forward.
    pub async fn start(store: &Store, address: SocketAddr, clock: WallClock) -> Result<Self> {
        store.set_meta(MARK, MARKED).await?;
        clock.put_forward(ahead(store).await?);
        let number = number(store).await?;
        let settings = Settings {
            phone_number_id: number.number.id.0,
            waba_id: number.number.account,
            display_number: number.number.display,
            access_token: number.access_token,
            app_secret: number.app_secret,
            callback: format!("http://{}/webhooks/whatsapp", reachable(address)),
            automatic: true,
            pauses: Pauses::default(),
            limits: Limits::default(),
        };
        let simulator = Simulator::start(settings).await.context("The simulator can't start")?;
        simulator.put_forward(clock.ahead());
        // Before the outbox begins to send: nobody may be missing then.
        for one in simulator::seed::conversations() {
            simulator.add_customer(&one.name, &one.phone);
        }
        memory::bring_back(&simulator, store).await?;
        Ok(Self { simulator, clock, moving: Mutex::new(()) })
    }

    /// Where the Graph client calls.
    pub fn graph_url(&self) -> String {
        self.simulator.graph_url()
    }

    /// A file that the desk sent, by the network's id of it: its type, and its bytes.
    pub fn file(&self, id: &str) -> Option<(String, Vec<u8>)> {
        self.simulator.file(id)
    }

    /// Counts up whenever a phone shows something new.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.simulator.changes()
    }

    /// Puts the clock of the desk, the customers and the network forward.
    pub async fn put_forward(&self, store: &Store, desk: &Desk, by: TimeDelta) -> Result<()> {
        let _moving = self.moving.lock().await;
        let ahead = self.clock.ahead() + by;
        store.set_meta(AHEAD, &ahead.num_seconds().to_string()).await?;
        desk.put_forward(by);
        self.clock.put_forward(by);
        self.simulator.put_forward(by);
        tracing::info!(seconds = ahead.num_seconds(), "the practice clock is ahead");
        Ok(())
    }

    /// Gives an empty desk a team, some days of conversations and a rulebook. Needs a running
    /// outbox.
    pub async fn seed(&self, store: &Arc<Store>, desk: &Desk) -> Result<()> {
        if store.meta(SEEDED).await?.is_some() {
            return Ok(());
        }
        if !store.tickets(&desk::ports::Filter::default(), 1, None).await?.items.is_empty() {
            bail!(
                "The practice folder was only half filled when the program was ended: delete it, \
                 or name another one with --data."
            );
        }
        let team = team::assemble(store).await?;
        story::tell(&self.simulator, store, &team, self.clock.now()).await?;
        rulebook::lay_down(desk, &team).await?;
        guest::is_shown(desk, &team).await?;
        store.set_meta(SEEDED, MARKED).await?;
        // Who owns what was told past this desk.
        Ok(desk.begin(&Actor::Clock).await?)
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        self.simulator.stop();
    }
}

/// The practice number: the one kept, or a new one with secrets that nobody knows.
async fn number(store: &Store) -> Result<BusinessNumber> {
    if let Some(kept) = store.numbers().await?.into_iter().next() {
        return Ok(kept);
    }
    // Fifteen digits, like Meta's ids.
    let id = || rand::thread_rng().gen_range(100_000_000_000_000..1_000_000_000_000_000_u64);
    let number = Number {
        id: id().to_string().as_str().into(),
        account: id().to_string(),
        display: "+34 930 555 000".to_owned(),
    };
    let made = BusinessNumber {
        number,
        app: None,
        access_token: accounts::secret(),
        app_secret: accounts::secret(),
        verify_token: accounts::secret(),
    };
    store.add_number(&made).await?;
    Ok(made)
}

/// How far the clock was put forward before.
async fn ahead(store: &Store) -> Result<TimeDelta> {
    let kept = store.meta(AHEAD).await?.and_then(|seconds| seconds.parse().ok());
    Ok(TimeDelta::try_seconds(kept.unwrap_or_default()).unwrap_or_default())
}

/// `address` as it is reached from this machine.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        ip if ip.is_unspecified() => {
            SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), address.port())
        }
        _ => address,
    }
}
