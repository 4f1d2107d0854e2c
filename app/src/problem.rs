//! What went wrong, as it crosses the wire: no internals, and one sentence for a person.

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::platform;
use crate::wire::Text;

/// Why a server function has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The desk said no; the server words it in the reader's language.
    #[error("refused: {words}")]
    Refused { status: u16, words: String },
    /// Nobody is signed in any more.
    #[error("signed out")]
    SignedOut,
    /// The server failed; the reference finds it in the log.
    #[error("failed, reference {reference}")]
    Failed { reference: String },
    /// The server could not be reached; made in the browser only.
    #[error("unreachable")]
    Unreachable,
}

impl Problem {
    /// The HTTP status that goes with it.
    pub fn status(&self) -> u16 {
        match self {
            Problem::Refused { status, .. } => *status,
            Problem::SignedOut => 401,
            Problem::Failed { .. } => 500,
            Problem::Unreachable => 503,
        }
    }
}

impl FromServerFnError for Problem {
    type Encoder = Text;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Problem::Unreachable,
            // A proxy's page instead of our JSON, most of all: worth another try as well. To the server
            // it is a mistake of whoever asks.
            ServerFnErrorErr::Deserialization(_) => {
                platform::status(400);
                Problem::Unreachable
            }
            _ => Problem::Failed { reference: String::from("-") },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_survives_the_wire() {
        let problem = Problem::Refused { status: 422, words: "That moment has passed.".into() };
        assert_eq!(Problem::de(problem.ser()), problem);
    }

    #[test]
    fn what_is_no_problem_of_ours_reads_as_unreachable() {
        let page = leptos::server_fn::Bytes::from_static(b"<html>bad gateway</html>");
        assert_eq!(Problem::de(page), Problem::Unreachable);
    }
}
