//! Which processors a server may run on: one of its own while latencies are measured, so that the
//! generator never takes its turn, and all of them while the most that it can do is measured.

use std::process::Command;
use std::thread::available_parallelism;

use anyhow::{Result, ensure};

/// The server's threads on the first core, ours on the second. Without two cores nothing changes.
pub fn apart(server: u32) -> Result<()> {
    if available_parallelism().map_or(1, usize::from) < 2 {
        return Ok(());
    }
    allow(server, "0")?;
    allow(std::process::id(), "1")
}

/// Both wherever there is room.
pub fn together(server: u32) -> Result<()> {
    allow(server, &all())?;
    allow(std::process::id(), &all())
}

fn all() -> String {
    // Once we are confined, this would count one core: the kernel's own list is whole.
    let online = std::fs::read_to_string("/sys/devices/system/cpu/online");
    online.map_or_else(|_| "0".to_owned(), |list| list.trim().to_owned())
}

/// By util-linux' `taskset`, for all threads that the process has.
fn allow(process: u32, cores: &str) -> Result<()> {
    let mut taskset = Command::new("taskset");
    let output = taskset.args(["-a", "-p", "-c", cores, &process.to_string()]).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "taskset could not move process {process}: {}", said.trim());
    Ok(())
}
