//! A key of the issuer's, and looking at a signature with it. The cryptography is aws-lc-rs's, which TLS
//! brings along; of the kinds of keys, those are left out that no issuer of ID tokens needs.

use aws_lc_rs::signature::{self, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJsonWebKeyType, CoreJsonWebKeyUse, CoreJwsSigningAlgorithm};
use openidconnect::{
    JsonWebKey, JsonWebKeyAlgorithm, JsonWebKeyId, SignatureVerificationError as NotSigned,
};
use serde::{Deserialize, Serialize};

/// How a token may be signed. Neither not at all nor with a secret that both sides know.
pub(super) const ALGORITHMS: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

/// A public key as JSON Web Keys write it (RFC 7517).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    kty: CoreJsonWebKeyType,
    #[serde(rename = "use")]
    purpose: Option<CoreJsonWebKeyUse>,
    kid: Option<JsonWebKeyId>,
    alg: Option<CoreJwsSigningAlgorithm>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl JsonWebKey for Key {
    type KeyUse = CoreJsonWebKeyUse;
    type SigningAlgorithm = CoreJwsSigningAlgorithm;

    fn key_id(&self) -> Option<&JsonWebKeyId> {
        self.kid.as_ref()
    }

    fn key_type(&self) -> &CoreJsonWebKeyType {
        &self.kty
    }

    fn key_use(&self) -> Option<&CoreJsonWebKeyUse> {
        self.purpose.as_ref()
    }

    fn signing_alg(&self) -> JsonWebKeyAlgorithm<&CoreJwsSigningAlgorithm> {
        self.alg.as_ref().map_or(JsonWebKeyAlgorithm::Unspecified, JsonWebKeyAlgorithm::Algorithm)
    }

    /// A secret that both sides know signs nothing here, so its key has no parts.
    fn new_symmetric(_: Vec<u8>) -> Self {
        let kty = CoreJsonWebKeyType::Symmetric;
        let (purpose, kid, alg) = (None, None, None);
        Self { kty, purpose, kid, alg, n: None, e: None, crv: None, x: None, y: None }
    }

    fn verify_signature(
        &self,
        algorithm: &CoreJwsSigningAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), NotSigned> {
        if let Some(parameters) = rsa(algorithm) {
            let key = RsaPublicKeyComponents { n: whole(&self.n)?, e: whole(&self.e)? };
            return key.verify(parameters, message, signature).map_err(|_| forged());
        }
        let (curve, length, kind) = match algorithm {
            CoreJwsSigningAlgorithm::EcdsaP256Sha256 => {
                ("P-256", 32, &signature::ECDSA_P256_SHA256_FIXED)
            }
            CoreJwsSigningAlgorithm::EcdsaP384Sha384 => {
                ("P-384", 48, &signature::ECDSA_P384_SHA384_FIXED)
            }
            _ => return Err(NotSigned::UnsupportedAlg("no signature of a kind we read".into())),
        };
        if self.crv.as_deref() != Some(curve) {
            return Err(NotSigned::InvalidKey("it is on another curve".into()));
        }
        let (x, y) = (part(&self.x)?, part(&self.y)?);
        if x.len() != length || y.len() != length {
            return Err(NotSigned::InvalidKey("its point has another length".into()));
        }
        let point = [&[4], &x[..], &y].concat();
        UnparsedPublicKey::new(kind, point).verify(message, signature).map_err(|_| forged())
    }

    /// Wanted for hashes of access tokens, and none is used here.
    fn hash_bytes(&self, _: &[u8], _: &CoreJwsSigningAlgorithm) -> Result<Vec<u8>, String> {
        Err("nothing is hashed with it".into())
    }
}

fn rsa(algorithm: &CoreJwsSigningAlgorithm) -> Option<&'static RsaParameters> {
    Some(match algorithm {
        CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256 => &signature::RSA_PKCS1_2048_8192_SHA256,
        CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384 => &signature::RSA_PKCS1_2048_8192_SHA384,
        CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512 => &signature::RSA_PKCS1_2048_8192_SHA512,
        CoreJwsSigningAlgorithm::RsaSsaPssSha256 => &signature::RSA_PSS_2048_8192_SHA256,
        CoreJwsSigningAlgorithm::RsaSsaPssSha384 => &signature::RSA_PSS_2048_8192_SHA384,
        CoreJwsSigningAlgorithm::RsaSsaPssSha512 => &signature::RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}

fn forged() -> NotSigned {
    NotSigned::CryptoError("the signature is not the issuer's".into())
}

fn part(text: &Option<String>) -> Result<Vec<u8>, NotSigned> {
    let bytes = text.as_ref().and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
    bytes.ok_or_else(|| NotSigned::InvalidKey("a part of it can't be read".into()))
}

/// A whole number without the zeros in front that some issuers write.
fn whole(text: &Option<String>) -> Result<Vec<u8>, NotSigned> {
    let bytes = part(text)?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    Ok(bytes[zeros..].to_vec())
}

#[cfg(test)]
mod tests;
