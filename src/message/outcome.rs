//! What Meta's refusal of a message means for the outbox: one table of its codes.
//!
//! The code decides, then the HTTP status, never a title (Meta, "Cloud API error codes"; the classes
//! are our reading of its texts). How long a pause is, is here too; how people are told is not.

#[cfg(test)]
mod tests;

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What becomes of a message that was not plainly taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Surely not sent; worth another try after a pause.
    Wait(Wait),
    /// Surely not sent, and nothing will be from this number until somebody sees to it.
    Stop(Trouble),
    /// Surely not sent, and asking again would not help.
    Fail(Reason),
    /// Nobody can tell.
    Unknown,
}

/// Who has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The number's messages to this customer.
    Customer,
    /// The same, for as long as Meta says that it takes.
    Minutes(u32),
    /// All that the number sends.
    Number,
    /// The same; Meta counts an account's calls by the hour.
    Account,
}

/// What keeps a number from sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The access token expired, or is none.
    Token,
    /// The token may not send from this number, or there is no such number behind it.
    Access,
    /// Meta restricted the account for what it sent.
    Restricted,
    /// Too many customers blocked or reported the number.
    Quality,
    /// Meta's bill can't be paid.
    Payment,
    /// The number is not registered, or its display name is not approved.
    SetUp,
}

/// Why a message failed for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The customer's last message is older than a day.
    WindowClosed,
    /// The customer is not on WhatsApp, or Meta does not let this message reach them.
    Unreachable,
    /// The customer wants no marketing.
    OptedOut,
    /// The customer had enough marketing lately, by Meta's count.
    Saturated,
    /// We blocked the customer.
    Blocked,
    /// A test number, and the customer is not on its list.
    NotListed,
    /// Messages to that country are not allowed to this account.
    Country,
    /// The template, or what fills it.
    Template,
    /// Something in the message itself.
    Content,
    /// The number could not send.
    Number(Trouble),
    /// A code that we know nothing of.
    Other,
}

/// What Meta says with a status of 500 and more, and still surely did not send.
const SURE: &[i64] = &[3, 131_045, 133_000, 134_102];
/// With code 100: there is no such number, or not for this token.
const NO_SUCH_OBJECT: i64 = 33;

impl Outcome {
    /// What an answer means that has `status`, and Meta's code if it has any.
    pub fn of(status: u16, code: Option<i64>, subcode: Option<i64>) -> Outcome {
        let Some(code) = code else { return Outcome::of_status(status) };
        let outcome = match (code, subcode) {
            (100, Some(NO_SUCH_OBJECT)) => Outcome::Stop(Trouble::Access),
            _ => Outcome::of_code(code),
        };
        let sure = status < 500 || SURE.contains(&code);
        match outcome {
            Outcome::Stop(_) | Outcome::Fail(_) if !sure => Outcome::Unknown,
            outcome => outcome,
        }
    }

    /// What a code of Meta's means.
    pub fn of_code(code: i64) -> Outcome {
        use Outcome::{Fail, Stop, Unknown, Wait as Later};
        match code {
            0 | 104 | 190 => Stop(Trouble::Token),
            3 | 10 | 200..=299 | 803 | 131_005 => Stop(Trouble::Access),
            368 | 131_031 | 131_064 => Stop(Trouble::Restricted),
            131_048 => Stop(Trouble::Quality),
            131_042 => Stop(Trouble::Payment),
            33 | 131_037 | 131_045 | 133_000 | 133_006 | 133_010 | 133_016 => Stop(Trouble::SetUp),
            4 | 17 | 613 | 80_007 => Later(Wait::Account),
            130_429 => Later(Wait::Number),
            131_056 => Later(Wait::Customer),
            133_015 => Later(Wait::Minutes(5)),
            134_101 => Later(Wait::Minutes(10)),
            1 | 2 | 131_000 | 131_016 | 131_057 | 133_004 | 2_494_100 => Unknown,
            470 | 131_047 => Fail(Reason::WindowClosed),
            130_472 | 131_026 | 131_060 => Fail(Reason::Unreachable),
            131_050 => Fail(Reason::OptedOut),
            131_049 => Fail(Reason::Saturated),
            130_403 => Fail(Reason::Blocked),
            131_030 => Fail(Reason::NotListed),
            // Stops nothing: it is about the customer's country, and other customers live elsewhere.
            130_497 => Fail(Reason::Country),
            131_055 | 131_063 | 132_000..=132_999 | 134_100 | 134_102 => Fail(Reason::Template),
            100 | 131_008 | 131_009 | 131_021 | 131_051..=131_053 | 131_062 | 135_000 => {
                Fail(Reason::Content)
            }
            _ => Fail(Reason::Other),
        }
    }

    /// An answer without a code is not Meta's own: somebody in between refused, or nobody can tell.
    fn of_status(status: u16) -> Outcome {
        match status {
            401 => Outcome::Stop(Trouble::Token),
            403 | 404 | 405 | 407 => Outcome::Stop(Trouble::Access),
            429 => Outcome::Wait(Wait::Number),
            408 => Outcome::Unknown,
            400..=499 => Outcome::Fail(Reason::Other),
            _ => Outcome::Unknown,
        }
    }

    /// Why a message failed whose failure has that code of Meta's.
    pub fn reason(code: i64) -> Reason {
        match Outcome::of_code(code) {
            Outcome::Fail(reason) => reason,
            Outcome::Stop(trouble) => Reason::Number(trouble),
            Outcome::Wait(_) | Outcome::Unknown => Reason::Other,
        }
    }
}

impl Wait {
    /// Whether it is for all that the number sends.
    pub fn is_for_all(self) -> bool {
        matches!(self, Wait::Number | Wait::Account)
    }

    /// How long, when it was told so many times in a row before.
    pub fn pause(self, before: u32) -> Duration {
        let seconds = |first: u64, factor: u64, most: u64| {
            Duration::from_secs(first.saturating_mul(factor.saturating_pow(before)).min(most))
        };
        match self {
            // Meta, "Pair rate limits": after 4^X seconds.
            Wait::Customer => seconds(1, 4, 256),
            Wait::Minutes(minutes) => Duration::from_secs(60 * u64::from(minutes)),
            Wait::Number => seconds(1, 2, 60),
            Wait::Account => seconds(60, 2, 900),
        }
    }
}

impl Trouble {
    pub const ALL: [Trouble; 6] = [
        Trouble::Token,
        Trouble::Access,
        Trouble::Restricted,
        Trouble::Quality,
        Trouble::Payment,
        Trouble::SetUp,
    ];

    /// The word in the API, in figures and in the log.
    pub fn word(self) -> &'static str {
        match self {
            Trouble::Token => "token",
            Trouble::Access => "access",
            Trouble::Restricted => "restricted",
            Trouble::Quality => "quality",
            Trouble::Payment => "payment",
            Trouble::SetUp => "set_up",
        }
    }
}
