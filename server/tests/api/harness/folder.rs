//! A data folder of a test's own, empty or with a number, a team and a key in it.

use std::path::Path;

use argon2::password_hash::{PasswordHasher, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use desk::number::Number;
use desk::permissions::Role;
use desk::person::Person;
use server::{accounts, control};
use store::{BusinessNumber, Store};
use tempfile::TempDir;

/// Meta's id of the number that customers write to …
pub const NUMBER: &str = "106540352242922";
/// … its account, how people dial it, and its secrets.
pub const WABA: &str = "102290129340398";
pub const DISPLAY: &str = "+34 930 000 000";
pub const TOKEN: &str = "EAAtoken0of0the0test";
pub const APP_SECRET: &str = "app-secret-of-the-test";
pub const VERIFY_TOKEN: &str = "verify-token-of-the-test";

/// Everybody's password.
pub const PASSWORD: &str = "a good password";
/// Who is in the team, one of each role.
pub const PEOPLE: [(&str, &str, Role); 4] = [
    ("nuria@example.org", "Núria", Role::Administrator),
    ("jordi@example.org", "Jordi", Role::Supervisor),
    ("ana@example.org", "Ana", Role::Agent),
    ("gil@example.org", "Gil", Role::Guest),
];

/// Removed when dropped.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// With everything that a desk needs to work, and an administrator's key.
    pub async fn ready() -> (Self, String) {
        Self::ready_with(&[]).await
    }

    /// The same with more people: of each the address, the name and the role.
    pub async fn ready_with(more: &[(&str, &str, Role)]) -> (Self, String) {
        let folder = Self::empty();
        let store = folder.open().await;
        store.add_number(&number()).await.expect("a number");
        for (email, name, role) in PEOPLE.iter().chain(more).copied() {
            let id = name.to_lowercase().as_str().into();
            let person = Person { id, email: email.into(), name: name.into(), role };
            store.add_person(&person, &cheap_hash()).await.expect("a person");
        }
        let key = accounts::add_key(&store, "crm", Role::Administrator, None, None);
        let key = key.await.expect("a key");
        store.shutdown().await.expect("it shuts");
        (folder, key)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Opens the store; nothing else may hold it.
    pub async fn open(&self) -> Store {
        control::open(self.path(), None, None).await.expect("the folder opens")
    }
}

fn number() -> BusinessNumber {
    let number = Number { id: NUMBER.into(), account: WABA.into(), display: DISPLAY.into() };
    BusinessNumber {
        number,
        app: None,
        access_token: TOKEN.into(),
        app_secret: APP_SECRET.into(),
        verify_token: VERIFY_TOKEN.into(),
    }
}

/// A right hash that costs nothing to check: a debug build takes long over a good one.
fn cheap_hash() -> String {
    let argon2 = Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(8, 1, 1, None).expect("the least parameters"),
    );
    let salt = SaltString::encode_b64(b"salt of the test").expect("a salt");
    argon2.hash_password(PASSWORD.as_bytes(), &salt).expect("a hash").to_string()
}
