//! One's own second step: setting it up, its recovery codes, switching it off; and keeping whoever has to have
//! one from everything else until they do.

use std::sync::Arc;
use std::time::Instant;

use app::settings::Form;
use app::sign_in::{Access, SetUp, TWO_STEP, TwoStep};
use axum::Extension;
use axum::extract::{Form as Sent, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use desk::person::Person;
use qrcode::{Color, EcLevel, QrCode};
use tower_sessions::Session;

use super::entering::{self, PROVE};
use super::reader::Reader;
use super::visitor::Visitor;
use super::{Door, pages};
use crate::accounts::second_step;

/// Where somebody may go who has to set a second step up first.
const OPEN: [&str; 4] = [TWO_STEP, PROVE, "/sign-out", "/language"];

/// What somebody gets who asks for `path` and has to set a second step up first; nothing if they may go on.
pub async fn kept_out(
    door: &Door,
    person: &Person,
    method: &Method,
    path: &str,
) -> Result<Option<Response>, store::Error> {
    let steps = door.store.second_steps().await?;
    let practice = door.practice.is_some();
    let must = steps.required.contains(&person.role) && !steps.people.contains(&person.id);
    if practice || !must || OPEN.contains(&path) {
        return Ok(None);
    }
    let is_page = *method == Method::GET && path != "/live" && !path.starts_with("/fn/");
    Ok(Some(match is_page {
        true => Redirect::to(TWO_STEP).into_response(),
        false => StatusCode::FORBIDDEN.into_response(),
    }))
}

/// `GET` of the page.
pub async fn page(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    request: Request,
) -> Response {
    let Some(me) = reader.person else { return pages::render(&door, request, |_| {}).await };
    match shown(&door, &me).await {
        Ok(step) => {
            let must = step.required && step.is.is_err();
            let access = Arc::new(Access::TwoStep(step));
            pages::render(&door, request, |parts| {
                parts.access = Some(access);
                // Nor are they told what can't wait: it names customers.
                parts.actor = parts.actor.take().filter(|_| !must);
            })
            .await
        }
        Err(error) => failed(&error),
    }
}

async fn shown(door: &Door, me: &Person) -> anyhow::Result<TwoStep> {
    let required = door.store.second_steps().await?.required.contains(&me.role);
    let is = match door.store.second_step(&me.id).await? {
        Some((_, left)) => Ok(left as u64),
        None => Err(set_up(secret_of(door, me), &me.email)?),
    };
    Ok(TwoStep { required, is, codes: door.slips.codes.take(&me.id).unwrap_or_default() })
}

/// The secret that is offered to somebody: the same until it is taken, so that a reload spoils nothing.
fn secret_of(door: &Door, me: &Person) -> String {
    door.slips.secrets.of(&me.id, &()).unwrap_or_else(|| {
        let secret = second_step::new_secret();
        door.slips.secrets.keep(&me.id, (), secret.clone());
        secret
    })
}

fn set_up(secret: String, email: &str) -> anyhow::Result<SetUp> {
    let address = second_step::address(&secret, email);
    let code = QrCode::with_error_correction_level(address, EcLevel::M)?;
    let width = code.width();
    let squares = code.to_colors().into_iter().enumerate();
    let dark = squares.filter(|(_, colour)| *colour == Color::Dark);
    let dark = dark.map(|(place, _)| format!("M{} {}h1v1h-1z", place % width, place / width));
    Ok(SetUp { secret, width, dark: dark.collect() })
}

/// `POST` from it.
pub async fn take(
    State(door): State<Arc<Door>>,
    Extension(reader): Extension<Reader>,
    visitor: Visitor,
    session: Session,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let Some(me) = reader.person else { return StatusCode::UNAUTHORIZED.into_response() };
    let form = Form::of(fields);
    match taken(&door, &me, &visitor, &session, &form).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(error) => failed(&error),
    }
}

/// Does what the form says; where it leads.
async fn taken(
    door: &Door,
    me: &Person,
    visitor: &Visitor,
    session: &Session,
    form: &Form,
) -> anyhow::Result<String> {
    if let Some(path) = entering::doubted(door, session, TWO_STEP).await? {
        return Ok(path);
    }
    let steps = door.store.second_steps().await?;
    let is_on = steps.people.contains(&me.id);
    match form.text("do").as_str() {
        "on" if !is_on => return switched_on(door, me, visitor, &form.text("code")).await,
        "codes" if is_on => {
            let codes = second_step::renew_codes(&door.store, &me.id).await?;
            door.slips.codes.keep(&me.id, (), codes);
        }
        "off" if is_on && !steps.required.contains(&me.role) => {
            door.store.remove_second_step(&me.id).await?;
            tracing::info!(person = %me.id, "second step switched off");
            return Ok(format!("{TWO_STEP}?said=off"));
        }
        _ => {}
    }
    Ok(TWO_STEP.to_owned())
}

async fn switched_on(
    door: &Door,
    me: &Person,
    visitor: &Visitor,
    code: &str,
) -> anyhow::Result<String> {
    let problem = |word| Ok(format!("{TWO_STEP}?problem={word}"));
    let Some(secret) = door.slips.secrets.of(&me.id, &()) else { return problem("wrong_code") };
    if !door.throttle.guess(&me.id.0, &visitor.address, Instant::now()) {
        return problem("too_many_tries");
    }
    match second_step::switch_on(&door.store, &me.id, &secret, code).await? {
        Some(codes) => {
            door.throttle.right(&me.id.0, &visitor.address, Instant::now());
            door.slips.secrets.forget(&me.id);
            door.slips.codes.keep(&me.id, (), codes);
            tracing::info!(person = %me.id, "second step switched on");
            Ok(TWO_STEP.to_owned())
        }
        None => problem("wrong_code"),
    }
}

fn failed(error: &anyhow::Error) -> Response {
    tracing::error!(%error, "a second step's page failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_has_its_three_corners_and_stays_within_its_width() {
        let set_up = set_up("JBSWY3DP".repeat(4), "nuria@example.org").expect("it can be drawn");
        let last = set_up.width - 1;
        for corner in [(0, 0), (last, 0), (0, last)] {
            assert!(set_up.dark.contains(&format!("M{} {}h1", corner.0, corner.1)), "{corner:?}");
        }
        assert!(!set_up.dark.contains(&format!("M{} ", set_up.width)));
        assert!(set_up.dark.bytes().all(|byte| b"Mhvz- 0123456789".contains(&byte)));
    }
}
