//! Every role × every permission × every place that a ticket can be in: what is expected is written down as
//! a table, cell by cell, and asked of what the desk decides by. The same table is `docs/roles.md`.

use chrono::{DateTime, TimeDelta, Utc};

use crate::floor::Floor;
use crate::ids::{PersonId, TeamId, TicketNumber};
use crate::permissions::{Actor, Author, Invented, Permission, Rights, Role, Scope, Sight, Whose};
use crate::ports::Share;
use crate::rulebook::{Book, Rulebook};
use crate::team::Team;
use crate::ticket::Refusal;

const ME: &str = "me";
const TICKET: TicketNumber = TicketNumber(7);

/// Who owns it: the columns of the tables below.
const OWNERS: [Option<&str>; 3] = [None, Some(ME), Some("another")];
/// Whose team's it is: none's; mine, which works together; mine, where each sees their own; another's.
const TEAMS: [Option<&str>; 4] = [None, Some("together"), Some("apart"), Some("other")];

/// What an agent sees of each, by team and owner: where the desk works together, and where it does not.
const TOGETHER: [&str; 4] = ["yyy", "yyy", "yy-", "-y-"];
const APART: [&str; 4] = ["yy-", "yyy", "yy-", "-y-"];

/// What each role may do with a ticket that it sees, in the order of [`Permission::ALL`].
const MAY: [(Role, &str); 4] = [
    (Role::Administrator, "yyyyyyyyyyyyyy--"),
    (Role::Supervisor, "yyy-yyyyyyyy----"),
    (Role::Agent, "yy--yyyyyy------"),
    (Role::Guest, "y---------------"),
];

/// Whether the ticket is shared with me.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shared {
    No,
    ForGood,
    StillToday,
    Ended,
}

const SHARED: [Shared; 4] = [Shared::No, Shared::ForGood, Shared::StillToday, Shared::Ended];

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn rulebook(together: bool) -> Rulebook {
    let team = |id: &str, mine: bool, together| Team {
        members: if mine { vec![ME.into(), "another".into()] } else { vec!["another".into()] },
        together,
        ..Team::new(id.into(), id)
    };
    let teams =
        vec![team("together", true, true), team("apart", true, false), team("other", false, true)];
    Rulebook { teams, together, ..Rulebook::default() }
}

fn floor(rulebook: Rulebook, shared: Shared) -> Floor {
    let mut floor = Floor::default();
    let book = Book::open(rulebook, now(), now()).expect("no rule is wrong");
    floor.lay_down(1, Author::Clock, book);
    let until = match shared {
        Shared::No => return floor,
        Shared::ForGood => None,
        Shared::StillToday => Some(now() + TimeDelta::seconds(1)),
        Shared::Ended => Some(now()),
    };
    floor.begin_shares(vec![Share { person: ME.into(), ticket: TICKET, until }]);
    floor
}

fn whose(owner: Option<&str>, team: Option<&str>) -> Whose {
    let (owner, team) = (owner.map(PersonId::from), team.map(TeamId::from));
    Whose { ticket: TICKET, owner, team }
}

fn expected(role: Role, together: bool, team: usize, owner: usize, shared: Shared) -> bool {
    if matches!(shared, Shared::ForGood | Shared::StillToday) {
        return true;
    }
    match role {
        Role::Administrator | Role::Supervisor => true,
        Role::Agent => {
            let table = if together { TOGETHER } else { APART };
            table[team].as_bytes()[owner] == b'y'
        }
        Role::Guest => false,
        Role::Invented(_) => unreachable!("the built-in ones are asked here"),
    }
}

#[test]
fn every_role_may_do_with_every_ticket_what_the_tables_say_and_nothing_else() {
    let mut asked = 0;
    for (role, row) in MAY {
        let actor = Actor::Person { id: ME.into(), role };
        for (together, shared) in
            [true, false].into_iter().flat_map(|it| SHARED.map(move |shared| (it, shared)))
        {
            let sight = floor(rulebook(together), shared).sight(&ME.into(), role, now());
            let rights = Rights::new(&actor, sight);
            for (team, owner) in
                (0..TEAMS.len()).flat_map(|team| (0..OWNERS.len()).map(move |owner| (team, owner)))
            {
                let whose = whose(OWNERS[owner], TEAMS[team]);
                let sees = expected(role, together, team, owner, shared);
                for (permission, cell) in Permission::ALL.into_iter().zip(row.chars()) {
                    let wanted = match (cell == 'y', sees) {
                        (false, _) => Err(Refusal::NotAllowed),
                        (true, false) => Err(Refusal::NoSuchTicket),
                        (true, true) => Ok(()),
                    };
                    let told = rights.over(permission, &whose);
                    assert_eq!(told, wanted, "{role:?} {permission:?} {whose:?} {shared:?}");
                    assert_eq!(rights.may(permission, &whose), wanted.is_ok());
                    asked += 1;
                }
            }
        }
    }
    assert_eq!(asked, 4 * 2 * 4 * 4 * 3 * 16);
}

