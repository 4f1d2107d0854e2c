//! Why somebody does not come in by the issuer: for the log in full, for the person as a word that their
//! page has a sentence for.

use openidconnect::core::CoreErrorResponseType;
use openidconnect::{ClaimsVerificationError, RequestTokenError, StandardErrorResponse};
use thiserror::Error;

use super::web::NoAnswer;

/// Neither tokens nor codes, names or addresses are in any of them.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    #[error("the issuer can't be asked: {0}")]
    Unreachable(String),
    #[error("the attempt was not begun in this browser, or too long ago")]
    NotBegun,
    #[error("the issuer let nobody through: {0}")]
    TurnedAway(String),
    #[error("the issuer's answer is not good: {0}")]
    BadAnswer(String),
    #[error("the issuer vouches for no e-mail address of theirs")]
    Unverified,
    #[error("their e-mail address is of a domain that may not come in")]
    OtherDomain,
    #[error("nobody of the team has their e-mail address")]
    Stranger,
    #[error("they were of the team, and are no longer")]
    Removed,
    #[error("who has that e-mail address here came with another account of the issuer's before")]
    Another,
    #[error("the desk failed: {0}")]
    Failed(String),
}

impl Refused {
    /// What stands in the address of the page that tells it.
    pub fn word(&self) -> &'static str {
        match self {
            Refused::Unreachable(_) => "issuer_unreachable",
            Refused::NotBegun => "issuer_not_begun",
            Refused::TurnedAway(_) => "issuer_turned_away",
            Refused::BadAnswer(_) => "issuer_bad_answer",
            Refused::Unverified => "issuer_unverified",
            Refused::OtherDomain => "issuer_other_domain",
            Refused::Stranger => "issuer_stranger",
            Refused::Removed => "issuer_removed",
            Refused::Another => "issuer_another",
            Refused::Failed(_) => "failed",
        }
    }

    /// Whether somebody has to look after the desk or the issuer, and not the person.
    pub fn is_trouble(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::BadAnswer(_) | Self::Failed(_))
    }
}

impl From<NoAnswer> for Refused {
    fn from(error: NoAnswer) -> Self {
        match error {
            NoAnswer::Unreadable => Refused::BadAnswer(error.to_string()),
            _ => Refused::Unreachable(error.to_string()),
        }
    }
}

/// Why a token is not believed.
pub(super) fn token(error: &ClaimsVerificationError) -> Refused {
    Refused::BadAnswer(match error {
        ClaimsVerificationError::SignatureVerification(why) => why.to_string(),
        other => other.to_string(),
    })
}

/// Why a code was not taken. The answer itself stays out: it may hold tokens.
pub(super) fn exchange(
    error: RequestTokenError<NoAnswer, StandardErrorResponse<CoreErrorResponseType>>,
) -> Refused {
    match error {
        RequestTokenError::Request(error) => error.into(),
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            // An old code, or one that was used before.
            CoreErrorResponseType::InvalidGrant => {
                Refused::TurnedAway("the code is not good".into())
            }
            // The settings are wrong, most of all.
            other => Refused::BadAnswer(format!("it says {}", named(other))),
        },
        // Its words quote the answer.
        RequestTokenError::Parse(..) => {
            Refused::BadAnswer("it holds no token that can be read".into())
        }
        RequestTokenError::Other(_) => Refused::BadAnswer("it is no JSON, or empty".into()),
    }
}

fn named(error: &CoreErrorResponseType) -> &'static str {
    match error {
        CoreErrorResponseType::InvalidClient => "invalid_client",
        CoreErrorResponseType::InvalidRequest => "invalid_request",
        CoreErrorResponseType::InvalidScope => "invalid_scope",
        CoreErrorResponseType::UnauthorizedClient => "unauthorized_client",
        CoreErrorResponseType::UnsupportedGrantType => "unsupported_grant_type",
        _ => "something else",
    }
}
