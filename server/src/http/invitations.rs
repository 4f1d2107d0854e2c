//! Inviting people and which roles have to have a second step, below the list of people; and the page of an
//! invitation's link.

use std::sync::Arc;

use app::settings::{Form, Guest, GuestTrouble, Guests, Returned};
use app::sign_in::{Access, Invited};
use axum::Extension;
use axum::extract::{Form as Sent, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::Error;
use desk::ids::TeamId;
use desk::permissions::{Actor, Permission, Role};
use desk::person::Person;
use desk::rulebook::Rulebook;
use desk::ticket::Refusal;
use serde::Deserialize;
use store::Invitation;
use tower_sessions::Session;

use super::drafts::AGAIN;
use super::entering::{self, Proof};
use super::reader::{Entitled, Reader};
use super::visitor::Visitor;
use super::{Door, pages, set_up};
use crate::accounts::inviting::{self, DAYS, USUAL_DAYS, Wanted};
use crate::accounts::{self, Refused};
use crate::clock;

const PEOPLE: &str = "/settings/people";
/// How often a team is tried to be joined while others change the rulebook.
const TRIES: usize = 5;

/// What is shown below the list of people.
pub async fn guests(
    door: &Door,
    keeper: &Entitled,
    book: &Rulebook,
    again: bool,
) -> Result<Guests, store::Error> {
    let open = door.store.invitations().await?.into_iter().map(|invitation| Guest {
        team: invitation.team.and_then(|id| Some(book.team(&id)?.name.clone())),
        id: invitation.id,
        name: invitation.name,
        email: invitation.email,
        role: invitation.role,
        ends: invitation.ends,
    });
    Ok(Guests {
        open: open.collect(),
        days: DAYS.to_vec(),
        usual_days: USUAL_DAYS,
        link: door.slips.links.take(&keeper.id),
        required: door.store.second_steps().await?.required.clone(),
        returned: door.slips.invitation_forms.of(&keeper.id, &()).filter(|_| again),
        now: clock::now(),
    })
}

/// `POST` of an invitation, or of a button beside one.
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
    if let Some(("revoke", id)) = command.split_once(' ') {
        door.store.remove_invitation(id).await?;
        tracing::info!(person = %keeper.id, invitation = %id, "invitation taken back");
        return Ok(PEOPLE.to_owned());
    }
    let again = format!("{PEOPLE}?{AGAIN}");
    // A link lets somebody in with any role: as much as giving a role.
    if let Some(path) = entering::doubted(door, session, &again).await? {
        let returned = Returned { form, ..Returned::default() };
        door.slips.invitation_forms.keep(&keeper.id, (), returned);
        return Ok(path);
    }
    if let Some(("renew", id)) = command.split_once(' ') {
        return renewed(door, keeper, id).await;
    }
    let wanted = Wanted {
        email: form.text("email"),
        name: form.text("name"),
        role: Role::named(&form.text("role")).unwrap_or(Role::Guest),
        team: Some(form.text("team")).filter(|team| !team.is_empty()).map(TeamId),
        days: form.text("days").parse().unwrap_or(USUAL_DAYS),
    };
    let (name, t) = (wanted.name.clone(), keeper.language);
    let complaint = match inviting::invite(&door.store, &keeper.id, wanted).await {
        Ok(secret) => {
            tracing::info!(person = %keeper.id, "somebody was invited");
            door.slips.invitation_forms.forget(&keeper.id);
            door.slips.links.keep(&keeper.id, (), (name, link(door, &secret)));
            return Ok(PEOPLE.to_owned());
        }
        Err(Refused::BadEmail) => t.why_not_invited(GuestTrouble::BadEmail),
        Err(Refused::NoName) => t.why_not_invited(GuestTrouble::NoName),
        Err(Refused::EmailTaken) => t.why_not_invited(GuestTrouble::EmailTaken),
        Err(error) => return Err(error.into()),
    };
    let returned = Returned { form, complaints: vec![complaint.to_owned()], ..Returned::default() };
    door.slips.invitation_forms.keep(&keeper.id, (), returned);
    Ok(again)
}

async fn renewed(door: &Door, keeper: &Entitled, id: &str) -> anyhow::Result<String> {
    let known = door.store.invitations().await?.into_iter().find(|known| known.id == id);
    let renewed = inviting::renew(&door.store, id, USUAL_DAYS).await?;
    let (Some(known), Some(secret)) = (known, renewed) else {
        return Ok(format!("{PEOPLE}?problem=gone"));
    };
    tracing::info!(person = %keeper.id, invitation = %id, "invitation renewed");
    door.slips.links.keep(&keeper.id, (), (known.name, link(door, &secret)));
    Ok(PEOPLE.to_owned())
}

