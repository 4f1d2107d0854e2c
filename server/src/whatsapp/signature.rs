//! Whether a webhook body comes from Meta: HMAC-SHA256 over its raw bytes, keyed with an app secret
//! (Cloud API reference, "Create a webhook endpoint").
//!
//! There is no timestamp in the signature, and Meta repeats deliveries for days: replays are the
//! business of whoever stores, not of this check. The older SHA-1 header is ignored.

use axum::http::HeaderMap;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The header that carries the signature.
pub const HEADER: &str = "x-hub-signature-256";
const PREFIX: &[u8] = b"sha256=";

/// Whether `headers` carry one right signature of `body` under any of `secrets`.
///
/// Refuses a missing or repeated header, another algorithm, upper-case hex and any other length.
pub fn is_right<S: AsRef<[u8]>>(headers: &HeaderMap, body: &[u8], secrets: &[S]) -> bool {
    let mut values = headers.get_all(HEADER).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    let Some(claimed) = digest(value.as_bytes()) else {
        return false;
    };
    // Every secret is tried, so that the time taken does not tell which one fits.
    secrets.iter().fold(false, |right, secret| {
        let fits =
            keyed(secret.as_ref(), body).is_some_and(|mac| mac.verify_slice(&claimed).is_ok());
        right | fits
    })
}

/// The header value that signs `body`, as Meta writes it.
pub fn sign(secret: &[u8], body: &[u8]) -> Option<String> {
    let digest = keyed(secret, body)?.finalize().into_bytes();
    Some(format!("sha256={}", hex::encode(digest)))
}

/// An empty secret signs nothing: it would let everybody in.
fn keyed(secret: &[u8], body: &[u8]) -> Option<Hmac<Sha256>> {
    if secret.is_empty() {
        return None;
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(body);
    Some(mac)
}

/// The 32 bytes of `sha256=` and 64 lower-case hex digits.
fn digest(value: &[u8]) -> Option<[u8; 32]> {
    let digits = value.strip_prefix(PREFIX)?;
    let lower = |digit: &u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    let mut digest = [0; 32];
    if !digits.iter().all(lower) || hex::decode_to_slice(digits, &mut digest).is_err() {
        return None;
    }
    Some(digest)
}

#[cfg(test)]
mod tests;
