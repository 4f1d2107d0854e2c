//! A number is connected: what was filled in is checked with Meta, field by field, so that whoever does it
//! is told what is missing where, and is kept if all of it is right. From then on it works.

#[cfg(test)]
mod tests;

use std::fmt;

use app::numbers::{Field, Objection, Why};
use desk::ids::NumberId;
use desk::number::Number;
use store::{BusinessNumber, Store};

use crate::accounts;
use crate::whatsapp::accounts::{Accounts, PERMISSIONS, Token, Trouble};

/// What was filled in.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub number: String,
    pub account: String,
    pub app: String,
    pub app_secret: String,
    pub token: String,
}

/// It holds secrets.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("number", &self.number).finish_non_exhaustive()
    }
}

/// Checks `draft` and keeps the number. Its verify token is a new one, unless it has one already.
pub async fn connect(
    accounts: &Accounts,
    store: &Store,
    draft: &Draft,
) -> Result<Result<BusinessNumber, Vec<Objection>>, store::Error> {
    let display = match check(accounts, draft).await {
        Ok(display) => display,
        Err(objections) => return Ok(Err(objections)),
    };
    let id = NumberId::from(draft.number.as_str());
    let known = store.numbers().await?.into_iter().find(|known| known.number.id == id);
    let number = BusinessNumber {
        number: Number { id, account: draft.account.clone(), display },
        app: Some(draft.app.clone()),
        access_token: draft.token.clone(),
        app_secret: draft.app_secret.clone(),
        verify_token: known.map_or_else(accounts::secret, |known| known.verify_token),
    };
    store.add_number(&number).await?;
    tracing::info!(number = %number.number.id, "a number is connected");
    Ok(Ok(number))
}

/// How people dial the number, if Meta knows all that was filled in and lets us use it.
pub async fn check(accounts: &Accounts, draft: &Draft) -> Result<String, Vec<Objection>> {
    look(draft)?;
    let known = accounts.token(&draft.app, &draft.app_secret, &draft.token).await;
    let token = known.map_err(|trouble| because(Field::AppSecret, Why::UnknownApp, trouble))?;
    look_at_token(draft, &token)?;
    let about = accounts.about(&draft.token, &draft.number).await;
    let about = about.map_err(|trouble| because(Field::Number, Why::UnknownNumber, trouble))?;
    let numbers = accounts.numbers(&draft.token, &draft.account).await;
    let numbers =
        numbers.map_err(|trouble| because(Field::Account, Why::UnknownAccount, trouble))?;
    if !numbers.contains(&draft.number) {
        return Err(vec![Objection { field: Field::Account, why: Why::NotOfAccount }]);
    }
    Ok(about.display)
}

/// What needs nobody to be asked.
fn look(draft: &Draft) -> Result<(), Vec<Objection>> {
    let ids = [
        (Field::Number, &draft.number),
        (Field::Account, &draft.account),
        (Field::App, &draft.app),
    ];
    let ids = ids.into_iter().filter_map(|(field, id)| {
        let is_id = id.len() <= 32 && id.bytes().all(|byte| byte.is_ascii_digit());
        let why = if id.is_empty() { Why::Missing } else { Why::NotDigits };
        (id.is_empty() || !is_id).then_some(Objection { field, why })
    });
    let secrets = [(Field::AppSecret, &draft.app_secret), (Field::Token, &draft.token)];
    let secrets = secrets.into_iter().filter(|(_, secret)| secret.is_empty());
    let secrets = secrets.map(|(field, _)| Objection { field, why: Why::Missing });
    none_of(ids.chain(secrets).collect())
}

fn look_at_token(draft: &Draft, token: &Token) -> Result<(), Vec<Objection>> {
    let objection = |why| Objection { field: Field::Token, why };
    if !token.is_valid {
        return Err(vec![objection(Why::BadToken)]);
    }
    if token.app != draft.app {
        return Err(vec![objection(Why::AnotherAppsToken)]);
    }
    let missing = PERMISSIONS.iter().filter(|one| !token.permissions.iter().any(|has| has == *one));
    none_of(missing.map(|one| objection(Why::NoPermission((*one).to_owned()))).collect())
}

fn because(field: Field, why: fn(String) -> Why, trouble: Trouble) -> Vec<Objection> {
    let why = match trouble {
        Trouble::Unreached => Why::Unreached,
        Trouble::Refused { words, .. } => why(words),
    };
    vec![Objection { field, why }]
}

fn none_of(objections: Vec<Objection>) -> Result<(), Vec<Objection>> {
    if objections.is_empty() { Ok(()) } else { Err(objections) }
}
