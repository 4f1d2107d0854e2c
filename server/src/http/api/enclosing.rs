//! Sending a file over the API.

use std::sync::Arc;

use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use desk::ids::MessageId;
use utoipa::ToSchema;

use super::Caller;
use super::problem::Problem;
use super::refused::{Always, Changing, Contested, OfTicket};
use super::said::ApiMessage;
use super::tickets::{Number, idempotency_key, ticket};
use crate::http::Door;
use crate::http::enclosing::{Untaken, drain, status, take_in};

/// A form with a file, for its description: the handler reads it as it comes.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it is described here, and read as it comes")]
pub struct FileForm {
    /// The message of the ticket that it answers.
    reply_to: Option<String>,
    /// Under the file; at most 1,024 characters, and none under a sound.
    caption: Option<String>,
    /// `true` if it was recorded on the spot. Opus in Ogg is shown as a voice message; Opus in WebM is
    /// made into that.
    voice: Option<String>,
    /// `true` if it is to arrive to be saved, whatever it is.
    as_document: Option<String>,
    /// The last field. Pictures (JPEG, PNG) have 5 MB at most, sound (AAC, AMR, MP3, MP4, Opus) and films
    /// (MP4, 3GPP) 16 MB, all else 100 MB. What it is, its bytes say.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Sends a file to the customer. The same `Idempotency-Key` again gives the same message, sent once; for
/// another file, caption or ticket it is refused.
#[utoipa::path(
    post,
    path = "/tickets/{number}/media",
    operation_id = "enclose",
    params(("number" = u64, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body(content = FileForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, body = ApiMessage),
        (status = 413, content_type = "application/problem+json", body = Problem, description = "The file is larger than WhatsApp takes of its kind."),
        (status = 422, content_type = "application/problem+json", body = Problem, description = "WhatsApp would not take the file or its caption."),
        Always, OfTicket, Changing, Contested
    )
)]
pub async fn send(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<ApiMessage>), Problem> {
    let number = ticket(number)?;
    let form =
        form.map_err(|_| broken("The body is no form with a file. Send multipart/form-data."))?;
    let key = idempotency_key(&headers, &caller.name);
    let may = door.desk.may_enclose(&caller.actor, number).await;
    let key = match key.and_then(|key| Ok(may.map(|()| key)?)) {
        Ok(key) => key,
        Err(problem) => {
            drain(form).await;
            return Err(problem);
        }
    };
    let form = take_in(&door.files, form).await?;
    let id = MessageId(uuid::Uuid::now_v7().to_string());
    let message = door.desk.say_to(&caller.actor, number, form.saying(), id, key).await?;
    let reply_to = form.reply_to.map(|quoted| quoted.to_string());
    Ok((StatusCode::CREATED, Json(ApiMessage { reply_to, ..message.into() })))
}

impl From<Untaken> for Problem {
    fn from(untaken: Untaken) -> Self {
        match untaken {
            Untaken::Unfit(why) => {
                let text = why.to_string();
                let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
                Problem::new(status(why), format!("{}{rest}.", first.to_uppercase()))
            }
            Untaken::Broken => broken("The form broke off or can't be read. Send it again."),
            Untaken::NoFile => broken("The form has no file. Send one, as the last field, `file`."),
            Untaken::NotSaved => Problem::internal("a file to send can't be saved"),
        }
    }
}

fn broken(detail: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, detail)
}
