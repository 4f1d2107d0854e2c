//! Open files: a socket is one, here and in the server that we start, which inherits the limit.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Raises this process's soft limit to `needed`, if it is lower, by util-linux' `prlimit`.
pub fn raise_open_files(needed: u64) -> Result<()> {
    if open_files()? >= needed {
        return Ok(());
    }
    let us = std::process::id().to_string();
    // Whether it worked shows in the limit itself.
    let _ = Command::new("prlimit").args(["--pid", &us, &format!("--nofile={needed}:")]).status();
    let limit = open_files()?;
    ensure!(
        limit >= needed,
        "Only {limit} files may be open at once, and the viewers need {needed}. Allow more with `ulimit -n {needed}`."
    );
    Ok(())
}

fn open_files() -> Result<u64> {
    let limits =
        fs::read_to_string("/proc/self/limits").context("/proc/self/limits can't be read")?;
    soft(&limits).context("/proc/self/limits has an unknown shape")
}

fn soft(limits: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    match line.split_whitespace().next()? {
        "unlimited" => Some(u64::MAX),
        number => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::soft;

    #[test]
    fn the_soft_limit_is_the_first_number() {
        let limits = |value| {
            format!("Limit Soft Hard Units\nMax open files            {value} 20000  files\n")
        };
        assert_eq!(soft(&limits("1024")), Some(1024));
        assert_eq!(soft(&limits("unlimited")), Some(u64::MAX));
        assert_eq!(soft("nothing"), None);
    }
}
