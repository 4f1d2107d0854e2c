//! Templates over the API: which may be sent into a ticket, and sending one.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use desk::desk::{Offer, Saying};
use desk::ids::MessageId;
use desk::template::{self, Unsendable, Wanted};
use desk::window::{Cost, Sending};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::Caller;
use super::problem::Problem;
use super::refused::{Always, Changing, Contested, OfTicket, Overseen, Written};
use super::said::ApiMessage;
use super::tickets::{Answer, Number, idempotency_key, ticket};
use crate::http::Door;

/// A template of the ticket's number.
#[derive(Serialize, ToSchema)]
pub struct Template {
    pub name: String,
    pub language: String,
    /// `marketing`, `utility` or `authentication`.
    pub category: &'static str,
    /// Only an `approved` one can be sent.
    pub status: &'static str,
    /// The body with its gaps.
    pub body: String,
    /// What has to be filled in, by key: `body.1`, `header.link`, `button.0` …
    pub gaps: Vec<String>,
    /// What sending it now would cost: `free` or `charged`.
    pub cost: &'static str,
}

#[derive(Serialize, ToSchema)]
pub struct Templates {
    pub templates: Vec<Template>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateToSend {
    pub name: String,
    /// As Meta writes it, such as `ca` or `pt_BR`.
    pub language: String,
    /// What fills each gap, by its key.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

/// The templates of the ticket's number, as Meta last described them.
#[utoipa::path(
    get,
    path = "/tickets/{number}/templates",
    operation_id = "templates",
    params(("number" = u64, Path)),
    responses((status = 200, body = Templates), Always, OfTicket, Overseen)
)]
pub async fn list(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
) -> Answer<Templates> {
    let offer = door.desk.offer(&caller.actor, ticket(number)?).await?;
    let now = door.desk.now();
    let shown = |one: &template::Template| shown(&offer, one, now);
    Ok(Json(Templates { templates: offer.templates.iter().map(shown).collect() }))
}

fn shown(
    offer: &Offer,
    template: &template::Template,
    now: chrono::DateTime<chrono::Utc>,
) -> Template {
    let sending = Sending::Template { category: template.category };
    let gaps = template.gaps().into_iter().filter(|gap| !gap.is_optional());
    Template {
        name: template.name.clone(),
        language: template.language.clone(),
        category: template.category.word(),
        status: template.status.word(),
        body: template.body.clone(),
        gaps: gaps.map(|gap| gap.key()).collect(),
        cost: match offer.window.cost_of(sending, now) {
            Some(Cost::Free) => "free",
            _ => "charged",
        },
    }
}

/// Sends a template to the customer, window or not. The same `Idempotency-Key` again gives the same
/// message, sent once; for another template, filling or ticket it is refused.
#[utoipa::path(
    post,
    path = "/tickets/{number}/template",
    operation_id = "send_template",
    params(("number" = u64, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = TemplateToSend,
    responses((status = 201, body = ApiMessage), Always, OfTicket, Changing, Contested, Written)
)]
pub async fn send(
    State(door): State<Arc<Door>>,
    caller: Caller,
    number: Number,
    headers: HeaderMap,
    template: Result<Json<TemplateToSend>, JsonRejection>,
) -> Result<(StatusCode, Json<ApiMessage>), Problem> {
    let number = ticket(number)?;
    let Json(TemplateToSend { name, language, parameters }) = template?;
    let key = idempotency_key(&headers, &caller.name)?;
    let id = MessageId(uuid::Uuid::now_v7().to_string());
    let wanted = Wanted { name, language, values: parameters };
    let saying = Saying::template(wanted);
    let message = door.desk.say_to(&caller.actor, number, saying, id, key).await?;
    Ok((StatusCode::CREATED, Json(message.into())))
}

/// What happened, and what to do.
pub(super) fn refused(why: &Unsendable) -> Problem {
    let (status, what_now) = match why {
        Unsendable::Unknown => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "See /tickets/{number}/templates for those there are",
        ),
        Unsendable::NotApproved(_) => {
            (StatusCode::CONFLICT, "Send another one, or wait until Meta approves it")
        }
        Unsendable::Strange(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Send another one"),
        Unsendable::OptedOut => (StatusCode::CONFLICT, "Send one that is no marketing"),
        Unsendable::Unfilled(_) => {
            (StatusCode::UNPROCESSABLE_ENTITY, "Put that right and send it again")
        }
    };
    let text = why.to_string();
    let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
    Problem::new(status, format!("{}{rest}. {what_now}.", first.to_uppercase()))
}
