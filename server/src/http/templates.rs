//! The pages of templates in the settings, and the forms that are sent from them: for whoever may lay down
//! how the team works. What a form draws up is `app::settings::templates`' business, what is wrong with it the desk's.

use std::sync::Arc;
use std::time::Duration;

use app::settings::Form;
use app::settings::templates::{self, Account, LIST, NEW, Returned, Said, Sheet, Shelves};
use axum::Extension;
use axum::extract::{Form as Sent, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::ids::PersonId;
use desk::permissions::Permission;
use store::BusinessNumber;

use super::drafts::{self, AGAIN};
use super::reader::Reader;
use super::{Door, pages};
use crate::clock;
use crate::whatsapp::accounts::Trouble;

/// New templates that came back, by whose they are …
pub type Drafts = drafts::Drafts<(), Returned>;
/// … and what came of what somebody asked last.
pub type Words = drafts::Drafts<(), Said>;

/// How long a page waits for Meta.
const PATIENCE: Duration = Duration::from_secs(5);

/// Who may do this.
fn keeper(reader: &Reader) -> Option<PersonId> {
    reader.with(Permission::Configure).map(|keeper| keeper.id)
}

/// `GET` of the list.
pub async fn list(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let Some(keeper) = keeper(&reader) else {
        return pages::render(&door, request, |_| {}).await;
    };
    let again = request.uri().query() == Some(AGAIN);
    let said = door.template_words.of(&keeper, &()).filter(|_| again);
    show(&door, request, Sheet::List(said)).await
}

/// `POST` from it: Meta is asked for all templates of an account.
pub async fn ask(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let Some(keeper) = keeper(&reader) else { return StatusCode::NOT_FOUND.into_response() };
    let form = Form::of(fields);
    let number = match number_of(&door, &form.text("account")).await {
        Ok(Some(number)) => number,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error.into()),
    };
    pages::apart(async move {
        let said = match asked(&door, &number).await {
            Ok(()) => Said::Asked,
            Err(trouble) => refused(trouble),
        };
        door.template_words.keep(&keeper, (), said);
        Redirect::to(&format!("{LIST}?{AGAIN}")).into_response()
    })
    .await
}

/// `GET` of the form of a new template.
pub async fn blank(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let Some(keeper) = keeper(&reader) else {
        return pages::render(&door, request, |_| {}).await;
    };
    let again = request.uri().query() == Some(AGAIN);
    let kept = door.template_drafts.of(&keeper, &()).filter(|_| again);
    let blank = || Returned { form: templates::blank(), ..Returned::default() };
    show(&door, request, Sheet::New(Box::new(kept.unwrap_or_else(blank)))).await
}

/// `POST` of that form.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let Some(keeper) = keeper(&reader) else { return StatusCode::NOT_FOUND.into_response() };
    // A browser that hangs up must not stop it between Meta's answer and our taking it down.
    pages::apart(async move {
        match taken(&door, &keeper, Form::of(fields)).await {
            Ok(path) => Redirect::to(&path).into_response(),
            Err(error) => failed(&error.into()),
        }
    })
    .await
}

/// Takes the form in, and says where it leads.
async fn taken(door: &Door, keeper: &PersonId, mut form: Form) -> Result<String, store::Error> {
    let again = |returned| {
        door.template_drafts.keep(keeper, (), returned);
        Ok(format!("{NEW}?{AGAIN}"))
    };
    let command = form.text("do");
    if form.edit(&command) {
        return again(Returned { form, ..Returned::default() });
    }
    let draft = templates::read(&form);
    let number = number_of(door, &draft.account).await?;
    let known = door.store.templates().await?;
    let known = number.as_ref().map(|number| known.of(&number.number.id)).unwrap_or_default();
    let flaws = draft.template.flaws(&draft.samples, known);
    let number = number.filter(|_| flaws.is_empty() && command == "hand_in");
    let Some(number) = number else {
        return again(Returned { form, flaws, said: None });
    };
    match door.templates.hand_in(&number, &draft.template, &draft.samples).await {
        Ok(()) => {
            tracing::info!(person = %keeper, "a template was handed in");
            door.template_drafts.forget(keeper);
            door.template_words.keep(keeper, (), Said::HandedIn);
            Ok(format!("{LIST}?{AGAIN}"))
        }
        Err(trouble) => again(Returned { form, flaws, said: Some(refused(trouble)) }),
    }
}

fn refused(trouble: Trouble) -> Said {
    match trouble {
        Trouble::Unreached => Said::Unreached,
        Trouble::Refused { words, .. } => Said::Refused(words),
    }
}

/// Asks Meta, as long as somebody would wait for it.
async fn asked(door: &Door, number: &BusinessNumber) -> Result<(), Trouble> {
    let asking = tokio::time::timeout(PATIENCE, door.templates.ask(number));
    asking.await.unwrap_or(Err(Trouble::Unreached))
}

/// Asks Meta for the templates of an account of which nobody ever did. What comes of it, the list says.
pub async fn ask_first(door: &Door, number: &BusinessNumber) -> Result<(), store::Error> {
    if door.store.templates_asked_at(&number.number.account).await?.is_none() {
        let _ = asked(door, number).await;
    }
    Ok(())
}

async fn number_of(door: &Door, account: &str) -> Result<Option<BusinessNumber>, store::Error> {
    let numbers = door.store.numbers().await?;
    Ok(numbers.into_iter().find(|known| known.number.account == account))
}

async fn accounts(door: &Door) -> Result<Vec<Account>, store::Error> {
    let mut accounts: Vec<Account> = vec![];
    for number in door.store.numbers().await? {
        let (id, display) = (number.number.account.clone(), number.number.display.clone());
        if let Some(known) = accounts.iter_mut().find(|account| account.id == id) {
            known.numbers.push(display);
            continue;
        }
        ask_first(door, &number).await?;
        accounts.push(Account {
            templates: door.store.templates().await?.of(&number.number.id).to_vec(),
            asked_at: door.store.templates_asked_at(&id).await?,
            numbers: vec![display],
            id,
        });
    }
    Ok(accounts)
}

async fn show(door: &Door, request: Request, sheet: Sheet) -> Response {
    match accounts(door).await {
        Ok(accounts) => {
            let shelves = Shelves { now: clock::now(), accounts, sheet };
            pages::render(door, request, |parts| parts.shelves = Some(Arc::new(shelves))).await
        }
        Err(error) => failed(&error.into()),
    }
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "the templates' pages failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
