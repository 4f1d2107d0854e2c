//! Files that the team sends, from a page: a form with the file as its last field, written to the disk
//! as it comes. The same form is taken from programs: see `api`.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use desk::desk::Saying;
use desk::enclosure::{Enclosed, Enclosure, Unfit};
use desk::ids::{MessageId, TicketNumber};
use desk::message::MediaKind;
use serde_json::json;
use tokio::time::timeout;

use super::Door;
use super::reader::Reader;
use crate::media::{Files, recording};

/// How long to wait for the next bytes.
const NEXT: Duration = Duration::from_secs(30);
/// How long a form that is refused is read on, so that whoever sends it hears so instead of a broken
/// line.
const PATIENCE: Duration = Duration::from_secs(20);
/// The most bytes of a field beside the file.
const FIELD: usize = 16 * 1024;
/// Nothing that is smaller is too large for its kind.
const SMALL: u64 = 5 << 20;

/// What a form held.
pub(super) struct Form {
    pub(super) id: Option<String>,
    /// The message that it answers.
    pub(super) reply_to: Option<MessageId>,
    enclosed: Enclosed,
}

impl Form {
    pub(super) fn saying(&self) -> Saying {
        Saying::file(self.enclosed.clone()).quoting(self.reply_to.clone())
    }
}

/// Why a form was not taken.
#[derive(Debug)]
pub(super) enum Untaken {
    /// It broke off, or is none.
    Broken,
    /// No file is in it.
    NoFile,
    Unfit(Unfit),
    NotSaved,
}

/// What is asked for beside the file.
#[derive(Default)]
struct Wish {
    id: Option<String>,
    reply_to: Option<MessageId>,
    caption: Option<String>,
    voice: bool,
    as_document: bool,
}

/// Takes a form in; what is refused leaves no file.
pub(super) async fn take_in(files: &Files, mut form: Multipart) -> Result<Form, Untaken> {
    let taken = read(files, &mut form).await;
    if taken.is_err() {
        drain(form).await;
    }
    taken
}

/// Reads a form that nobody wants, as long as that does not take for ever.
pub(super) async fn drain(mut form: Multipart) {
    let end = async { while let Ok(Some(_)) = form.next_field().await {} };
    // Then the line breaks after all.
    let _ = timeout(PATIENCE, end).await;
}

async fn read(files: &Files, form: &mut Multipart) -> Result<Form, Untaken> {
    let mut wish = Wish::default();
    while let Some(field) = in_time(form.next_field()).await? {
        match field.name().unwrap_or_default() {
            "id" => wish.id = Some(text(field).await?),
            "reply_to" => wish.reply_to = Some(MessageId(text(field).await?)),
            "caption" => wish.caption = Some(text(field).await?),
            "voice" => wish.voice = text(field).await? == "true",
            "as_document" => wish.as_document = text(field).await? == "true",
            "file" => return keep(files, field, wish).await,
            _ => {}
        }
    }
    Err(Untaken::NoFile)
}

async fn in_time<T>(
    next: impl Future<Output = Result<T, axum::extract::multipart::MultipartError>>,
) -> Result<T, Untaken> {
    match timeout(NEXT, next).await {
        Ok(Ok(next)) => Ok(next),
        Ok(Err(_)) | Err(_) => Err(Untaken::Broken),
    }
}

