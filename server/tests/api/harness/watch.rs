//! Panics and log lines, told apart by the name of the threads that they came from: one name for
//! each test, so that tests side by side don't disturb one another.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Mutex, Once, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

static PANICS: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());
static LOGS: Mutex<Option<HashMap<String, Vec<u8>>>> = Mutex::new(None);

/// Begins to watch; once is enough.
pub(super) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            lock(&PANICS).push((thread(), info.to_string()));
            told(info);
        }));
        let filter = EnvFilter::new("info,surrealdb=warn,surrealkv=warn");
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false);
        log.with_writer(Lines).init();
    });
}

/// What panicked on threads of that name.
pub(super) fn panics(name: &str) -> Vec<String> {
    let all = lock(&PANICS);
    all.iter().filter(|(thread, _)| thread == name).map(|(_, text)| text.clone()).collect()
}

/// What was logged by threads of that name.
pub(super) fn log(name: &str) -> String {
    let logs = lock(&LOGS);
    let lines = logs.as_ref().and_then(|logs| logs.get(name));
    lines.map_or(String::new(), |lines| String::from_utf8_lossy(lines).into_owned())
}

/// What the test that runs on this thread logged so far.
pub fn log_of_this_test() -> String {
    log(&thread())
}

fn thread() -> String {
    std::thread::current().name().unwrap_or("nameless").to_owned()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes each line under its thread's name.
struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut logs = lock(&LOGS);
        logs.get_or_insert_default().entry(thread()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Lines;

    fn make_writer(&'a self) -> Lines {
        Lines
    }
}
