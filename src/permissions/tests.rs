//! Each cell of the table of roles, and each role against each place that a ticket can be in.

mod matrix;

use super::*;

fn person(role: Role) -> Actor {
    Actor::Person { id: "p".into(), role }
}

#[test]
fn every_cell_of_the_role_table_is_as_written() {
    let table = [
        (person(Role::Administrator), "yyyyyyyyyyyyyy--"),
        (person(Role::Supervisor), "yyy-yyyyyyyy----"),
        (person(Role::Agent), "yy--yyyyyy------"),
        (person(Role::Guest), "y---------------"),
        (Actor::Customer, "--------------y-"),
        (Actor::Clock, "---------------y"),
    ];
    for (actor, row) in table {
        for (permission, cell) in Permission::ALL.into_iter().zip(row.chars()) {
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
