//! The second step of signing in: a code that the person's telephone makes from a secret and the time
//! (RFC 6238: HMAC-SHA1, 30 seconds, six digits, as every such program does it), or one of ten recovery
//! codes. Each is taken once.

use desk::ids::PersonId;
use hmac::{Hmac, Mac};
use sha1::Sha1;
use store::Store;
use subtle::ConstantTimeEq;

use super::digest;
use crate::clock;

/// How long a code is shown, in seconds.
const STEP: i64 = 30;
/// How many codes before and after the one of now are taken: clocks differ.
const SKEW: i64 = 1;
const DIGITS: u32 = 6;
/// How long a secret is: as long as what HMAC-SHA1 makes of it (RFC 4226, section 4).
const SECRET_BYTES: usize = 20;
/// How many recovery codes somebody gets …
const RECOVERY_CODES: usize = 10;
/// … and how long each is: 80 bits can't be guessed even from their hash.
const RECOVERY_BYTES: usize = 10;
/// The letters of base32 (RFC 4648).
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new secret, as people type it into their telephone.
pub fn new_secret() -> String {
    base32(&rand::random::<[u8; SECRET_BYTES]>())
}

/// The address that a telephone reads off a QR code.
pub fn address(secret: &str, email: &str) -> String {
    let email: String = email.bytes().fold(String::new(), |text, byte| match byte {
        byte if byte.is_ascii_alphanumeric() => text + &char::from(byte).to_string(),
        byte => text + &format!("%{byte:02X}"),
    });
    format!(
        "otpauth://totp/Bustia:{email}?secret={secret}&issuer=Bustia&digits={DIGITS}&period={STEP}"
    )
}

/// The step whose code this is, if it is one of about now.
pub fn step_of(secret: &str, code: &str) -> Option<i64> {
    step_at(secret, code, clock::now().timestamp())
}

fn step_at(secret: &str, code: &str, now: i64) -> Option<i64> {
    let (key, code) = (read_base32(secret)?, plain(code));
    let current = now / STEP;
    let steps = (current - SKEW)..=(current + SKEW);
    // Every one is looked at, whichever it is.
    let found = steps.filter(|step| bool::from(at(&key, *step).as_bytes().ct_eq(code.as_bytes())));
    found.max()
}

/// Switches the second step on for somebody who shows by a code that their telephone has the secret.
/// Their recovery codes, which are never seen again; nothing if the code is wrong.
pub async fn switch_on(
    store: &Store,
    person: &PersonId,
    secret: &str,
    code: &str,
) -> Result<Option<Vec<String>>, store::Error> {
    let Some(step) = step_of(secret, code) else { return Ok(None) };
    let codes = new_codes();
    store.set_second_step(person, secret, step, digests(&codes)).await?;
    Ok(Some(codes))
}

/// Other recovery codes in the place of those that are left.
pub async fn renew_codes(store: &Store, person: &PersonId) -> Result<Vec<String>, store::Error> {
    let codes = new_codes();
    store.set_recovery_codes(person, digests(&codes)).await?;
    Ok(codes)
}

/// Whether this is a code of that person, from their telephone or a recovery code: it is used up by it.
pub async fn take(store: &Store, person: &PersonId, code: &str) -> Result<bool, store::Error> {
    let Some((secret, _)) = store.second_step(person).await? else { return Ok(false) };
    match step_of(&secret, code) {
        Some(step) => store.take_step(person, step).await,
        None => store.take_recovery_code(person, &digest(&plain(code))).await,
    }
}

fn new_codes() -> Vec<String> {
    let one = || {
        let letters = base32(&rand::random::<[u8; RECOVERY_BYTES]>()).to_lowercase();
        let groups = letters.as_bytes().chunks(4);
        let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
        groups.join("-")
    };
    (0..RECOVERY_CODES).map(|_| one()).collect()
}

fn digests(codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| digest(&plain(code))).collect()
}

/// A code without the spaces and signs that people put between.
fn plain(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric).take(64);
    letters.map(|letter| letter.to_ascii_uppercase()).collect()
}

/// The code of a step (RFC 4226, section 5.3).
fn at(key: &[u8], step: i64) -> String {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[hash.len() - 1] & 0xf);
    let bytes = hash[offset..offset + 4].iter();
    let number = bytes.fold(0u32, |number, byte| (number << 8) | u32::from(*byte)) & 0x7fff_ffff;
    format!("{:06}", number % 10u32.pow(DIGITS))
}

fn base32(bytes: &[u8]) -> String {
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let values = bits.as_bytes().chunks(5).map(|five| {
        let value = five.iter().fold(0, |value, bit| (value << 1) | usize::from(*bit == b'1'));
        value << (5 - five.len())
    });
    values.map(|value| char::from(LETTERS[value])).collect()
}

fn read_base32(text: &str) -> Option<Vec<u8>> {
    let mut bits = String::new();
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter.to_ascii_uppercase())?;
        bits += &format!("{value:05b}");
    }
    let bytes = bits.as_bytes().chunks_exact(8);
    Some(bytes.map(|byte| byte.iter().fold(0, |value, bit| (value << 1) | (bit - b'0'))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, of which a code of six digits is the end.
    const RFC: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (time, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(at(RFC, time / STEP), code, "{time}");
        }
    }

    #[test]
    fn a_code_is_good_a_step_before_and_after_its_own_and_no_longer() {
        let (secret, time) = (base32(RFC), 1_111_111_110);
        let step = time / STEP;
        let code = at(RFC, step);
        for (steps, good) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let found = step_at(&secret, &code, time + steps * STEP);
            assert_eq!(found, good.then_some(step), "{steps}");
        }
        let typed = format!(" {} {}\n", &code[..3], &code[3..]);
        assert_eq!(step_at(&secret, &typed, time), Some(step), "as people type it");
        for wrong in ["", "000000", "50471", "0504711", "x"] {
            assert_eq!(step_at(&secret, wrong, time), None, "{wrong}");
        }
        assert_eq!(step_at("not base32!", &code, time), None);
    }

    #[test]
    fn base32_reads_back_what_it_wrote() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        for length in 0..12 {
            let bytes: Vec<u8> = (0..length).map(|byte: u8| byte.wrapping_mul(37)).collect();
            assert_eq!(read_base32(&base32(&bytes)), Some(bytes), "{length}");
        }
        assert_eq!(read_base32("mzxw6ytboi"), Some(b"foobar".to_vec()));
        assert_eq!(new_secret().len(), 32);
    }

    #[test]
    fn recovery_codes_differ_and_are_known_however_they_are_typed() {
        let codes = new_codes();
        assert_eq!(codes.len(), RECOVERY_CODES);
        let different: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(different.len(), RECOVERY_CODES);
        for code in &codes {
            assert_eq!(code.len(), 19, "{code}");
            let typed = code.to_uppercase().replace('-', " ");
            assert_eq!(digest(&plain(&typed)), digests(std::slice::from_ref(code))[0]);
        }
    }

    #[test]
    fn an_address_holds_what_a_telephone_needs_and_nothing_that_breaks_it() {
        let address = address("JBSWY3DP", "núria+x@example.org");
        assert!(address.starts_with("otpauth://totp/Bustia:n%C3%BAria%2Bx%40example%2Eorg?"));
        assert!(address.contains("secret=JBSWY3DP&issuer=Bustia&"), "{address}");
    }
}
