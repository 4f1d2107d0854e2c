//! A WhatsApp at its worst and a program that is killed in the middle of it, over and over: what customers
//! say comes once, what they are told comes once at most and in order, and nothing is told that is not so.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use simulator::{Fault, Limits, Mischief, Pauses, Settings, Simulator};

use crate::harness::{
    APP_SECRET, Api, DISPLAY, Folder, NUMBER, Server, TOKEN, WABA, bustia, eventually, run,
};

const ROUNDS: usize = 4;
const CUSTOMERS: usize = 4;
const FAULTS: [Fault; 5] = [
    Fault::ErrorBefore,
    Fault::ErrorAfter,
    Fault::DropBefore,
    Fault::DropAfter,
    Fault::Slow(Duration::from_millis(30)),
];

/// A network that goes on trying for as long as any start may take.
async fn network() -> Arc<Simulator> {
    let settings = Settings {
        phone_number_id: NUMBER.into(),
        waba_id: WABA.into(),
        display_number: DISPLAY.into(),
        access_token: TOKEN.into(),
        app_secret: APP_SECRET.into(),
        callback: "http://127.0.0.1:9".into(),
        automatic: true,
        pauses: Pauses { retries: vec![Duration::from_millis(50); 1200], ..Pauses::none() },
        limits: Limits { throughput: 1_000, ..Limits::default() },
    };
    Simulator::start(settings).await.expect("it starts")
}

async fn serve(folder: &Folder, network: &Simulator) -> Server {
    let words = ["serve", "--graph-url", &network.graph_url()];
    let server = bustia(&words, Some(folder.path())).serve().await;
    network.set_callback(&format!("{}/webhooks/whatsapp", server.base));
    server
}

fn mischief(random: &mut StdRng) -> Mischief {
    Mischief {
        duplicate: random.r#gen(),
        shuffle: random.r#gen(),
        reverse_statuses: random.r#gen(),
        late_statuses: Duration::from_millis(random.gen_range(0..50)),
        ..Mischief::default()
    }
}

/// The ticket of each customer, by their digits.
async fn tickets(api: &Api) -> BTreeMap<String, u64> {
    let tickets = api.tickets("").await;
    let of = |ticket: &serde_json::Value| {
        let phone = ticket["contact"]["phone"].as_str()?.trim_start_matches('+').to_owned();
        Some((phone, ticket["number"].as_u64()?))
    };
    tickets.iter().filter_map(of).collect()
}

#[test]
fn against_the_misbehaving_network_and_killed_nothing_comes_twice_is_lost_or_overtakes() {
    run(async || {
        let seed = rand::random();
        println!("seed {seed}");
        let mut random = StdRng::seed_from_u64(seed);
        let (folder, key) = Folder::ready().await;
        let (network, client) = (network().await, reqwest::Client::new());
        let customers: Vec<String> = (0..CUSTOMERS)
            .map(|n| network.add_customer(&format!("Customer {n}"), &format!("+3460055510{n}")))
            .collect();
        // What each customer said, and what we said to them, in order.
        let mut said: BTreeMap<&String, Vec<String>> = BTreeMap::new();
        let mut told: BTreeMap<&String, Vec<String>> = BTreeMap::new();
        for round in 0..ROUNDS {
            let server = serve(&folder, &network).await;
            let api = Api::new(client.clone(), &server.base, &key);
            network.set_mischief(mischief(&mut random));
            for customer in &customers {
                let words = format!("{customer} says {round}");
                network.write(customer, &words).expect("they have a phone");
                said.entry(customer).or_default().push(words);
            }
            if round == 0 {
                eventually("all wrote", async || tickets(&api).await.len() == CUSTOMERS).await;
            }
            for _ in 0..3 {
                network.fail_next(*FAULTS.choose(&mut random).expect("some"), 1);
            }
            let known = tickets(&api).await;
            for n in 0..3 {
                for customer in &customers {
                    let reply = api.reply(known[customer], &format!("reply {round}.{n}")).await;
                    let id = reply["id"].as_str().expect("an id").to_owned();
                    told.entry(customer).or_default().push(id);
                }
            }
            tokio::time::sleep(Duration::from_micros(random.gen_range(0..80_000))).await;
            server.kill().await;
        }
        let server = serve(&folder, &network).await;
        let api = Api::new(client, &server.base, &key);
        network.set_mischief(Mischief::default());
        eventually("nothing waits any more", async || {
            let outbox = api.get("/outbox").await.expect(200);
            outbox["numbers"][0]["queued"].as_u64() == Some(0)
        })
        .await;
        let known = tickets(&api).await;
        let sent = network.sent();
        for customer in &customers {
            let ours = &told[customer];
            let theirs: Vec<&String> = sent
                .iter()
                .filter_map(|one| one.callback_data.as_ref())
                .filter(|id| ours.contains(id))
                .collect();
            let expected: Vec<&String> = ours.iter().filter(|id| theirs.contains(id)).collect();
            assert_eq!(theirs, expected, "seed {seed}: twice, or in another order");
            for id in ours {
                let arrived = theirs.contains(&id);
                eventually("what arrived is said to be read, and nothing else is", async || {
                    let delivery = api.delivery(known[customer], id).await;
                    (delivery == "read") == arrived
                        && (arrived || !["sent", "delivered"].contains(&delivery.as_str()))
                })
                .await;
            }
            eventually("what they said is here", async || {
                let mut heard: Vec<String> = api
                    .messages(known[customer])
                    .await
                    .iter()
                    .filter(|message| message["direction"] == "in")
                    .filter_map(|message| message["text"].as_str().map(str::to_owned))
                    .collect();
                heard.sort();
                heard == said[customer]
            })
            .await;
        }
        network.stop();
        assert!(server.stop().await);
        bustia(&["fsck"], Some(folder.path())).done().await;
    });
}
