//! The pages of our numbers and their forms: for whoever may lay down how the team works. What was filled in
//! stays here between two tries, so that no secret goes back to a browser; how a number is, Meta is asked
//! when its page is opened.

mod draft;
pub mod face;
pub mod greeting;

use std::sync::Arc;
use std::time::Duration;

use app::numbers::{self, Dossier, Entry, NEW, Registry, Said, Sheet};
use app::settings::Form;
use axum::Extension;
use axum::extract::{Form as Sent, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use desk::ids::{NumberId, PersonId};
use desk::permissions::Permission;
use store::BusinessNumber;
use tower_sessions::Session;

pub use draft::Drafts;

use super::drafts::{self, AGAIN};
use super::reader::Reader;
use super::{Door, entering, pages};
use crate::clock;
use crate::connecting::{self, Draft};
use crate::vigil::Silence;
use crate::whatsapp::accounts::{By, Trouble};

/// What came of the step that somebody took last.
pub type Words = drafts::Drafts<NumberId, Said>;

/// How long a page waits for Meta.
const PATIENCE: Duration = Duration::from_secs(5);
/// How old Meta's word may be on a page that looks again by itself.
const FRESH: TimeDelta = TimeDelta::seconds(60);
/// How many digits codes and PINs have.
const DIGITS: usize = 6;

/// Who may do this.
fn keeper(reader: &Reader) -> Option<PersonId> {
    let may = reader.actor().is_some_and(|actor| actor.may(Permission::Configure));
    reader.person.as_ref().filter(|_| may).map(|person| person.id.clone())
}

/// `GET` of the list.
pub async fn list(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    if keeper(&reader).is_none() {
        return pages::render(&door, request, |_| {}).await;
    }
    match entries(&door).await {
        Ok(entries) => show(&door, request, Sheet::List(entries)).await,
        Err(error) => failed(&error.into()),
    }
}

/// `GET` of the form by which a number is connected.
pub async fn blank(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let Some(keeper) = keeper(&reader) else {
        return pages::render(&door, request, |_| {}).await;
    };
    let again = request.uri().query() == Some(AGAIN);
    let kept = door.number_drafts.of(&keeper, &()).filter(|_| again).unwrap_or_default();
    show(&door, request, Sheet::Connect(draft::shown(kept))).await
}

/// `POST` of that form. Whoever has not shown lately who they are does that first, and finds it again.
pub async fn connect(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    session: Session,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let keeper = keeper(&reader).filter(|_| door.practice.is_none());
    let Some(keeper) = keeper else { return StatusCode::NOT_FOUND.into_response() };
    let draft = draft::filled(&door, &keeper, &Form::of(fields));
    match entering::doubted(&door, &session, &format!("{NEW}?{AGAIN}")).await {
        Ok(None) => {}
        Ok(Some(path)) => {
            door.number_drafts.keep(&keeper, (), (draft, vec![]));
            return Redirect::to(&path).into_response();
        }
        Err(error) => return failed(&error),
    }
    // A browser that hangs up must not stop it between keeping the number and putting it to work.
    pages::apart(async move {
        match connected(&door, &keeper, draft).await {
            Ok(path) => Redirect::to(&path).into_response(),
            Err(error) => failed(&error.into()),
        }
    })
    .await
}

async fn connected(door: &Door, keeper: &PersonId, draft: Draft) -> Result<String, store::Error> {
    let number = match connecting::connect(&door.vigil.accounts, &door.store, &draft).await? {
        Ok(number) => number,
        Err(objections) => {
            door.number_drafts.keep(keeper, (), (draft, objections));
            return Ok(format!("{NEW}?{AGAIN}"));
        }
    };
    door.number_drafts.forget(keeper);
    let (account, token) = (&number.number.account, &number.access_token);
    let said = match door.vigil.accounts.subscribe(token, account).await {
        Ok(()) => Said::Connected,
        Err(trouble) => refused(trouble),
    };
    let id = number.number.id.clone();
    door.templates.want(account.clone());
    // The page says so itself if Meta can't be asked.
    let _ = door.vigil.ask(&number).await;
    door.number_words.keep(keeper, id.clone(), said);
    Ok(format!("{}?{AGAIN}", numbers::path(&id)))
}

/// `GET` of a number's page.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let found = match (keeper(&reader), number(&door, &id).await) {
        (_, Err(error)) => return failed(&error.into()),
        (keeper, Ok(number)) => keeper.zip(number),
    };
    let Some((keeper, number)) = found else {
        return pages::render(&door, request, |_| {}).await;
    };
    let again = request.uri().query() == Some(AGAIN);
    let said = door.number_words.of(&keeper, &number.number.id).filter(|_| again);
    match dossier(&door, number, said).await {
        Ok(dossier) => show(&door, request, Sheet::Number(Box::new(dossier))).await,
        Err(error) => failed(&error.into()),
    }
}

