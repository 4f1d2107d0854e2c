//! People and keys: adding them, and telling whether somebody is who they say.
//!
//! Passwords are argon2id, off the async threads, two at a time, so that a flood of sign-ins can't
//! take the machine. A key is kept as its SHA-256 only.

pub mod inviting;
mod keys;
mod password;
pub mod second_step;
mod throttle;

use desk::ids::PersonId;
use desk::permissions::Role;
use desk::person::Person;
use sha2::{Digest, Sha256};
use store::Store;
use thiserror::Error;
use uuid::Uuid;

pub use keys::{KeyUses, add_key};
pub use throttle::Throttle;

/// The shortest password that is taken, in characters.
pub const SHORTEST_PASSWORD: usize = 10;
/// The longest; more would only cost time.
const LONGEST_PASSWORD: usize = 256;
/// What people choose most among the passwords that are long enough; the first that anybody guesses.
const COMMON_PASSWORDS: &str = include_str!("accounts/common.txt");

/// Why an account was not made. Each text is a sentence for the operator.
#[derive(Debug, Error)]
pub enum Refused {
    #[error("That is not an e-mail address: write it like nuria@example.org.")]
    BadEmail,
    #[error("Somebody has that e-mail address already: choose another.")]
    EmailTaken,
    #[error("The name is empty: give one that colleagues know.")]
    NoName,
    #[error("The password is too short: use at least {SHORTEST_PASSWORD} characters.")]
    ShortPassword,
    #[error("The password is too long: use at most {LONGEST_PASSWORD} characters.")]
    LongPassword,
    #[error("That password is one of the first that anybody would guess: choose another.")]
    CommonPassword,
    #[error("There is a key of that name already: choose another.")]
    NameTaken,
    #[error("The name is too long: use at most 80 characters.")]
    LongName,
    #[error("The link was used, taken back, or is over: ask for another.")]
    LinkUsed,
    #[error(
        "Nobody would be left who administers the desk: make somebody else an administrator first."
    )]
    LastAdministrator,
    #[error("The display number should start with + and the country code, like +34 600 111 222.")]
    BadNumber,
    #[error("The rate is a number of messages a second, from 1 to 1000.")]
    BadRate,
    #[error("Meta's ids are empty: copy them from the WhatsApp page of your app.")]
    BadNumberId,
    #[error(
        "The data folder belongs to practice mode, which makes its own team and number: name \
         another folder with --data."
    )]
    Practice,
    #[error("Nobody of the team has that e-mail address: look how it is written.")]
    Nobody,
    #[error("The store failed: {0}.")]
    Store(store::Error),
    #[error("The journal can't be read: {0}.")]
    Journal(std::io::Error),
    #[error("The password can't be hashed: {0}.")]
    Hashing(String),
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::EmailTaken => Refused::EmailTaken,
            store::Error::NameTaken => Refused::NameTaken,
            other => Refused::Store(other),
        }
    }
}

/// Adds somebody who can sign in.
pub async fn add_person(
    store: &Store,
    email: &str,
    name: &str,
    role: Role,
    password: String,
) -> Result<Person, Refused> {
    let email = address(email).ok_or(Refused::BadEmail)?;
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(Refused::NoName);
    }
    must_be_good(&password)?;
    let id = Uuid::now_v7().to_string();
    let person = Person { id: id.as_str().into(), email, name, role };
    let hash = password::hash(password).await?;
    store.add_person(&person, &hash).await?;
    Ok(person)
}

fn must_be_good(password: &str) -> Result<(), Refused> {
    let lower = password.trim().to_lowercase();
    match password.chars().count() {
        short if short < SHORTEST_PASSWORD => Err(Refused::ShortPassword),
        long if long > LONGEST_PASSWORD => Err(Refused::LongPassword),
        _ if COMMON_PASSWORDS.lines().any(|common| common == lower) => Err(Refused::CommonPassword),
        _ => Ok(()),
    }
}

