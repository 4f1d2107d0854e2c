//! How the engine carries out the queries that a busy desk asks all the time: over an index or a
//! range, forward (see `place`), and never by reading a table and sorting it.

use chrono::DateTime;
use desk::contact::Alias;
use desk::ids::TicketNumber;
use desk::ticket::Status;
use surrealdb::types::{RecordId, Value, Variables};

use crate::tally::Stand;
use crate::{
    Location, SecretKey, Store, answer, calls, events, fetches, gestures, ids, invitations, keys,
    lanes, messages, outbox, people, tally, tickets, web_sessions,
};

async fn plan(text: &str) -> String {
    let store = Store::open(&Location::Memory, &SecretKey::random()).await.expect("it opens");
    let mut reply = store.engine.run(&format!("EXPLAIN {text}"), bound()).await.expect("a plan");
    let plan: Option<String> = reply.row(0).expect("text");
    plan.expect("a plan")
}

/// Something for every name that any of the queries binds.
fn bound() -> Variables {
    let mut bound = Variables::new();
    for (name, value) in [
        ("after", ""),
        ("status", "open"),
        ("owner", ""),
        ("own", "ana"),
        ("lane_0", "waits"),
        ("email", "a@b.c"),
        ("hash", "0"),
        ("person", "p"),
    ] {
        bound.insert(name, value);
    }
    bound.insert("limit", 50);
    bound.insert("ticket", ids::ticket(TicketNumber(1)));
    for name in ["begin", "now", "before"] {
        bound.insert(name, DateTime::UNIX_EPOCH);
    }
    bound.insert("range", ids::stretch(TicketNumber(1), 1, u64::MAX));
    for name in ["ids", "arrivals", "messages"] {
        bound.insert(name, vec![ids::message(&"m".into())]);
    }
    bound.insert("aliases", vec![ids::alias(&Alias::Phone("34600".into()))]);
    bound.insert("externals", vec![ids::external("wamid.1")]);
    bound.insert("targets", vec![ids::gesture("wamid.1")]);
    bound.insert("called", vec!["wamid.1"]);
    bound.insert("conversations", vec![ids::conversation(&"n".into(), &"c".into())]);
    bound.insert("contacts", vec![RecordId::new("contact", "c")]);
    for name in ["found", "ours", "rows"] {
        bound.insert(name, Vec::<Value>::new());
    }
    bound
}

