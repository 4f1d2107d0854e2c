//! The hub's promises: order, catching up, and what happens to the slow.

use chrono::{DateTime, Utc};
use desk::ports::Live;
use desk::ticket::{Change, Event, Ticket};

use super::*;

fn update(number: u64) -> Update {
    let change = Change::Opened {
        channel: "1".into(),
        contact: "c".into(),
        customer: "Núria".into(),
        follows: None,
        previous_owner: None,
    };
    let at: DateTime<Utc> = DateTime::UNIX_EPOCH;
    let by = desk::permissions::Author::Customer;
    let event = Event { ticket: desk::ids::TicketNumber(number), rev: 1, at, by, change };
    let ticket = Ticket::open(&event).expect("opened");
    Update { events: vec![event], ticket }
}

fn hub() -> Hub {
    Hub::start("e1", "b1", WallClock::default(), Arc::default())
}

fn kind(frame: &Utf8Bytes) -> String {
    match serde_json::from_str(frame).expect("a frame") {
        Frame::Hello { seq, .. } => format!("hello {seq}"),
        Frame::Update { seq, update } => format!("{seq} #{}", update.ticket.number),
        Frame::Resync => "resync".into(),
        Frame::Beat { .. } => "beat".into(),
    }
}

async fn next(joined: &mut Joined) -> String {
    loop {
        let frame = joined.stream.next().await.expect("the hub lives");
        let kind = kind(&frame);
        if kind != "beat" {
            return kind;
        }
    }
}

fn first(joined: &Joined) -> Vec<String> {
    joined.first.iter().map(kind).collect()
}

#[tokio::test]
async fn everyone_gets_what_happens_in_the_same_order() {
    let hub = hub();
    let mut one = hub.join(Some("e1"), Some(0)).await.expect("joins");
    let mut two = hub.join(Some("e1"), Some(0)).await.expect("joins");
    hub.publish(vec![update(1), update(2)]);
    hub.publish(vec![update(3)]);
    for viewer in [&mut one, &mut two] {
        assert_eq!(first(viewer), ["hello 0"]);
        for expected in ["1 #1", "2 #2", "3 #3"] {
            assert_eq!(next(viewer).await, expected);
        }
    }
    assert_eq!(hub.position(), ("e1".into(), 3));
}

#[tokio::test]
async fn who_comes_back_gets_what_they_missed() {
    let hub = hub();
    hub.publish(vec![update(1), update(2), update(3)]);
    let joined = hub.join(Some("e1"), Some(1)).await.expect("joins");
    assert_eq!(first(&joined), ["hello 3", "2 #2", "3 #3"]);
}

#[tokio::test]
async fn who_knew_another_run_of_the_server_reads_everything_again() {
    let hub = hub();
    hub.publish(vec![update(1)]);
    for (epoch, since) in [(Some("e0"), Some(1)), (None, None), (Some("e1"), Some(9))] {
        let joined = hub.join(epoch, since).await.expect("joins");
        assert_eq!(first(&joined), ["hello 1", "resync"]);
    }
}

#[tokio::test]
async fn the_slow_lose_frames_and_are_told_and_memory_stays_bounded() {
    let hub = hub();
    let mut slow = hub.join(Some("e1"), Some(0)).await.expect("joins");
    hub.publish((1..=QUEUE as u64 * 2).map(update).collect());
    // The hub answers a join only after it dealt with what was published before.
    let mut quick = hub.join(None, None).await.expect("joins");
    assert_eq!(next(&mut slow).await, "resync");
    hub.publish(vec![update(9999)]);
    let expected = format!("{} #9999", QUEUE * 2 + 1);
    assert_eq!(next(&mut slow).await, expected);
    assert_eq!(next(&mut quick).await, expected);
}