/// The person of that e-mail address and password. An unknown address costs the same time.
pub async fn recognise(
    store: &Store,
    email: &str,
    password: String,
) -> Result<Option<Person>, Refused> {
    let known = match address(email) {
        Some(email) => store.credential(&email).await?,
        None => None,
    };
    let (person, hash) = known.unzip();
    let matches = matches(password, hash).await?;
    Ok(person.filter(|_| matches))
}

/// Forgets which accounts of issuers the person of that e-mail address signs in with.
pub async fn unlink(store: &Store, email: &str) -> Result<Person, Refused> {
    let email = address(email).ok_or(Refused::BadEmail)?;
    let (person, _) = store.credential(&email).await?.ok_or(Refused::Nobody)?;
    store.unlink(&person.id).await?;
    Ok(person)
}

/// Whether the password is the one behind that hash. Where there is none it is compared all the same, so
/// that nobody can tell by the time that it takes.
async fn matches(password: String, hash: Option<String>) -> Result<bool, Refused> {
    let hash = match hash.filter(|hash| !hash.is_empty()) {
        Some(hash) => hash,
        None => password::nobody().await?,
    };
    Ok(password.chars().count() <= LONGEST_PASSWORD && password::verify(password, hash).await)
}

/// Whether `password` is the one of that person. Who never had one takes as long, and it is none.
pub async fn proves(store: &Store, id: &PersonId, password: String) -> Result<bool, Refused> {
    let hash = store.password_hash(id).await?;
    matches(password, hash).await
}

/// Gives a person another password.
pub async fn change_password(
    store: &Store,
    id: &PersonId,
    password: String,
) -> Result<(), Refused> {
    must_be_good(&password)?;
    let hash = password::hash(password).await?;
    Ok(store.set_password_hash(id, &hash).await?)
}

/// Gives a person another role. One at a time: two who take it from each other leave one administrator.
pub async fn change_role(store: &Store, id: &PersonId, role: Role) -> Result<(), Refused> {
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _turn = ONE.lock().await;
    match store.set_role(id, role).await {
        Err(store::Error::Stale) => Err(Refused::LastAdministrator),
        other => Ok(other?),
    }
}

/// What is kept of a key or a set-up link: enough to know it again, not enough to use it.
pub fn digest(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// 256 random bits, as 64 hexadecimal digits.
pub fn secret() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// The letters and digits of `text`, so that it can stand in a path.
pub fn path_safe(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).take(128).collect()
}

/// The address in lower case, if it looks like one.
pub(crate) fn address(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (name, host) = text.split_once('@')?;
    let good = !name.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && text.len() <= 254
        && !text.contains(char::is_whitespace)
        && !host.contains('@');
    good.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_lower_case_and_has_a_name_and_a_host() {
        assert_eq!(address(" Nuria@Example.org "), Some("nuria@example.org".into()));
        for bad in
            ["", "nuria", "@example.org", "nuria@", "nuria@host", "a b@c.d", "a@b@c.d", "a@.d"]
        {
            assert_eq!(address(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_password_is_neither_short_nor_long_nor_what_everybody_has() {
        let told = |password: &str| must_be_good(password).err().map(|refused| refused.to_string());
        assert_eq!(told("a good password"), None);
        assert_eq!(told(&"à".repeat(SHORTEST_PASSWORD)), None, "characters count, not bytes");
        assert!(told("too short").is_some_and(|told| told.contains("short")));
        assert!(told(&"x".repeat(LONGEST_PASSWORD + 1)).is_some_and(|told| told.contains("long")));
        for common in ["1234567890", "Password123", " QWERTYUIOP", "contrasenya"] {
            assert!(told(common).is_some_and(|told| told.contains("guess")), "{common}");
        }
        let lines = COMMON_PASSWORDS.lines();
        assert!(lines.clone().all(|line| line.chars().count() >= SHORTEST_PASSWORD));
        assert!(lines.clone().all(|line| line.to_lowercase() == line));
    }

    #[test]
    fn two_secrets_differ_and_their_digests_hide_them() {
        let (one, two) = (secret(), secret());
        assert_ne!(one, two);
        assert_eq!(digest(&one), digest(&one));
        assert!(!digest(&one).contains(&one));
    }
}
