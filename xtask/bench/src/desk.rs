//! A desk to measure: the product on a data folder of its own, with a number, a key and a person,
//! and the questions that every measure asks it.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use http::{StatusCode, header};
use tempfile::TempDir;
use tokio::process::Command;
use tokio::time::sleep;

use crate::body::{self, Said};
use crate::http::{Answer, Call, Connection, get, post, with};
use crate::server::Server;

pub const EMAIL: &str = "agent@bench.example";
const PASSWORD: &str = "a password for one benchmark";
/// How long the applier may take to work off what was acknowledged.
const PATIENCE: Duration = Duration::from_secs(300);

/// A data folder, and what is needed to talk to the server that runs on it.
pub struct Desk {
    binary: PathBuf,
    folder: TempDir,
    key: String,
    pen: Pen,
}

impl Desk {
    /// Prepares the folder, inside `target`: a temporary folder of the system may be in memory.
    pub async fn prepare(binary: &Path, target: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(target)?;
        let mut desk =
            Self { binary: binary.to_owned(), folder, key: String::new(), pen: Pen::default() };
        desk.run(&[
            "number",
            "add",
            "--phone-number-id",
            body::NUMBER,
            "--waba-id",
            body::ACCOUNT,
            "--display-number",
            body::DISPLAY,
        ])
        .await?;
        desk.run(&["user", "add", "--email", EMAIL, "--name", "Agent", "--role", "agent"]).await?;
        desk.key = desk.run(&["api-key", "add", "--name", "bench", "--role", "agent"]).await?;
        Ok(desk)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(words).arg("--data").arg(self.folder.path().join("data"));
        // Settings of the person at the terminal must not leak in.
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BUSTIA_"))
        {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).kill_on_drop(true);
        command
    }

    /// Runs a command on the folder, whether a server runs on it or not; what it printed.
    pub async fn run(&self, words: &[&str]) -> Result<String> {
        let secrets = [
            ("BUSTIA_ACCESS_TOKEN", "none"),
            ("BUSTIA_APP_SECRET", body::SECRET),
            ("BUSTIA_VERIFY_TOKEN", "none"),
            ("BUSTIA_PASSWORD", PASSWORD),
        ];
        let output = self.command(words).envs(secrets).output().await;
        let output =
            output.with_context(|| format!("{} can't be started", self.binary.display()))?;
        if !output.status.success() {
            bail!(
                "bustia {} {} failed: {}",
                words[0],
                words[1],
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// Serves the folder. Nothing it may want to send leaves this machine.
    pub async fn serve(&self) -> Result<Server> {
        let nowhere = "http://127.0.0.1:9";
        let command = self.command(&["serve", "--listen", "127.0.0.1:0", "--graph-url", nowhere]);
        Server::start(command, &self.folder.path().join("log"), "/health").await
    }

    /// What its data folder takes on the disk, in MiB.
    pub fn on_disk(&self) -> Result<f64> {
        Ok(blocks(&self.folder.path().join("data"))? as f64 * 512.0 / (1024.0 * 1024.0))
    }

    /// Writes this desk's webhooks. Copies share the numbering.
    pub fn pen(&self) -> Pen {
        self.pen.clone()
    }

    /// The call with the desk's key.
    pub fn keyed(&self, call: Call) -> Call {
        with(call, header::AUTHORIZATION, &self.bearer())
    }

    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.key)
    }

    /// Every ticket in the list: how many there are, and how many unread messages they hold. An
    /// error if the list shows one twice.
    pub async fn count(&self, server: &Server) -> Result<Count> {
        let mut connection = Connection::open(server.address).await?;
        let (mut numbers, mut unread, mut cursor) = (std::collections::HashSet::new(), 0, None);
        loop {
            let more = cursor.map_or(String::new(), |cursor: String| format!("&cursor={cursor}"));
            let answer = connection
                .send(self.keyed(get(&format!("/api/v1/tickets?limit=200{more}"))))
                .await?;
            ensure!(
                answer.status == StatusCode::OK,
                "the list answered {} {}",
                answer.status,
                answer.excerpt()
            );
            let page = answer.json()?;
            for ticket in page["tickets"].as_array().context("a list without tickets")? {
                let number = ticket["number"].as_u64().context("a ticket without a number")?;
                ensure!(numbers.insert(number), "the list shows ticket {number} twice");
                unread += ticket["unread"].as_u64().context("a ticket without unread")?;
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return Ok(Count { tickets: numbers.len() as u64, unread }),
            }
        }
    }

    /// The cookie of the person, signed in.
    pub async fn sign_in(&self, server: &Server) -> Result<String> {
        let form = format!(
            "email={}&password={}&back=/inbox",
            EMAIL.replace('@', "%40"),
            PASSWORD.replace(' ', "+")
        );
        let call =
            with(post("/sign-in", form), header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let call = with(call, header::ORIGIN, &format!("http://{}", server.address));
        let answer = Connection::open(server.address).await?.send(call).await?;
        let cookie = answer.headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        Ok(cookie
            .with_context(|| format!("signing in answered {} without a cookie", answer.status))?
            .to_owned())
    }
}

/// Writes webhook calls, and never the same message twice.
#[derive(Clone, Default)]
pub struct Pen(Arc<AtomicU64>);

impl Pen {
    /// A message of each customer.
    pub fn call(&self, customers: impl IntoIterator<Item = u64>) -> Call {
        signed(&customers.into_iter().map(|customer| self.said(customer)).collect::<Vec<_>>())
    }

    pub fn said(&self, customer: u64) -> Said {
        Said::new(customer, self.0.fetch_add(1, Ordering::Relaxed))
    }
}

/// What the list of tickets adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub tickets: u64,
    pub unread: u64,
}

/// The 512-byte blocks of all files below `folder`.
fn blocks(folder: &Path) -> std::io::Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        sum += if metadata.is_dir() { blocks(&entry.path())? } else { metadata.blocks() };
    }
    Ok(sum)
}

/// A signed webhook call.
pub fn signed(said: &[Said]) -> Call {
    let body = body::webhook(said);
    let signature = body::signature(body.as_bytes());
    let call = with(post("/webhooks/whatsapp", body), header::CONTENT_TYPE, "application/json");
    with(call, header::HeaderName::from_static("x-hub-signature-256"), &signature)
}

/// Whether a webhook was taken in.
pub fn is_ok(_: u64, answer: &Answer) -> bool {
    answer.status == StatusCode::OK
}

/// How many bytes are acknowledged and not yet in a ticket.
pub async fn backlog(connection: &mut Connection) -> Result<u64> {
    let health = connection.send(get("/health")).await?.json()?;
    health["journal_backlog"].as_u64().context("/health tells no journal_backlog")
}

/// Waits until everything acknowledged is in a ticket; when that was.
pub async fn settle(server: &Server) -> Result<Instant> {
    let mut connection = Connection::open(server.address).await?;
    let began = Instant::now();
    while backlog(&mut connection).await? > 0 {
        ensure!(
            began.elapsed() < PATIENCE,
            "the journal still holds bodies after {} s",
            PATIENCE.as_secs()
        );
        sleep(Duration::from_millis(5)).await;
    }
    Ok(Instant::now())
}
