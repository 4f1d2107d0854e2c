//! The keys of programs: who may let programs in makes and revokes them here. Each is shown once.

use std::sync::Arc;

use app::settings::{Form, Returned};
use app::sign_in::{Access, KEYS, Key, KeyTrouble, Keys};
use axum::Extension;
use axum::extract::{Form as Sent, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use desk::permissions::{Permission, Role};
use store::KnownKey;
use tower_sessions::Session;

use super::drafts::AGAIN;
use super::reader::{Entitled, Reader};
use super::{Door, entering, pages};
use crate::accounts::{self, Refused};
use crate::clock;

/// `GET` of the page.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let Some(keeper) = reader.with(Permission::Admit) else {
        return pages::render(&door, request, |_| {}).await;
    };
    let again = request.uri().query() == Some(AGAIN);
    match shown(&door, &keeper, again).await {
        Ok(keys) => {
            let access = Arc::new(Access::Keys(keys));
            pages::render(&door, request, |parts| parts.access = Some(access)).await
        }
        Err(error) => failed(&error.into()),
    }
}

async fn shown(door: &Door, keeper: &Entitled, again: bool) -> Result<Keys, store::Error> {
    let people = door.store.people().await?;
    let name = |known: &KnownKey| {
        let by = known.by.as_ref()?;
        let person = people.iter().find(|person| person.id == *by);
        Some(person.map_or_else(|| by.0.clone(), |person| person.name.clone()))
    };
    let keys = door.store.keys().await?.into_iter().map(|known| Key {
        by: name(&known),
        name: known.name,
        role: known.role,
        made: known.made,
        ends: known.ends,
        used: known.used,
    });
    Ok(Keys {
        keys: keys.collect(),
        made: door.slips.keys.take(&keeper.id),
        returned: door.slips.key_forms.of(&keeper.id, &()).filter(|_| again),
        now: clock::now(),
    })
}

/// `POST` from it.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    session: Session,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let Some(keeper) = reader.with(Permission::Admit) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match taken(&door, &keeper, &session, Form::of(fields)).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(error) => failed(&error),
    }
}

/// Does what the form says; where it leads.
async fn taken(
    door: &Door,
    keeper: &Entitled,
    session: &Session,
    form: Form,
) -> anyhow::Result<String> {
    let command = form.text("do");
    if let Some(("revoke", name)) = command.split_once(' ') {
        // Whatever it takes away it lets nobody in: it asks for nothing.
        door.store.remove_key(name).await?;
        tracing::info!(person = %keeper.id, "API key revoked");
        return Ok(KEYS.to_owned());
    }
    let again = format!("{KEYS}?{AGAIN}");
    if let Some(path) = entering::doubted(door, session, &again).await? {
        door.slips.key_forms.keep(&keeper.id, (), Returned { form, ..Returned::default() });
        return Ok(path);
    }
    match made(door, keeper, &form).await? {
        Ok(()) => {
            door.slips.key_forms.forget(&keeper.id);
            Ok(KEYS.to_owned())
        }
        Err(complaint) => {
            let complaints = vec![complaint.to_owned()];
            let returned = Returned { form, complaints, ..Returned::default() };
            door.slips.key_forms.keep(&keeper.id, (), returned);
            Ok(again)
        }
    }
}

async fn made(
    door: &Door,
    keeper: &Entitled,
    form: &Form,
) -> anyhow::Result<Result<(), &'static str>> {
    let (name, t) = (form.text("name"), keeper.language);
    let Ok(ends) = end(&form.text("ends"), clock::now()) else {
        return Ok(Err(t.why_no_key(KeyTrouble::EndPast)));
    };
    let role = Role::named(&form.text("role")).unwrap_or(Role::Guest);
    let by = Some(keeper.id.clone());
    match accounts::add_key(&door.store, &name, role, by, ends).await {
        Ok(key) => {
            tracing::info!(person = %keeper.id, "API key made");
            door.slips.keys.keep(&keeper.id, (), (name, key));
            Ok(Ok(()))
        }
        Err(Refused::NoName) => Ok(Err(t.why_no_key(KeyTrouble::NoName))),
        Err(Refused::LongName) => Ok(Err(t.why_no_key(KeyTrouble::LongName))),
        Err(Refused::NameTaken) => Ok(Err(t.why_no_key(KeyTrouble::NameTaken))),
        Err(error) => Err(error.into()),
    }
}

/// The end of that day, if it is one to come; nothing if no day is named.
fn end(day: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, ()> {
    if day.is_empty() {
        return Ok(None);
    }
    let day: NaiveDate = day.parse().map_err(|_| ())?;
    let midnight = day.and_hms_opt(0, 0, 0).ok_or(())?.and_utc();
    let end = midnight.checked_add_signed(TimeDelta::days(1)).ok_or(())?;
    if end > now { Ok(Some(end)) } else { Err(()) }
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "the page of keys failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_ends_with_its_day_which_is_one_to_come_or_none() {
        let now: DateTime<Utc> = "2026-05-04T12:00:00Z".parse().expect("a time");
        let at = |text: &str| Ok(Some(text.parse().expect("a time")));
        for (day, expected) in [
            ("", Ok(None)),
            ("2026-05-04", at("2026-05-05T00:00:00Z")),
            ("2027-01-31", at("2027-02-01T00:00:00Z")),
            ("2026-05-03", Err(())),
            ("soon", Err(())),
            ("2026-02-30", Err(())),
            ("+262142-12-31", Err(())),
        ] {
            assert_eq!(end(day, now), expected, "{day}");
        }
    }
}