/// The questions that stand in brackets inside a longer text, which the engine plans one by one.
fn questions(text: &str) -> Vec<&str> {
    let begins = text.match_indices("(SELECT ").map(|(at, _)| &text[at + 1..]);
    let questions = begins.map(|rest| {
        let mut open = 1;
        let end = rest.find(|letter| {
            open += match letter {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            open == 0
        });
        &rest[..end.expect("a closing bracket")]
    });
    questions.collect()
}

async fn reads_one_index_forward_and_stops_early(text: &str, index: &str) {
    let plan = plan(text).await;
    for part in ["IndexScan", index, "direction: Forward", "limit: $limit"] {
        assert!(plan.contains(part), "no {part} in the plan of {text}:\n{plan}");
    }
    assert!(!plan.contains("Sort"), "{plan}");
}

#[tokio::test]
async fn every_list_reads_one_index_forward_and_stops_early() {
    for (text, index) in [
        (tickets::BY_STATUS, "index: status_place,"),
        (tickets::BY_BOTH, "index: owner_status_place,"),
        (messages::THREAD, "index: thread,"),
    ] {
        reads_one_index_forward_and_stops_early(text, index).await;
    }
    let of_lane = lanes::question("lane = $lane_0", "open");
    let own = lanes::question("owner = $own", "open");
    for (text, index) in
        [(&of_lane, "index: lane_status_place,"), (&own, "index: owner_status_place,")]
    {
        reads_one_index_forward_and_stops_early(questions(text)[0], index).await;
    }
    for (text, index) in [
        (tickets::OF_ALL, "index: status_place,"),
        (tickets::OF_OWNER, "index: owner_status_place,"),
    ] {
        let questions = questions(text);
        assert_eq!(questions.len(), 4, "one for each status");
        for question in questions {
            reads_one_index_forward_and_stops_early(question, index).await;
        }
    }
}

#[tokio::test]
async fn the_outbox_reads_a_stretch_of_an_index_and_nothing_that_is_in_doubt() {
    let questions = questions(outbox::WAITING);
    reads_one_index_forward_and_stops_early(questions[0], "index: progress_place,").await;
    for question in &questions[1..] {
        looks_for_nothing(question).await;
    }
    let plan = plan(outbox::BEGUN).await;
    for part in ["IndexScan", "index: progress_place,", "access: ['attempted']"] {
        assert!(plan.contains(part), "{plan}");
    }
    assert!(!plan.contains("Sort"), "{plan}");
}

#[tokio::test]
async fn what_is_called_or_fetched_next_is_a_stretch_of_an_index_however_much_waits() {
    reads_one_index_forward_and_stops_early(calls::NEXT, "index: place,").await;
    reads_one_index_forward_and_stops_early(fetches::NEXT, "index: place,").await;
}

#[tokio::test]
async fn counts_are_taken_from_an_index() {
    let stand = tally::count(&Stand::nobodys(Status::Open));
    let lane = tally::count_lane(lanes::WAITS, Status::Open);
    for (text, scan) in [
        (outbox::COUNT, "IndexCountScan"),
        (&stand, "IndexCountScan"),
        (&lane, "IndexCountScan"),
        (tally::ALL, "CountScan"),
        (calls::COUNT, "CountScan"),
        (fetches::COUNT, "CountScan"),
    ] {
        let plan = plan(text).await;
        assert!(plan.starts_with(scan), "{text}:\n{plan}");
    }
}

#[tokio::test]
async fn what_metas_ids_name_in_a_ticket_is_looked_for_in_that_ticket_alone() {
    let plan = plan(gestures::CALLED).await;
    assert!(plan.contains("IndexScan") && plan.contains("index: thread,"), "{plan}");
}

#[tokio::test]
async fn what_is_due_is_a_stretch_of_an_index_in_order() {
    let plan = plan(tickets::DUE).await;
    assert!(plan.contains("IndexScan") && plan.contains("index: due_at,"), "{plan}");
    assert!(!plan.contains("Sort"), "{plan}");
    assert!(plan.contains(">=d'1970") && plan.contains("<=d'1970"), "{plan}");
}

#[tokio::test]
async fn who_calls_and_who_signs_in_is_found_by_an_index() {
    for (text, index) in [
        (keys::BY_HASH, "index: hash,"),
        (invitations::BY_HASH, "index: hash,"),
        (people::BY_EMAIL, "index: email,"),
        (web_sessions::OF_PERSON, "index: person,"),
    ] {
        let plan = plan(text).await;
        assert!(plan.contains("IndexScan") && plan.contains(index), "{plan}");
    }
}

/// The plan has records fetched by their ids and nothing else.
async fn looks_for_nothing(text: &str) {
    let plan = plan(text).await;
    for part in ["TableScan", "IndexScan", "Sort"] {
        assert!(!plan.contains(part), "{text}:\n{plan}");
    }
}

#[tokio::test]
async fn records_asked_for_by_id_or_range_are_not_looked_for() {
    for text in [events::RANGE, events::THESE_MESSAGES] {
        looks_for_nothing(text).await;
    }
    for question in questions(gestures::ABOUT) {
        looks_for_nothing(question).await;
    }
    let questions = questions(answer::ANSWER);
    assert_eq!(questions.len(), 8);
    for question in questions {
        looks_for_nothing(question).await;
    }
}

/// Asked once at a start. Backward is right here: the engine does not stop a range early (it reads
/// all of `ticket:5..` for the first of it), and a step back from the end is the same for any number
/// of tickets.
#[tokio::test]
async fn the_highest_number_is_one_step_from_the_end() {
    let plan = plan(tickets::HIGHEST).await;
    assert!(plan.contains("direction: Backward, limit: 1") && !plan.contains("Sort"), "{plan}");
}
