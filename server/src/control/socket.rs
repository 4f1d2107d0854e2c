//! The socket `control.sock` in the data folder: one request a connection, one line each way.

use std::fs::File;
use std::os::fd::AsRawFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use store::Store;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};

use super::{Reply, Request, carry_out};

/// More than any request needs.
const LONGEST_REQUEST: u64 = 64 * 1024;

const NAME: &str = "control.sock";
/// The system takes no longer name for a socket (`sun_path`, less the zero at its end).
const LONGEST_NAME: usize = 107;
/// How long to wait after the system would not let a connection in.
const PAUSE: Duration = Duration::from_secs(1);

/// The socket by a name that is short enough, good as long as this lives.
struct Name {
    path: PathBuf,
    _folder: Option<File>,
}

impl Name {
    /// Of the socket in `data`: where the whole path is too long, by way of the open folder.
    fn of(data: &Path) -> std::io::Result<Self> {
        let path = data.join(NAME);
        if path.as_os_str().len() <= LONGEST_NAME {
            return Ok(Self { path, _folder: None });
        }
        let folder = File::open(data)?;
        let path = format!("/proc/self/fd/{}/{NAME}", folder.as_raw_fd()).into();
        Ok(Self { path, _folder: Some(folder) })
    }
}

/// Asks the server that runs on `data`; `None` if none does.
pub async fn ask(data: &Path, request: &Request) -> Result<Option<Reply>> {
    let Ok(name) = Name::of(data) else { return Ok(None) };
    let Ok(stream) = UnixStream::connect(&name.path).await else { return Ok(None) };
    let mut stream = BufReader::new(stream);
    let mut line = serde_json::to_vec(request)?;
    line.push(b'\n');
    let mut answer = String::new();
    let lost = "The running server did not answer: try again, or see its log";
    stream.get_mut().write_all(&line).await.context(lost)?;
    stream.read_line(&mut answer).await.context(lost)?;
    serde_json::from_str(&answer).context(lost).map(Some)
}

/// Serves requests until the task is dropped. Call it only by the server that holds the folder.
pub async fn listen(data: &Path, store: Arc<Store>) -> Result<tokio::task::JoinHandle<()>> {
    let path = data.join(NAME);
    // A socket left by a process that was killed; the folder's lock says that it is ours now.
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(error).context("The old control socket can't be removed");
        }
        _ => {}
    }
    let unmade = || format!("The control socket {} can't be made", path.display());
    let listener =
        Name::of(data).and_then(|name| UnixListener::bind(&name.path)).with_context(unmade)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    let data: Arc<Path> = data.into();
    Ok(tokio::spawn(async move {
        loop {
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Out of files, most of all: it passes, and the operator has to be heard then.
                    tracing::error!(%error, "an operator's command could not be let in");
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            };
            let (data, store) = (data.clone(), store.clone());
            tokio::spawn(async move {
                if let Err(error) = serve(stream, &data, &store).await {
                    tracing::warn!(%error, "a control request failed");
                }
            });
        }
    }))
}

async fn serve(stream: UnixStream, data: &Path, store: &Store) -> Result<()> {
    let (read, mut write) = stream.into_split();
    let mut line = String::new();
    BufReader::new(read.take(LONGEST_REQUEST)).read_line(&mut line).await?;
    let reply = match serde_json::from_str(&line) {
        Ok(request) => carry_out(data, store, request).await,
        Err(_) => Reply::Refused {
            sentence: "The server does not know this request: use the same version.".into(),
        },
    };
    let mut line = serde_json::to_vec(&reply)?;
    line.push(b'\n');
    write.write_all(&line).await?;
    Ok(())
}