async fn dossier(
    door: &Door,
    number: BusinessNumber,
    said: Option<Said>,
) -> Result<Dossier, store::Error> {
    let trouble = asked(door, &number).await?;
    let health = door.vigil.health(&number.number.id).await?;
    let base = door.config.public_url.clone();
    let base = base.unwrap_or_else(|| format!("http://{}", door.config.listen));
    Ok(Dossier {
        callback: format!("{base}/webhooks/whatsapp"),
        verify_token: (!health.is_reached()).then_some(number.verify_token),
        entry: Entry {
            finding: finding(door.vigil.silence().as_ref(), &number.number.id),
            number: number.number,
            health,
        },
        said,
        trouble,
    })
}

/// Asks Meta how the number is, unless that was just done; why it could not be.
async fn asked(door: &Door, number: &BusinessNumber) -> Result<Option<Said>, store::Error> {
    let known = door.vigil.health(&number.number.id).await?;
    if known.asked_at.is_some_and(|at| clock::now() - at < FRESH) {
        return Ok(None);
    }
    let asking = tokio::time::timeout(PATIENCE, door.vigil.ask(number)).await;
    Ok(asking.unwrap_or(Err(Trouble::Unreached)).err().map(refused))
}

/// `POST` of a step.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Path(id): Path<String>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let (keeper, number) = match (keeper(&reader), number(&door, &id).await) {
        (_, Err(error)) => return failed(&error.into()),
        (Some(keeper), Ok(Some(number))) => (keeper, number),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let language = reader.language.code();
    pages::apart(async move {
        let said = stepped(&door, &number, &Form::of(fields), language).await;
        // The page says so itself if Meta can't be asked.
        let _ = door.vigil.ask(&number).await;
        door.number_words.keep(&keeper, number.number.id.clone(), said);
        Redirect::to(&format!("{}?{AGAIN}", numbers::path(&number.number.id))).into_response()
    })
    .await
}

async fn stepped(door: &Door, number: &BusinessNumber, form: &Form, language: &str) -> Said {
    let (accounts, token) = (&door.vigil.accounts, number.access_token.as_str());
    let id = number.number.id.0.as_str();
    let (done, said) = match form.text("do").as_str() {
        "sms" => {
            (accounts.request_code(token, id, By::Sms, locale(language)).await, Said::CodeSent)
        }
        "voice" => {
            (accounts.request_code(token, id, By::Voice, locale(language)).await, Said::CodeSent)
        }
        "verify" => match digits(form, "code") {
            Some(code) => (accounts.verify_code(token, id, &code).await, Said::Verified),
            None => return Said::NotSixDigits,
        },
        "register" => match digits(form, "pin") {
            Some(pin) => (accounts.register(token, id, &pin).await, Said::Registered),
            None => return Said::NotSixDigits,
        },
        _ => (accounts.subscribe(token, &number.number.account).await, Said::Subscribed),
    };
    match done {
        Ok(()) => said,
        Err(trouble) => refused(trouble),
    }
}

/// The language of the code, by a name that Meta knows.
fn locale(language: &str) -> &'static str {
    match language {
        "ca" => "ca",
        "es" => "es_ES",
        _ => "en_US",
    }
}

/// Six digits, with spaces or signs between them or not.
fn digits(form: &Form, name: &str) -> Option<String> {
    let text = form.text(name);
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let right = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    right.then_some(digits)
}

fn refused(trouble: Trouble) -> Said {
    match trouble {
        Trouble::Unreached => Said::Unreached,
        Trouble::Refused { code, words } => Said::Refused { code, words },
    }
}

async fn number(door: &Door, id: &str) -> Result<Option<BusinessNumber>, store::Error> {
    Ok(door.store.numbers().await?.into_iter().find(|known| known.number.id.0 == id))
}

async fn entries(door: &Door) -> Result<Vec<Entry>, store::Error> {
    let silence = door.vigil.silence();
    let mut entries = vec![];
    for BusinessNumber { number, .. } in door.store.numbers().await? {
        let health = door.vigil.health(&number.id).await?;
        let finding = finding(silence.as_ref(), &number.id);
        entries.push(Entry { number, health, finding });
    }
    Ok(entries)
}

fn finding(silence: Option<&Silence>, number: &NumberId) -> Option<desk::silence::Finding> {
    let found = silence?.findings.iter().find(|(known, _)| known == number);
    found.map(|(_, finding)| *finding)
}

async fn show(door: &Door, request: Request, sheet: Sheet) -> Response {
    let registry = Registry {
        now: clock::now(),
        silent_since: door.vigil.silence().map(|silence| silence.since),
        practice: door.practice.is_some(),
        sheet,
    };
    pages::render(door, request, |parts| parts.registry = Some(Arc::new(registry))).await
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "the numbers' pages failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
