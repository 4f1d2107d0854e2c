//! The hub's promises: order, catching up, and what happens to the slow; apart, to who does not see all.

mod apart;

use chrono::{DateTime, Utc};
use desk::ports::Live;
use desk::ticket::{Change, Event, Ticket};
use futures::StreamExt;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role;

use super::line::QUEUE;
use super::*;

const PATIENCE: Duration = Duration::from_secs(10);

/// Both ends of a connection that takes little at once.
pub(super) async fn connection() -> (TcpStream, TcpStream) {
    let (listener, client) =
        (TcpSocket::new_v4().expect("a socket"), TcpSocket::new_v4().expect("a socket"));
    listener.set_send_buffer_size(8_192).expect("a small buffer");
    client.set_recv_buffer_size(8_192).expect("a small buffer");
    listener.bind("127.0.0.1:0".parse().expect("an address")).expect("bound");
    let listener = listener.listen(1).expect("it listens");
    let address = listener.local_addr().expect("an address");
    let (server, client) = tokio::join!(listener.accept(), client.connect(address));
    (server.expect("accepted").0, client.expect("connected"))
}

/// The end that a browser has.
pub(super) async fn page(socket: TcpStream) -> WebSocketStream<TcpStream> {
    WebSocketStream::from_raw_socket(socket, Role::Client, None).await
}

fn update(number: u64) -> Update {
    let change = Change::Opened {
        channel: "1".into(),
        contact: "c".into(),
        customer: "Núria".into(),
        follows: None,
        previous_owner: None,
        asked_at: None,
        entry: None,
    };
    let at: DateTime<Utc> = DateTime::UNIX_EPOCH;
    let by = desk::permissions::Author::Customer;
    let event = Event { ticket: desk::ids::TicketNumber(number), rev: 1, at, by, change };
    let ticket = Ticket::open(&event).expect("opened");
    Update { events: vec![event], ticket, was: None, alarmed: None }
}

fn place(epoch: Option<&str>, since: Option<u64>) -> Place {
    Place { epoch: epoch.map(str::to_owned), since }
}

fn hub() -> Hub {
    Hub::start("e1", "b1", WallClock::default(), Wakes::default())
}

/// Somebody who watches.
struct Viewer {
    line: Arc<Line>,
    page: WebSocketStream<TcpStream>,
}

impl Viewer {
    /// Joins, and is written to only by the hub until `reads`.
    async fn of(hub: &Hub, epoch: Option<&str>, since: Option<u64>) -> Self {
        Self::who_sees(hub, "ana", Sight::Everything, place(epoch, since)).await
    }

    /// The same for somebody who may not see everything.
    async fn who_sees(hub: &Hub, person: &str, sight: Sight, place: Place) -> Self {
        let (server, client) = connection().await;
        let line = hub.join(server.into_split().1, place, &person.into(), sight);
        Self { line, page: page(client).await }
    }

    async fn of_person(hub: &Hub, person: &str) -> Self {
        Self::who_sees(hub, person, Sight::Everything, Place::default()).await
    }

    fn reads(self) -> Self {
        let line = self.line.clone();
        tokio::spawn(async move { line.flow(PATIENCE).await });
        self
    }

    async fn next(&mut self) -> String {
        loop {
            let message = timeout(PATIENCE, self.page.next()).await.expect("a frame in time");
            let message = message.expect("the line is open").expect("a whole frame");
            match serde_json::from_str(message.to_text().expect("text")).expect("a frame") {
                Frame::Hello { seq, .. } => return format!("hello {seq}"),
                Frame::Update { seq, update } => return format!("{seq} #{}", update.ticket.number),
                Frame::Resync => return "resync".into(),
                Frame::Beat { .. } => {}
            }
        }
    }

    async fn hears(&mut self, expected: &[&str]) {
        for expected in expected {
            assert_eq!(self.next().await, *expected);
        }
    }
}

#[tokio::test]
async fn everyone_gets_what_happens_in_the_same_order() {
    let hub = hub();
    let mut one = Viewer::of(&hub, Some("e1"), Some(0)).await.reads();
    let mut two = Viewer::of(&hub, Some("e1"), Some(0)).await.reads();
    hub.publish(vec![update(1), update(2)]);
    hub.publish(vec![update(3)]);
    for viewer in [&mut one, &mut two] {
        viewer.hears(&["hello 0", "1 #1", "2 #2", "3 #3"]).await;
    }
    assert_eq!(hub.position(&"ana".into(), Sight::Everything), ("e1".into(), 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn several_workers_change_the_order_of_no_viewer() {
    let hub = hub();
    let mut viewers = vec![];
    for _ in 0..9 {
        viewers.push(Viewer::of(&hub, Some("e1"), Some(0)).await.reads());
    }
    for n in 1..=200 {
        hub.publish(vec![update(n)]);
    }
    for viewer in &mut viewers {
        viewer.hears(&["hello 0"]).await;
        for n in 1..=200 {
            assert_eq!(viewer.next().await, format!("{n} #{n}"));
        }
    }
}

#[tokio::test]
async fn who_comes_back_gets_what_they_missed() {
    let hub = hub();
    hub.publish(vec![update(1), update(2), update(3)]);
    let mut viewer = Viewer::of(&hub, Some("e1"), Some(1)).await.reads();
    viewer.hears(&["hello 3", "2 #2", "3 #3"]).await;
    hub.publish(vec![update(4)]);
    viewer.hears(&["4 #4"]).await;
}

#[tokio::test]
async fn who_knew_another_run_of_the_server_reads_everything_again() {
    let hub = hub();
    hub.publish(vec![update(1)]);
    for (epoch, since) in [(Some("e0"), Some(1)), (None, None), (Some("e1"), Some(9))] {
        let mut viewer = Viewer::of(&hub, epoch, since).await.reads();
        viewer.hears(&["hello 1", "resync"]).await;
    }
}

#[tokio::test]
async fn who_leaves_is_hung_up_on_at_once() {
    let hub = hub();
    let Viewer { line, mut page } = Viewer::of(&hub, None, None).await;
    drop(line);
    while let Some(Ok(_)) = timeout(PATIENCE, page.next()).await.expect("an end in time") {}
}

#[tokio::test]
async fn the_slow_lose_frames_and_are_told_and_memory_stays_bounded() {
    let hub = hub();
    let mut slow = Viewer::of(&hub, Some("e1"), Some(0)).await;
    hub.publish((1..=QUEUE as u64 * 3).map(update).collect());
    // One task writes to both: whoever joins later is greeted when that is dealt with.
    let mut quick = Viewer::of(&hub, None, None).await.reads();
    quick.hears(&[&format!("hello {}", QUEUE * 3), "resync"]).await;
    hub.publish(vec![update(9999)]);
    let last = format!("{} #9999", QUEUE * 3 + 1);
    quick.hears(&[&last]).await;
    slow = slow.reads();
    slow.hears(&["hello 0", "1 #1"]).await;
    let mut heard = vec![slow.next().await];
    while heard.last() != Some(&last) {
        heard.push(slow.next().await);
    }
    assert_eq!(heard.iter().filter(|word| *word == "resync").count(), 1);
    assert!(heard.len() < QUEUE * 2, "{} frames were kept", heard.len());
}
