//! What was answered 200, round by round, held against what the desk shows.

use std::collections::{BTreeMap, BTreeSet};

use super::posting::{CUSTOMERS, Sent};
use crate::harness::Api;

#[derive(Default)]
pub struct Ledger {
    rounds: BTreeMap<u64, Sent>,
}

impl Ledger {
    pub fn enter(&mut self, round: u64, sent: Sent) {
        self.rounds.insert(round, sent);
    }

    /// How many messages were taken, each counted once.
    pub fn acknowledged(&self) -> usize {
        self.rounds.values().map(|sent| sent.taken.iter().collect::<BTreeSet<_>>().len()).sum()
    }

    /// Holds one round against the desk: its customers' tickets are the newest of all.
    pub async fn check(&self, api: &Api, round: u64) {
        let prefix = format!("+347{round:05}");
        let body = api.get(&format!("/tickets?limit={}", 4 * CUSTOMERS)).await.expect(200);
        let tickets = body["tickets"].as_array().expect("a list").clone();
        self.compare(
            api,
            round,
            tickets.into_iter().filter_map(|ticket| numbered(&ticket, &prefix)),
        )
        .await;
    }

    /// Holds every round against the desk.
    pub async fn check_all(&self, api: &Api) {
        let tickets = api.tickets("").await;
        for round in self.rounds.keys() {
            let prefix = format!("+347{round:05}");
            self.compare(
                api,
                *round,
                tickets.iter().filter_map(|ticket| numbered(ticket, &prefix)),
            )
            .await;
        }
    }

    async fn compare(&self, api: &Api, round: u64, tickets: impl Iterator<Item = (String, u64)>) {
        let sent = &self.rounds[&round];
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut phones = BTreeSet::new();
        for (phone, number) in tickets {
            assert!(phones.insert(phone), "a customer of round {round} has two tickets");
            for message in api.messages(number).await {
                let text = message["text"].as_str().expect("a text").to_owned();
                *seen.entry(text).or_default() += 1;
            }
        }
        let lost: Vec<_> = sent.taken.iter().filter(|text| !seen.contains_key(*text)).collect();
        assert!(lost.is_empty(), "round {round}: {} lost, such as {:?}", lost.len(), lost.first());
        let doubled: Vec<_> = seen.iter().filter(|(_, times)| **times > 1).collect();
        assert!(doubled.is_empty(), "round {round}: doubled {doubled:?}");
        // What nobody answered for may be there or not; nothing else may.
        let known: BTreeSet<&String> = sent.taken.iter().chain(&sent.unanswered).collect();
        let invented: Vec<_> = seen.keys().filter(|text| !known.contains(text)).collect();
        assert!(invented.is_empty(), "round {round}: nobody sent {invented:?}");
    }
}

/// The phone and the number of a ticket whose customer's phone begins like this.
fn numbered(ticket: &serde_json::Value, prefix: &str) -> Option<(String, u64)> {
    let phone = ticket["contact"]["phone"].as_str().filter(|phone| phone.starts_with(prefix))?;
    Some((phone.to_owned(), ticket["number"].as_u64()?))
}