/// Each scope with each permission alone: the columns of an agent's table, as far as the scope goes.
#[test]
fn an_invented_role_may_what_it_says_with_what_it_reaches_and_nothing_else() {
    for bits in 0..16_u8 {
        let is = |bit: u8| bits & (1 << bit) != 0;
        let scope = Scope { all: is(0), own: is(1), unassigned: is(2), team: is(3) };
        for granted in Permission::ALL {
            let invented =
                Invented { may: [granted].into(), scope, ..Invented::new("r".into(), "R") };
            let (role, reads) = (invented.role(), Permission::Read);
            let actor = Actor::Person { id: ME.into(), role };
            let rights = Rights::new(
                &actor,
                floor(rulebook(true), Shared::No).sight(&ME.into(), role, now()),
            );
            for (team, owner) in
                (0..TEAMS.len()).flat_map(|team| (0..OWNERS.len()).map(move |owner| (team, owner)))
            {
                let whose = whose(OWNERS[owner], TEAMS[team]);
                let of_team = TOGETHER[team].as_bytes()[owner] == b'y' && (team > 0 || owner > 0);
                let sees = scope.all
                    || (scope.own && owner == 1)
                    || (scope.unassigned && (team, owner) == (0, 0))
                    || (scope.team && of_team && (owner != 1 || team < 2));
                for permission in Permission::ALL {
                    let holds =
                        permission == reads || (permission == granted && permission.is_grantable());
                    let speaks = matches!(permission, Permission::Reply | Permission::SendTemplate);
                    let wanted = match (holds, sees) {
                        (false, _) => Err(Refusal::NotAllowed),
                        (true, false) => Err(Refusal::NoSuchTicket),
                        (true, true) if speaks && owner == 2 => Err(Refusal::NotAllowed),
                        (true, true) => Ok(()),
                    };
                    let told = rights.over(permission, &whose);
                    assert_eq!(told, wanted, "{scope:?} {granted:?} {permission:?} {whose:?}");
                }
            }
        }
    }
}

#[test]
fn a_desk_without_teams_is_one_team_unless_it_says_otherwise() {
    for (together, seen) in [(true, "yyy"), (false, "yy-")] {
        let rulebook = Rulebook { together, ..Rulebook::default() };
        let floor = floor(rulebook, Shared::No);
        let sight = floor.sight(&ME.into(), Role::Agent, now());
        assert_eq!(sight == Sight::Everything, together);
        for (owner, cell) in OWNERS.into_iter().zip(seen.chars()) {
            assert_eq!(sight.sees(&whose(owner, None)), cell == 'y', "{together} {owner:?}");
        }
    }
}

/// What a permission lets somebody do, as the page of roles says it.
fn words(permission: Permission) -> &'static str {
    match permission {
        Permission::Read => "Read tickets, messages and files",
        Permission::SeePhone => "See the whole phone number of a customer",
        Permission::SeeOriginals => "See what stood in a message before it was changed or deleted",
        Permission::SeeRaw => "See the JSON of what this version does not know",
        Permission::Reply => "Answer customers, write notes, note what is known of a customer",
        Permission::ReplyForOthers => "The same in a ticket that somebody else owns",
        Permission::SendTemplate => "Send templates, which may cost money",
        Permission::Assign => "Take a ticket, give it to somebody of their teams or to nobody",
        Permission::AssignAnywhere => "Give a ticket to anybody",
        Permission::Triage => "Resolve, reopen, snooze, set priority, team, tags and fields, merge",
        Permission::Share => "Show a ticket to somebody who would not see it",
        Permission::Oversee => "Be alerted of every ticket; see what waits to go out",
        Permission::Configure => "Change the settings: rulebook, numbers, templates",
        Permission::Admit => "Let people and programs in, and give them roles",
        Permission::Receive => "Bring in what customers write",
        Permission::Carry => "Carry out what is due",
    }
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "–" }
}

fn row(first: &str, cells: impl IntoIterator<Item = bool>) -> String {
    let cells: Vec<&str> = cells.into_iter().map(yes).collect();
    format!("| {first} | {} |\n", cells.join(" | "))
}

fn heads(first: &str) -> String {
    let roles: Vec<&str> = Role::ALL.into_iter().map(Role::word).collect();
    format!("| {first} | {} |\n|---|{}\n", roles.join(" | "), "---|".repeat(roles.len()))
}

/// The page, from what the desk decides by.
fn page() -> String {
    let mut page = include_str!("roles.md").to_owned();
    page.push_str("\n## What each role may do\n\n");
    page.push_str(&heads("with a ticket that it sees"));
    for permission in Permission::ALL {
        if !matches!(permission, Permission::Receive | Permission::Carry) {
            page.push_str(&row(words(permission), Role::ALL.map(|role| role.may(permission))));
        }
    }
    page.push_str("\n## Which tickets each role sees\n\n");
    page.push_str(&heads("a ticket"));
    for (team, of_team) in TEAMS.into_iter().zip([
        "of no team",
        "of a team of theirs",
        "of a team of theirs whose members don't see each other's",
        "of another team",
    ]) {
        for (owner, owned) in OWNERS.into_iter().zip(["waits", "is theirs", "is a colleague's"]) {
            let sees = |role| {
                let floor = floor(rulebook(true), Shared::No);
                floor.sight(&ME.into(), role, now()).sees(&whose(owner, team))
            };
            page.push_str(&row(&format!("{of_team}, which {owned}"), Role::ALL.map(sees)));
        }
    }
    let shared = floor(rulebook(true), Shared::ForGood);
    let sees = |role| shared.sight(&ME.into(), role, now()).sees(&whose(None, Some("other")));
    page.push_str(&row("that is shared with them", Role::ALL.map(sees)));
    page
}

#[test]
fn the_page_of_roles_says_what_the_desk_decides_by() {
    let written = include_str!("../../../docs/roles.md");
    assert_eq!(written, page(), "docs/roles.md has to be:\n{}", page());
}
