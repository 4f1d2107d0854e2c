//! `/api/v1/openapi.json`: what can be asked, and everything that may be answered. The shapes stand
//! beside the handlers; the refusals that many share, in `refused`.

use axum::Json;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

use super::problem::Problem;
use super::{
    contact, contacts, editions, enclosing, media, outbox, people, rulebook, templates, tickets,
    trial,
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Bústia", description = "Tickets of a WhatsApp shared inbox."),
    paths(
        tickets::list,
        tickets::one,
        tickets::messages,
        tickets::reply,
        enclosing::send,
        tickets::assign,
        tickets::resolve,
        tickets::reopen,
        contact::read,
        contact::describe,
        contacts::find,
        contacts::one,
        contacts::unite,
        contacts::part,
        templates::list,
        templates::send,
        media::read,
        outbox::read,
        people::list,
        rulebook::read,
        rulebook::lay_down,
        editions::list,
        editions::one,
        trial::hold
    ),
    components(schemas(Problem)),
    servers((url = "/api/v1")),
    security(("key" = [])),
    modifiers(&KeyScheme)
)]
struct Description;

struct KeyScheme;

impl utoipa::Modify for KeyScheme {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(bearer.build()));
    }
}

/// The description, for whoever asks.
pub async fn tell() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
