//! Commands of the operator: carried out on a stopped folder, or by the server that runs on it,
//! which listens on a socket in the folder that only its owner may open.

mod socket;

use std::path::Path;

use anyhow::{Result, bail};
use desk::number::Number;
use desk::outlet::HIGHEST_RATE;
use desk::permissions::Role;
use serde::{Deserialize, Serialize};
use store::{BusinessNumber, Location, OpenError, SecretKey, Store};

use crate::accounts::{self, Refused};
use crate::media::Files;
use crate::{folder, intake, journal, practice};

pub use socket::{ask, listen};

/// How often a violation has to be seen to be believed: on a desk at work, a ticket may change
/// between two questions of one look.
const LOOKS: usize = 3;

/// What an operator may want. Crosses the socket as one line of JSON.
#[derive(Serialize, Deserialize)]
pub enum Request {
    AddPerson {
        email: String,
        name: String,
        role: Role,
        password: String,
    },
    /// Forgets which accounts of issuers somebody signs in with.
    Unlink {
        email: String,
    },
    AddNumber {
        phone_number_id: String,
        account: String,
        display: String,
        access_token: String,
        app_secret: String,
        verify_token: String,
        /// Messages a second; as it was if nothing is said.
        #[serde(default)]
        rate: Option<u32>,
    },
    AddKey {
        name: String,
        role: Role,
    },
    Check,
}

/// What came of it.
#[derive(Serialize, Deserialize)]
pub enum Reply {
    Done { sentence: String },
    Key { key: String },
    Checked { violations: Vec<String>, summary: String },
    Refused { sentence: String },
}

/// Where the store of `data` is: there, or where `database` says.
pub fn location(data: &Path, database: Option<&str>) -> Location {
    match database {
        Some(database) => Location::parse(database),
        None => Location::Folder(data.to_owned()),
    }
}

/// Opens it, with the data folder's own key unless another is given.
pub async fn open(data: &Path, database: Option<&str>, key: Option<&SecretKey>) -> Result<Store> {
    let key = match key {
        Some(key) => key.clone(),
        None => folder::secret_key(data)?,
    };
    match Store::open(&location(data, database), &key).await {
        Ok(store) => Ok(store),
        Err(OpenError::InUse) => bail!(
            "Another process is using the folder {}: stop it, or name another one with --data.",
            data.display()
        ),
        // The store's own errors are sentences for the operator.
        Err(error) => Err(error.into()),
    }
}

/// Does what the operator wants of the desk in the folder `data`.
pub async fn carry_out(data: &Path, store: &Store, request: Request) -> Reply {
    let done = attempt(data, store, request).await;
    done.unwrap_or_else(|refused| Reply::Refused { sentence: refused.to_string() })
}

async fn attempt(data: &Path, store: &Store, request: Request) -> Result<Reply, Refused> {
    let is_real = matches!(request, Request::AddPerson { .. } | Request::AddNumber { .. });
    if is_real && practice::is_marked(store).await? {
        return Err(Refused::Practice);
    }
    match request {
        Request::AddPerson { email, name, role, password } => {
            let person = accounts::add_person(store, &email, &name, role, password).await?;
            Ok(done(format!("{} can sign in as {}.", person.email, role.word())))
        }
        Request::Unlink { email } => accounts::unlink(store, &email).await.map(|person| {
            done(format!(
                "{} signs in with the next account that bears their address.",
                person.email
            ))
        }),
        Request::AddNumber {
            phone_number_id,
            account,
            display,
            access_token,
            app_secret,
            verify_token,
            rate,
        } => {
            let id = phone_number_id.as_str().into();
            let number = Number { id, account, display };
            let app = None;
            let number = BusinessNumber { number, app, access_token, app_secret, verify_token };
            add_number(store, number, rate).await
        }
        Request::AddKey { name, role } => {
            accounts::add_key(store, &name, role, None, None).await.map(|key| Reply::Key { key })
        }
        Request::Check => check(data, store).await,
    }
}

async fn add_number(
    store: &Store,
    number: BusinessNumber,
    rate: Option<u32>,
) -> Result<Reply, Refused> {
    let digits = number.number.display.chars().filter(char::is_ascii_digit).count();
    if !number.number.display.starts_with('+') || digits < 6 {
        return Err(Refused::BadNumber);
    }
    if number.number.id.0.trim().is_empty() || number.number.account.trim().is_empty() {
        return Err(Refused::BadNumberId);
    }
    if rate.is_some_and(|rate| !(1..=HIGHEST_RATE).contains(&rate)) {
        return Err(Refused::BadRate);
    }
    let display = number.number.display.clone();
    store.add_number(&number).await?;
    if rate.is_some() {
        store.set_rate(&number.number.id, rate).await?;
    }
    // What stopped it may be mended by that: the next message tells.
    store.resume(&number.number.id).await?;
    Ok(done(format!("{display} is connected: point Meta's webhook at /webhooks/whatsapp.")))
}

async fn check(data: &Path, store: &Store) -> Result<Reply, Refused> {
    let mut violations = look(store).await?;
    for _ in 1..LOOKS {
        if violations.is_empty() {
            break;
        }
        let again = look(store).await?;
        violations.retain(|violation| again.contains(violation));
    }
    violations.extend(lost(data, store).await?);
    violations.extend(missing(data, store).await?);
    let kept: u64 = store.kept_counts().await?.iter().map(|(_, count)| count).sum();
    let strays = store.strays_count().await?;
    let summary = format!(
        "All invariants hold. {kept} items are kept aside, of which {strays} are statuses of messages \
         that are not known."
    );
    Ok(Reply::Checked { violations, summary })
}

async fn look(store: &Store) -> Result<Vec<String>, Refused> {
    Ok(store.check().await?.iter().map(ToString::to_string).collect())
}

/// What the journal says to be in the store, and isn't. One look is enough: what is applied was saved
/// before.
async fn lost(data: &Path, store: &Store) -> Result<Vec<String>, Refused> {
    if !store.outlives_the_process() {
        // The journal remembers what the store forgot at the last stop.
        return Ok(vec![]);
    }
    let folder = data.join("journal");
    let reading = tokio::task::spawn_blocking(move || journal::applied(&folder));
    let bodies = reading.await.map_err(std::io::Error::other).and_then(|read| read);
    let lost = intake::lost(store, &bodies.map_err(Refused::Journal)?).await?;
    Ok(lost.iter().map(ToString::to_string).collect())
}

/// The files that messages say to be here, and that aren't as they are known. A file is saved before
/// its message says so: one look is enough.
async fn missing(data: &Path, store: &Store) -> Result<Vec<String>, Refused> {
    let (known, files) = (store.files().await?, Files::of(data));
    let looking = tokio::task::spawn_blocking(move || {
        let missing = known.into_iter().filter(|(_, file)| !files.has(file));
        let missing = missing.map(|(message, file)| {
            format!("The file {} of message {message} is not there, or not whole.", file.hash)
        });
        missing.collect()
    });
    looking.await.map_err(|error| Refused::Journal(std::io::Error::other(error)))
}

fn done(sentence: String) -> Reply {
    Reply::Done { sentence }
}
