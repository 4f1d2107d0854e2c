//! The secrets of numbers at rest: sealed with the desk's secret key, each for its number and its column
//! alone, so that neither a copied file nor a swapped row gives one away.
//!
//! A fact of the data proves which key it is: another key is refused before anything is read or written.
//! Secrets of before this are sealed by the transaction that writes the proof down. Where the key comes
//! from is the caller's business.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use surrealdb::types::{RecordId, Variables};

use crate::engine::Engine;
use crate::numbers::{NUMBERS, NumberRow};
use crate::{Error, OpenError, ids};

/// What seals the secrets of a desk's numbers.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey([u8; SecretKey::BYTES]);

impl SecretKey {
    const BYTES: usize = 32;

    /// A new one.
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// The key that is written as 64 hexadecimal digits.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; Self::BYTES];
        hex::decode_to_slice(text.trim(), &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// As [`SecretKey::read`] reads it.
    pub fn written(&self) -> String {
        hex::encode(self.0)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey")
    }
}

/// Where the proof stands, and what it says.
const PROOF: &str = "secret_key";
const WORDS: &str = "This desk's secrets are sealed with this key.";

/// The row collides if another process was first.
const BEGIN: &str = "BEGIN;
    CREATE $id SET value = $proof RETURN NONE;
    FOR $row IN $rows {
        UPDATE $row.id SET access_token = $row.access_token, app_secret = $row.app_secret,
            verify_token = $row.verify_token RETURN NONE
    };
    COMMIT;";

/// Seals and opens.
pub(crate) struct Vault(RandomizedNonceKey);

impl Vault {
    /// The vault of that data, begun if it has none yet.
    pub(crate) async fn open(engine: &Engine, key: &SecretKey) -> Result<Self, OpenError> {
        let vault = Self::of(key)?;
        if let Some(proof) = proof(engine).await? {
            return vault.proven(&proof);
        }
        match vault.begin(engine).await {
            Ok(()) => Ok(vault),
            // Somebody else began it meanwhile.
            Err(Error::Stale) => {
                let proof = proof(engine).await?.ok_or(Error::Stale)?;
                vault.proven(&proof)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn of(key: &SecretKey) -> Result<Self, Error> {
        let key = RandomizedNonceKey::new(&AES_256_GCM, &key.0);
        key.map(Self).map_err(|_| Error::Engine("a secret key can't be used".to_owned()))
    }

    fn proven(self, proof: &str) -> Result<Self, OpenError> {
        match self.unseal(PROOF, proof) {
            Ok(words) if words == WORDS => Ok(self),
            _ => Err(OpenError::WrongKey),
        }
    }

    async fn begin(&self, engine: &Engine) -> Result<(), Error> {
        let mut plain = engine.run(NUMBERS, Variables::new()).await?;
        let rows = plain.rows::<NumberRow>(0)?.into_iter().map(|row| row.sealed(self));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let numbers = rows.len();
        let mut bound = Variables::new();
        bound.insert("id", RecordId::new("meta", PROOF));
        bound.insert("proof", self.seal(PROOF, WORDS)?);
        bound.insert("rows", rows);
        engine.run(BEGIN, bound).await?;
        if numbers > 0 {
            tracing::info!(numbers, "the secrets of the numbers are sealed now");
        }
        Ok(())
    }

    /// `secret` for `place` alone.
    pub(crate) fn seal(&self, place: &str, secret: &str) -> Result<String, Error> {
        let mut text = secret.as_bytes().to_vec();
        let nonce = self.0.seal_in_place_append_tag(Aad::from(place.as_bytes()), &mut text);
        let nonce = nonce.map_err(|_| Error::Engine("a secret can't be sealed".to_owned()))?;
        let nonce: &[u8; NONCE_LEN] = nonce.as_ref();
        Ok(format!("{}{}", hex::encode(nonce), hex::encode(text)))
    }

    /// What was sealed for `place`.
    pub(crate) fn unseal(&self, place: &str, sealed: &str) -> Result<String, Error> {
        let unreadable = || ids::unreadable("secret");
        let mut bytes = hex::decode(sealed).map_err(|_| unreadable())?;
        let (nonce, text) = bytes.split_at_mut_checked(NONCE_LEN).ok_or_else(unreadable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| unreadable())?;
        let place = Aad::from(place.as_bytes());
        let text = self.0.open_in_place(nonce, place, text).map_err(|_| unreadable())?;
        String::from_utf8(text.to_vec()).map_err(|_| unreadable())
    }
}

async fn proof(engine: &Engine) -> Result<Option<String>, Error> {
    let mut bound = Variables::new();
    bound.insert("id", RecordId::new("meta", PROOF));
    let rows: Vec<String> = engine.run("SELECT VALUE value FROM $id", bound).await?.rows(0)?;
    Ok(rows.into_iter().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::Location;
    use crate::migrate::migrate;

    fn vault(key: &SecretKey) -> Vault {
        Vault::of(key).expect("a key")
    }

    async fn engine() -> Engine {
        let engine = Engine::open(&Location::Memory).await.expect("memory opens");
        migrate(&engine).await.expect("the schema");
        engine
    }

    #[test]
    fn a_key_is_64_hexadecimal_digits_and_nothing_else() {
        let key = SecretKey::random();
        assert_eq!(SecretKey::read(&format!("{}\n", key.written())), Some(key.clone()));
        assert!(!format!("{key:?}").contains(&key.written()));
        for text in ["", "abc", &"g".repeat(64), &"a".repeat(63), &"a".repeat(66)] {
            assert_eq!(SecretKey::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_secret_is_opened_by_its_own_key_in_its_own_place_only() {
        let (key, other) = (SecretKey::random(), SecretKey::random());
        let sealed = vault(&key).seal("number:1:access_token", "EAAtoken").expect("sealed");
        assert!(!sealed.contains(&hex::encode("EAAtoken")));
        let again = vault(&key).seal("number:1:access_token", "EAAtoken").expect("sealed");
        assert_ne!(sealed, again, "two look different");
        let opened = vault(&key).unseal("number:1:access_token", &sealed);
        assert_eq!(opened.expect("it is ours"), "EAAtoken");
        assert!(vault(&other).unseal("number:1:access_token", &sealed).is_err());
        for place in ["number:2:access_token", "number:1:app_secret", ""] {
            assert!(vault(&key).unseal(place, &sealed).is_err(), "{place}");
        }
        let mut bent = sealed.clone();
        bent.replace_range(30..31, if &sealed[30..31] == "0" { "1" } else { "0" });
        for sealed in ["", "EAAtoken", "00", &bent, &sealed[..40]] {
            assert!(vault(&key).unseal("number:1:access_token", sealed).is_err(), "{sealed}");
        }
    }

    #[tokio::test]
    async fn secrets_of_before_are_sealed_once_and_another_key_is_refused() {
        let (engine, key) = (engine().await, SecretKey::random());
        let old = "CREATE number:n1 SET account = 'w', display = '+34 600', access_token = 'open',
            app_secret = 's', verify_token = 'v'";
        engine.run(old, Variables::new()).await.expect("a number of then");
        for _ in 0..2 {
            let vault = Vault::open(&engine, &key).await.expect("it opens");
            let mut rows = engine.run(NUMBERS, Variables::new()).await.expect("rows");
            let row = rows.rows::<NumberRow>(0).expect("rows").remove(0);
            assert_ne!(row.access_token, "open");
            let number = row.read(&vault).expect("it can be opened");
            assert_eq!((&*number.access_token, &*number.app_secret), ("open", "s"));
        }
        let refused = Vault::open(&engine, &SecretKey::random()).await.err();
        assert!(matches!(refused, Some(OpenError::WrongKey)), "{refused:?}");
    }
}
