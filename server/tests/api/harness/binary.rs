//! The program `bustia` itself, with no setting but those that a test gives it.

use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

const BOUND: Duration = Duration::from_secs(60);
const VARIABLES: [&str; 14] = [
    "BUSTIA_DATA",
    "BUSTIA_LISTEN",
    "BUSTIA_DATABASE",
    "BUSTIA_PUBLIC_URL",
    "BUSTIA_GRAPH_URL",
    "BUSTIA_PRACTICE",
    "BUSTIA_LOG",
    "BUSTIA_PASSWORD",
    "BUSTIA_ACCESS_TOKEN",
    "BUSTIA_APP_SECRET",
    "BUSTIA_VERIFY_TOKEN",
    "BUSTIA_CALLS_OWN_NETWORK",
    "BUSTIA_CALLS_SECRET",
    "BUSTIA_SECRET_KEY",
];

/// A call of the program, not started yet.
pub struct Binary {
    command: Command,
}

/// The program with these words after its name, and `--data` if a folder is given.
pub fn bustia(words: &[&str], data: Option<&Path>) -> Binary {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bustia"));
    command.args(words).stdin(Stdio::null()).kill_on_drop(true);
    // Where no bustia.toml lies about.
    command.current_dir(data.unwrap_or(&std::env::temp_dir()));
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    if let Some(data) = data {
        command.arg("--data").arg(data);
    }
    Binary { command }
}

impl Binary {
    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.command.env(variable, value);
        self
    }

    /// The same call with more words at its end.
    pub fn and(mut self, words: &[&str]) -> Self {
        self.command.args(words);
        self
    }

    /// The same call, carried out by another program that gets these words and then ours.
    pub fn under(self, program: &str, words: &[&str]) -> Self {
        let ours = self.command.as_std();
        let mut command = Command::new(program);
        command.args(words).arg(ours.get_program()).args(ours.get_args());
        command.stdin(Stdio::null()).kill_on_drop(true);
        for (variable, value) in ours.get_envs() {
            match value {
                Some(value) => command.env(variable, value),
                None => command.env_remove(variable),
            };
        }
        if let Some(folder) = ours.get_current_dir() {
            command.current_dir(folder);
        }
        Self { command }
    }

    /// Runs it to its end.
    pub async fn run(mut self) -> Output {
        timeout(BOUND, self.command.output()).await.expect("an end in time").expect("it starts")
    }

    /// Runs a command that has to succeed; its stdout.
    pub async fn done(self) -> String {
        let output = self.run().await;
        let (said, complained) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{said}{complained}");
        said
    }

    /// Runs a command that has to fail with one plain sentence on stderr; the sentence.
    pub async fn refused(self) -> String {
        let output = self.run().await;
        let (said, complained) = (text(&output.stdout), text(&output.stderr));
        assert!(!output.status.success(), "it should have failed: {said}");
        assert_eq!(said, "", "a failure belongs on stderr");
        let sentence = complained.strip_suffix('\n').unwrap_or_default().to_owned();
        assert!(!sentence.is_empty() && !sentence.contains('\n'), "not one line: {complained:?}");
        assert!(sentence.ends_with('.'), "no sentence: {sentence}");
        sentence
    }

    /// Starts a server, on a port that the machine chooses, and waits until it listens.
    pub async fn serve(mut self) -> Server {
        self.command
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("it starts");
        let mut said = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let welcome = timeout(BOUND, said.next_line()).await.expect("a welcome in time");
        let Ok(Some(welcome)) = welcome else {
            let output = child.wait_with_output().await.expect("an end");
            panic!("it did not start: {}", text(&output.stderr));
        };
        // Somebody has to read the log, or the program would wait for that.
        let mut log = BufReader::new(child.stderr.take().expect("stderr"));
        tokio::spawn(async move { tokio::io::copy(&mut log, &mut tokio::io::sink()).await });
        let start = welcome.find("http://").expect("an address");
        let address = welcome[start + "http://".len()..].split('/').next().unwrap_or_default();
        Server { child, base: format!("http://{address}"), welcome: welcome.clone() }
    }
}

/// A running `bustia serve`. Killed when dropped.
pub struct Server {
    child: Child,
    pub base: String,
    pub welcome: String,
}

impl Server {
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// `kill -9`: no time to write anything.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("it can be killed");
    }

    /// Asks it to end, and waits until it did.
    pub async fn stop(mut self) -> bool {
        let asked = Command::new("kill").args(["-TERM", &self.id().to_string()]).status().await;
        assert!(asked.expect("kill runs").success());
        let ended = timeout(BOUND, self.child.wait()).await.expect("an end in time");
        ended.expect("a status").success()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
