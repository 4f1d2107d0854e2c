//! What Meta's answer about a file means: where it is, or why it is not to be had.
//!
//! The code decides, never the HTTP status or the title (Meta, "Cloud API error codes").

use desk::message::Unfetched;
use reqwest::Url;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    url: Option<String>,
    /// A number, or one as text.
    file_size: Value,
    error: Option<Trouble>,
}

#[derive(Deserialize)]
struct Trouble {
    #[serde(default)]
    code: i64,
}

/// No object of that id, or none that this token may see: Meta does not say which.
const UNKNOWN: i64 = 100;
/// Meta's own trouble, and rate limits: another time may do.
const PASSES: &[i64] = &[1, 2, 4, 17, 613, 80007, 130429, 131000, 131016, 131057, 133004, 2494100];

/// Reads an answer; a file that says to be larger than `largest` is not asked for.
pub(super) fn read(status: u16, body: &[u8], largest: u64) -> Result<Url, Unfetched> {
    let Ok(answer) = serde_json::from_slice::<Answer>(body) else {
        return Err(Unfetched::NoAnswer);
    };
    if let Some(trouble) = answer.error {
        return Err(match trouble.code {
            UNKNOWN => Unfetched::Gone,
            code if PASSES.contains(&code) || status >= 500 => Unfetched::NoAnswer,
            _ => Unfetched::Refused,
        });
    }
    if size(&answer.file_size).is_some_and(|size| size > largest) {
        return Err(Unfetched::TooLarge);
    }
    let url = answer.url.filter(|_| (200..300).contains(&status));
    url.and_then(|url| Url::parse(&url).ok()).ok_or(Unfetched::NoAnswer)
}

fn size(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_leads_to_the_file() {
        let body = br#"{"url":"https:\/\/lookaside.fbsbx.com\/a?mid=1","mime_type":"image\/png",
            "sha256":"00","file_size":"12","id":"7","messaging_product":"whatsapp"}"#;
        let url = read(200, body, 12).expect("an address");
        assert_eq!(url.as_str(), "https://lookaside.fbsbx.com/a?mid=1");
    }

    #[test]
    fn what_is_not_to_be_had_says_why() {
        for (status, body, why) in [
            (400, r#"{"error":{"code":100,"error_subcode":33}}"#, Unfetched::Gone),
            (401, r#"{"error":{"code":190}}"#, Unfetched::Refused),
            (403, r#"{"error":{"code":10}}"#, Unfetched::Refused),
            (400, r#"{"error":{"code":80007}}"#, Unfetched::NoAnswer),
            (500, r#"{"error":{"code":190}}"#, Unfetched::NoAnswer),
            (500, r#"{"error":{"code":131000}}"#, Unfetched::NoAnswer),
            (200, r#"{"url":"https://a/","file_size":13}"#, Unfetched::TooLarge),
            (200, r#"{"url":"https://a/","file_size":"13"}"#, Unfetched::TooLarge),
            (500, r#"{"url":"https://a/"}"#, Unfetched::NoAnswer),
            (200, r#"{"url":"not an address"}"#, Unfetched::NoAnswer),
            (200, "{}", Unfetched::NoAnswer),
            (200, "<html>", Unfetched::NoAnswer),
            (302, "", Unfetched::NoAnswer),
        ] {
            assert_eq!(read(status, body.as_bytes(), 12), Err(why), "{status} {body}");
        }
    }
}
