//! Whole numbers that wait: stopped ones, and those that Meta puts off.

use desk::message::{Failure, Trouble};
use desk::ports::Outlets;

use super::*;

fn expired() -> Sending {
    let failure = Failure::told(190, "expired".into());
    Sending::Stopped { trouble: Trouble::Token, failure }
}

fn supervisor() -> Actor {
    Actor::Person { id: "s".into(), role: Role::Supervisor }
}

#[tokio::test]
async fn a_stopped_number_keeps_all_it_has_in_order_while_another_sends() {
    let world = world(100);
    world.replies("1", &["a1", "a2"]).await;
    world.gate.answers.lock().expect("no panic").push_back(expired());
    let outbox = world.start();
    world.sees(|sight| sight.next_try.is_some()).await;
    world.replies("2", &["b"]).await;
    world.replies_from("556", "3", &["c"]).await;
    world.wake.notify_one();
    world.reaches("c", Progress::Accepted).await;
    assert_eq!(world.gate.began(), ["a1", "c"]);
    assert!(!world.desk.stopped(&supervisor()).is_empty());
    world.desk.resume(&supervisor(), &"555".into()).await.expect("somebody says so");
    world.reaches("a2", Progress::Accepted).await;
    world.reaches("b", Progress::Accepted).await;
    let theirs: Vec<_> = world.gate.began().into_iter().filter(|id| id.starts_with('a')).collect();
    assert_eq!(theirs, ["a1", "a1", "a2"]);
    timeout(LONG, outbox.stop()).await.expect("stops");
}

#[tokio::test]
async fn a_start_tries_a_stopped_number_with_one_message_and_goes_on_if_it_is_taken() {
    let world = world(0);
    for phone in 0..4 {
        world.replies(&phone.to_string(), &[&format!("to {phone}")]).await;
    }
    let (trouble, reason, since) = (Trouble::Token, "expired".into(), world.now());
    let stop = desk::outlet::Stop { trouble, code: 190, reason, since };
    world.store.stop(&"555".into(), &stop).await.expect("kept");
    let outbox = world.start();
    assert_eq!(world.gate.calls(1).await, ["to 0"]);
    world.wake.notify_one();
    tokio::task::yield_now().await;
    assert_eq!(world.gate.began(), ["to 0"], "one try is enough");
    world.gate.open.add_permits(100);
    world.reaches("to 3", Progress::Accepted).await;
    assert!(world.desk.stopped(&supervisor()).is_empty());
    timeout(LONG, outbox.stop()).await.expect("stops");
}

#[tokio::test]
async fn a_number_that_meta_puts_off_waits_whole_and_another_does_not() {
    let world = world(100);
    world.replies("1", &["a"]).await;
    world.gate.answers.lock().expect("no panic").push_back(Sending::Later(Wait::Account));
    let outbox = world.start();
    world.gate.calls(1).await;
    world.sees(|sight| sight.paused_until.is_some()).await;
    world.replies("2", &["b"]).await;
    world.replies_from("556", "3", &["c"]).await;
    world.wake.notify_one();
    world.reaches("c", Progress::Accepted).await;
    assert_eq!(world.gate.began(), ["a", "c"]);
    timeout(LONG, outbox.stop()).await.expect("stops");
}
