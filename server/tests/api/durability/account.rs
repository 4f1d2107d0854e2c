//! What `strace -f -y` wrote down, read as far as the order of writes, syncs and answers needs it.

use std::path::Path;

/// The lines of one program's life, in the order in which the kernel was asked.
pub struct Account(Vec<String>);

/// What happened between a request and its answer.
#[derive(Debug)]
pub struct Calls<'a>(&'a [String]);

impl Account {
    /// As far as it is written.
    pub fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_default();
        Self(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect())
    }

    /// Whether the program with this id is seen to end.
    pub fn ends_with(&self, id: u32) -> bool {
        let its_own = |line: &&String| process(line) == id.to_string();
        self.0.iter().filter(its_own).any(|line| line.contains("+++ exited"))
    }

    /// For every arrival of `request`, what was done until `answer` was given.
    pub fn between(&self, request: &str, answer: &str) -> Vec<Calls<'_>> {
        let mut found = vec![];
        let mut rest = self.0.as_slice();
        while let Some(arrival) = rest.iter().position(|line| line.contains(request)) {
            rest = &rest[arrival + 1..];
            let end = rest.iter().position(|line| line.contains(answer)).expect("an answer");
            found.push(Calls(&rest[..end]));
            rest = &rest[end..];
        }
        found
    }
}

impl Calls<'_> {
    /// Whether a file whose path has `part` in it was written, and synced afterwards.
    pub fn wrote_and_synced(&self, part: &str) -> bool {
        let of_file = |line: &String, calls: &[&str]| {
            line.contains(part) && calls.iter().any(|call| line.contains(&format!("{call}(")))
        };
        let written =
            self.0.iter().position(|line| of_file(line, &["write", "writev", "pwrite64"]));
        let Some(written) = written else { return false };
        let mut after = self.0[written..].iter().enumerate();
        after.any(|(at, line)| {
            let rest = &self.0[written + at..];
            of_file(line, &["fsync", "fdatasync"]) && ended_well(line, rest)
        })
    }
}

/// Whether the call that begins on `line` returned 0 in what follows: a call that others interrupt
/// stands on two lines of its thread.
fn ended_well(line: &str, rest: &[String]) -> bool {
    if !line.contains("<unfinished ...>") {
        return line.ends_with("= 0");
    }
    let resumed =
        |later: &&String| process(later) == process(line) && later.contains("sync resumed>");
    rest.iter().find(resumed).is_some_and(|later| later.ends_with("= 0"))
}

fn process(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}
