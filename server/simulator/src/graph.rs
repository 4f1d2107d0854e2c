//! The Graph API: who may call, what there is, and how answers look.
//!
//! Only the calls that a shared inbox makes are here: send, mark as read, bring and get a file, what it
//! takes to connect a number and to see how it is, what customers see of it, and its account's templates.

mod answer;
mod call;
mod choices;
mod draft;
mod face;
mod file;
mod letter;
mod send;
mod setup;
mod templates;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::line::Scissors;
use crate::media;
use crate::phone::{Bubble, TYPING, Ticks};
use crate::simulator::Simulator;
use answer::{Answer, Problem};
use call::Call;
pub use face::Face;
pub use send::Sent;
pub use setup::Setup;
pub use templates::Review;

/// The most bytes of a call: the largest file, and the form around it.
const LARGEST: usize = (100 << 20) + (64 << 10);

pub(crate) fn routes(simulator: Arc<Simulator>) -> Router {
    // Versions are optional in Graph paths, which a route table can't say.
    Router::new().fallback(answer).layer(DefaultBodyLimit::max(LARGEST)).with_state(simulator)
}

async fn answer(
    State(simulator): State<Arc<Simulator>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if media::is_file(uri.path()) && !simulator.is_stopped() {
        return file::give(&simulator, &method, &uri, &headers);
    }
    let call = Call::read(&method, uri.path());
    let answer = match simulator.is_stopped() {
        true => None,
        false => simulator.dispatch(&call, uri.query(), &headers, &body).await,
    };
    if answer.is_none() {
        scissors.cut();
    }
    answer::dress(answer.unwrap_or(Ok(Value::Null)), &call, &simulator.settings.waba_id)
}

/// What somebody calls with.
fn token(headers: &HeaderMap) -> Result<&str, Problem> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.strip_prefix("Bearer "));
    token.map(str::trim).ok_or_else(Problem::no_token)
}

impl Simulator {
    /// `None` hangs up.
    async fn dispatch(
        self: &Arc<Self>,
        call: &Call,
        query: Option<&str>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Option<Answer> {
        let token = match token(headers) {
            Ok(token) => token,
            Err(problem) => return Some(Err(problem)),
        };
        if (&call.method, call.object.as_str()) == (&Method::GET, "debug_token") {
            return Some(self.debug_token(token, query.unwrap_or_default()));
        }
        if token != self.settings.access_token {
            return Some(Err(Problem::bad_token()));
        }
        if self.state().mischief.token_expired {
            return Some(Err(Problem::expired_token()));
        }
        if let Some(answer) = self.set_up(call, body) {
            return Some(answer);
        }
        if let Some(answer) = self.templates_call(call, query, body) {
            return Some(answer);
        }
        if let Some(answer) = self.show_face(call, query.unwrap_or_default(), body) {
            return Some(answer);
        }
        let ours = call.object == self.settings.phone_number_id;
        match (&call.method, ours, call.edge.as_str()) {
            (&Method::POST, true, "messages") => self.messages(body).await,
            (&Method::POST, true, "media") => Some(self.shelve(headers, body).await),
            (&Method::GET, false, "") => Some(self.media(&call.object)),
            (method, ..) => Some(Err(Problem::unknown_object(method, &call.object))),
        }
    }

    async fn messages(self: &Arc<Self>, body: &[u8]) -> Option<Answer> {
        let Ok(body) = serde_json::from_slice::<Value>(body) else {
            return Some(Err(Problem::invalid("The parameter messaging_product is required.")));
        };
        if body["messaging_product"] != "whatsapp" {
            return Some(Err(Problem::invalid("The parameter messaging_product is required.")));
        }
        match body["status"].as_str() {
            Some("read") => Some(self.mark_read(&body["message_id"], &body["typing_indicator"])),
            Some(_) => {
                Some(Err(Problem::invalid("Param status must be one of {READ} - got another.")))
            }
            None => self.send(&body).await,
        }
    }

    /// The customer sees that everything up to this message was read and, if that is said besides, that
    /// the business is typing: until it says something, but not for long.
    fn mark_read(self: &Arc<Self>, message_id: &Value, typing: &Value) -> Answer {
        let id = message_id.as_str().unwrap_or_default();
        let typing = match typing["type"].as_str() {
            Some("text") => true,
            None if typing.is_null() => false,
            _ => return Err(Problem::invalid("Param typing_indicator['type'] must be text.")),
        };
        {
            let mut state = self.state();
            let until = state.now() + TYPING;
            let mut found = state.phones.values_mut().filter_map(|phone| {
                let said = phone.find(id)?.bubble.clone();
                Some((phone, said))
            });
            let Some((phone, Bubble { mine, at, .. })) = found.next() else {
                return Err(Problem::detailed("Please check the message ID you have provided."));
            };
            if !mine {
                return Err(Problem::outgoing(id));
            }
            for said in &mut phone.thread {
                if said.bubble.mine && said.bubble.at <= at {
                    said.bubble.ticks = Ticks::Read;
                }
            }
            if typing {
                phone.typing_until = Some(until);
            }
        }
        self.changed();
        if typing {
            let simulator = self.clone();
            self.spawn(async move {
                tokio::time::sleep(TYPING.to_std().unwrap_or_default()).await;
                simulator.changed();
            });
        }
        Ok(json!({"success": true}))
    }
}