async fn text(mut field: Field<'_>) -> Result<String, Untaken> {
    let mut bytes = vec![];
    while let Some(piece) = in_time(field.chunk()).await? {
        if bytes.len() + piece.len() > FIELD {
            return Err(Untaken::Unfit(Unfit::CaptionTooLong));
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| Untaken::Broken)
}

async fn keep(files: &Files, mut field: Field<'_>, wish: Wish) -> Result<Form, Untaken> {
    let unsaved = |error: std::io::Error| {
        tracing::error!(%error, "a file to send can't be saved");
        Untaken::NotSaved
    };
    let Wish { id, reply_to, caption, voice, as_document } = wish;
    // A recording is called by whoever's browser made it, and becomes something else.
    let filename = field.file_name().filter(|_| !voice).map(str::to_owned);
    let mut arriving = files.begin().map_err(unsaved)?;
    let mut recorded = vec![];
    while let Some(piece) = in_time(field.chunk()).await? {
        if voice {
            // Small enough to be in memory, until it is known what it becomes.
            recorded.extend_from_slice(&piece);
            too_large(recorded.len() as u64, MediaKind::Audio)?;
            continue;
        }
        arriving.write(&piece).await.map_err(unsaved)?;
        if arriving.size() > SMALL {
            let (file, as_document) = (arriving.glance(), as_document || arriving.is_mute());
            let so_far = Enclosure { file, filename: None, caption: None, voice, as_document };
            so_far.fit().map_err(Untaken::Unfit)?;
        }
    }
    if voice {
        let recording = recording::for_whatsapp(recorded).ok_or(Untaken::Broken)?;
        arriving.write(&recording).await.map_err(unsaved)?;
    }
    let as_document = as_document || arriving.is_mute();
    let glance = Enclosure { file: arriving.glance(), filename, caption, voice, as_document };
    // Before it is kept for good.
    glance.clone().fit().map_err(Untaken::Unfit)?;
    let file = arriving.keep().await.map_err(unsaved)?;
    let enclosed = Enclosure { file, ..glance }.fit().map_err(Untaken::Unfit)?;
    Ok(Form { id, reply_to, enclosed })
}

fn too_large(size: u64, kind: MediaKind) -> Result<(), Untaken> {
    if size > kind.largest() { Err(Untaken::Unfit(Unfit::TooLarge(kind))) } else { Ok(()) }
}

/// `POST /inbox/{number}/files`: sends a file to the customer. The browser makes the `id`, so that asking
/// twice can't send twice. What is wrong is told in a sentence for the reader.
pub async fn send(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(number): Path<u64>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let (number, t) = (TicketNumber(number), reader.language);
    let said = |status: StatusCode, sentence: String| {
        (status, Json(json!({ "sentence": sentence }))).into_response()
    };
    let refused = |error: desk::Error| match error {
        desk::Error::Refused(refusal) => {
            let (status, sentence) = t.refused_enclosure(&refusal);
            said(StatusCode::from_u16(status).unwrap_or(StatusCode::CONFLICT), sentence)
        }
        desk::Error::Failed(error) => {
            tracing::error!(%error, "a file can't be sent");
            said(StatusCode::INTERNAL_SERVER_ERROR, t.enclosure_failed().to_owned())
        }
    };
    let Ok(form) = form else {
        return said(StatusCode::BAD_REQUEST, t.enclosure_broke().to_owned());
    };
    let Some(actor) = reader.actor() else {
        drain(form).await;
        return said(StatusCode::UNAUTHORIZED, t.enclosure_signed_out().to_owned());
    };
    if let Err(error) = door.desk.may_enclose(&actor, number).await {
        drain(form).await;
        return refused(error);
    }
    let form = match take_in(&door.files, form).await {
        Ok(form) => form,
        Err(Untaken::Unfit(why)) => {
            return said(status(why), t.unfit_enclosure(why));
        }
        Err(Untaken::Broken | Untaken::NoFile) => {
            return said(StatusCode::BAD_REQUEST, t.enclosure_broke().to_owned());
        }
        Err(Untaken::NotSaved) => {
            return said(StatusCode::INTERNAL_SERVER_ERROR, t.enclosure_failed().to_owned());
        }
    };
    match door.desk.say_to(&actor, number, form.saying(), message_id(form.id), None).await {
        Ok(message) => (StatusCode::CREATED, Json(json!({ "id": message.id }))).into_response(),
        Err(error) => refused(error),
    }
}

/// The status that goes with a refusal.
pub(super) fn status(why: Unfit) -> StatusCode {
    match why {
        Unfit::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// `wanted` if it has the form of an id that a browser makes, else a new one.
fn message_id(wanted: Option<String>) -> MessageId {
    let is_usable = |id: &String| {
        id.len() == 36 && id.chars().all(|letter| letter.is_ascii_hexdigit() || letter == '-')
    };
    MessageId(wanted.filter(is_usable).unwrap_or_else(|| uuid::Uuid::now_v7().to_string()))
}
