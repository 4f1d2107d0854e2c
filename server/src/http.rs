//! The route table, and the layers that every request passes.

mod account;
pub mod api;
pub mod assets;
mod bodies;
pub mod customer;
mod drafts;
mod enclosing;
pub mod entering;
mod guard;
mod heard;
mod invitations;
mod keys;
mod kin;
pub mod letters;
mod live;
mod media;
mod member;
pub mod nearby;
pub mod numbers;
mod oidc;
mod outgoing;
mod pages;
mod practice;
mod presence;
mod reader;
pub mod replies;
pub mod set_up;
pub mod settings;
mod shares;
mod sign_in;
pub mod slips;
pub mod take_next;
pub mod templates;
mod two_step;
pub mod visitor;
pub mod vitals;
pub mod web_sessions;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::accounts::{KeyUses, Throttle};
use crate::config::Config;
use crate::intake::Intake;
use crate::live::Hub;
use crate::media::Files;
use crate::oidc::{CALLBACK, Oidc};
use crate::outbox::Outlook;
use crate::practice::Practice;
use crate::templates::Templates;
use crate::vigil::Vigil;
use crate::whatsapp::webhook::{self, Webhook};
use practice::workshop;

/// What the handlers share.
pub struct Door {
    pub desk: Arc<desk::Desk>,
    pub store: Arc<store::Store>,
    pub hub: Hub,
    pub intake: Intake,
    pub files: Files,
    pub outlook: Outlook,
    pub config: Config,
    pub practice: Option<Arc<Practice>>,
    pub throttle: Throttle,
    /// Where people sign in besides here.
    pub oidc: Option<Oidc>,
    pub drafts: settings::Drafts,
    pub customer_drafts: customer::Drafts,
    pub saying_drafts: replies::Drafts,
    pub number_drafts: numbers::Drafts,
    pub number_words: numbers::Words,
    pub profiles: numbers::face::Profiles,
    pub starters: numbers::face::Starters,
    pub vigil: Arc<Vigil>,
    pub templates: Arc<Templates>,
    pub template_drafts: templates::Drafts,
    pub template_words: templates::Words,
    pub letter_drafts: letters::Drafts,
    pub wishes: take_next::Wishes,
    pub sessions: web_sessions::Rows,
    pub key_uses: KeyUses,
    pub slips: slips::Slips,
}

/// Everything that can be asked over HTTP. What needs no row here does not exist.
pub fn routes(door: Arc<Door>, webhook: Webhook) -> Router {
    pages::start_rendering();
    let is_https = door.config.is_https();
    let people = Router::new()
        .route("/set-up", post(set_up::finish))
        .route("/sign-in", get(pages::page).post(sign_in::enter))
        .route("/sign-in/oidc", get(oidc::begin))
        .route(CALLBACK, get(oidc::finish))
        .route("/sign-out", post(sign_in::leave))
        .route("/second-step", get(sign_in::ask_code).post(sign_in::take_code))
        .route("/prove", get(sign_in::ask_proof).post(sign_in::take_proof))
        .route("/invitation", post(invitations::join))
        .route("/invitation/{token}", get(invitations::page))
        .route("/account", get(account::page).post(account::take))
        .route("/account/two-step", get(two_step::page).post(two_step::take))
        .route("/language", post(reader::choose_language))
        .route("/presence", post(presence::say))
        .route("/take-next", post(take_next::take))
        .route("/settings/numbers", get(numbers::list))
        .route("/settings/numbers/new", get(numbers::blank).post(numbers::connect))
        .route("/settings/numbers/{number}", get(numbers::page).post(numbers::take))
        .route("/settings/templates", get(templates::list).post(templates::ask))
        .route("/settings/templates/new", get(templates::blank).post(templates::take))
        .route("/templates/{number}", get(letters::page).post(letters::take))
        .route(
            "/settings/numbers/{number}/profile",
            get(numbers::face::profile).post(numbers::face::take_profile),
        )
        .route(
            "/settings/numbers/{number}/openers",
            get(numbers::face::openers).post(numbers::face::take_openers),
        )
        .route(
            "/settings/numbers/{number}/replies",
            get(numbers::greeting::page).post(numbers::greeting::begin),
        )
        .route("/settings", get(settings::page).post(settings::take))
        .route("/settings/keys", get(keys::page).post(keys::take))
        .route("/settings/people/invitations", post(invitations::take))
        .route("/settings/people/second-step", post(invitations::require))
        .route("/settings/people/{id}/access", get(member::page).post(member::take))
        .route("/settings/outgoing", get(outgoing::page).post(outgoing::take))
        .route("/settings/{*page}", get(settings::page).post(settings::take))
        .route("/inbox/{number}", get(customer::of_ticket))
        .route("/inbox/{number}/reaction", post(replies::react))
        .route("/inbox/{number}/typing", post(replies::types))
        .route("/compose/{number}", get(replies::page).post(replies::take))
        .route("/customers/{number}", get(customer::page).post(customer::take))
        .route("/customers/{number}/shares", post(shares::take))
        .route("/customers/{number}/kin", get(kin::page).post(kin::take))
        .route("/live", get(live::join))
        .route("/alerts", get(pages::alerts))
        .route("/heard", get(heard::tell))
        .route("/practice/live", get(practice::live))
        .route("/practice/sign-in", post(practice::sign_in))
        .route("/practice/clock", post(practice::put_forward))
        .route("/practice/phone", get(workshop::phone).post(workshop::act))
        .route("/practice/network", get(workshop::network).post(workshop::set_network))
        .route("/practice/scene", post(workshop::stage))
        .route("/practice/files/{id}", get(practice::file))
        .route("/fn/{*name}", any(pages::server_function))
        .fallback(pages::page)
        .layer(from_fn(bodies::take_in))
        .layer(from_fn_with_state(door.clone(), reader::recognise))
        .layer(web_sessions::layer(&door))
        .layer(from_fn_with_state(door.clone(), guard::same_origin))
        .layer(CompressionLayer::new());
    // Files are small by their own form, and asked for in parts: nothing compresses them.
    let files = Router::new()
        .route("/media/{message}", get(media::of_person))
        .layer(from_fn(bodies::take_in))
        .layer(from_fn_with_state(door.clone(), reader::recognise))
        .layer(web_sessions::layer(&door));
    let phones = Router::new()
        .route("/practice/file", post(workshop::file))
        .layer(DefaultBodyLimit::max(workshop::LARGEST_FILE))
        .layer(from_fn_with_state(door.clone(), workshop::only_here))
        .layer(from_fn_with_state(door.clone(), guard::same_origin));
    // Written to the disk as they come: nothing takes them in before.
    let enclosed = Router::new()
        .route("/inbox/{number}/files", post(enclosing::send))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(door.clone(), reader::recognise))
        .layer(web_sessions::layer(&door))
        .layer(from_fn_with_state(door.clone(), guard::same_origin));
    let programs = Router::new()
        .route("/health", get(vitals::health))
        .route("/metrics", get(vitals::metrics))
        .layer(from_fn(bodies::take_in))
        .nest("/api/v1", api::routes(door.clone()));
    Router::new()
        .merge(people)
        .merge(files)
        .merge(phones)
        .merge(enclosed)
        .merge(programs)
        .with_state(door)
        .route("/webhooks/whatsapp", webhook::answers(webhook))
        .merge(assets::routes())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(is_https, guard::headers))
}
