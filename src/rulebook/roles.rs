//! Which role somebody has by the book.

use super::{Book, Rulebook};
use crate::ids::RoleId;
use crate::permissions::{Invented, Role};
use crate::person::Person;

impl Rulebook {
    pub fn role(&self, id: &RoleId) -> Option<&Invented> {
        self.roles.iter().find(|role| role.id == *id)
    }
}

impl Book {
    /// The role that the team invented for somebody, unless they are an administrator; else the one that they
    /// came with.
    pub fn role_of(&self, person: &Person) -> Role {
        match person.role {
            Role::Administrator => Role::Administrator,
            role => self.worker(&person.id).role.unwrap_or(role),
        }
    }
}
