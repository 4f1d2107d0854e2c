//! Who is hung up on, and who is waited for.

use std::sync::Arc;

use axum::routing::get;
use futures::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::*;

/// Nothing that a test waits for takes longer.
const BOUND: Duration = Duration::from_secs(30);

struct World {
    address: SocketAddr,
    /// Somebody waits at `/late`.
    begun: Arc<Notify>,
    /// Lets one that waits at `/late` go on.
    late: Arc<Notify>,
    closing: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

/// Answers at `/now`, and at `/late` when it is told to.
async fn world(silence: Duration) -> World {
    let (begun, late) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (telling, told) = (begun.clone(), late.clone());
    let answer = move || {
        let (telling, told) = (telling.clone(), told.clone());
        async move {
            telling.notify_one();
            told.notified().await;
            "late"
        }
    };
    let routes = Router::new().route("/now", get(|| async { "now" })).route("/late", get(answer));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (closing, closed) = watch::channel(false);
    let serving = tokio::spawn(serve(listener, routes, silence, closed));
    World { address, begun, late, closing, serving }
}

impl World {
    async fn said(&self, words: &str) -> TcpStream {
        let mut line = TcpStream::connect(self.address).await.expect("a connection");
        line.write_all(words.as_bytes()).await.expect("it is written");
        line
    }
}

/// All that comes until the other side hangs up.
async fn to_the_end(mut line: TcpStream) -> String {
    let mut all = Vec::new();
    // A connection that was reset has said what it had to say.
    let _ = timeout(BOUND, line.read_to_end(&mut all)).await.expect("an end in time");
    String::from_utf8_lossy(&all).into_owned()
}

/// What comes first.
async fn a_piece(line: &mut TcpStream) -> String {
    let mut piece = [0; 1024];
    let read = timeout(BOUND, line.read(&mut piece)).await.expect("an answer in time");
    String::from_utf8_lossy(&piece[..read.expect("it reads")]).into_owned()
}

#[tokio::test]
async fn who_keeps_silent_is_hung_up_on_and_who_waits_for_an_answer_is_not() {
    let world = world(Duration::from_millis(500)).await;
    let patient = world.said("GET /late HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    let half = "GET /now HTTP/1.1\r\nhost: a\r\nx-more: ";
    let whole = "GET /now HTTP/1.1\r\nhost: a\r\n\r\n";
    let slow = ["", "G", "PRI * HTTP/2.0\r\n\r\nS", half, whole].map(async |words| {
        let line = world.said(words).await;
        to_the_end(line).await
    });
    let told = join_all(slow).await;
    assert!(told[4].ends_with("now"), "it was answered before: {}", told[4]);
    for (told, words) in told.iter().zip(["", "G"]) {
        assert_eq!(told, "", "{words:?}");
    }
    world.late.notify_one();
    assert!(to_the_end(patient).await.ends_with("late"));
}

#[tokio::test]
async fn headers_that_drip_do_not_count_as_signs_of_life() {
    let world = world(Duration::from_millis(500)).await;
    let mut line = world.said("GET /now HTTP/1.1\r\n").await;
    let mut drops = 0;
    while line.write_all(b"x: y\r\n").await.is_ok() {
        drops += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(drops < 90, "it ended because there were too many, and not because they came too late");
}

#[tokio::test]
async fn at_the_end_who_is_being_answered_is_and_nobody_else() {
    let world = world(Duration::from_secs(3600)).await;
    let mut kept = world.said("GET /now HTTP/1.1\r\nhost: a\r\n\r\n").await;
    assert!(a_piece(&mut kept).await.ends_with("now"));
    let late = world.said("GET /late HTTP/1.1\r\nhost: a\r\n\r\n").await;
    timeout(BOUND, world.begun.notified()).await.expect("it is being answered");
    world.closing.send_replace(true);
    assert_eq!(to_the_end(kept).await, "");
    world.late.notify_one();
    assert!(to_the_end(late).await.ends_with("late"));
    timeout(BOUND, world.serving).await.expect("an end in time").expect("no panic");
    assert!(TcpStream::connect(world.address).await.is_err(), "nobody listens any more");
}
