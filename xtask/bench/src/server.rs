//! A server under measure: a child process that prints its address. It never outlives us.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use http::StatusCode;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{sleep, timeout};

use crate::http::{Connection, get};
use crate::usage;

/// How long a server may take to start or to stop.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often something that must come about is looked for.
const LOOK: Duration = Duration::from_millis(5);

pub struct Server {
    pub address: SocketAddr,
    pub pid: u32,
    /// From the start of the process to its first 200.
    pub started_in: Duration,
    child: Child,
    /// Held open, so that the server may go on printing.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Server {
    /// Starts it and waits for a 200 of `probe`. What it says on stderr is added to `log`.
    pub async fn start(mut command: Command, log: &Path, probe: &str) -> Result<Self> {
        let errors = fs::File::options().create(true).append(true).open(log)?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors).kill_on_drop(true);
        let began = Instant::now();
        let mut child = command.spawn().context("the server can't be started")?;
        let stdout = child.stdout.take().context("the server has no output")?;
        let mut output = BufReader::new(stdout).lines();
        let line = match timeout(PATIENCE, output.next_line()).await {
            Ok(Ok(Some(line))) => line,
            _ => bail!("the server did not start:\n{}", end_of(log)),
        };
        let address = address(&line).with_context(|| format!("no address in “{line}”"))?;
        let pid = child.id().context("the server ended at once")?;
        until_ok(address, probe).await?;
        Ok(Self { address, pid, started_in: began.elapsed(), child, _output: output })
    }

    /// Seconds of processor time it has used.
    pub fn processor(&self) -> Result<f64> {
        usage::processor(self.pid)
    }

    /// Resident memory in MiB.
    pub fn resident(&self) -> Result<f64> {
        usage::resident(self.pid)
    }

    /// Asks it to end, and waits until it has.
    pub async fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").args(["-TERM", &self.pid.to_string()]).status().await?;
        if !asked.success() {
            bail!("the server could not be asked to end");
        }
        match timeout(PATIENCE, self.child.wait()).await {
            Ok(Ok(status)) if status.success() => Ok(()),
            Ok(status) => bail!("the server did not end well: {status:?}"),
            Err(_) => bail!("the server did not end within {} s", PATIENCE.as_secs()),
        }
    }

    /// Ends it as a power cut would, as far as the process can tell.
    pub async fn kill(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }
}

async fn until_ok(address: SocketAddr, probe: &str) -> Result<()> {
    let began = Instant::now();
    let mut connection = Connection::open(address).await?;
    while connection.send(get(probe)).await?.status != StatusCode::OK {
        if began.elapsed() > PATIENCE {
            bail!("{probe} did not answer 200 within {} s", PATIENCE.as_secs());
        }
        sleep(LOOK).await;
    }
    Ok(())
}

/// The address in a line such as “Open http://127.0.0.1:3000/ …”.
fn address(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("http://")?;
    rest.split(['/', ' ']).next()?.parse().ok()
}

fn end_of(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(10)..].join("\n")
}

/// The program that was built together with this one.
pub fn beside_us(name: &str) -> Result<PathBuf> {
    Ok(std::env::current_exe().context("this program's own place is unknown")?.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_address_is_found_in_what_a_server_prints() {
        let expected = Some("127.0.0.1:3000".parse().unwrap());
        assert_eq!(address("Open http://127.0.0.1:3000/set-up/abc to make the first."), expected);
        assert_eq!(address("Open http://127.0.0.1:3000"), expected);
        assert_eq!(address("Nothing here"), None);
    }
}
