//! Roles that a team invents: what those may do who have one, and which tickets they reach, in place of what
//! the role that they came with says. They stand in the rulebook, beside the profiles that name them.
//!
//! Whoever is an administrator stays one, whatever a profile says: nobody shuts the last one out.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Permission, Role, Scope};
use crate::ids::RoleId;
use crate::team::{self, Mistake, Place, Problem};

/// A role of the team's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invented {
    pub id: RoleId,
    pub name: String,
    /// From 1; every change of a role makes the next one.
    pub version: u32,
    /// What it allows beside reading. No role that is not an administrator's allows the settings.
    #[serde(default)]
    pub may: BTreeSet<Permission>,
    #[serde(default)]
    pub scope: Scope,
}

impl Invented {
    /// The first version of a role that may read what is shared with it, and nothing else.
    pub fn new(id: RoleId, name: &str) -> Self {
        Self { id, name: name.to_owned(), version: 1, may: BTreeSet::new(), scope: Scope::SHARED }
    }

    /// Every mistake, in the order of the form; none if the role can be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = vec![];
        if let Some(mistake) = team::of_text(&self.name, team::LONGEST_NAME) {
            problems.push(Problem { place: Place::Name, mistake });
        }
        if self.version == 0 {
            problems.push(Problem { place: Place::Version, mistake: Mistake::Zero });
        }
        problems
    }

    /// The same, as somebody has it.
    pub fn role(&self) -> Role {
        let allowed = self.may.iter().filter(|permission| permission.is_grantable());
        let allowed = allowed.chain([&Permission::Read]);
        let bits = allowed.fold(0, |bits, permission| bits | permission.bit());
        Role::Invented(Grants { bits, scope: self.scope })
    }
}

/// What an invented role comes to, small enough to be carried along with whoever acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grants {
    bits: u32,
    scope: Scope,
}

impl Grants {
    pub(super) fn may(self, permission: Permission) -> bool {
        self.bits & permission.bit() != 0
    }

    pub(super) fn scope(self) -> Scope {
        self.scope
    }
}
