//! The site from the binary's own memory: files as they were packed when it was built,
//! addressed by their content, so that browsers keep them for good. Nothing is compressed
//! here and nothing is read from disk; making the files is `xtask`'s work.

use std::sync::LazyLock;

use app::server::{Bundle, Enclosing, SiteFiles};
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use negotiation::{Encoding, matches, preferred};

mod negotiation;

/// One file of the site.
pub struct Asset {
    /// The name it has in the sources, as in `desk.js` or `icons/inbox.svg`.
    pub name: &'static str,
    /// The same with the hash of its content, as in `desk-0123456789abcdef.js`.
    pub file: &'static str,
    pub content_type: &'static str,
    /// The hash of its content.
    pub etag: &'static str,
    /// Whether it is also served under `/name`.
    pub at_root: bool,
    pub plain: &'static [u8],
    pub brotli: Option<&'static [u8]>,
    pub gzip: Option<&'static [u8]>,
}

/// The site in this binary; empty if it was built without one.
pub static SITE: &[Asset] = include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// A hashed address never shows other bytes.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// One hour for addresses that browsers know by heart.
const FOR_A_WHILE: &str = "public, max-age=3600";

/// The files that make pages look right and come alive: the style, and each area's script and WASM.
const LIVELY: [&str; 17] = [
    "app.css",
    "elsewhere.css",
    "desk.js",
    "desk.wasm",
    "practice.js",
    "practice.wasm",
    "presence.js",
    "telephone.js",
    "heard.js",
    "markup.js",
    "thread.js",
    "replies.js",
    "late.css",
    "enclosing.js",
    "tray.js",
    "recorder.js",
    "enclosing.css",
];

/// `/assets/…` for every file by its hashed name, and `/name` for those of `public/`.
pub fn routes() -> Router {
    if LIVELY.iter().any(|name| named(SITE, name).is_none()) {
        tracing::warn!(
            "this binary was built without its site: pages will not come alive; `cargo xtask run` builds both"
        );
    }
    serving(SITE)
}

/// Where pages find the site's files.
pub fn site_files() -> SiteFiles {
    let at = |name| address(SITE, name);
    let bundle = |script, wasm| Bundle { script: at(script), wasm: at(wasm) };
    SiteFiles {
        style: at("app.css"),
        elsewhere: at("elsewhere.css"),
        presence: at("presence.js"),
        telephone: at("telephone.js"),
        heard: at("heard.js"),
        markup: at("markup.js"),
        thread: at("thread.js"),
        replies: at("replies.js"),
        late: at("late.css"),
        enclosing: Enclosing {
            script: at("enclosing.js"),
            tray: at("tray.js"),
            recorder: at("recorder.js"),
            style: at("enclosing.css"),
        },
        desk: bundle("desk.js", "desk.wasm"),
        practice: bundle("practice.js", "practice.wasm"),
    }
}

/// This version of what runs in the browser: another one whenever one of those files is.
pub fn build() -> &'static str {
    static BUILD: LazyLock<String> = LazyLock::new(|| version(SITE));
    &BUILD
}

fn version(site: &[Asset]) -> String {
    LIVELY.map(|name| named(site, name).map_or("none", |asset| asset.etag)).join("-")
}

/// As in `/assets/desk-0123456789abcdef.js`. A name that the site lacks keeps its own, which
/// is not found.
fn address(site: &[Asset], name: &str) -> String {
    format!("/assets/{}", named(site, name).map_or(name, |asset| asset.file))
}

fn named<'a>(site: &'a [Asset], name: &str) -> Option<&'a Asset> {
    site.iter().find(|asset| asset.name == name)
}

fn serving(site: &'static [Asset]) -> Router {
    let hashed = async move |Path(file): Path<String>, headers: HeaderMap| match site
        .iter()
        .find(|asset| asset.file == file)
    {
        Some(asset) => asset.answer(&headers, FOR_GOOD),
        None => StatusCode::NOT_FOUND.into_response(),
    };
    let mut router = Router::new().route("/assets/{*file}", get(hashed));
    for asset in site.iter().filter(|asset| asset.at_root) {
        let answer = async move |headers: HeaderMap| asset.answer(&headers, FOR_A_WHILE);
        router = router.route(&format!("/{}", asset.name), get(answer));
    }
    router
}

impl Asset {
    fn answer(&self, headers: &HeaderMap, cache: &'static str) -> Response {
        let accepted =
            headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        let encoding = preferred(accepted, self.brotli.is_some(), self.gzip.is_some());
        let etag = format!("\"{}{}\"", self.etag, encoding.mark());
        let common = [
            (ETAG, etag.as_str()),
            (CACHE_CONTROL, cache),
            (VARY, "accept-encoding"),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        let mut known =
            headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        if known.any(|tags| matches(tags, &etag)) {
            return (StatusCode::NOT_MODIFIED, common).into_response();
        }
        let kind = [(CONTENT_TYPE, self.content_type)];
        let body = Body::from(self.bytes(encoding));
        match encoding.name() {
            Some(name) => (common, kind, [(CONTENT_ENCODING, name)], body).into_response(),
            None => (common, kind, body).into_response(),
        }
    }

    fn bytes(&self, encoding: Encoding) -> &'static [u8] {
        let packed = match encoding {
            Encoding::Brotli => self.brotli,
            Encoding::Gzip => self.gzip,
            Encoding::Identity => None,
        };
        packed.unwrap_or(self.plain)
    }
}

#[cfg(test)]
mod tests;
