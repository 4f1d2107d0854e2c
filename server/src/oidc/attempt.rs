//! One attempt to sign in elsewhere, from the way there to the way back. All of it is in a cookie of the
//! browser that began it, so that strangers leave nothing behind here.
//!
//! What the issuer is told are digests of the cookie's secret: whoever reads an address learns nothing
//! that would let them end an attempt of somebody else's.

use openidconnect::{CsrfToken, Nonce, PkceCodeVerifier};
use subtle::ConstantTimeEq;

use crate::accounts::{digest, secret};

/// So long one may take there.
pub const MINUTES: i64 = 10;
/// A longer way back is not kept.
const LONGEST_BACK: usize = 1_000;

pub struct Attempt {
    secret: String,
    /// In seconds since 1970.
    begun: i64,
    /// The path that was asked for.
    pub back: String,
}

impl Attempt {
    pub fn begin(back: &str, now: i64) -> Self {
        let back = if back.len() > LONGEST_BACK { "" } else { back };
        Self { secret: secret(), begun: now, back: back.to_owned() }
    }

    /// As the cookie keeps it.
    pub fn kept(&self) -> String {
        format!("{}.{}.{}", self.secret, self.begun, hex::encode(&self.back))
    }

    /// What a cookie keeps, if it was begun lately.
    pub fn read(kept: &str, now: i64) -> Option<Self> {
        let mut parts = kept.split('.');
        let (secret, begun, back) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
        let lately = (0..=MINUTES * 60).contains(&now.checked_sub(begun)?);
        let back = String::from_utf8(hex::decode(back).ok()?).ok()?;
        let good = lately && parts.next().is_none() && secret.len() == 64;
        good.then(|| Self { secret: secret.to_owned(), begun, back })
    }

    pub(super) fn state(&self) -> CsrfToken {
        CsrfToken::new(self.derived("state"))
    }

    pub(super) fn nonce(&self) -> Nonce {
        Nonce::new(self.derived("nonce"))
    }

    pub(super) fn verifier(&self) -> PkceCodeVerifier {
        PkceCodeVerifier::new(self.derived("verifier"))
    }

    /// Whether the way back belongs to this way there.
    pub fn is_of(&self, state: &str) -> bool {
        self.derived("state").as_bytes().ct_eq(state.as_bytes()).into()
    }

    /// With when it was begun, so that nobody can make it younger.
    fn derived(&self, purpose: &str) -> String {
        digest(&format!("{purpose} {} {}", self.begun, self.secret))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_700_000_000;

    #[test]
    fn an_attempt_comes_back_as_it_was() {
        let attempt = Attempt::begin("/inbox/7?a=b;c", NOW);
        let kept = attempt.kept();
        assert!(kept.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.'), "{kept}");
        let read = Attempt::read(&kept, NOW + 60).expect("it is young");
        assert_eq!(read.back, attempt.back);
        assert!(read.is_of(attempt.state().secret()) && !read.is_of(""));
        assert_eq!(read.nonce().secret(), attempt.nonce().secret());
        assert_eq!(read.verifier().secret(), attempt.verifier().secret());
        assert!(Attempt::begin(&"x".repeat(LONGEST_BACK + 1), NOW).back.is_empty());
    }

    #[test]
    fn what_the_issuer_is_told_is_neither_the_secret_nor_twice_the_same() {
        let (one, two) = (Attempt::begin("/", NOW), Attempt::begin("/", NOW));
        let told = [one.state().secret().clone(), one.nonce().secret().clone()];
        assert!(told[0] != told[1] && !told.contains(one.verifier().secret()));
        assert!(!one.kept().contains(&told[0]) && !one.kept().contains(&told[1]));
        assert!(!two.is_of(&told[0]));
    }

    #[test]
    fn an_old_one_is_over_and_nobody_makes_it_younger() {
        let attempt = Attempt::begin("/", NOW);
        let end = NOW + MINUTES * 60;
        assert!(Attempt::read(&attempt.kept(), end).is_some());
        assert!(Attempt::read(&attempt.kept(), end + 1).is_none());
        assert!(Attempt::read(&attempt.kept(), NOW - 1).is_none(), "it is not begun yet");
        let younger = attempt.kept().replace(&NOW.to_string(), &end.to_string());
        let younger = Attempt::read(&younger, end + 1).expect("it reads");
        assert!(!younger.is_of(attempt.state().secret()));
    }

    #[test]
    fn an_odd_cookie_is_no_attempt() {
        let secret = "5e".repeat(32);
        for kept in ["", "..", "a.1.2f", &secret, &format!("{secret}.x.2f")] {
            assert!(Attempt::read(kept, NOW).is_none(), "{kept}");
        }
        for rest in [format!("{NOW}.2f.2f"), format!("{NOW}.zz"), format!("{}.2f", i64::MIN)] {
            assert!(Attempt::read(&format!("{secret}.{rest}"), NOW).is_none(), "{rest}");
        }
    }
}
