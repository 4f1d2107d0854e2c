//! A book that took the place of another, for as long as there may be tickets that know only the one
//! before.

use std::sync::Arc;

use super::{Book, Rulebook};
use crate::permissions::Author;

/// Both books, and who laid down the later one.
#[derive(Debug, Clone)]
pub struct Replaced {
    /// Of the later one. It was laid down at [`Book::since`].
    pub version: u32,
    pub by: Author,
    pub earlier: Arc<Book>,
    pub later: Arc<Book>,
}

impl Rulebook {
    /// Whether the clocks of every ticket stand alike under both: its policies and all hours that
    /// tickets are counted by are the same.
    pub fn counts_like(&self, other: &Rulebook) -> bool {
        let hours = |book: &Rulebook| {
            let teams = book.teams.iter().map(|team| (team.id.clone(), team.calendar.clone()));
            teams.collect::<Vec<_>>()
        };
        self.calendar == other.calendar
            && self.policies == other.policies
            && self.calendars == other.calendars
            && hours(self) == hours(other)
    }
}