/// The address that is given to whoever was invited.
fn link(door: &Door, secret: &str) -> String {
    let base = door.config.public_url.clone();
    let base = base.unwrap_or_else(|| format!("http://{}", door.config.listen));
    format!("{base}/invitation/{secret}")
}

/// `POST` of which roles have to have a second step.
pub async fn require(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    session: Session,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let Some(keeper) = reader.with(Permission::Admit) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match entering::doubted(&door, &session, PEOPLE).await {
        Ok(None) => {}
        Ok(Some(path)) => return Redirect::to(&path).into_response(),
        Err(error) => return failed(&error),
    }
    let ticked = |role: &Role| fields.iter().any(|(_, value)| value == role.word());
    let roles: Vec<Role> = Role::ALL.into_iter().filter(ticked).collect();
    match door.store.require_second_step(&roles).await {
        Ok(()) => {
            tracing::info!(person = %keeper.id, "second step laid down for roles");
            Redirect::to(&format!("{PEOPLE}?said=required")).into_response()
        }
        Err(error) => failed(&error.into()),
    }
}

/// `GET` of an invitation's link.
pub async fn page(
    State(door): State<Arc<Door>>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    match inviting::open(&door.store, &token).await {
        Ok(open) => {
            let invited = open.map(|Invitation { name, email, .. }| Invited { token, name, email });
            let access = Arc::new(Access::Invitation(invited));
            pages::render(&door, request, |parts| parts.access = Some(access)).await
        }
        Err(error) => failed(&error.into()),
    }
}

#[derive(Deserialize)]
pub struct Chosen {
    token: String,
    password: String,
}

/// `POST` of the password that they chose: they are in the team, and signed in.
pub async fn join(
    State(door): State<Arc<Door>>,
    visitor: Visitor,
    session: Session,
    Sent(chosen): Sent<Chosen>,
) -> Response {
    let token = accounts::path_safe(&chosen.token);
    // A browser that hangs up must not stop it between taking somebody in and putting them into their team.
    pages::apart(async move {
        match joined(&door, &visitor, &session, &token, chosen.password).await {
            Ok(path) => Redirect::to(&path).into_response(),
            Err(error) => failed(&error),
        }
    })
    .await
}

async fn joined(
    door: &Door,
    visitor: &Visitor,
    session: &Session,
    token: &str,
    password: String,
) -> anyhow::Result<String> {
    let (person, invitation) = match inviting::join(&door.store, token, password).await {
        Ok(joined) => joined,
        Err(refused) => {
            let word = set_up::word(&refused);
            return Ok(format!("/invitation/{token}?problem={word}"));
        }
    };
    tracing::info!(person = %person.id, invitation = %invitation.id, "somebody joined");
    if let Some(team) = &invitation.team {
        into_team(door, &person, team, &invitation).await?;
    }
    entering::open(door, session, visitor, &person, Proof::Whole, "/inbox").await
}

/// Puts somebody into the team that they were invited to, in the name of who invited them.
async fn into_team(
    door: &Door,
    person: &Person,
    team: &TeamId,
    invitation: &Invitation,
) -> anyhow::Result<()> {
    let Some(by) = door.store.person(&invitation.by).await? else { return Ok(()) };
    let actor = Actor::Person { id: by.id, role: by.role };
    for _ in 0..TRIES {
        let edition = match door.desk.rulebook(&actor).await {
            Ok(edition) => edition,
            // They may not lay anything down by now.
            Err(Error::Refused(_)) => break,
            Err(error) => return Err(error.into()),
        };
        let mut book = edition.rulebook;
        let Some(team) = book.teams.iter_mut().find(|known| known.id == *team) else { break };
        team.members.push(person.id.clone());
        team.version = team.version.saturating_add(1);
        match door.desk.lay_down(&actor, edition.version, book).await {
            Ok(Ok(_)) => return Ok(()),
            Err(Error::Refused(Refusal::BookChanged)) => {}
            Ok(Err(_)) | Err(Error::Refused(_)) => break,
            Err(error) => return Err(error.into()),
        }
    }
    tracing::warn!(person = %person.id, %team, "somebody joined, but not the team of their invitation");
    Ok(())
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "an invitation failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
