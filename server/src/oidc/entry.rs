//! Who of the team comes in: the one who came with this subject before. The first time it is the one
//! with that e-mail address, if the issuer vouches for it.

use desk::person::Person;
use store::Store;
use tokio::sync::Mutex;

use super::Refused;
use crate::accounts::{self, address};
use crate::config;

/// Of what the issuer signed, what counts here.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub issuer: String,
    /// Its own name for the person, which never changes.
    pub subject: String,
    /// What the person is called here, if the issuer vouches for it.
    pub user: Option<String>,
    /// What colleagues call them.
    pub name: Option<String>,
}

pub(super) async fn person(
    store: &Store,
    settings: &config::Oidc,
    told: &Told,
) -> Result<Person, Refused> {
    let email = told.user.as_deref().and_then(address);
    if !settings.domains.is_empty() {
        let email = email.as_deref().ok_or(Refused::Unverified)?;
        let domain = email.rsplit('@').next().unwrap_or_default();
        if !settings.domains.iter().any(|allowed| allowed == domain) {
            return Err(Refused::OtherDomain);
        }
    }
    // One at a time: two who come in for the first time at once don't both become somebody.
    static ONE: Mutex<()> = Mutex::const_new(());
    let _turn = ONE.lock().await;
    let before = store.identity(&told.issuer, &told.subject).await.map_err(failed)?;
    if let Some(id) = &before
        && let Some(person) = store.person(id).await.map_err(failed)?
    {
        return Ok(person);
    }
    let email = email.ok_or(Refused::Unverified)?;
    let person = match store.credential(&email).await.map_err(failed)? {
        Some((person, _)) => person,
        None if before.is_some() => return Err(Refused::Removed),
        None => newcomer(store, settings, &email, told).await?,
    };
    match store.link(&told.issuer, &told.subject, &person.id).await {
        Ok(()) => {
            tracing::info!(person = %person.id, "known by the issuer's account from now on");
            Ok(person)
        }
        Err(store::Error::LinkTaken) => Err(Refused::Another),
        Err(error) => Err(failed(error)),
    }
}

/// Somebody nobody invited, where that is allowed. Their password is one that nobody ever saw.
async fn newcomer(
    store: &Store,
    settings: &config::Oidc,
    email: &str,
    told: &Told,
) -> Result<Person, Refused> {
    let role = settings.newcomers.ok_or(Refused::Stranger)?;
    let name = told.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or(email));
    let made = accounts::add_person(store, email, name, role, accounts::secret()).await;
    made.map_err(|refused| Refused::Failed(refused.to_string()))
}

fn failed(error: store::Error) -> Refused {
    Refused::Failed(error.to_string())
}
