//! A websocket to `/live`, with any headers that a page or an attacker might send.

use std::time::Duration;

use app::live::Frame;
use futures::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::{Browser, TestDesk};

/// Nothing that a test waits for takes longer.
const BOUND: Duration = Duration::from_secs(30);

/// How somebody asks to join.
#[derive(Default)]
pub struct Joining {
    pub cookie: Option<String>,
    pub origin: Option<String>,
    pub query: String,
}

impl Joining {
    /// As a page of ours does it.
    pub async fn page_of(desk: &TestDesk, email: &str) -> Self {
        let cookie = Some(desk.signed_in(email).await.cookie_line());
        Self { cookie, origin: Some(desk.base()), query: String::new() }
    }

    /// The open socket, or the status of the refusal.
    pub async fn connect(&self, desk: &TestDesk) -> Result<Socket, u16> {
        let address = format!("ws://{}/live{}", desk.address(), self.query);
        let mut request = address.into_client_request().expect("an address");
        for (name, value) in [("cookie", &self.cookie), ("origin", &self.origin)] {
            if let Some(value) = value {
                let value = HeaderValue::from_str(value).expect("a header value");
                request.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        match timeout(BOUND, connect_async(request)).await.expect("an answer in time") {
            Ok((stream, _)) => Ok(Socket { stream }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("no websocket: {error}"),
        }
    }
}

pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Socket {
    /// That of a page in this browser, once it hears what happens.
    pub async fn of_page(browser: &Browser, desk: &TestDesk) -> Self {
        let cookie = Some(browser.cookie_line());
        let page = Joining { cookie, origin: Some(desk.base()), query: String::new() };
        let mut socket = page.connect(desk).await.expect("let in");
        while socket.next_word().await != "resync" {}
        socket
    }

    /// The next frame that is no sign of life; nothing once the line is closed.
    pub async fn next(&mut self) -> Option<Frame> {
        timeout(BOUND, self.frame()).await.expect("a frame in time")
    }

    async fn frame(&mut self) -> Option<Frame> {
        loop {
            match self.stream.next().await {
                Some(Ok(Message::Text(text))) => {
                    let frame = serde_json::from_str(&text).expect("a frame that pages can read");
                    if !matches!(frame, Frame::Beat { .. }) {
                        return Some(frame);
                    }
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// The next frame as a few words: `hello 3`, `4 #7 opened received`, `resync`.
    pub async fn next_word(&mut self) -> String {
        match self.next().await {
            Some(Frame::Hello { seq, .. }) => format!("hello {seq}"),
            Some(Frame::Update { seq, update }) => {
                format!("{seq} #{} {}", update.ticket.number, update.did.join(" "))
            }
            Some(Frame::Resync) => "resync".to_owned(),
            Some(Frame::Beat { .. }) => "beat".to_owned(),
            None => "closed".to_owned(),
        }
    }

    /// Says something that no page says. False once the line is closed.
    pub async fn say(&mut self, message: Message) -> bool {
        matches!(timeout(BOUND, self.stream.send(message)).await, Ok(Ok(())))
    }
}
