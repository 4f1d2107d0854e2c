//! How the engine carries out the queries that a busy desk asks all the time: over an index or a
//! range, forward (see `place`), and never by reading a table and sorting it.

use chrono::DateTime;
use desk::ids::TicketNumber;
use surrealdb::types::Variables;

use crate::{Location, Store, events, ids, messages, tickets};

async fn plan(text: &str) -> String {
    let store = Store::open(&Location::Memory).await.expect("it opens");
    let mut bound = Variables::new();
    for (name, value) in [("after", ""), ("status", "open"), ("owner", "")] {
        bound.insert(name, value);
    }
    bound.insert("limit", 50);
    bound.insert("ticket", ids::ticket(TicketNumber(1)));
    bound.insert("begin", DateTime::UNIX_EPOCH);
    bound.insert("now", DateTime::UNIX_EPOCH);
    bound.insert("range", ids::events_from(TicketNumber(1), 1));
    bound.insert("ids", vec![ids::message(&"m".into())]);
    let mut reply = store.engine.run(&format!("EXPLAIN {text}"), bound).await.expect("a plan");
    let plan: Option<String> = reply.row(0).expect("text");
    plan.expect("a plan")
}

#[tokio::test]
async fn every_list_reads_one_index_forward_and_stops_early() {
    for (text, index) in [
        (tickets::BY_STATUS, "index: status_place,"),
        (tickets::BY_BOTH, "index: owner_status_place,"),
        (messages::THREAD, "index: thread,"),
    ] {
        let plan = plan(text).await;
        for part in ["IndexScan", index, "direction: Forward", "limit: $limit"] {
            assert!(plan.contains(part), "no {part} in the plan of {text}:\n{plan}");
        }
        assert!(!plan.contains("Sort"), "{plan}");
    }
}

#[tokio::test]
async fn the_overslept_are_a_stretch_of_an_index() {
    let plan = plan(tickets::OVERSLEPT).await;
    assert!(plan.contains("IndexScan") && plan.contains("index: snoozed_until,"), "{plan}");
    assert!(plan.contains(">=d'1970") && plan.contains("<=d'1970"), "{plan}");
}

#[tokio::test]
async fn records_asked_for_by_id_or_range_are_not_looked_for() {
    for text in [events::RANGE, events::THESE_MESSAGES, tickets::HIGHEST] {
        let plan = plan(text).await;
        let scans = plan.contains("TableScan") && !plan.contains("Backward");
        assert!(!scans && !plan.contains("Sort"), "{text}:\n{plan}");
    }
}
