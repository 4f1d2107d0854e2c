//! Keys made here, written as an issuer writes them.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
    EcdsaSigningAlgorithm, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA512, RsaEncoding, RsaKeyPair,
};
use serde_json::json;

use super::*;

const MESSAGE: &[u8] = b"a header.a payload";

fn written(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn key(text: serde_json::Value) -> Key {
    serde_json::from_value(text).expect("a key")
}

fn signed(pair: &RsaKeyPair, encoding: &'static dyn RsaEncoding) -> Vec<u8> {
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), MESSAGE, &mut signature).expect("it signs");
    signature
}

fn on_curve(algorithm: &'static EcdsaSigningAlgorithm, crv: &str) -> (Key, Vec<u8>) {
    let pair = EcdsaKeyPair::generate(algorithm).expect("a pair");
    let point = &pair.public_key().as_ref()[1..];
    let (x, y) = point.split_at(point.len() / 2);
    let (x, y) = (written(x), written(y));
    let signature = pair.sign(&SystemRandom::new(), MESSAGE).expect("it signs");
    (key(json!({"kty": "EC", "crv": crv, "x": x, "y": y})), signature.as_ref().to_vec())
}

#[test]
fn a_signature_by_rsa_is_known_and_one_of_something_else_is_not() {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect("a pair");
    // PKCS #1 of a key of 2048 bits: what it is, the modulus, the exponent.
    let der = pair.public_key().as_ref();
    let (n, e) = (der[9..265].to_vec(), der[267..].to_vec());
    let kinds: [(CoreJwsSigningAlgorithm, &'static dyn RsaEncoding); 2] = [
        (CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, &RSA_PKCS1_SHA256),
        (CoreJwsSigningAlgorithm::RsaSsaPssSha512, &RSA_PSS_SHA512),
    ];
    for (algorithm, encoding) in kinds {
        let signature = signed(&pair, encoding);
        for n in [n.clone(), [&[0], &n[..]].concat()] {
            let key = key(json!({"kty": "RSA", "n": written(&n), "e": written(&e)}));
            assert_eq!(key.verify_signature(&algorithm, MESSAGE, &signature), Ok(()));
            let other = key.verify_signature(&algorithm, b"a header.another", &signature);
            assert!(matches!(other, Err(NotSigned::CryptoError(_))), "{other:?}");
        }
    }
}

#[test]
fn a_signature_on_a_curve_is_known_on_that_curve_alone() {
    let (short, long) =
        (CoreJwsSigningAlgorithm::EcdsaP256Sha256, CoreJwsSigningAlgorithm::EcdsaP384Sha384);
    let (key, signature) = on_curve(&ECDSA_P256_SHA256_FIXED_SIGNING, "P-256");
    assert_eq!(key.verify_signature(&short, MESSAGE, &signature), Ok(()));
    assert!(key.verify_signature(&short, b"another", &signature).is_err());
    assert!(key.verify_signature(&long, MESSAGE, &signature).is_err());
    let (key, signature) = on_curve(&ECDSA_P384_SHA384_FIXED_SIGNING, "P-384");
    assert_eq!(key.verify_signature(&long, MESSAGE, &signature), Ok(()));
    assert!(key.verify_signature(&short, MESSAGE, &signature).is_err());
}

#[test]
fn a_key_without_its_parts_and_a_shared_secret_know_no_signature() {
    let shared = Key::new_symmetric(b"the client's secret".to_vec());
    for key in [key(json!({"kty": "RSA"})), key(json!({"kty": "EC", "crv": "P-256"})), shared] {
        for algorithm in ALGORITHMS {
            assert!(key.verify_signature(&algorithm, MESSAGE, &[0; 64]).is_err(), "{key:?}");
        }
        let by_secret = CoreJwsSigningAlgorithm::HmacSha256;
        assert!(key.verify_signature(&by_secret, MESSAGE, &[0; 32]).is_err());
    }
}
