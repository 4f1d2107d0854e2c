//! The socket `control.sock` in the data folder: one request a connection, one line each way.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use store::Store;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};

use super::{Reply, Request, carry_out};

/// More than any request needs.
const LONGEST_REQUEST: u64 = 64 * 1024;

fn path(data: &Path) -> PathBuf {
    data.join("control.sock")
}

/// Asks the server that runs on `data`; `None` if none does.
pub async fn ask(data: &Path, request: &Request) -> Result<Option<Reply>> {
    let Ok(stream) = UnixStream::connect(path(data)).await else { return Ok(None) };
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
    let path = path(data);
    // A socket left by a process that was killed; the folder's lock says that it is ours now.
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(error).context("The old control socket can't be removed");
        }
        _ => {}
    }
    let listener = UnixListener::bind(&path)
        .with_context(|| format!("The control socket {} can't be made", path.display()))?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    Ok(tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let store = store.clone();
            tokio::spawn(async move {
                if let Err(error) = serve(stream, &store).await {
                    tracing::warn!(%error, "a control request failed");
                }
            });
        }
    }))
}

async fn serve(stream: UnixStream, store: &Store) -> Result<()> {
    let (read, mut write) = stream.into_split();
    let mut line = String::new();
    BufReader::new(read.take(LONGEST_REQUEST)).read_line(&mut line).await?;
    let reply = match serde_json::from_str(&line) {
        Ok(request) => carry_out(store, request).await,
        Err(_) => Reply::Refused {
            sentence: "The server does not know this request: use the same version.".into(),
        },
    };
    let mut line = serde_json::to_vec(&reply)?;
    line.push(b'\n');
    write.write_all(&line).await?;
    Ok(())
}
