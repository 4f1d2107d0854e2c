//! The inbox: views, list, thread, composer, side panel. The words are in `language/inbox.rs`.
//!
//! State lives in [`list`] and [`talk`], which fold the live stream; everything else shows it.

mod actions;
pub(crate) mod calls;
mod composer;
pub(crate) mod done;
mod draft;
mod list;
mod page;
mod panel;
mod row;
pub(crate) mod said;
mod take_next;
mod talk;
pub(crate) mod thread;
pub(crate) mod view;

pub(crate) use actions::snooze_until;
pub use page::InboxPage;
pub(crate) use row::{LastLine, urgency};
pub use thread::{NoThread, ThreadPage};
