//! A Cloud API that takes messages, writes every call down and misbehaves on demand: refuses,
//! breaks the line before or after it took a message, or never answers. It speaks HTTP by itself,
//! since a proper server can't hang up in the middle. Files, theirs and ours, are in [`files`].

mod files;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use tokio::io::AsyncBufReadExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use files::Files;
pub use files::{Giving, Upload};

/// What happens to one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction {
    /// Takes the message and says so.
    Take,
    /// HTTP 400 with this code of Meta's.
    Refuse(i64),
    /// HTTP 500 without taking it.
    FailBefore,
    /// HTTP 500 though it was taken.
    FailAfter,
    /// Hangs up without taking it.
    DropBefore,
    /// Takes it and hangs up.
    DropAfter,
    /// Takes it and leaves the caller waiting.
    Hang,
}

impl Reaction {
    fn takes(self) -> bool {
        matches!(self, Self::Take | Self::FailAfter | Self::DropAfter | Self::Hang)
    }
}

/// One call that came in.
#[derive(Debug, Clone)]
pub struct Call {
    pub path: String,
    pub authorization: String,
    pub body: Value,
    /// Meta's id of the message, if it was taken.
    pub wamid: Option<String>,
}

impl Call {
    /// The id of ours that the call carried.
    pub fn ours(&self) -> &str {
        self.body["biz_opaque_callback_data"].as_str().unwrap_or_default()
    }
}

#[derive(Default)]
struct State {
    calls: Vec<Call>,
    signs: Vec<Value>,
    script: VecDeque<Reaction>,
    files: Files,
}

/// The API's handle. It ends with the test's runtime.
#[derive(Clone)]
pub struct Graph {
    pub url: String,
    state: Arc<Mutex<State>>,
}

impl Graph {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let graph = Self { url, state: Arc::default() };
        let serving = graph.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { serving.serve(stream).await });
            }
        });
        graph
    }

    /// The next calls meet these reactions; later ones are taken.
    pub fn will(&self, reactions: impl IntoIterator<Item = Reaction>) {
        self.state().script.extend(reactions);
    }

    pub fn calls(&self) -> Vec<Call> {
        self.state().calls.clone()
    }

    /// What customers were shown without a message: what was read, and who is typing.
    pub fn signs(&self) -> Vec<Value> {
        self.state().signs.clone()
    }

    /// How often each message of ours was taken: what the customer got.
    pub fn taken(&self) -> BTreeMap<String, usize> {
        let mut taken = BTreeMap::new();
        for call in self.calls().iter().filter(|call| call.wamid.is_some()) {
            *taken.entry(call.ours().to_owned()).or_default() += 1;
        }
        taken
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn serve(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        while let Some((method, path, authorization, body)) = request(&mut stream).await {
            if method == "GET" {
                let given = self.state().files.give(&self.url, &path, &authorization);
                let Some((answer, goes_on)) = given else { return std::future::pending().await };
                if stream.get_mut().write_all(&answer).await.is_err() || !goes_on {
                    return;
                }
                continue;
            }
            let (reaction, id) = match path.ends_with("/media") {
                true => self.shelve(path, authorization, body),
                false => {
                    let body = serde_json::from_slice(&body).unwrap_or_default();
                    let (reaction, wamid) = self.note(path, authorization, body);
                    (reaction, taken(&wamid.unwrap_or_default()))
                }
            };
            let (status, answer) = match reaction {
                Reaction::Take => (200, id),
                Reaction::Refuse(code) => (400, refused(code)),
                Reaction::FailBefore | Reaction::FailAfter => (500, json!({})),
                Reaction::DropBefore | Reaction::DropAfter => return,
                Reaction::Hang => return std::future::pending().await,
            };
            let answer = answer.to_string();
            let head = format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                answer.len()
            );
            if stream.get_mut().write_all((head + &answer).as_bytes()).await.is_err() {
                return;
            }
        }
    }

    fn note(&self, path: String, authorization: String, body: Value) -> (Reaction, Option<String>) {
        let mut state = self.state();
        if !body["status"].is_null() {
            state.signs.push(body);
            return (Reaction::Take, None);
        }
        let reaction = state.script.pop_front().unwrap_or(Reaction::Take);
        let wamid = reaction.takes().then(|| format!("wamid.out.{}", state.calls.len() + 1));
        state.calls.push(Call { path, authorization, body, wamid: wamid.clone() });
        (reaction, wamid)
    }
}

/// The answer to a message that was taken (Cloud API reference, "Send messages").
fn taken(wamid: &str) -> Value {
    json!({
        "messaging_product": "whatsapp",
        "contacts": [{"input": "+34600000001", "wa_id": "34600000001"}],
        "messages": [{"id": wamid}],
    })
}

fn refused(code: i64) -> Value {
    json!({"error": {
        "message": format!("(#{code}) Not this time"), "type": "OAuthException", "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": "Not this time, says Meta."},
        "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam",
    }})
}

/// The method, the path, the `Authorization` header and the body of one request; nothing at the line's
/// end.
async fn request(stream: &mut BufReader<TcpStream>) -> Option<(String, String, String, Vec<u8>)> {
    let (mut method, mut path) = (String::new(), String::new());
    let (mut authorization, mut length) = (String::new(), 0);
    for number in 0.. {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if number == 0 {
            let mut words = line.split(' ').map(str::to_owned);
            (method, path) = (words.next()?, words.next()?);
        } else if line.is_empty() {
            break;
        } else if let Some((name, value)) = line.split_once(':') {
            match name.to_ascii_lowercase().as_str() {
                "authorization" => authorization = value.trim().to_owned(),
                "content-length" => length = value.trim().parse().ok()?,
                _ => {}
            }
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some((method, path, authorization, body))
}
