//! Brings Meta the file of a message (Cloud API reference, media): a form with the bytes in it, read
//! from the disk as they go.
//!
//! It happens before the attempt to send is written down. A message without its file would be refused,
//! a large file takes longer than an unclear answer is waited for, and one that was brought twice is no
//! message: so whatever goes wrong here is told as surely not sent. The form is written by hand: a
//! feature of the HTTP client for one form would build the database's copy of it anew.

use std::io;
use std::time::Duration;

use axum::body::Bytes;
use desk::message::{Failure, Fault, File, Wait};
use desk::ports::{Outgoing, Sending};
use futures::{StreamExt, stream};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE};
use tokio_util::io::ReaderStream;

use super::{GraphClient, UNREACHED, VERSION, answer, kind};

/// How long the whole of a file may take.
const TOTAL: Duration = Duration::from_secs(15 * 60);
/// How much of it is in memory at once.
const PIECE: usize = 64 * 1024;

impl GraphClient {
    /// Meta's id of the file.
    pub(super) async fn upload(&self, outgoing: &Outgoing, file: &File) -> Result<String, Sending> {
        let message_id = &outgoing.message.id;
        let token = self.token(outgoing).await?;
        let lost = || Sending::Refused(Failure::ours(0, Fault::FileLost));
        let path = self.files.path(&file.hash).filter(|_| self.files.has(file)).ok_or_else(lost)?;
        let open = tokio::fs::File::open(path).await.map_err(|error| {
            tracing::error!(%error, %message_id, "a file can't be read");
            lost()
        })?;
        let mime = outgoing.message.content.mime().unwrap_or(&file.mime);
        let form = Form::of(mime);
        let url = format!("{}/{VERSION}/{}/media", self.base, outgoing.number);
        let request = self.http.post(url).bearer_auth(token).timeout(TOTAL);
        let request = request
            .header(CONTENT_TYPE, form.kind())
            .header(CONTENT_LENGTH, form.length(file.size))
            .body(form.around(open));
        let gone = |error: reqwest::Error| {
            tracing::warn!(%message_id, cause = kind(&error), "a file did not get to Meta");
            if error.is_connect() { UNREACHED } else { Sending::Later(Wait::Customer) }
        };
        let response = request.send().await.map_err(gone)?;
        let status = response.status().as_u16();
        let body = response.bytes().await.map_err(gone)?;
        answer::read_file(status, &body)
    }
}

/// What stands around the bytes of a file (RFC 7578).
struct Form {
    boundary: String,
    head: String,
    tail: String,
}

impl Form {
    fn of(mime: &str) -> Self {
        let boundary = uuid::Uuid::new_v4().simple().to_string();
        let field = |name: &str, value: &str| {
            format!(
                "--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
        };
        let head = format!(
            "{}{}--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
             content-type: {mime}\r\n\r\n",
            field("messaging_product", "whatsapp"),
            field("type", mime),
        );
        let tail = format!("\r\n--{boundary}--\r\n");
        Self { boundary, head, tail }
    }

    fn kind(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    fn length(&self, of_file: u64) -> u64 {
        self.head.len() as u64 + of_file + self.tail.len() as u64
    }

    fn around(self, file: tokio::fs::File) -> reqwest::Body {
        let piece = |text: String| stream::iter([io::Result::Ok(Bytes::from(text))]);
        let bytes = ReaderStream::with_capacity(file, PIECE);
        reqwest::Body::wrap_stream(piece(self.head).chain(bytes).chain(piece(self.tail)))
    }
}
