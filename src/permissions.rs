//! Who may do what. One function decides, [`Actor::may`], and every use case asks it.
//!
//! The four built-in roles are here; scopes (own, team, unassigned) and roles that a team invents
//! are not yet.

use serde::{Deserialize, Serialize};

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

/// What an actor may be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Role {
    /// Whether a person or a program of this role holds `permission`.
    pub fn may(self, permission: Permission) -> bool {
        use Permission::{
            Assign, Carry, Oversee, Read, Receive, Reply, SeeOriginals, SeePhone, SendTemplate,
            Triage,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn person(role: Role) -> Actor {
        Actor::Person { id: "p".into(), role }
    }

    #[test]
    fn every_cell_of_the_role_table_is_as_written() {
        use Permission::{
            Admit, Assign, Carry, Configure, Oversee, Read, Receive, Reply, SeeOriginals, SeePhone,
            SeeRaw, SendTemplate, Triage,
        };
        let all = [
            Read,
            SeePhone,
            SeeOriginals,
            SeeRaw,
            Reply,
            SendTemplate,
            Assign,
            Triage,
            Oversee,
            Configure,
            Admit,
            Receive,
            Carry,
        ];
        let table = [
            (person(Role::Administrator), "yyyyyyyyyyy--"),
            (person(Role::Supervisor), "yyy-yyyyy----"),
            (person(Role::Agent), "yy--yyyy-----"),
            (person(Role::Guest), "y------------"),
            (Actor::Customer, "-----------y-"),
            (Actor::Clock, "------------y"),
        ];
        for (actor, row) in table {
            for (permission, cell) in all.into_iter().zip(row.chars()) {
                assert_eq!(actor.may(permission), cell == 'y', "{actor:?} {permission:?}");
            }
        }
    }

    #[test]
    fn a_key_has_the_rights_of_its_role() {
        let key = Actor::Key { name: "crm".into(), role: Role::Guest };
        assert!(key.may(Permission::Read));
        assert!(!key.may(Permission::Reply));
    }

    #[test]
    fn a_rule_and_the_clock_act_on_their_own_and_nobody_else_does() {
        let rule = Author::Rule { id: "r".into(), name: "Out of hours".into(), version: 3 };
        for (author, expected) in [
            (rule, true),
            (Author::Clock, true),
            (Author::Customer, false),
            (Author::App, false),
            (Author::Key { name: "crm".into() }, false),
            (Author::Person { id: "nuria".into() }, false),
        ] {
            assert_eq!(author.is_automatic(), expected, "{author:?}");
            let json = serde_json::to_string(&author).expect("an author serialises");
            assert_eq!(serde_json::from_str::<Author>(&json).expect("and parses"), author);
        }
    }

    #[test]
    fn every_role_is_found_by_its_word_and_nothing_else_is() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.word()), Some(role));
        }
        assert_eq!(Role::named("owner"), None);
    }
}
