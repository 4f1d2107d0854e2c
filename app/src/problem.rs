//! What went wrong, as it crosses the wire: no internals, and worded by the language layer.

use desk::ticket::Refusal;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::wire::Text;

/// Why a server function has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The desk said no.
    #[error("refused: {refusal}")]
    Refused { refusal: Refusal },
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
            Problem::Refused { refusal } => match refusal {
                Refusal::NotAllowed => 403,
                Refusal::NoSuchTicket | Refusal::NoSuchMessage | Refusal::NoSuchPerson => 404,
                Refusal::AlreadyResolved
                | Refusal::NewerTicket
                | Refusal::NotUnconfirmed
                | Refusal::Merged { .. }
                | Refusal::Taken { .. }
                | Refusal::BookChanged
                | Refusal::HoldsOthers => 409,
                _ => 422,
            },
            Problem::SignedOut => 401,
            Problem::Failed { .. } => 500,
            Problem::Unreachable => 503,
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Problem::Refused { refusal }
    }
}

impl FromServerFnError for Problem {
    type Encoder = Text;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Problem::Unreachable,
            // A proxy's page instead of our JSON, most of all: worth another try as well.
            ServerFnErrorErr::Deserialization(_) => Problem::Unreachable,
            _ => Problem::Failed { reference: String::from("-") },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_survives_the_wire() {
        let problem = Problem::from(Refusal::SnoozeInThePast);
        assert_eq!(Problem::de(problem.ser()), problem);
    }

    #[test]
    fn what_is_no_problem_of_ours_reads_as_unreachable() {
        let page = leptos::server_fn::Bytes::from_static(b"<html>bad gateway</html>");
        assert_eq!(Problem::de(page), Problem::Unreachable);
    }

    #[test]
    fn a_refusal_has_a_status_that_says_whose_fault_it_is() {
        assert_eq!(Problem::from(Refusal::NotAllowed).status(), 403);
        assert_eq!(Problem::from(Refusal::NoSuchTicket).status(), 404);
        assert_eq!(Problem::SignedOut.status(), 401);
    }
}
