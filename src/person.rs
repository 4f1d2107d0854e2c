//! Somebody of the team. Credentials are not here: they never leave the server.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::permissions::Role;

/// A person as colleagues see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    /// Lower case, unique in the team.
    pub email: String,
    pub name: String,
    pub role: Role,
}
