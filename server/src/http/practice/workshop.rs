//! The plain pages of practice mode: all that a phone can do, what the network does, customers who come by
//! themselves. Like the phone itself they know no sign-in and are there for this machine alone.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use app::practice::Phone;
use app::server::{Hand, NETWORK, Network, PHONE, Workshop};
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Form, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use simulator::Attachment;

use crate::http::nearby::is_here;
use crate::http::{Door, assets, pages};
use crate::practice::{Deed, Practice};

/// What WhatsApp takes of most kinds.
pub const LARGEST_FILE: usize = 16 << 20;
/// Marks the address of a page that says that something was saved, or could not be done.
const SAVED: &str = "saved";

/// The phones, for somebody who sits at this machine.
fn practice<'a>(
    door: &'a Door,
    peer: SocketAddr,
    headers: &HeaderMap,
) -> Option<&'a Arc<Practice>> {
    door.practice.as_ref().filter(|_| is_here(peer, headers))
}

fn nowhere() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

#[derive(Deserialize)]
pub struct Meant {
    #[serde(default)]
    customer: String,
    #[serde(default)]
    about: String,
    failed: Option<String>,
}

/// `GET /practice/phone`: all that one phone can do.
pub async fn phone(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Query(meant): Query<Meant>,
    request: Request,
) -> Response {
    let hand = match practice(&door, peer, request.headers()) {
        Some(practice) => hand(practice, meant).await,
        None => None,
    };
    pages::render(&door, request, |parts| {
        parts.workshop = hand.map(|hand| Arc::new(Workshop::Phone(Box::new(hand))));
    })
    .await
}

async fn hand(practice: &Practice, meant: Meant) -> Option<Hand> {
    let customers = practice.customers().await;
    let customer = customers.into_iter().find(|one| one.id == meant.customer)?;
    let thread = practice.thread(&customer.id).await;
    let about = thread.into_iter().find(|bubble| bubble.id == meant.about);
    let (failed, script) = (meant.failed.is_some(), assets::site_files().telephone);
    Some(Hand { customer, about, failed, script })
}

/// `POST` from it: back to the phone, or to the page if the phone could not do it.
pub async fn act(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(deed): Form<Deed>,
) -> Response {
    let Some(practice) = practice(&door, peer, &headers) else { return nowhere() };
    let to = match practice.act(&deed) {
        Some(customer) => thread_of(&customer),
        None => {
            let pairs = [("customer", &deed.customer), ("about", &deed.about)];
            match query(&pairs) {
                Some(query) => format!("{PHONE}?{query}&failed="),
                None => return StatusCode::BAD_REQUEST.into_response(),
            }
        }
    };
    Redirect::to(&to).into_response()
}

/// Pairs as they stand in an address.
fn query(pairs: &[(&str, &String)]) -> Option<String> {
    let url = reqwest::Url::parse_with_params("http://localhost/", pairs).ok()?;
    url.query().map(str::to_owned)
}

/// The address of the phone of that customer.
fn thread_of(customer: &str) -> String {
    let digits: String = customer.chars().filter(char::is_ascii_digit).collect();
    format!("/practice?customer={digits}")
}

#[derive(Deserialize)]
pub struct Sending {
    customer: String,
    kind: String,
    #[serde(default)]
    caption: String,
    #[serde(default)]
    name: String,
}

/// Turns everybody else away before a byte of their file is read.
pub async fn only_here(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    match practice(&door, peer, request.headers()) {
        Some(_) => next.run(request).await,
        None => nowhere(),
    }
}

/// `POST /practice/file`: the bytes of a file that the customer sends. The answer is where to look at it.
pub async fn file(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Query(sending): Query<Sending>,
    bytes: Bytes,
) -> Response {
    let Some(practice) = practice(&door, peer, &headers) else { return nowhere() };
    let Some(file) = attachment(&sending, &headers, &bytes) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    match practice.bring(&sending.customer, file) {
        true => thread_of(&sending.customer).into_response(),
        false => nowhere(),
    }
}

fn attachment(sending: &Sending, headers: &HeaderMap, bytes: &Bytes) -> Option<Attachment> {
    let kind = match sending.kind.as_str() {
        "voice" => "audio",
        kind @ ("image" | "video" | "audio" | "document" | "sticker") => kind,
        _ => return None,
    };
    let mime = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok())?;
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let has_caption = matches!(kind, "image" | "video" | "document");
    (!bytes.is_empty()).then(|| Attachment {
        kind: kind.to_owned(),
        mime: mime.to_owned(),
        caption: some(&sending.caption).filter(|_| has_caption),
        filename: some(&sending.name).filter(|_| kind == "document"),
        voice: sending.kind == "voice",
        bytes: bytes.to_vec(),
    })
}

/// `GET /practice/network`: what goes wrong, with a switch for each.
pub async fn network(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let saved = request.uri().query() == Some(SAVED);
    let practice = practice(&door, peer, request.headers());
    let network = practice.map(|practice| Network { saved, ..practice.network() });
    pages::render(&door, request, |parts| {
        parts.workshop = network.map(|network| Arc::new(Workshop::Network(network)));
    })
    .await
}

/// `POST` from it. A ticked box says `on` for its own name, a choice the word that was chosen.
pub async fn set_network(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let Some(practice) = practice(&door, peer, &headers) else { return nowhere() };
    let is_mended = pairs.iter().any(|(name, value)| name == "do" && value == "mend");
    let words = pairs.into_iter().filter(|(name, value)| name != "do" && !value.is_empty());
    let words: BTreeSet<String> =
        words.map(|(name, value)| if value == "on" { name } else { value }).collect();
    practice.set_network(&if is_mended { BTreeSet::new() } else { words });
    Redirect::to(&format!("{NETWORK}?{SAVED}")).into_response()
}

#[derive(Deserialize)]
pub struct Wish {
    scene: String,
}

/// `POST /practice/scene`: lets customers come by themselves, or nobody any more.
pub async fn stage(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    let Some(practice) = practice(&door, peer, &headers) else { return nowhere() };
    practice.stage(&wish.scene);
    Redirect::to(NETWORK).into_response()
}
