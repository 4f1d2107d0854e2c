//! What Meta's answer to a message means: taken, refused, later, or nobody knows.
//!
//! The code decides, never the HTTP status or the title (Meta, "Cloud API error codes").

use desk::message::{Failure, Fault};
use desk::ports::Sending;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize, Default)]
struct Answer {
    #[serde(default)]
    messages: Vec<Taken>,
    error: Option<Trouble>,
}

#[derive(Deserialize)]
struct Taken {
    id: String,
}

#[derive(Deserialize)]
struct Trouble {
    #[serde(default)]
    message: String,
    #[serde(default)]
    code: i64,
    /// Usually an object with `details`; not every endpoint keeps to it.
    #[serde(default)]
    error_data: Value,
}

/// Rate limits: surely not sent, with the pause before the next try.
const LATER: &[(i64, u64)] = &[
    (4, 60_000),
    (17, 60_000),
    (613, 60_000),
    (80007, 60_000),
    (130429, 1_000),
    (131056, 6_000),
    (133015, 300_000),
];
/// Meta's own trouble: it may have been sent all the same.
const AMBIGUOUS: &[i64] = &[1, 2, 131000, 131016, 131057, 133004, 2494100];

/// Reads an answer.
pub(super) fn read(status: u16, body: &[u8]) -> Sending {
    let Ok(answer) = serde_json::from_slice::<Answer>(body) else { return Sending::Unknown };
    match (answer.error, answer.messages.into_iter().next()) {
        (Some(trouble), _) => refusal(status, trouble),
        (None, Some(taken)) if (200..300).contains(&status) => {
            Sending::Accepted { external: taken.id }
        }
        _ => Sending::Unknown,
    }
}

fn refusal(status: u16, trouble: Trouble) -> Sending {
    let code = trouble.code;
    if let Some((_, millis)) = LATER.iter().find(|(later, _)| *later == code) {
        return Sending::Later { millis: *millis };
    }
    if status >= 500 || AMBIGUOUS.contains(&code) {
        return Sending::Unknown;
    }
    let details = trouble.error_data["details"].as_str().unwrap_or_default();
    Sending::Refused(match (details, trouble.message) {
        (details, _) if !details.is_empty() => Failure::told(code, details.to_owned()),
        (_, message) if !message.is_empty() => Failure::told(code, message),
        _ => Failure::ours(code, Fault::Unexplained),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: i64) -> Vec<u8> {
        format!(r#"{{"error":{{"message":"(#{code}) No","code":{code},"error_data":{{"details":"Because."}}}}}}"#)
            .into_bytes()
    }

    #[test]
    fn an_accepted_message_carries_metas_id() {
        let body =
            br#"{"messaging_product":"whatsapp","contacts":[{}],"messages":[{"id":"wamid.1"}]}"#;
        assert_eq!(read(200, body), Sending::Accepted { external: "wamid.1".into() });
    }

    #[test]
    fn a_refusal_tells_metas_reason() {
        let expected = Failure::told(131047, "Because.".into());
        assert_eq!(read(400, &error(131047)), Sending::Refused(expected));
    }

    #[test]
    fn a_refusal_without_a_word_has_its_own_name() {
        let body = br#"{"error":{"code":100}}"#;
        let expected = Failure::ours(100, Fault::Unexplained);
        assert_eq!(read(400, body), Sending::Refused(expected));
    }

    #[test]
    fn a_refusal_is_a_refusal_whatever_its_data_looks_like() {
        for data in ["null", "7", "\"odd\"", "[]", "{\"details\":null}"] {
            let body = format!(r#"{{"error":{{"message":"No","code":100,"error_data":{data}}}}}"#);
            let expected = Failure::told(100, "No".into());
            assert_eq!(read(400, body.as_bytes()), Sending::Refused(expected), "{data}");
        }
    }

    #[test]
    fn a_rate_limit_is_tried_later_whatever_the_status() {
        for status in [400, 429, 500] {
            assert_eq!(read(status, &error(130429)), Sending::Later { millis: 1_000 });
        }
    }

    #[test]
    fn what_nobody_can_tell_is_unknown() {
        assert_eq!(read(500, &error(190)), Sending::Unknown);
        assert_eq!(read(400, &error(131000)), Sending::Unknown);
        for odd in [&b""[..], b"<html>", b"{}", b"[]", b"{\"messages\":[]}"] {
            assert_eq!(read(200, odd), Sending::Unknown);
        }
        assert_eq!(read(302, br#"{"messages":[{"id":"wamid.1"}]}"#), Sending::Unknown);
    }
}
