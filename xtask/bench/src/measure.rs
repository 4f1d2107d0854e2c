//! The measures, each of one ability. They share the order: do it, check that it was done, tell.

pub mod assign;
pub mod decide;
pub mod due;
pub mod fanout;
pub mod floor;
pub mod ingest;
pub mod list;
pub mod seed;
pub mod size;
pub mod start;
pub mod syncs;
