//! What went wrong, and what to do now. Why the desk said no, the server says.

use desk::message::Failure;

use super::Language;
use crate::problem::Problem;

/// Stands between the wordings of a failure, which are in the order of [`Language::ALL`].
pub(crate) const BETWEEN: &str = "\u{1f}";

texts! {
    signed_out: "La teva sessió s'ha acabat. Torna a entrar; el que has escrit es conserva.", "Tu sesión se ha acabado. Vuelve a entrar; lo que has escrito se conserva.", "You are signed out. Sign in again; what you wrote is kept.";
    failed(reference): "No ha anat bé i res no s'ha desat. Torna-ho a provar; referència {reference}.", "No ha ido bien y no se ha guardado nada. Inténtalo otra vez; referencia {reference}.", "That failed and nothing was saved. Try again; reference {reference}.";
    unreachable: "No arribem al servidor. El que has escrit es conserva; torna-ho a provar quan hi hagi connexió.", "No llegamos al servidor. Lo que has escrito se conserva; inténtalo otra vez cuando haya conexión.", "The server can't be reached. What you wrote is kept; try again once you are online.";
}

impl Language {
    /// One sentence of what, one of what now.
    pub(crate) fn problem(self, problem: &Problem) -> String {
        match problem {
            Problem::Refused { words, .. } => words.clone(),
            Problem::SignedOut => self.signed_out().to_owned(),
            Problem::Failed { reference } => self.failed(reference),
            Problem::Unreachable => self.unreachable().to_owned(),
        }
    }

    /// Why a message did not arrive, as the server worded it: once for each language.
    pub(crate) fn failure(self, failure: Failure) -> String {
        let all = failure.reason;
        let theirs = all.split(BETWEEN).nth(self as usize).map(str::to_owned);
        theirs.unwrap_or(all)
    }
}
