//! Reads Meta's answer to a message. What its codes mean is the desk's (`desk::message::Outcome`).

use desk::message::{Failure, Fault, Outcome, Wait};
use desk::ports::Sending;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize, Default)]
struct Answer {
    #[serde(default)]
    messages: Vec<Taken>,
    error: Option<Refused>,
}

/// What Meta says to a file.
#[derive(Deserialize, Default)]
struct Shelved {
    id: Option<String>,
    error: Option<Refused>,
}

#[derive(Deserialize)]
struct Taken {
    id: String,
}

#[derive(Deserialize, Default)]
struct Refused {
    #[serde(default)]
    message: String,
    code: Option<i64>,
    error_subcode: Option<i64>,
    /// Usually an object with `details`; not every endpoint keeps to it.
    #[serde(default)]
    error_data: Value,
}

/// Reads an answer.
pub(super) fn read(status: u16, body: &[u8]) -> Sending {
    let answer = serde_json::from_slice::<Answer>(body).unwrap_or_default();
    match (answer.error, answer.messages.into_iter().next()) {
        (Some(refused), _) => refusal(status, refused),
        (None, Some(taken)) if (200..300).contains(&status) => {
            Sending::Accepted { external: taken.id }
        }
        (None, Some(_)) => Sending::Unknown,
        (None, None) => refusal(status, Refused::default()),
    }
}

/// Reads the answer to a file: Meta's id of it. What nobody can tell is no doubt here: no message was
/// sent, and the file may be brought again.
pub(super) fn read_file(status: u16, body: &[u8]) -> Result<String, Sending> {
    let answer = serde_json::from_slice::<Shelved>(body).unwrap_or_default();
    match (answer.error, answer.id) {
        (None, Some(id)) if (200..300).contains(&status) => Ok(id),
        (refused, _) => Err(match refusal(status, refused.unwrap_or_default()) {
            Sending::Unknown => Sending::Later(Wait::Customer),
            sending => sending,
        }),
    }
}

fn refusal(status: u16, refused: Refused) -> Sending {
    match Outcome::of(status, refused.code, refused.error_subcode) {
        Outcome::Wait(wait) => Sending::Later(wait),
        Outcome::Stop(trouble) => Sending::Stopped { trouble, failure: failure(refused) },
        Outcome::Fail(_) => Sending::Refused(failure(refused)),
        Outcome::Unknown => Sending::Unknown,
    }
}

fn failure(refused: Refused) -> Failure {
    let code = refused.code.unwrap_or(0);
    let details = refused.error_data["details"].as_str().unwrap_or_default();
    match (details, refused.message) {
        (details, _) if !details.is_empty() => Failure::told(code, details.to_owned()),
        (_, message) if !message.is_empty() => Failure::told(code, message),
        _ => Failure::ours(code, Fault::Unexplained),
    }
}

#[cfg(test)]
mod tests {
    use desk::message::Trouble;

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
            assert_eq!(read(status, &error(130429)), Sending::Later(Wait::Number));
        }
    }

    #[test]
    fn a_token_that_expired_stops_the_number_with_metas_words() {
        let failure = Failure::told(190, "Because.".into());
        let stopped = Sending::Stopped { trouble: Trouble::Token, failure };
        assert_eq!(read(401, &error(190)), stopped);
        let unknown = br#"{"error":{"message":"No","code":100,"error_subcode":33}}"#;
        let failure = Failure::told(100, "No".into());
        let stopped = Sending::Stopped { trouble: Trouble::Access, failure };
        assert_eq!(read(400, unknown), stopped);
    }

    #[test]
    fn a_status_without_a_word_of_metas_is_read_by_itself() {
        let failure = Failure::ours(0, Fault::Unexplained);
        for (status, sending) in [
            (429, Sending::Later(Wait::Number)),
            (403, Sending::Stopped { trouble: Trouble::Access, failure: failure.clone() }),
            (413, Sending::Refused(failure)),
            (502, Sending::Unknown),
        ] {
            assert_eq!(read(status, b"<html>"), sending, "{status}");
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

    #[test]
    fn a_file_that_was_taken_has_an_id_and_any_other_leaves_no_doubt() {
        assert_eq!(read_file(200, br#"{"id":"77"}"#), Ok("77".into()));
        let failure = |code| Failure::told(code, "Because.".into());
        for (status, body, sending) in [
            (400, error(131_053), Sending::Refused(failure(131_053))),
            (400, error(130_429), Sending::Later(Wait::Number)),
            (401, error(190), Sending::Stopped { trouble: Trouble::Token, failure: failure(190) }),
            (500, error(131_000), Sending::Later(Wait::Customer)),
            (502, b"<html>".to_vec(), Sending::Later(Wait::Customer)),
            (200, b"{}".to_vec(), Sending::Later(Wait::Customer)),
            (302, br#"{"id":"77"}"#.to_vec(), Sending::Later(Wait::Customer)),
        ] {
            assert_eq!(read_file(status, &body), Err(sending), "{status}");
        }
    }
}
