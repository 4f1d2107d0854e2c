//! Files: where one is just now, and the file itself (Cloud API, "Media"). Meta has them on a host of
//! their own; here it is the same one.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::answer::{Answer, Problem};
use crate::simulator::Simulator;

impl Simulator {
    /// `POST /<number>/media`: a form with the file in it; the id that it is sent by.
    pub(super) async fn shelve(&self, headers: &HeaderMap, body: &[u8]) -> Answer {
        let unreadable = |_| Problem::invalid("The parameter file is required.");
        let mut request = Request::new(Body::from(body.to_vec()));
        *request.headers_mut() = headers.clone();
        // Of the whole call, there is one already.
        DefaultBodyLimit::disable().apply(&mut request);
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|_| Problem::invalid("The parameter file is required."))?;
        let (mut product, mut file) = (String::new(), None);
        while let Some(field) = form.next_field().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            let mime = field.content_type().map(str::to_owned);
            match name.as_str() {
                "messaging_product" => product = field.text().await.map_err(unreadable)?,
                "file" => file = Some((mime, field.bytes().await.map_err(unreadable)?)),
                _ => {}
            }
        }
        if product != "whatsapp" {
            return Err(Problem::invalid("The parameter messaging_product is required."));
        }
        let (mime, bytes) =
            file.ok_or_else(|| Problem::invalid("The parameter file is required."))?;
        let mime = mime.ok_or_else(|| Problem::invalid("The parameter type is required."))?;
        let mut state = self.state();
        let now = state.now();
        Ok(json!({ "id": state.media.put_ours(&mime, bytes.to_vec(), now) }))
    }

    /// A file that a phone shows, by its id: what it is said to be, and its bytes.
    pub fn file(&self, id: &str) -> Option<(String, Vec<u8>)> {
        let state = self.state();
        let kept = state.media.get(id, state.now())?;
        Some((kept.mime.clone(), kept.bytes.clone()))
    }

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
