//! Files: where one is just now, and the file itself (Cloud API, "Media"). Meta has them on a host of
//! their own; here it is the same one.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::answer::{Answer, Problem};
use crate::simulator::Simulator;

impl Simulator {
    /// Where the file of that id is for the next minutes.
    pub(super) fn media(&self, id: &str) -> Answer {
        let state = self.state();
        let now = state.now();
        let found = state.media.get(id, now).zip(state.media.address(id, now));
        let (kept, address) = found.ok_or_else(|| Problem::unknown_object(&Method::GET, id))?;
        Ok(json!({
            "url": format!("{}{address}", self.graph_url()),
            "mime_type": kept.mime,
            "sha256": hex::encode(kept.hash()),
            "file_size": kept.bytes.len(),
            "id": id,
            "messaging_product": "whatsapp",
        }))
    }
}

/// The file behind an address: with the token, and while the address lives.
pub(super) fn give(
    simulator: &Simulator,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
) -> Response {
    let is_ours = super::token(headers).ok() == Some(simulator.settings.access_token.as_str());
    if !is_ours || simulator.mischief().token_expired {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let state = simulator.state();
    let kept = state.media.at(uri.path(), uri.query().unwrap_or_default(), state.now());
    let Some(kept) = kept.filter(|_| method == Method::GET) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = Response::new(Body::from(kept.bytes.clone()));
    if let Ok(mime) = HeaderValue::from_str(&kept.mime) {
        response.headers_mut().insert(header::CONTENT_TYPE, mime);
    }
    response
}
