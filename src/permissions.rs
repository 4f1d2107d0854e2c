//! Who may do what, and with which tickets. One function decides, [`Rights::over`], and every use case asks
//! it with the ticket in hand; where there is no ticket, [`Actor::may`] is half of it.
//!
//! The four built-in roles are here, with what each may do and which tickets it reaches ([`Scope`]); roles
//! that a team invents are not yet.

mod rights;
mod sight;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use rights::Rights;
pub use sight::{Lane, Part, Scope, Sight, Whose};

use crate::ids::{PersonId, RuleId};

/// The four built-in roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Administrator,
    Supervisor,
    Agent,
    Guest,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Administrator, Role::Supervisor, Role::Agent, Role::Guest];

    /// The word used on the command line, in the API and in the store.
    pub fn word(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Supervisor => "supervisor",
            Role::Agent => "agent",
            Role::Guest => "guest",
        }
    }

    /// The role of that word, if there is one.
    pub fn named(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What an actor may be allowed: a closed list, and nothing on it that nobody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Read tickets and their messages.
    Read,
    /// See the whole phone number of a contact.
    SeePhone,
    /// See what stood in a message before its sender changed it or took it back.
    SeeOriginals,
    /// See the JSON of what this version does not know: it holds phone numbers and ids.
    SeeRaw,
    /// Write to the customer.
    Reply,
    /// Send a template, which may cost money (PERM-5).
    SendTemplate,
    /// Give a ticket to a person, or to nobody.
    Assign,
    /// Resolve, reopen, snooze, set the priority.
    Triage,
    /// Show a ticket to somebody who would not see it, for a time.
    Share,
    /// Be told of every ticket that is about to break a promise, not of one's own alone.
    Oversee,
    /// Bring in what customers wrote and what Meta reports: the channel's own right.
    Receive,
    /// Lay down how the team works: its rulebook.
    Configure,
    /// Let people and programs in, give them roles, and end what they are in by.
    Admit,
    /// Carry out what is due: send queued messages, wake snoozed tickets.
    Carry,
}

impl Permission {
    pub const ALL: [Permission; 14] = [
        Permission::Read,
        Permission::SeePhone,
        Permission::SeeOriginals,
        Permission::SeeRaw,
        Permission::Reply,
        Permission::SendTemplate,
        Permission::Assign,
        Permission::Triage,
        Permission::Share,
        Permission::Oversee,
        Permission::Configure,
        Permission::Admit,
        Permission::Receive,
        Permission::Carry,
    ];
}

impl Role {
    /// Which tickets a person of this role reaches. A program has no colleagues and owns nothing: its key
    /// reaches all of them, whatever its role lets it do.
    pub fn scope(self) -> Scope {
        match self {
            Role::Administrator | Role::Supervisor => Scope::ALL,
            Role::Agent => Scope::NEAR,
            Role::Guest => Scope::SHARED,
        }
    }

    /// Whether a person or a program of this role holds `permission`.
    pub fn may(self, permission: Permission) -> bool {
        use Permission::{
            Assign, Carry, Oversee, Read, Receive, Reply, SeeOriginals, SeePhone, SendTemplate,
            Share, Triage,
        };
        match self {
            Role::Administrator => !matches!(permission, Receive | Carry),
            Role::Supervisor => {
                matches!(
                    permission,
                    Read | SeePhone
                        | SeeOriginals
                        | Reply
                        | SendTemplate
                        | Assign
                        | Triage
                        | Share
                        | Oversee
                )
            }
            Role::Agent => {
                matches!(permission, Read | SeePhone | Reply | SendTemplate | Assign | Triage)
            }
            Role::Guest => permission == Read,
        }
    }
}

/// In whose name something happens. There is no call without an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person who signed in.
    Person { id: PersonId, role: Role },
    /// A program with an API key.
    Key { name: String, role: Role },
    /// The customer, through the webhook.
    Customer,
    /// Time passing: the outbox and the sweeper.
    Clock,
}

impl Actor {
    /// Whether this actor holds `permission`.
    pub fn may(&self, permission: Permission) -> bool {
        match self {
            Actor::Customer => permission == Permission::Receive,
            Actor::Clock => permission == Permission::Carry,
            Actor::Person { role, .. } | Actor::Key { role, .. } => role.may(permission),
        }
    }

    /// The author to write on events.
    pub fn author(&self) -> Author {
        match self {
            Actor::Person { id, .. } => Author::Person { id: id.clone() },
            Actor::Key { name, .. } => Author::Key { name: name.clone() },
            Actor::Customer => Author::Customer,
            Actor::Clock => Author::Clock,
        }
    }
}

/// Who did what an event tells, without the rights they had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Author {
    Person {
        id: PersonId,
    },
    Key {
        name: String,
    },
    Customer,
    Clock,
    /// Somebody of the team with the WhatsApp Business app on a phone: WhatsApp does not say who.
    App,
    /// A rule of the team, by the name and version that it had then.
    Rule {
        id: RuleId,
        name: String,
        version: u32,
    },
}

impl Author {
    /// Whether nobody stands behind it at that moment: what it writes answers no customer. A
    /// program with a key speaks for whoever runs it.
    pub fn is_automatic(&self) -> bool {
        matches!(self, Author::Clock | Author::Rule { .. })
    }
}
