//! The practice phone: one plain, clearly fake telephone for all simulated customers.
//!
//! The customers themselves are the server's; here are what it has to offer and the page.

mod calls;
mod held;
mod page;
mod phone;

pub use page::PracticePage;
pub use phone::{Bubble, Choice, Customer, Enclosed, Phone};
