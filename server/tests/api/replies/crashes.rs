//! The program dies between sending and recording, over and over: no customer hears a thing twice.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::Value;

use crate::harness::{
    Api, Folder, Graph, Meta, Reaction, Server, bustia, eventually, eventually_some, numbered, run,
    status,
};

const ROUNDS: usize = 6;

async fn serve(folder: &Folder, graph: &Graph) -> Server {
    bustia(&["serve", "--graph-url", &graph.url], Some(folder.path())).serve().await
}

async fn is_applied(client: &reqwest::Client, server: &Server) -> bool {
    let health = client.get(format!("{}/health", server.base)).send().await.expect("an answer");
    health.json::<Value>().await.expect("JSON")["journal_backlog"] == 0
}

#[test]
fn killed_between_sending_and_recording_it_sends_nothing_twice() {
    run(async || {
        let (folder, key) = Folder::ready().await;
        let (graph, client) = (Graph::start().await, reqwest::Client::new());
        let server = serve(&folder, &graph).await;
        let api = Api::new(client.clone(), &server.base, &key);
        Meta::new(client.clone(), &server.base).say(vec![numbered(1, 1)]).await;
        let ticket = eventually_some("a ticket", async || {
            api.tickets("").await.first().and_then(|ticket| ticket["number"].as_u64())
        })
        .await;
        // Meta takes it, and the answer never comes.
        graph.will([Reaction::Hang]);
        api.reply(ticket, "Hello").await;
        let call = eventually_some("the call", async || graph.calls().pop()).await;
        server.kill().await;

        let server = serve(&folder, &graph).await;
        let (api, meta) =
            (Api::new(client.clone(), &server.base, &key), Meta::new(client.clone(), &server.base));
        let next = api.reply(ticket, "Still there?").await;
        eventually("the next goes out", async || graph.calls().len() >= 2).await;
        assert_eq!(graph.calls()[1].ours(), next["id"]);
        let wamid = call.wamid.as_deref().expect("it was taken");
        meta.report(vec![status(wamid, Some(call.ours()), "delivered")]).await;
        eventually("the tick comes", async || {
            api.delivery(ticket, call.ours()).await == "delivered"
        })
        .await;
        assert!(graph.taken().values().all(|times| *times == 1));
        assert!(server.stop().await);
        bustia(&["fsck"], Some(folder.path())).done().await;
    });
}

#[test]
fn killed_again_and_again_while_it_sends_it_sends_each_reply_at_most_once_and_forgets_none() {
    run(async || {
        let seed = rand::random();
        println!("seed {seed}");
        let mut random = StdRng::seed_from_u64(seed);
        let (folder, key) = Folder::ready().await;
        let (graph, client) = (Graph::start().await, reqwest::Client::new());
        let mut promised: BTreeMap<String, u64> = BTreeMap::new();
        for round in 0..ROUNDS {
            let server = serve(&folder, &graph).await;
            let api = Api::new(client.clone(), &server.base, &key);
            Meta::new(client.clone(), &server.base)
                .say((0..5).map(|c| numbered(c, round)).collect())
                .await;
            eventually("all is applied", || is_applied(&client, &server)).await;
            let tickets: Vec<u64> = api
                .tickets("")
                .await
                .iter()
                .filter_map(|ticket| ticket["number"].as_u64())
                .collect();
            for n in 0..20 {
                let ticket = tickets[n % tickets.len()];
                let reply = api.reply(ticket, &format!("reply {round}.{n}")).await;
                promised.insert(reply["id"].as_str().expect("an id").to_owned(), ticket);
            }
            // Anywhere in the sending.
            tokio::time::sleep(Duration::from_micros(random.gen_range(0..60_000))).await;
            server.kill().await;
        }
        let server = serve(&folder, &graph).await;
        let (api, meta) =
            (Api::new(client.clone(), &server.base, &key), Meta::new(client.clone(), &server.base));
        // What Meta took will be reported; what it did not take, and nobody began, still goes out.
        let statuses = || {
            let calls = graph.calls();
            let of = |call: &crate::harness::Call| {
                status(call.wamid.as_deref().unwrap_or(""), Some(call.ours()), "delivered")
            };
            calls.iter().map(of).collect::<Vec<_>>()
        };
        eventually("every reply is settled or in doubt", async || {
            meta.report(statuses()).await;
            eventually("all is applied", || is_applied(&client, &server)).await;
            let taken = graph.taken();
            let (mut open, mut missing) = (0, 0);
            for (id, ticket) in &promised {
                let Some(message) = api.message(*ticket, id).await else {
                    println!("{id} is not in ticket {ticket}");
                    missing += 1;
                    continue;
                };
                let delivered = message["delivery"] == "delivered";
                assert!(!delivered || taken.contains_key(id));
                open += usize::from(taken.contains_key(id) && !delivered);
            }
            // A kill can leave at most one reply begun for each customer and round.
            open + missing == 0 && taken.len() + ROUNDS * 5 >= promised.len()
        })
        .await;
        assert!(
            graph.taken().values().all(|times| *times == 1),
            "seed {seed}: {:?}",
            graph.taken()
        );
        assert!(server.stop().await);
        bustia(&["fsck"], Some(folder.path())).done().await;
    });
}
