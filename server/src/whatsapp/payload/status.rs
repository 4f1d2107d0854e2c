//! One element of `statuses[]`: how far a message of ours got.

use desk::ids::MessageId;
use desk::inbound::{Aside, Inbound, StatusNews};
use desk::message::{Delivery, Failure, Fault, Progress};
use serde_json::Value;

use super::json::{text, value};
use super::{Around, kept};

/// The news that `raw` holds; kept whole if it names no message or a state that is not known.
pub(super) fn read(raw: &str, around: &Around) -> Inbound {
    news(raw, around).map_or_else(|| kept(Aside::UnknownShape, raw), Inbound::Status)
}

fn news(raw: &str, around: &Around) -> Option<StatusNews> {
    let status = value(raw)?;
    Some(StatusNews {
        number: around.number.clone(),
        external: text(&status["id"])?,
        message: text(&status["biz_opaque_callback_data"]).map(MessageId),
        delivery: delivery(&status)?,
        raw: raw.to_owned(),
    })
}

fn delivery(status: &Value) -> Option<Delivery> {
    let progress = match status["status"].as_str()? {
        "sent" => Progress::Sent,
        "delivered" => Progress::Delivered,
        // A voice message that was played was read.
        "read" | "played" => Progress::Read,
        "failed" => return Some(Delivery::failed(failure(&status["errors"][0]))),
        _ => return None,
    };
    Some(Delivery::at(progress))
}

/// Meta's error object as one sentence. Its `title` and `message` usually say the same.
fn failure(error: &Value) -> Failure {
    let words = |value: &Value| {
        value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let title = words(&error["title"]).or_else(|| words(&error["message"]));
    let details =
        words(&error["error_data"]["details"]).filter(|text| Some(text) != title.as_ref());
    let code = error["code"].as_i64().or_else(|| error["code"].as_str()?.parse().ok());
    let code = code.unwrap_or(0);
    match (title, details) {
        (Some(title), Some(details)) => {
            Failure::told(code, format!("{}: {details}", title.trim_end_matches('.')))
        }
        (Some(only), None) | (None, Some(only)) => Failure::told(code, only),
        (None, None) => Failure::ours(code, Fault::Unexplained),
    }
}
