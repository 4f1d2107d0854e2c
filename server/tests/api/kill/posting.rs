//! Meta at full speed: several connections that post batches, repeat themselves, and write down
//! what was answered 200.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::harness::{Meta, envelope, text_message};

const CONNECTIONS: u64 = 4;
/// So many customers write in a round: each has a thread that is checked as a whole.
pub const CUSTOMERS: u64 = 5;

/// What one round sent: the texts that were taken, and those that nobody answered for.
#[derive(Default)]
pub struct Sent {
    pub taken: Vec<String>,
    pub unanswered: Vec<String>,
}

pub struct Posting {
    connections: Vec<JoinHandle<Sent>>,
}

/// Begins to post until the server is gone.
pub fn start(client: &reqwest::Client, base: &str, round: u64, seed: u64) -> Posting {
    let connection = |connection: u64| {
        // One client: in a debug build, making one costs more than a round's posts.
        let meta = Meta::new(client.clone(), base);
        let random = StdRng::seed_from_u64(seed.wrapping_add(connection));
        tokio::spawn(post(meta, round, connection, random))
    };
    Posting { connections: (0..CONNECTIONS).map(connection).collect() }
}

impl Posting {
    /// Everything that was sent, once all connections noticed that the server is gone.
    pub async fn ended(self) -> Sent {
        let mut all = Sent::default();
        for connection in self.connections {
            let sent = connection.await.expect("a connection");
            all.taken.extend(sent.taken);
            all.unanswered.extend(sent.unanswered);
        }
        all
    }
}

/// The phone of one of a round's customers.
pub fn phone(round: u64, customer: u64) -> String {
    format!("347{round:05}{customer:03}")
}

async fn post(meta: Meta, round: u64, connection: u64, mut random: StdRng) -> Sent {
    let mut sent = Sent::default();
    let mut earlier: Vec<(String, Vec<String>)> = Vec::new();
    for n in 0.. {
        let (body, texts) = match earlier.is_empty() || random.gen_ratio(4, 5) {
            true => fresh(round, connection, n, &mut random),
            false => earlier[random.gen_range(0..earlier.len())].clone(),
        };
        match meta.try_post(body.clone()).await {
            Ok(status) if status == 200 => sent.taken.extend(texts.clone()),
            // Refused for now: Meta would come again.
            Ok(_) => {}
            Err(_) => {
                sent.unanswered.extend(texts);
                return sent;
            }
        }
        earlier.push((body, texts));
    }
    sent
}

/// A body that was never posted, and the texts in it.
fn fresh(round: u64, connection: u64, n: u64, random: &mut StdRng) -> (String, Vec<String>) {
    let size = if random.gen_ratio(1, 8) { random.gen_range(2..30) } else { 1 };
    let mut texts = Vec::new();
    let message = |part: u64| -> Value {
        let text = format!("round {round} line {connection} body {n} part {part}");
        let id = format!("wamid.{round}.{connection}.{n}.{part}");
        texts.push(text.clone());
        text_message(&phone(round, random.gen_range(0..CUSTOMERS)), &id, &text)
    };
    let messages = (0..size).map(message).collect();
    (envelope(messages, vec![]).to_string(), texts)
}
