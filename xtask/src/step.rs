//! Telling the person at the terminal what happens: one line when a long step begins, one
//! when it ends with the time it took. What a child process prints passes through.

use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::{Duration, Instant};

/// Does a long step between two lines on the terminal.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("▸ {what} …");
    let began = Instant::now();
    let done =
        work().with_context(|| format!("{what}: failed after {}", clock(began.elapsed())))?;
    eprintln!("  {what}: {}", clock(began.elapsed()));
    Ok(done)
}

/// Runs a command whose output the person sees; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("{} could not be started", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", line(command));
    }
    Ok(())
}

/// Runs a command quietly and gives its standard output; what it said on standard error
/// is in the error.
pub fn read(command: &mut Command) -> Result<String> {
    let output =
        command.output().with_context(|| format!("{} could not be started", name(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} ended with {}\n{}", line(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// `0.4 s`, `12.0 s`, `3 min 05 s`.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", time.as_secs_f32()),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well_short_and_long() {
        assert_eq!(clock(Duration::from_millis(440)), "0.4 s");
        assert_eq!(clock(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn a_command_that_fails_tells_what_it_said() {
        let error = read(Command::new("sh").args(["-c", "echo no luck >&2; exit 3"]))
            .unwrap_err()
            .to_string();
        assert!(error.contains("no luck") && error.contains("3"), "{error}");
    }
}
