//! People who were asked to join and have not come yet. Of a link only the hash of its secret is kept.

use chrono::{DateTime, Utc};
use desk::ids::{PersonId, TeamId};
use desk::permissions::Role;
use desk::person::Person;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::people::PersonRow;
use crate::{Error, Store, ids};

/// Somebody who may join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: String,
    /// Lower case, and nobody else's.
    pub email: String,
    pub name: String,
    pub role: Role,
    pub team: Option<TeamId>,
    pub by: PersonId,
    /// The link works until then.
    pub ends: DateTime<Utc>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct InvitationRow {
    id: RecordId,
    email: String,
    name: String,
    role: String,
    team: Option<String>,
    hash: String,
    by: String,
    ends: DateTime<Utc>,
}

impl InvitationRow {
    fn read(self) -> Result<Invitation, Error> {
        Ok(Invitation {
            id: ids::text(self.id)?,
            role: Role::named(&self.role).ok_or_else(|| ids::unreadable("invitation"))?,
            email: self.email,
            name: self.name,
            team: self.team.map(TeamId),
            by: PersonId(self.by),
            ends: self.ends,
        })
    }
}

pub(crate) const BY_HASH: &str = "SELECT * FROM invitation WHERE hash = $hash";

/// Whoever is in the team or was asked already is not asked again.
const INVITE: &str = "BEGIN;
    LET $same = (SELECT VALUE id FROM person WHERE email = $email);
    IF array::len($same) > 0 { THROW 'taken' };
    LET $asked = (SELECT VALUE id FROM invitation WHERE email = $email);
    IF array::len($asked) > 0 { THROW 'asked' };
    INSERT INTO invitation $row RETURN NONE;
    COMMIT;";

/// The link is used up and its person there, or neither.
const JOIN: &str = "BEGIN;
    LET $open = (SELECT VALUE id FROM invitation WHERE hash = $hash AND ends > $now);
    IF array::len($open) = 0 { THROW 'gone' };
    LET $same = (SELECT VALUE id FROM person WHERE email = $email);
    IF array::len($same) > 0 { THROW 'taken' };
    DELETE invitation WHERE hash = $hash RETURN NONE;
    INSERT INTO person $row RETURN NONE;
    COMMIT;";

fn record(id: &str) -> RecordId {
    RecordId::new("invitation", id)
}

impl Store {
    /// Notes down an invitation. Its address has to be nobody's in the team, and invited once.
    pub async fn invite(&self, invitation: &Invitation, hash: &str) -> Result<(), Error> {
        let row = InvitationRow {
            id: record(&invitation.id),
            email: invitation.email.clone(),
            name: invitation.name.clone(),
            role: invitation.role.word().to_owned(),
            team: invitation.team.as_ref().map(|team| team.0.clone()),
            hash: hash.to_owned(),
            by: invitation.by.0.clone(),
            ends: invitation.ends,
        };
        let mut bound = Variables::new();
        bound.insert("email", invitation.email.as_str());
        bound.insert("row", row);
        match self.engine.run(INVITE, bound).await {
            Err(Error::Stale) => Err(Error::EmailTaken),
            other => other.map(drop),
        }
    }

    /// Everybody who was asked and has not come, the first to end first.
    pub async fn invitations(&self) -> Result<Vec<Invitation>, Error> {
        let text = "SELECT * FROM invitation ORDER BY ends";
        let rows: Vec<InvitationRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        rows.into_iter().map(InvitationRow::read).collect()
    }

    /// The invitation whose link has this hash. It is for the caller to see whether its end is past.
    pub async fn invitation(&self, hash: &str) -> Result<Option<Invitation>, Error> {
        let mut bound = Variables::new();
        bound.insert("hash", hash);
        let rows: Vec<InvitationRow> = self.engine.run(BY_HASH, bound).await?.rows(0)?;
        rows.into_iter().next().map(InvitationRow::read).transpose()
    }

    /// Gives it another link and end; false if it is gone.
    pub async fn renew_invitation(
        &self,
        id: &str,
        hash: &str,
        ends: DateTime<Utc>,
    ) -> Result<bool, Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(id));
        bound.insert("hash", hash);
        bound.insert("ends", ends);
        let text = "UPDATE $id SET hash = $hash, ends = $ends RETURN AFTER";
        let rows: Vec<InvitationRow> = self.engine.run(text, bound).await?.rows(0)?;
        Ok(!rows.is_empty())
    }

    pub async fn remove_invitation(&self, id: &str) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(id));
        self.engine.run("DELETE $id RETURN NONE", bound).await.map(drop)
    }

    /// Takes in who came by the link of this hash; [`Error::Stale`] if it does not work any more, or
    /// somebody has their address by now.
    pub async fn join_by(
        &self,
        hash: &str,
        person: &Person,
        password_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("hash", hash);
        bound.insert("now", now);
        bound.insert("email", person.email.as_str());
        bound.insert("row", PersonRow::of(person, password_hash));
        let joined = self.engine.run(JOIN, bound).await;
        self.team.forget().await;
        joined.map(drop)
    }
}
