//! Who may do what, and with which tickets. One function decides, [`Rights::over`], and every use case asks
//! it with the ticket in hand; where there is no ticket, [`Actor::may`] is half of it.
//!
//! The four built-in roles are here, with what each may do and which tickets it reaches ([`Scope`]); those
//! that a team invents are in the rulebook ([`Invented`]).

mod invented;
mod rights;
mod sight;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use invented::{Grants, Invented};
pub use rights::Rights;
pub use sight::{Lane, Part, Scope, Sight, Whose};

use crate::ids::{PersonId, RuleId};

/// The four built-in roles, and what any other comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Administrator,
    Supervisor,
    Agent,
    Guest,
    /// One that the team invented, as far as somebody has it. No person came with it, and no key has it.
    #[serde(skip)]
    Invented(Grants),
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
            Role::Invented(_) => "invented",
        }
    }

    /// The role of that word, if there is one.
    pub fn named(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What an actor may be allowed: a closed list, and nothing on it that nobody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// The same in a ticket that somebody else owns (PERM-6).
    ReplyForOthers,
    /// Send a template, which may cost money (PERM-5).
    SendTemplate,
    /// Take a ticket; give it to somebody of one's own teams, or to nobody.
    Assign,
    /// Give it to anybody (PERM-3).
    AssignAnywhere,
    /// Resolve, reopen, snooze, set the priority.
    Triage,
    /// Show a ticket to somebody who would not see it, for a time.
    Share,
    /// Be told of every ticket that is about to break a promise, not of one's own alone.
    Oversee,
    /// Bring in what customers wrote and what Meta reports: the channel's own right.
    #[serde(skip)]
    Receive,
    /// Lay down how the team works: its rulebook.
    #[serde(skip)]
    Configure,
    /// Let people and programs in, give them roles, and end what they are in by.
    #[serde(skip)]
    Admit,
    /// Carry out what is due: send queued messages, wake snoozed tickets.
    #[serde(skip)]
    Carry,
}

impl Permission {
    pub const ALL: [Permission; 16] = [
        Permission::Read,
        Permission::SeePhone,
        Permission::SeeOriginals,
        Permission::SeeRaw,
        Permission::Reply,
        Permission::ReplyForOthers,
        Permission::SendTemplate,
        Permission::Assign,
        Permission::AssignAnywhere,
        Permission::Triage,
        Permission::Share,
        Permission::Oversee,
        Permission::Configure,
        Permission::Admit,
        Permission::Receive,
        Permission::Carry,
    ];

    /// Those that a team may put into a role of its own.
    pub fn grantable() -> impl Iterator<Item = Permission> {
        Permission::ALL.into_iter().filter(|permission| permission.is_grantable())
    }

    /// Whoever has a role reads, and the settings are an administrator's.
    pub fn is_grantable(self) -> bool {
        use Permission::{Admit, Carry, Configure, Read, Receive};
        !matches!(self, Read | Configure | Admit | Receive | Carry)
    }

    /// The word used in the rulebook.
    pub fn word(self) -> &'static str {
        match self {
            Permission::Read => "read",
            Permission::SeePhone => "see_phone",
            Permission::SeeOriginals => "see_originals",
            Permission::SeeRaw => "see_raw",
            Permission::Reply => "reply",
            Permission::ReplyForOthers => "reply_for_others",
            Permission::SendTemplate => "send_template",
            Permission::Assign => "assign",
            Permission::AssignAnywhere => "assign_anywhere",
            Permission::Triage => "triage",
            Permission::Share => "share",
            Permission::Oversee => "oversee",
            Permission::Configure => "configure",
            Permission::Admit => "admit",
            Permission::Receive => "receive",
            Permission::Carry => "carry",
        }
    }

    /// Its place among all of them, as a number with that bit alone.
    fn bit(self) -> u32 {
        1 << (self as u32)
    }
}

impl Role {
    /// Which tickets a person of this role reaches. A program has no colleagues and owns nothing: its key
    /// reaches all of them, whatever its role lets it do.
    pub fn scope(self) -> Scope {
        match self {
            Role::Administrator | Role::Supervisor => Scope::ALL,
            Role::Agent => Scope::NEAR,
            Role::Guest => Scope::SHARED,
            Role::Invented(grants) => grants.scope(),
        }
    }

    /// Whether a person or a program of this role holds `permission`.
    pub fn may(self, permission: Permission) -> bool {
        use Permission::{
            Assign, AssignAnywhere, Carry, Oversee, Read, Receive, Reply, ReplyForOthers,
            SeeOriginals, SeePhone, SendTemplate, Share, Triage,
        };
        match self {
            Role::Administrator => !matches!(permission, Receive | Carry),
            Role::Supervisor => {
                matches!(
                    permission,
                    Read | SeePhone
                        | SeeOriginals
                        | Reply
                        | ReplyForOthers
                        | SendTemplate
                        | Assign
                        | AssignAnywhere
                        | Triage
                        | Share
                        | Oversee
                )
            }
            Role::Agent => {
                matches!(
                    permission,
                    Read | SeePhone
                        | Reply
                        | ReplyForOthers
                        | SendTemplate
                        | Assign
                        | AssignAnywhere
                        | Triage
                )
            }
            Role::Guest => permission == Read,
            Role::Invented(grants) => grants.may(permission),
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
    /// All that this actor holds, in a form that a page carries.
    pub fn held(&self) -> u32 {
        let held = Permission::ALL.into_iter().filter(|permission| self.may(*permission));
        held.fold(0, |bits, permission| bits | permission.bit())
    }

    /// Whether `permission` is among what [`Actor::held`] says.
    pub fn holds(held: u32, permission: Permission) -> bool {
        held & permission.bit() != 0
    }

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
