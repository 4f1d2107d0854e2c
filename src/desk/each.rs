//! Doing the same for many, when one that fails must keep no other waiting.

use super::Error;

/// How many were done, and the first error.
#[derive(Default)]
pub(super) struct Each {
    done: usize,
    first: Option<Error>,
}

impl Each {
    pub(super) fn take<T>(&mut self, one: Result<T, Error>) {
        match one {
            Ok(_) => self.done += 1,
            Err(error) => _ = self.first.get_or_insert(error),
        }
    }

    /// The same for one that doesn't count.
    pub(super) fn note<T>(&mut self, one: Result<T, Error>) {
        if let Err(error) = one {
            self.first.get_or_insert(error);
        }
    }

    /// How many were done, if all were.
    pub(super) fn count(self) -> Result<usize, Error> {
        self.first.map_or(Ok(self.done), Err)
    }
}
