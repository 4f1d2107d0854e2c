//! What a process has used, from `/proc` (proc(5)).

use std::fs;

use anyhow::{Context, Result};

/// Clock ticks a second in `/proc/*/stat`: 100 on every Linux since USER_HZ became fixed.
pub const TICKS: f64 = 100.0;

/// Seconds of processor time of all threads of `pid`, ended ones included.
pub fn processor(pid: u32) -> Result<f64> {
    Ok(ticks(&stat(&pid.to_string())?, 2)? / TICKS)
}

/// Seconds of processor time of this process and of its children that ended.
pub fn of_us_and_children() -> Result<f64> {
    Ok(ticks(&stat("self")?, 4)? / TICKS)
}

/// Seconds of processor time of this process.
pub fn of_us() -> Result<f64> {
    Ok(ticks(&stat("self")?, 2)? / TICKS)
}

/// Resident memory of `pid`, in MiB.
pub fn resident(pid: u32) -> Result<f64> {
    let path = format!("/proc/{pid}/status");
    let status = fs::read_to_string(&path).with_context(|| format!("{path} can't be read"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    Ok(kib.with_context(|| format!("{path} has no VmRSS"))? / 1024.0)
}

fn stat(process: &str) -> Result<String> {
    let path = format!("/proc/{process}/stat");
    fs::read_to_string(&path).with_context(|| format!("{path} can't be read"))
}

/// utime + stime, and with `fields` = 4 also cutime + cstime. They follow the name in brackets,
/// which may hold anything.
fn ticks(stat: &str, fields: usize) -> Result<f64> {
    let (_, rest) = stat.rsplit_once(") ").context("a stat line without a name")?;
    let numbers = rest.split_whitespace().skip(11).take(fields);
    let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
    anyhow::ensure!(numbers.len() == fields, "a stat line that is too short");
    Ok(numbers.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stat_line_is_read_whatever_the_process_is_called() {
        let line = "42 (a) b) S 1 2 3 4 5 6 7 8 9 10 100 20 3 4 20 0 8";
        assert_eq!(ticks(line, 2).unwrap(), 120.0);
        assert_eq!(ticks(line, 4).unwrap(), 127.0);
        assert!(ticks("42 (a) S 1", 2).is_err());
    }

    #[test]
    fn this_process_uses_memory() {
        assert!(resident(std::process::id()).unwrap() > 0.5);
    }
}
