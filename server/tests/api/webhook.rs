//! The webhook: what Meta posts, what others try to post, and where it ends up.

mod batches;
mod bodies;
mod duplicates;
mod fixtures;
mod statuses;
mod verification;
