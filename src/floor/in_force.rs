//! The book in force, and how far the unsettled tickets were looked at under it.
//!
//! What happens to a ticket meanwhile happens under that book, so that none is missed that moves on
//! the list while it is gone through. Until then the books before it are kept in mind, for tickets that
//! have still to be told what it made of their clocks.

use std::sync::Arc;

use super::Floor;
use crate::permissions::Author;
use crate::rulebook::{Book, Replaced};
use crate::ticket::Status;

/// Of books that follow each other before a review ends, so many are kept in mind: their timetables
/// are large.
pub const MOST_REPLACED: u32 = 20;

/// Of the book that is in force.
#[derive(Debug, Default)]
pub(super) struct InForce {
    /// 0 while none was laid down.
    version: u32,
    /// How far its review is, unless that is over.
    review: Option<Review>,
    /// The books that came since a review last ended and that may have moved deadlines, oldest first.
    replaced: Arc<[Replaced]>,
}

/// How far the tickets were looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub version: u32,
    /// The statuses that are still to be gone through, the last one first.
    statuses: Vec<Status>,
    /// Where the list of the next status goes on.
    pub cursor: Option<String>,
}

impl Review {
    /// The status whose tickets are next; none once all were gone through.
    pub fn status(&self) -> Option<Status> {
        self.statuses.last().copied()
    }
}

impl Floor {
    pub fn book(&self) -> Arc<Book> {
        self.book.clone()
    }

    /// What took the place of what since all tickets were looked at.
    pub fn replaced(&self) -> Arc<[Replaced]> {
        self.in_force.replaced.clone()
    }

    /// From now on the book of that version is in force, unless a later one is.
    pub fn lay_down(&mut self, version: u32, by: Author, book: Book) {
        if version < self.in_force.version {
            return;
        }
        let later = Arc::new(book);
        let earlier = std::mem::replace(&mut self.book, later.clone());
        let is_first = self.in_force.version == 0;
        if !is_first && !later.rulebook().counts_like(earlier.rulebook()) {
            let known = self.in_force.replaced.iter().cloned();
            let all: Vec<_> = known.chain([Replaced { version, by, earlier, later }]).collect();
            let too_many = all.len().saturating_sub(MOST_REPLACED as usize);
            self.in_force.replaced = all.into_iter().skip(too_many).collect();
        }
        self.in_force.version = version;
        self.in_force.review = None;
        self.stirred = true;
    }

    /// All unsettled tickets are to be looked at under the book of that version, if it is in force.
    pub fn begin_review(&mut self, version: u32) {
        if version == self.in_force.version {
            let statuses = vec![Status::Snoozed, Status::Waiting, Status::Open];
            self.in_force.review = Some(Review { version, statuses, cursor: None });
        }
    }

    /// How far that is, if there is anything left of it.
    pub fn review(&self) -> Option<&Review> {
        self.in_force.review.as_ref()
    }

    /// After `review` a stretch was looked at, and the list goes on at `next`. If the book changed
    /// meanwhile, all begins anew.
    pub fn reviewed(&mut self, review: &Review, next: Option<String>) {
        let known = self.in_force.review.as_mut().filter(|known| *known == review);
        let Some(known) = known else { return };
        if next.is_none() {
            known.statuses.pop();
        }
        known.cursor = next;
    }

    /// All were looked at under the book of that version.
    pub fn end_review(&mut self, version: u32) {
        if self.in_force.review.take_if(|review| review.version == version).is_some() {
            self.in_force.replaced = Arc::default();
        }
    }
}
