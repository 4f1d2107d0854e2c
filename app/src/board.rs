//! The board: a card per ticket in columns by status, folded by the desk's own rules.

pub(crate) mod calls;
mod card;
mod columns;
mod page;

pub use page::BoardPage;
