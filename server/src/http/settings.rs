//! The settings: their pages, and the forms that are sent from them.
//!
//! What a form means is `app::settings`' business, what may be laid down the desk's, and so is what a rule
//! would have done: a form that asks for it, or that puts a rule to work which would have written to many
//! customers, comes back with it.

use std::sync::Arc;

use app::settings::{Form, Office, Page, Returned, Section, Taken};
use axum::Extension;
use axum::extract::{Form as Sent, OriginalUri, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::automation::{MOST_TRIED, Trial};
use desk::permissions::Permission;
use desk::routing::Rule;
use desk::rulebook::{Objection, Rulebook};
use desk::ticket::Refusal;

use super::drafts::{self, AGAIN};
use super::reader::{Entitled, Reader};
use super::{Door, invitations, pages};

/// How many editions a page of the history shows, and what leads to the ones before.
const EDITIONS: usize = 20;
const BEFORE: &str = "before=";

/// Forms that came back, by whose they are.
pub type Drafts = drafts::Drafts<Page, Returned>;

/// `GET` of any page of the settings.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let asked = reader.with(Permission::Configure).zip(Page::at(request.uri().path()));
    let Some((keeper, page)) = asked else {
        return pages::render(&door, request, |_| {}).await;
    };
    let query = request.uri().query();
    let again = query == Some(AGAIN);
    let before = query.and_then(|query| query.strip_prefix(BEFORE)).map(str::to_owned);
    match shown(&door, &keeper, page, before.as_deref(), again).await {
        Ok(mut office) => {
            office.returned = office.returned.filter(|_| again);
            pages::render(&door, request, |parts| parts.office = Some(Arc::new(office))).await
        }
        Err(error) => failed(&error),
    }
}

/// `POST` of a form.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    OriginalUri(uri): OriginalUri,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let Some((keeper, page)) = reader.with(Permission::Configure).zip(Page::at(uri.path())) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match taken(&door, &keeper, page, Form::of(fields)).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(error) => failed(&error),
    }
}

/// Takes the form in, and says where it leads.
async fn taken(door: &Door, keeper: &Entitled, page: Page, form: Form) -> anyhow::Result<String> {
    let office = office(door, keeper, page.clone()).await?;
    let t = keeper.language;
    let again = |returned| Ok(back(door, keeper, page.clone(), returned));
    let (book, then) = match app::settings::take(&office, form.clone(), t) {
        Taken::Again(returned) => return again(returned),
        Taken::Shown(returned, place) => return Ok(format!("{}#{place}", again(returned)?)),
        Taken::Whole(book, then) => (book, then),
        Taken::Earlier(version) => match door.desk.edition(&keeper.actor, version).await? {
            Some(earlier) => (earlier.rulebook.again(&office.rulebook).into(), page.clone()),
            None => return again(Returned::default()),
        },
        Taken::Tried(book, rule) => {
            return match try_out(door, keeper, &book, &rule).await? {
                Ok(trial) => {
                    let path = again(app::settings::tried(form, *rule, trial))?;
                    Ok(format!("{path}#{}", app::settings::TRIAL))
                }
                Err(wrong) => again(app::settings::refused(&office, &book, form, &wrong, t)),
            };
        }
    };
    let is_by_edition = page.id.is_some() || page.section == Section::History;
    if is_by_edition && form.version() != office.version {
        return again(app::settings::overtaken(&office, form, t));
    }
    // What is wrong with a book is told when it is laid down.
    if let Some(rule) = app::settings::to_confirm(&office, &form, &book)
        && let Ok(trial) = try_out(door, keeper, &book, &rule).await?
        && trial.asks()
    {
        let (page, returned) = app::settings::doubted(&office, form, rule, trial, t);
        return Ok(back(door, keeper, page, returned));
    }
    let shown = book.clone();
    match door.desk.lay_down(&keeper.actor, office.version, *book).await {
        Ok(Ok(edition)) => {
            tracing::info!(person = %keeper.id, version = edition.version, "the rulebook changed");
            door.drafts.forget(&keeper.id);
            Ok(then.path())
        }
        Ok(Err(objections)) => again(app::settings::refused(&office, &shown, form, &objections, t)),
        Err(desk::Error::Refused(Refusal::BookChanged)) => {
            again(app::settings::overtaken(&office, form, t))
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps what is shown again on `page`; its address.
fn back(door: &Door, keeper: &Entitled, page: Page, returned: Returned) -> String {
    let path = format!("{}?{AGAIN}", page.path());
    door.drafts.keep(&keeper.id, page, returned);
    path
}

async fn try_out(
    door: &Door,
    keeper: &Entitled,
    book: &Rulebook,
    rule: &Rule,
) -> anyhow::Result<Result<Trial, Vec<Objection>>> {
    let tried = door.desk.try_out(&keeper.actor, book.clone(), rule.clone(), MOST_TRIED);
    Ok(tried.await?)
}

/// The office with what only its page shows.
async fn shown(
    door: &Door,
    keeper: &Entitled,
    page: Page,
    before: Option<&str>,
    again: bool,
) -> anyhow::Result<Office> {
    let mut office = office(door, keeper, page).await?;
    if office.page.section == Section::History {
        let history = door.desk.history(&keeper.actor, EDITIONS, before).await?;
        (office.history, office.earlier) = (history.items, history.next);
    }
    let is_list = office.page.section == Section::People && office.page.id.is_none();
    if is_list && keeper.actor.may(Permission::Admit) {
        let guests = invitations::guests(door, keeper, &office.rulebook, again).await?;
        office.guests = Some(guests);
    }
    Ok(office)
}

async fn office(door: &Door, keeper: &Entitled, page: Page) -> anyhow::Result<Office> {
    let edition = door.desk.rulebook(&keeper.actor).await?;
    let numbers = door.store.numbers().await?.into_iter();
    let mut people = door.desk.presences(&keeper.actor).await?;
    if let Some((_, state)) = people.iter_mut().find(|(person, _)| person.id == keeper.id) {
        // Whoever asks is there, though their page may have had no time to tell.
        *state = door.desk.said(&keeper.id).into();
    }
    Ok(Office {
        returned: door.drafts.of(&keeper.id, &page),
        page,
        version: edition.version,
        rulebook: edition.rulebook,
        people,
        numbers: numbers.map(|known| (known.number.id, known.number.display)).collect(),
        history: vec![],
        earlier: None,
        guests: None,
    })
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "the settings failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
