//! The server's side of a page: what it is given for each request, and the one door through which
//! server functions reach the desk.
//!
//! Context is read here only, always as the first statement of a server function and never with
//! `expect_context`: a page load that is cancelled half-way may have lost it. Without it nobody
//! knows who asks, so the answer is a quiet [`Problem`] that nobody is left to read.

mod alarms;
mod door;
mod failures;
mod forms;
mod practice;
mod read;
mod said;
mod refusals;
mod shell;

use std::sync::Arc;

use desk::Desk;
use desk::permissions::Actor;
use desk::person::Person;
use leptos::nonce::Nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

pub use alarms::alerts;
pub(crate) use alarms::pile;
pub use door::{Door, door, phone};
pub use failures::told;
pub(crate) use failures::word;
pub use practice::{
    FAILURES, FAULTS, FILE, Hand, IDENTITIES, NETWORK, Network, PHONE, SCENE, SWITCHES, Workshop,
};
pub(crate) use refusals::refused;
pub use shell::shell;

use crate::customer::Dossier;
use crate::customer::saying::Sheet;
use crate::language::Language;
use crate::numbers::Registry;
use crate::practice::Phone;
use crate::routes::Area;
use crate::settings::Office;
use crate::settings::outgoing::Ledger;
use crate::settings::templates::{Letter, Shelves};
use crate::sign_in::Access;
use crate::start::{Position, Start};

/// What brings one area of the product to life, by the addresses it is served at.
#[derive(Debug, Clone)]
pub struct Bundle {
    pub script: String,
    pub wasm: String,
}

/// What sends files from the team's pages: scripts that load each other when they are needed, and
/// their style.
#[derive(Debug, Clone)]
pub struct Enclosing {
    pub script: String,
    pub tray: String,
    pub recorder: String,
    pub style: String,
}

/// The site's files, by the addresses they are served at.
#[derive(Debug, Clone)]
pub struct SiteFiles {
    pub style: String,
    /// The style of all but the team's own pages, besides that.
    pub elsewhere: String,
    /// Keeps whoever has only a plain page open present.
    pub presence: String,
    /// Sends files from the practice phone.
    pub telephone: String,
    /// What the team's pages load once they are alive, and all others at once: when WhatsApp was heard.
    pub heard: String,
    /// The team's alone: markup, what bubbles lead to, the menu of each message, their style.
    pub markup: String,
    pub thread: String,
    pub replies: String,
    pub late: String,
    pub enclosing: Enclosing,
    pub desk: Bundle,
    pub practice: Bundle,
}

/// What a request brings, for pages and for server functions alike.
#[derive(Clone)]
pub struct Parts {
    pub desk: Arc<Desk>,
    /// Who asks, if they are signed in, with their rights …
    pub actor: Option<Actor>,
    /// … and as colleagues see them.
    pub me: Option<Person>,
    pub language: Language,
    pub site: SiteFiles,
    pub nonce: String,
    /// Captured before anything else is read.
    pub position: Position,
    pub build: String,
    /// Whether the server is a development build.
    pub eager: bool,
    /// The simulated customers, in practice mode and for somebody at the server's machine.
    pub practice: Option<Arc<dyn Phone>>,
    /// What people call the issuer that they may sign in with.
    pub issuer: Option<String>,
    /// What a page of the settings shows, for somebody who may lay it down.
    pub office: Option<Arc<Office>>,
    /// What a customer's page shows, for somebody who may read it.
    pub customer: Option<Arc<Dossier>>,
    /// What a page shows from which something besides text is said, for somebody who may answer.
    pub sheet: Option<Arc<Sheet>>,
    /// What waits to go out, for somebody who watches over all.
    pub ledger: Option<Arc<Ledger>>,
    /// What a page of our numbers shows, for somebody who may connect them.
    pub registry: Option<Arc<Registry>>,
    /// What a page shows of who may come in and by what, for somebody whom it concerns.
    pub access: Option<Arc<Access>>,
    /// What a plain page of practice mode shows.
    pub workshop: Option<Arc<Workshop>>,
    /// What a page of the templates shows, for somebody who may hand them in.
    pub shelves: Option<Arc<Shelves>>,
    /// What somebody needs who sends a template, for whoever may.
    pub letter: Option<Arc<Letter>>,
    /// Makes an id for a message that came without a usable one.
    pub new_id: fn() -> String,
}

/// Gives the current request its parts. The only place that writes context on the server.
pub fn provide(parts: Parts) {
    provide_context(Nonce::from_value(parts.nonce.clone()));
    provide_context(parts);
}

/// The start of the page being rendered; a stranger's where there is no request.
pub(crate) fn start() -> Start {
    let Some(parts) = use_context::<Parts>() else { return Start::default() };
    let alerts = parts.actor.as_ref().map(|actor| pile(&parts.desk, actor, parts.language));
    let said = parts.me.as_ref().map(|me| parts.desk.said(&me.id)).unwrap_or_default();
    Start {
        language: parts.language,
        said,
        alerts: alerts.unwrap_or_default(),
        held: parts.actor.as_ref().map(Actor::held).unwrap_or_default(),
        me: parts.me,
        position: parts.position,
        build: parts.build,
        eager: parts.eager,
        practice: parts.practice.is_some(),
        now: parts.desk.now(),
        offset: offset(),
    }
}

/// What people call the issuer that they may sign in with, if there is one.
pub(crate) fn issuer() -> Option<String> {
    use_context::<Parts>()?.issuer
}

/// The area of the page being rendered.
fn area() -> Area {
    let request = use_context::<http::request::Parts>();
    request.map_or(Area::Door, |request| Area::of(request.uri.path()))
}

/// Whether the page being rendered is never brought to life.
pub(crate) fn is_plain() -> bool {
    area() == Area::Forms
}

/// The reader's zone by the cookie that the browser keeps (see `platform`), else Greenwich.
fn offset() -> i32 {
    let request = use_context::<http::request::Parts>();
    let cookies = request.as_ref().and_then(|request| request.headers.get(http::header::COOKIE));
    let cookies = cookies.and_then(|cookies| cookies.to_str().ok()).unwrap_or_default();
    let zone = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix("bustia_zone="));
    zone.and_then(|zone| zone.parse().ok())
        .filter(|minutes: &i32| minutes.abs() <= 14 * 60)
        .unwrap_or(0)
}

/// Answers the page being rendered with a redirect to `path`, unless it can't stand in a header.
pub(crate) fn redirect(path: &str) {
    if let (Some(response), Ok(location)) =
        (use_context::<ResponseOptions>(), http::HeaderValue::from_str(path))
    {
        response.insert_header(http::header::LOCATION, location);
        response.set_status(http::StatusCode::FOUND);
    }
}

/// Answers the page being rendered with this status.
pub(crate) fn status(code: u16) {
    if let (Some(response), Ok(code)) =
        (use_context::<ResponseOptions>(), http::StatusCode::from_u16(code))
    {
        response.set_status(code);
    }
}
