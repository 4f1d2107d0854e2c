//! Keys that an issuer signs with, made when a test wants one.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Curve,
    Rsa,
}

enum Secret {
    Curve(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

pub(super) struct Pair {
    pub id: String,
    secret: Secret,
}

impl Pair {
    pub(super) fn new(kind: Kind) -> Self {
        let secret = match kind {
            Kind::Curve => Secret::Curve(
                EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a pair"),
            ),
            Kind::Rsa => Secret::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).expect("a pair")),
        };
        Self { id: server::accounts::secret(), secret }
    }

    pub(super) fn algorithm(&self) -> &'static str {
        match self.secret {
            Secret::Curve(_) => "ES256",
            Secret::Rsa(_) => "RS256",
        }
    }

    pub(super) fn sign(&self, text: &str) -> Vec<u8> {
        let chance = SystemRandom::new();
        match &self.secret {
            Secret::Curve(pair) => {
                pair.sign(&chance, text.as_bytes()).expect("it signs").as_ref().to_vec()
            }
            Secret::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &chance, text.as_bytes(), &mut signature)
                    .expect("it signs");
                signature
            }
        }
    }

    /// The half of it that anybody may have.
    pub(super) fn written(&self) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        match &self.secret {
            Secret::Curve(pair) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                let (x, y) = (text(x), text(y));
                json!({"kty": "EC", "crv": "P-256", "use": "sig", "kid": self.id, "x": x, "y": y})
            }
            Secret::Rsa(pair) => {
                // PKCS #1 of a key of 2048 bits: what it is, the modulus, the exponent.
                let der = pair.public_key().as_ref();
                let (n, e) = (text(&der[9..265]), text(&der[267..]));
                json!({"kty": "RSA", "alg": "RS256", "use": "sig", "kid": self.id, "n": n, "e": e})
            }
        }
    }
}

pub(super) fn with_secret(secret: &str, text: &str) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
}
