//! Thousands of page loads at once, half of them given up half-way: nothing panics, and the pages
//! that were waited for are whole. `BUSTIA_PAGE_LOADS` asks for another number of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::harness::{TestDesk, Wire, log_of_this_test, numbered, run_within};

const READERS: usize = 16;
/// What a start and so many loads may take on a busy machine.
const START: Duration = Duration::from_secs(60);
const LOAD: Duration = Duration::from_millis(100);

fn loads() -> usize {
    std::env::var("BUSTIA_PAGE_LOADS").ok().and_then(|text| text.parse().ok()).unwrap_or(3000)
}

/// One load, given up somewhere if `patience` runs out. True if it came whole.
async fn load(desk: &TestDesk, path: &str, cookie: &str, random: &mut StdRng) -> bool {
    let mut wire = Wire::to(desk.address()).await;
    wire.ask_for(path, cookie).await;
    match random.gen_range(0..4) {
        0 => return false,
        1 => {
            for _ in 0..random.gen_range(0..200) {
                tokio::task::yield_now().await;
            }
            if random.r#gen() {
                wire.read_a_little().await;
            }
            return false;
        }
        _ => {}
    }
    let answer = wire.read_all().await;
    assert!(matches!(Wire::status(&answer), 200 | 302), "{path}: {answer:.200}");
    assert!(Wire::status(&answer) == 302 || answer.contains("</html>"), "{path} is not whole");
    true
}

#[test]
fn readers_who_hang_up_half_way_never_make_a_page_panic() {
    let bound = START + LOAD * u32::try_from(loads()).expect("not so many");
    run_within(bound, async || {
        let seed: u64 = rand::random();
        println!("seed {seed}");
        let desk = Arc::new(TestDesk::start().await);
        desk.meta().say((0..60).map(|n| numbered(n % 20, n)).collect()).await;
        desk.settled().await;
        let cookie = desk.signed_in("ana@example.org").await.cookie_line();
        let (done, whole) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let readers = (0..READERS).map(|reader| {
            let (desk, cookie) = (desk.clone(), cookie.clone());
            let (done, whole) = (done.clone(), whole.clone());
            tokio::spawn(async move {
                let mut random = StdRng::seed_from_u64(seed.wrapping_add(reader as u64));
                while done.fetch_add(1, Ordering::Relaxed) < loads() {
                    let path = match random.gen_range(0..6) {
                        0 => "/".to_owned(),
                        1 => "/inbox".to_owned(),
                        2 => "/board".to_owned(),
                        3 => "/sign-in".to_owned(),
                        _ => format!("/inbox/{}", random.gen_range(1..=20)),
                    };
                    let cookie = if random.gen_ratio(1, 10) { "" } else { cookie.as_str() };
                    if load(&desk, &path, cookie, &mut random).await {
                        whole.fetch_add(1, Ordering::Relaxed);
                    }
                }
            })
        });
        for reader in futures::future::join_all(readers).await {
            reader.expect("a reader got something else than a page");
        }
        let whole = whole.load(Ordering::Relaxed);
        assert!(
            (loads() / 3..loads() * 2 / 3).contains(&whole),
            "{whole} of {} were waited for",
            loads()
        );
        assert!(!log_of_this_test().contains("panicked"), "the log tells of a panic");
        let desk = Arc::into_inner(desk).expect("all readers are gone");
        desk.end().await;
    });
}
