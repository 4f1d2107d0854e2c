//! Right signatures, and every forgery that somebody tried on somebody.

use axum::http::{HeaderMap, HeaderValue};

use super::{HEADER, is_right, sign};

const SECRET: &str = "our app secret";
// Meta sends bodies already escaped; the bytes are signed, not the JSON.
const BODY: &[u8] = br#"{"text":"adi\u00f3s","url":"https:\/\/example.com"}"#;

fn headers(value: &str) -> HeaderMap {
    let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header value");
    HeaderMap::from_iter([(HEADER.parse().expect("a header name"), value)])
}

fn signed(secret: &str, body: &[u8]) -> String {
    sign(secret.as_bytes(), body).expect("a secret that is not empty")
}

#[test]
fn a_known_vector_is_right() {
    // RFC 4231, test case 2.
    let value = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert!(is_right(&headers(value), b"what do ya want for nothing?", &["Jefe"]));
}

#[test]
fn any_of_several_secrets_is_accepted() {
    let value = signed(SECRET, BODY);
    assert!(is_right(&headers(&value), BODY, &["another app", SECRET]));
    assert!(is_right(&headers(&value), BODY, &[SECRET, "another app"]));
    assert!(!is_right(&headers(&value), BODY, &["another app"]));
    assert!(!is_right::<&str>(&headers(&value), BODY, &[]));
}

#[test]
fn a_forged_header_is_refused() {
    let right = signed(SECRET, BODY);
    let digits = right.trim_start_matches("sha256=");
    let forgeries = [
        String::new(),
        digits.to_owned(),
        format!("sha1={digits}"),
        format!("SHA256={digits}"),
        format!("sha256={}", digits.to_uppercase()),
        format!("sha256= {digits}"),
        format!("{right} "),
        format!("{right}00"),
        right[..right.len() - 2].to_owned(),
        format!("sha256={}", "0".repeat(64)),
        format!("sha256={}é", &digits[..62]),
        "sha256=".to_owned(),
    ];
    for forgery in forgeries {
        assert!(!is_right(&headers(&forgery), BODY, &[SECRET]), "{forgery:?}");
    }
}

#[test]
fn a_missing_or_repeated_header_is_refused() {
    assert!(!is_right(&HeaderMap::new(), BODY, &[SECRET]));
    let mut twice = headers(&signed(SECRET, BODY));
    twice.append(HEADER, HeaderValue::from_static("sha256=00"));
    assert!(!is_right(&twice, BODY, &[SECRET]));
}

#[test]
fn a_changed_body_is_refused_even_if_its_json_is_the_same() {
    let value = signed(SECRET, BODY);
    let unescaped = r#"{"text":"adiós","url":"https://example.com"}"#;
    assert!(!is_right(&headers(&value), unescaped.as_bytes(), &[SECRET]));
    assert!(!is_right(&headers(&value), &[BODY, b"\n"].concat(), &[SECRET]));
}

#[test]
fn an_empty_secret_lets_nobody_in() {
    assert_eq!(sign(b"", BODY), None);
    // The HMAC of an empty key, as a forger would compute it (RFC 2104 pads the key with zeros).
    let forged = signed("\0", BODY);
    assert!(!is_right(&headers(&forged), BODY, &[""]));
}
