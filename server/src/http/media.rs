//! The files that customers sent, for those who may read their messages.
//!
//! A browser gets them as what their bytes say, and only if that is a picture, a sound or a film that
//! can't act; all the rest is bytes to be saved, in a sandbox where nothing runs.

mod name;
mod range;

use std::io::SeekFrom;
use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::message::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use super::Door;
use super::reader::Reader;
use crate::media::Files;
use range::Range;

/// How much of a file is in memory at once.
const PIECE: usize = 64 * 1024;
/// Of what is not to be shown within a page.
const BYTES: &str = "application/octet-stream";

/// `GET /media/{message}`: for a person who signed in.
pub async fn of_person(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(message): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(actor) = reader.actor() else { return StatusCode::UNAUTHORIZED.into_response() };
    match door.desk.file(&actor, &message.as_str().into()).await {
        Ok(Some((file, called))) => answer(&door.files, &file, called, &headers).await,
        Ok(None) | Err(desk::Error::Refused(desk::ticket::Refusal::NoSuchMessage)) => {
            StatusCode::NOT_FOUND.into_response()
        }
        Err(desk::Error::Refused(_)) => StatusCode::FORBIDDEN.into_response(),
        Err(desk::Error::Failed(error)) => {
            tracing::error!(%error, "a file can't be looked up");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The file, or the part of it that is asked for; `called` is the name that its sender gave it.
pub(super) async fn answer(
    files: &Files,
    file: &File,
    called: Option<String>,
    asked: &HeaderMap,
) -> Response {
    let etag = format!("\"{}\"", file.hash);
    let text = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    let known = text(header::IF_NONE_MATCH).unwrap_or_default();
    let mut response = if known.split(',').any(|tag| tag.trim() == etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        // A part of what it was before would be a part of something else.
        let fits = text(header::IF_RANGE).is_none_or(|wanted| wanted == etag);
        let range = text(header::RANGE).filter(|_| fits);
        match read(files, file, Range::of(range, file.size)).await {
            Ok(response) => response,
            Err(error) => {
                tracing::error!(%error, hash = %file.hash, "a file can't be read");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        }
    };
    dress(response.headers_mut(), file, called.as_deref(), &etag);
    response
}

async fn read(files: &Files, file: &File, range: Range) -> std::io::Result<Response> {
    let size = file.size;
    let (first, length) = match range {
        Range::All => (0, size),
        Range::Part { first, last } => (first, last - first + 1),
        Range::Nothing => {
            let all = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, all).into_response());
        }
    };
    let path = files.path(&file.hash).ok_or(std::io::ErrorKind::NotFound)?;
    let mut open = tokio::fs::File::open(path).await?;
    open.seek(SeekFrom::Start(first)).await?;
    let body = Body::from_stream(ReaderStream::with_capacity(open.take(length), PIECE));
    let length = [(header::CONTENT_LENGTH, length.to_string())];
    Ok(match range {
        Range::Part { first, last } => {
            let part = [(header::CONTENT_RANGE, format!("bytes {first}-{last}/{size}"))];
            (StatusCode::PARTIAL_CONTENT, length, part, body).into_response()
        }
        _ => (length, body).into_response(),
    })
}

/// What keeps a file from acting, and lets a browser keep it: behind its address it never changes.
fn dress(headers: &mut HeaderMap, file: &File, called: Option<&str>, etag: &str) {
    let is_shown = file.shown().is_some();
    let kind = if is_shown { file.mime.as_str() } else { BYTES };
    let placed = name::disposition(is_shown, called, &file.mime);
    let texts = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, placed.as_str()),
        (header::ETAG, etag),
        (header::ACCEPT_RANGES, "bytes"),
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, text) in texts {
        if let Ok(value) = HeaderValue::from_str(text) {
            headers.insert(name, value);
        }
    }
}
