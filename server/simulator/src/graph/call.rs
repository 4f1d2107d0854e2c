//! A Graph path taken apart: `/v24.0/<object>/<edge>`, the version and the edge optional.

use axum::http::Method;

/// The oldest version that is not dead yet, and the newest (Graph API changelog, 2026-09).
const OLDEST: u32 = 21;
const NEWEST: u32 = 26;

pub(super) struct Call {
    pub(super) method: Method,
    /// The major version asked for.
    asked: Option<u32>,
    pub(super) object: String,
    pub(super) edge: String,
}

impl Call {
    pub(super) fn read(method: &Method, path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
        let asked = parts.peek().and_then(|part| version(part));
        if asked.is_some() {
            parts.next();
        }
        let object = parts.next().unwrap_or_default().to_owned();
        let edge = parts.collect::<Vec<_>>().join("/");
        Self { method: method.clone(), asked, object, edge }
    }

    /// The version that answers.
    pub(super) fn version(&self) -> String {
        format!("v{}.0", self.asked.unwrap_or(OLDEST).clamp(OLDEST, NEWEST))
    }

    /// What Meta says to those who call a version that is dead.
    pub(super) fn warning(&self) -> Option<String> {
        let asked = self.asked.filter(|asked| *asked < OLDEST)?;
        Some(format!(
            "The call has been auto-upgraded to {} as v{asked}.0 will be deprecated.",
            self.version()
        ))
    }
}

/// The major version of `v24.0`.
fn version(part: &str) -> Option<u32> {
    let (major, minor) = part.strip_prefix('v')?.split_once('.')?;
    minor.parse::<u32>().ok()?;
    major.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_with_and_without_a_version() {
        let with = Call::read(&Method::GET, "/v24.0/106/messages");
        assert_eq!((with.object.as_str(), with.edge.as_str()), ("106", "messages"));
        assert_eq!((with.version().as_str(), with.warning()), ("v24.0", None));
        let without = Call::read(&Method::GET, "/106");
        assert_eq!((without.object.as_str(), without.edge.as_str()), ("106", ""));
    }

    #[test]
    fn a_dead_version_is_answered_by_the_oldest_living_one() {
        let old = Call::read(&Method::GET, "/v19.0/106");
        assert_eq!(old.version(), "v21.0");
        assert_eq!(
            old.warning().as_deref(),
            Some("The call has been auto-upgraded to v21.0 as v19.0 will be deprecated.")
        );
    }
}
