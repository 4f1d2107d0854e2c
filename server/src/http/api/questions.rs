//! What a program asks of a list, as it stands in the address. Programs build addresses from forms and
//! templates: what is empty was not asked, and what nobody knows is not for us.

use axum::http::StatusCode;
use desk::ticket::Status;
use serde::Deserialize;
use utoipa::IntoParams;

use super::problem::Problem;

/// The most that one answer lists.
pub const MOST: usize = 200;

/// Which tickets.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// `open`, `waiting`, `snoozed` or `resolved`; all if absent or empty.
    status: Option<String>,
    /// An e-mail address, or `none` for tickets without an owner.
    assignee: Option<String>,
    /// From 1; more than 200 counts as 200. 50 if absent.
    #[param(value_type = Option<usize>, minimum = 1)]
    limit: Option<String>,
    /// What an earlier answer gave as `next_cursor`.
    cursor: Option<String>,
}

/// Which messages of a ticket.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Stretch {
    /// The newest so many: from 1, more than 200 counts as 200. All of them if absent.
    #[param(value_type = Option<usize>, minimum = 1)]
    limit: Option<String>,
    /// What an earlier answer gave as `next_cursor`.
    cursor: Option<String>,
}

/// Which part of a list that is all of one kind.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// From 1; more than 200 counts as 200. 50 if absent.
    #[param(value_type = Option<usize>, minimum = 1)]
    limit: Option<String>,
    /// What an earlier answer gave as `next_cursor`.
    cursor: Option<String>,
}

impl Which {
    pub fn status(&self) -> Result<Option<Status>, Problem> {
        let Some(word) = asked(&self.status) else { return Ok(None) };
        let status = Status::named(word);
        let sentence = "status is open, waiting, snoozed or resolved. Leave it out for all.";
        status.map(Some).ok_or_else(|| bad(sentence))
    }

    pub fn assignee(&self) -> Option<&str> {
        asked(&self.assignee)
    }

    pub fn limit(&self) -> Result<Option<usize>, Problem> {
        limit(&self.limit)
    }

    pub fn cursor(&self) -> Option<&str> {
        asked(&self.cursor)
    }
}

impl Stretch {
    pub fn limit(&self) -> Result<Option<usize>, Problem> {
        limit(&self.limit)
    }

    pub fn cursor(&self) -> Option<&str> {
        asked(&self.cursor)
    }
}

impl Part {
    pub fn limit(&self) -> Result<Option<usize>, Problem> {
        limit(&self.limit)
    }

    pub fn cursor(&self) -> Option<&str> {
        asked(&self.cursor)
    }
}

fn asked(value: &Option<String>) -> Option<&str> {
    value.as_deref().filter(|value| !value.is_empty())
}

fn limit(given: &Option<String>) -> Result<Option<usize>, Problem> {
    let Some(digits) = asked(given) else { return Ok(None) };
    let many = digits.trim_start_matches('0');
    if many.is_empty() || !many.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(bad("limit is a number from 1 on. Leave it out if you don't need it."));
    }
    // Too many digits for a number are too many for an answer as well.
    Ok(Some(many.parse().unwrap_or(MOST).min(MOST)))
}

fn bad(detail: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &str) -> Result<Option<usize>, u16> {
        limit(&Some(given.to_owned())).map_err(|problem| problem.status())
    }

    #[test]
    fn a_limit_is_a_number_and_never_too_many() {
        assert_eq!(limit(&None).ok(), Some(None));
        for (given, limit) in [("", None), ("1", Some(1)), ("007", Some(7)), ("200", Some(MOST))] {
            assert_eq!(read(given), Ok(limit), "{given}");
        }
        for given in ["201", "5000", "99999999999999999999999"] {
            assert_eq!(read(given), Ok(Some(MOST)), "{given}");
        }
        for given in ["0", "00", "-1", "+1", "1.5", "abc", " 1", "1e3"] {
            assert_eq!(read(given), Err(400), "{given}");
        }
    }
}
