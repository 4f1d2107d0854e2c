//! Who reads: the signed-in person, if any, and their language.

use std::sync::Arc;

use app::Language;
use axum::extract::{Form, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use desk::ids::PersonId;
use desk::permissions::{Actor, Permission};
use desk::person::Person;
use serde::Deserialize;
use tower_sessions::Session;

use super::web_sessions::{self, PERSON};
use super::{Door, two_step};

const LANGUAGE_COOKIE: &str = "bustia_language";

/// Who reads this page.
#[derive(Clone)]
pub struct Reader {
    pub person: Option<Person>,
    /// They with the rights that they have now.
    actor: Option<Actor>,
    pub language: Language,
}

impl Reader {
    pub fn actor(&self) -> Option<Actor> {
        self.actor.clone()
    }

    /// The reader as somebody who holds `permission`, if they do.
    pub fn with(&self, permission: Permission) -> Option<Entitled> {
        let actor = self.actor().filter(|actor| actor.may(permission))?;
        Some(Entitled { id: self.person.as_ref()?.id.clone(), actor, language: self.language })
    }
}

/// Somebody who may do what a page is for.
pub struct Entitled {
    pub id: PersonId,
    pub actor: Actor,
    pub language: Language,
}

/// Finds out who reads, for the handlers behind.
pub async fn recognise(
    State(door): State<Arc<Door>>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let person = match person(&door, &session).await {
        Ok(person) => person,
        Err(error) => {
            tracing::error!(%error, "a web session can't be read");
            None
        }
    };
    if let Some(person) = &person {
        match two_step::kept_out(&door, person, request.method(), request.uri().path()).await {
            Ok(None) => {}
            Ok(Some(answer)) => return answer,
            Err(error) => {
                tracing::error!(%error, "it can't be told whether somebody may go on");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        }
    }
    let language = language(request.headers());
    let actor = person.as_ref().map(|person| door.desk.actor(person));
    request.extensions_mut().insert(Reader { actor, person, language });
    next.run(request).await
}

async fn person(door: &Door, session: &Session) -> anyhow::Result<Option<Person>> {
    match session.get::<PersonId>(PERSON).await? {
        // Read each time, so that a change of role counts at once.
        Some(id) => {
            let person = door.store.person(&id).await?;
            if person.is_some() {
                web_sessions::renew(session, door.sessions.limits).await?;
            }
            Ok(person)
        }
        None => Ok(None),
    }
}

/// The language chosen before, else the browser's.
pub fn language(headers: &HeaderMap) -> Language {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(Language::named);
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    chosen.unwrap_or_else(|| Language::from_header(accepted.unwrap_or_default()))
}

/// The value of that cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[derive(Deserialize)]
pub struct Choice {
    language: String,
    back: String,
}

/// `POST /language`: remembers the choice for a year.
pub async fn choose_language(
    State(door): State<Arc<Door>>,
    Form(choice): Form<Choice>,
) -> Response {
    let back = Redirect::to(inside(&choice.back));
    let Some(language) = Language::named(&choice.language) else { return back.into_response() };
    let secure = if door.config.is_https() { "; Secure" } else { "" };
    let word = language.code();
    let line = format!(
        "{LANGUAGE_COOKIE}={word}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}"
    );
    match HeaderValue::from_str(&line) {
        Ok(value) => ([(header::SET_COOKIE, value)], back).into_response(),
        Err(_) => back.into_response(),
    }
}

/// The path, if it is one of ours; never an address elsewhere.
pub fn inside(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if ours { path } else { "/inbox" }
}

/// `path` as a value in the query of another.
pub fn as_value(path: &str) -> String {
    path.bytes().fold(String::new(), |value, byte| match byte {
        b'/' | b'-' | b'.' | b'_' | b'~' => value + &char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => value + &char::from(byte).to_string(),
        byte => value + &format!("%{byte:02X}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_never_leads_elsewhere() {
        assert_eq!(inside("/inbox/7"), "/inbox/7");
        for path in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "inbox",
            "/a\nb",
            "/\u{1}",
            "/é",
        ] {
            assert_eq!(inside(path), "/inbox", "{path:?}");
        }
    }

    #[test]
    fn a_way_back_is_one_value_whatever_is_in_it() {
        assert_eq!(as_value("/inbox/7?a=b&c#d"), "/inbox/7%3Fa%3Db%26c%23d");
    }

    #[test]
    fn the_chosen_language_wins_over_the_browsers() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("es-ES,es;q=0.9"));
        assert_eq!(language(&headers), Language::Spanish);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; bustia_language=ca"));
        assert_eq!(language(&headers), Language::Catalan);
    }
}
