//! The machine that the figures come from, and how much of it others used meanwhile.

use std::fs;
use std::thread::available_parallelism;
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::usage;

#[derive(Debug, Clone, Serialize)]
pub struct Machine {
    pub processor: String,
    pub cores: usize,
    pub memory_gib: f64,
    pub kernel: String,
    /// Share of time in which somebody waited for a processor, of the 10 s before the start, in %.
    pub pressure: Option<f64>,
}

impl Machine {
    pub fn describe() -> Self {
        let text = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let kib =
            field(&text("/proc/meminfo"), "MemTotal").and_then(|kib| number(&kib)).unwrap_or(0.0);
        Self {
            processor: field(&text("/proc/cpuinfo"), "model name")
                .unwrap_or_else(|| "unknown".into()),
            cores: available_parallelism().map_or(1, usize::from),
            memory_gib: (kib / 1024.0 / 102.4).round() / 10.0,
            kernel: text("/proc/sys/kernel/osrelease").trim().to_owned(),
            pressure: pressure(&text("/proc/pressure/cpu")),
        }
    }

    /// A warning if the machine was busy before we began.
    pub fn noise(&self) -> Option<String> {
        let pressure = self.pressure.filter(|pressure| *pressure > 5.0)?;
        Some(format!(
            "The machine was busy before the start (CPU pressure {pressure:.0} %): these figures are noise. \
             Run it again on an idle machine."
        ))
    }
}

impl std::fmt::Display for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { processor, cores, memory_gib, kernel, .. } = self;
        write!(f, "{processor}, {cores} cores, {memory_gib} GiB, Linux {kernel}")
    }
}

/// Watches what processes other than ours and our children take.
pub struct Others {
    began: Instant,
    busy: f64,
    ours: f64,
}

impl Others {
    pub fn watch() -> Result<Self> {
        Ok(Self { began: Instant::now(), busy: busy()?, ours: usage::of_us_and_children()? })
    }

    /// Their share of the whole machine since then, in %. Children count once they have ended.
    pub fn share(&self, cores: usize) -> Result<f64> {
        let theirs = (busy()? - self.busy) - (usage::of_us_and_children()? - self.ours);
        let whole = self.began.elapsed().as_secs_f64() * cores as f64;
        Ok((theirs / whole * 100.0).max(0.0))
    }
}

/// Seconds that all processors together were busy since the machine started.
fn busy() -> Result<f64> {
    let stat = fs::read_to_string("/proc/stat").context("/proc/stat can't be read")?;
    Ok(busy_ticks(&stat).context("/proc/stat has an unknown shape")? / usage::TICKS)
}

/// user + nice + system + irq + softirq: not idle, not waiting for the disk, not stolen.
fn busy_ticks(stat: &str) -> Option<f64> {
    let line = stat.lines().find(|line| line.starts_with("cpu "))?;
    let ticks: Vec<f64> = line.split_whitespace().skip(1).filter_map(number).collect();
    Some([0, 1, 2, 5, 6].iter().filter_map(|place| ticks.get(*place)).sum())
}

fn field(text: &str, name: &str) -> Option<String> {
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().to_owned())
}

fn pressure(text: &str) -> Option<f64> {
    let some = text.lines().find(|line| line.starts_with("some "))?;
    number(some.split_whitespace().find_map(|word| word.strip_prefix("avg10="))?)
}

fn number(text: &str) -> Option<f64> {
    text.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_files_are_read() {
        assert_eq!(field("model name\t: Xeon\nflags : a", "model name").as_deref(), Some("Xeon"));
        assert_eq!(pressure("some avg10=7.50 avg60=0.00\nfull avg10=1.00"), Some(7.5));
        assert_eq!(busy_ticks("cpu  1 2 3 400 500 6 7 800\ncpu0 9"), Some(19.0));
    }

    #[test]
    fn a_busy_machine_is_told() {
        let machine = |pressure| Machine { pressure, ..Machine::describe() };
        assert!(machine(Some(40.0)).noise().is_some_and(|noise| noise.contains("40 %")));
        assert!(machine(Some(1.0)).noise().is_none() && machine(None).noise().is_none());
    }
}
