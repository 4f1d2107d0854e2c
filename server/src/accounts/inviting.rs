//! Inviting people: a link that works once and for some days, by which they choose their own password.
//! Only the hash of the link's secret is kept.

use chrono::TimeDelta;
use desk::ids::{PersonId, TeamId};
use desk::permissions::Role;
use desk::person::Person;
use store::{Invitation, Store};
use uuid::Uuid;

use super::{Refused, address, digest, must_be_good, password, secret};
use crate::clock;

/// For how many days a link may work.
pub const DAYS: [u32; 5] = [1, 3, 7, 14, 30];
/// For how many it does unless somebody says else.
pub const USUAL_DAYS: u32 = 7;

/// Whom somebody wants to invite.
pub struct Wanted {
    pub email: String,
    pub name: String,
    pub role: Role,
    pub team: Option<TeamId>,
    pub days: u32,
}

/// Invites them; the secret of their link, which is never seen again.
pub async fn invite(store: &Store, by: &PersonId, wanted: Wanted) -> Result<String, Refused> {
    let email = address(&wanted.email).ok_or(Refused::BadEmail)?;
    let name = wanted.name.trim().to_owned();
    if name.is_empty() {
        return Err(Refused::NoName);
    }
    let secret = secret();
    let invitation = Invitation {
        id: Uuid::now_v7().to_string(),
        email,
        name,
        role: wanted.role,
        team: wanted.team,
        by: by.clone(),
        ends: clock::now() + lasting(wanted.days),
    };
    store.invite(&invitation, &digest(&secret)).await?;
    Ok(secret)
}

/// Another link in the place of the one before, which works no more; nothing if they came meanwhile.
pub async fn renew(store: &Store, id: &str, days: u32) -> Result<Option<String>, Refused> {
    let secret = secret();
    let ends = clock::now() + lasting(days);
    let renewed = store.renew_invitation(id, &digest(&secret), ends).await?;
    Ok(renewed.then_some(secret))
}

/// The invitation of that link, while it works.
pub async fn open(store: &Store, secret: &str) -> Result<Option<Invitation>, store::Error> {
    let found = store.invitation(&digest(secret)).await?;
    Ok(found.filter(|invitation| invitation.ends > clock::now()))
}

/// Takes in whoever holds that link, with the password that they chose.
pub async fn join(
    store: &Store,
    secret: &str,
    password: String,
) -> Result<(Person, Invitation), Refused> {
    // Before a password costs any time.
    let invitation = open(store, secret).await?.ok_or(Refused::LinkUsed)?;
    must_be_good(&password)?;
    let person = Person {
        id: Uuid::now_v7().to_string().as_str().into(),
        email: invitation.email.clone(),
        name: invitation.name.clone(),
        role: invitation.role,
    };
    let hash = password::hash(password).await?;
    match store.join_by(&digest(secret), &person, &hash, clock::now()).await {
        Ok(()) => Ok((person, invitation)),
        Err(store::Error::Stale) => match open(store, secret).await? {
            Some(_) => Err(Refused::EmailTaken),
            None => Err(Refused::LinkUsed),
        },
        Err(error) => Err(error.into()),
    }
}

fn lasting(days: u32) -> TimeDelta {
    let known = DAYS.into_iter().find(|known| *known == days);
    TimeDelta::days(known.unwrap_or(USUAL_DAYS).into())
}
