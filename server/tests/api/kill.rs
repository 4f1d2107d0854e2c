//! `kill -9` while Meta posts at full speed, again and again on one folder: every body that was
//! answered 200 is in exactly one ticket exactly once. `BUSTIA_KILL_ROUNDS` asks for more rounds,
//! `BUSTIA_KILL_SEED` for the same ones again.

mod ledger;
mod posting;

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::Value;

use crate::harness::{Api, Folder, Server, bustia, eventually, run_within};
use ledger::Ledger;

/// What a start, a round and everything at the end may take on a busy machine.
const ENDS: Duration = Duration::from_secs(60);
const ROUND: Duration = Duration::from_secs(10);

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

async fn is_applied(client: &reqwest::Client, server: &Server) -> bool {
    let health = client.get(format!("{}/health", server.base)).send().await.expect("an answer");
    health.json::<Value>().await.expect("JSON")["journal_backlog"] == 0
}

async fn serve(folder: &Folder) -> Server {
    // Nothing is replied here: whatever the outbox might call must not be reachable.
    bustia(&["serve", "--graph-url", "http://127.0.0.1:9"], Some(folder.path())).serve().await
}

#[test]
fn nothing_that_was_answered_200_is_lost_or_doubled_by_kill_9() {
    let rounds = number("BUSTIA_KILL_ROUNDS").unwrap_or(30);
    let seed = number("BUSTIA_KILL_SEED").unwrap_or_else(rand::random);
    println!("seed {seed}, {rounds} rounds");
    let bound = ENDS + ROUND * u32::try_from(rounds).expect("not so many");
    run_within(bound, async move || {
        let mut random = StdRng::seed_from_u64(seed);
        let (folder, key) = Folder::ready().await;
        let client = reqwest::Client::new();
        let mut ledger = Ledger::default();
        for round in 0..rounds {
            let server = serve(&folder).await;
            let api = Api::new(client.clone(), &server.base, &key);
            if round > 0 {
                eventually("the backlog is applied", || is_applied(&client, &server)).await;
                ledger.check(&api, round - 1).await;
            }
            let posting = posting::start(&client, &server.base, round, random.r#gen());
            // A few rounds die before the first answer, a few while they still start to apply.
            let life = Duration::from_micros(random.gen_range(0..350_000));
            tokio::time::sleep(life).await;
            server.kill().await;
            ledger.enter(round, posting.ended().await);
            if round % 10 == 9 {
                bustia(&["fsck"], Some(folder.path())).done().await;
            }
        }
        let server = serve(&folder).await;
        eventually("the backlog is applied", || is_applied(&client, &server)).await;
        let api = Api::new(client.clone(), &server.base, &key);
        ledger.check_all(&api).await;
        assert!(server.stop().await);
        bustia(&["fsck"], Some(folder.path())).done().await;
        println!("{} messages were answered 200 in {rounds} rounds", ledger.acknowledged());
        assert!(ledger.acknowledged() as u64 > rounds * 10, "hardly anything was posted");
    });
}
