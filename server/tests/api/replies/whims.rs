//! Meta does what it likes, and the program is killed in the middle of it, over and over: each reply
//! arrives once at most, each customer's in order, and none is forgotten.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use serde_json::Value;

use crate::harness::{
    Api, Folder, Graph, Meta, Reaction, Server, bustia, eventually, numbered, run,
};

const ROUNDS: usize = 5;
const CUSTOMERS: usize = 4;

const WHIMS: [Reaction; 8] = [
    Reaction::Take,
    Reaction::Take,
    Reaction::Refuse(190),
    Reaction::Refuse(131056),
    Reaction::Refuse(130429),
    Reaction::FailAfter,
    Reaction::DropBefore,
    Reaction::DropAfter,
];

async fn serve(folder: &Folder, graph: &Graph) -> Server {
    bustia(&["serve", "--graph-url", &graph.url], Some(folder.path())).serve().await
}

async fn tickets(api: &Api) -> Vec<u64> {
    let tickets = api.tickets("").await;
    tickets.iter().filter_map(|ticket| ticket["number"].as_u64()).collect()
}

#[test]
fn whatever_meta_does_and_whenever_it_dies_each_arrives_once_at_most_in_order() {
    run(async || {
        let seed = rand::random();
        println!("seed {seed}");
        let mut random = StdRng::seed_from_u64(seed);
        let (folder, key) = Folder::ready().await;
        let (graph, client) = (Graph::start().await, reqwest::Client::new());
        // The replies of each ticket, in order.
        let mut promised: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        for round in 0..ROUNDS {
            let server = serve(&folder, &graph).await;
            let api = Api::new(client.clone(), &server.base, &key);
            if round == 0 {
                let meta = Meta::new(client.clone(), &server.base);
                meta.say((0..CUSTOMERS).map(|customer| numbered(customer, 1)).collect()).await;
                eventually("all wrote", async || tickets(&api).await.len() == CUSTOMERS).await;
            }
            graph.will((0..6).filter_map(|_| WHIMS.choose(&mut random).copied()));
            let numbers = tickets(&api).await;
            for n in 0..3 * CUSTOMERS {
                let number = numbers[n % CUSTOMERS];
                let reply = api.reply(number, &format!("reply {round}.{n}")).await;
                let id = reply["id"].as_str().expect("an id").to_owned();
                promised.entry(number).or_default().push(id);
            }
            tokio::time::sleep(Duration::from_micros(random.gen_range(0..80_000))).await;
            server.kill().await;
        }
        let server = serve(&folder, &graph).await;
        let api = Api::new(client, &server.base, &key);
        // What is left of the whims may stop the number once more.
        eventually("nothing waits any more", async || {
            let outbox = api.get("/outbox").await.expect(200);
            let left = |name: &str| outbox["numbers"][0][name].as_u64().unwrap_or(0);
            if !outbox["numbers"][0]["stopped"].is_null() {
                restart_number(&folder).await;
            }
            left("queued") == 0
        })
        .await;
        let calls = graph.calls();
        let taken: Vec<&str> =
            calls.iter().filter(|call| call.wamid.is_some()).map(|call| call.ours()).collect();
        for (number, ids) in &promised {
            let theirs: Vec<&str> =
                taken.iter().copied().filter(|id| ids.iter().any(|one| one == id)).collect();
            let expected: Vec<&str> =
                ids.iter().map(String::as_str).filter(|id| theirs.contains(id)).collect();
            assert_eq!(theirs, expected, "seed {seed}: twice, or in another order");
            let messages: Vec<Value> = api.messages(*number).await;
            for id in ids {
                assert!(messages.iter().any(|message| message["id"] == **id), "seed {seed}: {id}");
                let tried = calls.iter().any(|call| call.ours() == id);
                let begun = messages
                    .iter()
                    .any(|message| message["id"] == **id && message["delivery"] == "queued");
                assert!(tried || begun, "seed {seed}: {id} was forgotten");
            }
        }
        assert!(server.stop().await);
        bustia(&["fsck"], Some(folder.path())).done().await;
    });
}

/// The operator connects the number again, which starts it.
async fn restart_number(folder: &Folder) {
    use crate::harness::{APP_SECRET, DISPLAY, NUMBER, TOKEN, VERIFY_TOKEN, WABA};
    let words = ["number", "add", "--phone-number-id", NUMBER, "--waba-id", WABA];
    let words = [&words[..], &["--display-number", DISPLAY]].concat();
    let binary = bustia(&words, Some(folder.path())).with("BUSTIA_ACCESS_TOKEN", TOKEN);
    let binary = binary.with("BUSTIA_APP_SECRET", APP_SECRET);
    binary.with("BUSTIA_VERIFY_TOKEN", VERIFY_TOKEN).done().await;
}
