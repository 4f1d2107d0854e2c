//! How often the server asks the disk for certainty, counted by `strace` in a run of its own: being
//! traced makes it slow, so no time is taken meanwhile.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// How long strace may take to attach and to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// The syncs of `server` during `work`; none where strace is missing or may not trace.
pub async fn during(
    server: u32,
    scratch: &Path,
    work: impl AsyncFnOnce() -> Result<()>,
) -> Result<Option<u64>> {
    let folder = tempfile::Builder::new().prefix("bench-strace-").tempdir_in(scratch)?;
    let summary = folder.path().join("summary");
    let Some(tracer) = attach(server, &summary).await? else { return Ok(None) };
    work().await?;
    detach(tracer).await?;
    let text = fs::read_to_string(&summary).context("strace left no summary")?;
    Ok(Some(calls(&text)))
}

/// A tracer that has begun to count.
async fn attach(server: u32, summary: &Path) -> Result<Option<Child>> {
    let mut strace = Command::new("strace");
    strace.args(["-c", "-f", "-e", "trace=fsync,fdatasync", "-o"]).arg(summary);
    strace.args(["-p", &server.to_string()]);
    strace.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
    let Ok(mut tracer) = strace.spawn() else { return Ok(None) };
    let said = BufReader::new(tracer.stderr.take().context("strace has no output")?);
    let first = timeout(PATIENCE, said.lines().next_line()).await.context("strace is silent")??;
    Ok(first.is_some_and(|line| line.contains("attached")).then_some(tracer))
}

async fn detach(mut tracer: Child) -> Result<()> {
    let id = tracer.id().context("strace ended by itself")?;
    let asked = Command::new("kill").args(["-INT", &id.to_string()]).status().await?;
    ensure!(asked.success(), "strace could not be asked to end");
    timeout(PATIENCE, tracer.wait()).await.context("strace did not end")??;
    Ok(())
}

/// The fourth column of the rows of both calls (strace(1), `-c`).
fn calls(summary: &str) -> u64 {
    let rows =
        summary.lines().filter(|line| line.ends_with("fsync") || line.ends_with("fdatasync"));
    rows.filter_map(|row| row.split_whitespace().nth(3)?.parse::<u64>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use super::calls;

    #[test]
    fn both_kinds_of_sync_are_counted() {
        let summary = "% time     seconds  usecs/call     calls    errors syscall\n\
            ------ ----------- ----------- --------- --------- ----------------\n\
             90.00    0.010000          50       200           fdatasync\n\
             10.00    0.001000          20        50           fsync\n\
            ------ ----------- ----------- --------- --------- ----------------\n\
            100.00    0.011000          44       250           total\n";
        assert_eq!(calls(summary), 250);
        assert_eq!(calls(""), 0);
    }
}
