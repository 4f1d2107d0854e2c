//! A runtime of its own for each test: threads as deep as the product's, an end in time, and no
//! passing over a panic on any of its threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::watch;

/// No test takes longer than this, even on a busy machine, unless it says so.
const BOUND: Duration = Duration::from_secs(170);
/// The product's own (see `command.rs`).
const STACK_BYTES: usize = 10 * 1024 * 1024;

/// Runs `test` to its end, on threads of a name of their own.
pub fn run(test: impl AsyncFnOnce() + Send + 'static) {
    run_within(BOUND, test);
}

/// The same for a test that was asked to take long.
pub fn run_within(bound: Duration, test: impl AsyncFnOnce() + Send + 'static) {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    watch::start();
    let name = format!("desk-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(STACK_BYTES)
        .thread_name(&name)
        .enable_all()
        .build()
        .expect("a runtime");
    let thread = std::thread::Builder::new().name(name.clone()).stack_size(STACK_BYTES);
    let thread = thread.spawn(move || {
        let ended = runtime.block_on(async { tokio::time::timeout(bound, test()).await });
        runtime.shutdown_timeout(Duration::from_secs(5));
        assert!(ended.is_ok(), "no end after {bound:?}");
    });
    if let Err(panic) = thread.expect("a thread").join() {
        eprintln!("the log:\n{}", watch::log(&name));
        std::panic::resume_unwind(panic);
    }
    assert_eq!(watch::panics(&name), Vec::<String>::new(), "the product panicked");
}
