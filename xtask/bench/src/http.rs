//! One kept-alive HTTP/1.1 connection to a server on this machine. Knows nothing of the product.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A request that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(10);

pub type Call = Request<Full<Bytes>>;

/// An answer that was read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Result<serde_json::Value> {
        serde_json::from_slice(&self.body)
            .with_context(|| format!("an answer {} is not JSON: {}", self.status, self.excerpt()))
    }

    /// The beginning of the body, for complaints.
    pub fn excerpt(&self) -> String {
        String::from_utf8_lossy(&self.body).chars().take(200).collect()
    }
}

/// A request without a body.
pub fn get(path: &str) -> Call {
    call("GET", path, Bytes::new())
}

pub fn post(path: &str, body: impl Into<Bytes>) -> Call {
    call("POST", path, body.into())
}

pub fn put(path: &str, body: impl Into<Bytes>) -> Call {
    call("PUT", path, body.into())
}

fn call(method: &str, path: &str, body: Bytes) -> Call {
    let call = Request::builder().method(method).uri(path).body(Full::new(body));
    call.expect("the generator writes its paths itself, and writes them well")
}

/// A request with one more header.
pub fn with(mut call: Call, name: header::HeaderName, value: &str) -> Call {
    let value = HeaderValue::from_str(value).expect("the generator's header values are plain text");
    call.headers_mut().insert(name, value);
    call
}

pub struct Connection {
    address: SocketAddr,
    sender: SendRequest<Full<Bytes>>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Self> {
        Ok(Self { address, sender: connect(address).await? })
    }

    /// Sends and reads to the end. After a failure the next call opens a new connection.
    pub async fn send(&mut self, call: Call) -> Result<Answer> {
        if self.sender.is_closed() {
            self.sender = connect(self.address).await?;
        }
        let host = self.address.to_string();
        match timeout(PATIENCE, self.exchange(with(call, header::HOST, &host))).await {
            Ok(answer) => answer,
            Err(_) => {
                // The late answer must not be taken for that of the next call.
                self.sender = connect(self.address).await?;
                anyhow::bail!("no answer within {} s", PATIENCE.as_secs())
            }
        }
    }

    async fn exchange(&mut self, call: Call) -> Result<Answer> {
        self.sender.ready().await?;
        let (parts, body) = self.sender.send_request(call).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: parts.status, headers: parts.headers, body })
    }
}

async fn connect(address: SocketAddr) -> Result<SendRequest<Full<Bytes>>> {
    let stream =
        TcpStream::connect(address).await.with_context(|| format!("{address} can't be reached"))?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    // Its error is the sender's error too, which is the one that is told.
    tokio::spawn(async move { drop(connection.await) });
    Ok(sender)
}
