//! Roles that the team invents: what each may do, and which tickets it sees. The ticks say in words what they
//! allow, and the same words stand on the list.

use desk::ids::RoleId;
use desk::permissions::{Invented, Permission, Scope};
use desk::rulebook::Rulebook;
use leptos::prelude::*;

use super::fields::{line, several, tick};
use super::form::Form;
use super::page::{self, Read};
use crate::language::Language;

pub(super) fn blank() -> Form {
    fill(&Invented { scope: Scope::NEAR, ..Invented::new("".into(), "") })
}

pub(super) fn fill(role: &Invented) -> Form {
    let mut form = Form::default();
    form.put("name", &role.name);
    for permission in role.may.iter().filter(|permission| permission.is_grantable()) {
        form.put("may", permission.word());
    }
    let Scope { all, own, unassigned, team } = role.scope;
    for (name, ticked) in [("all", all), ("own", own), ("unassigned", unassigned), ("team", team)] {
        form.tick(name, ticked);
    }
    form
}

pub(super) fn read(form: &Form, id: &str, book: &mut Rulebook) -> Read {
    let new = page::new_id(form.get("name"), |id| book.role(&id.into()).is_some());
    let known = book.roles.iter_mut().find(|role| role.id.0 == id);
    let before = known.as_deref().cloned();
    let before = before.unwrap_or_else(|| Invented::new(RoleId(new), ""));
    let chosen = |permission: &Permission| form.all("may").any(|word| word == permission.word());
    let role = Invented {
        name: form.text("name"),
        may: Permission::grantable().filter(chosen).collect(),
        scope: Scope {
            all: form.has("all"),
            own: form.has("own"),
            unassigned: form.has("unassigned"),
            team: form.has("team"),
        },
        ..before
    };
    match known {
        Some(known) => page::replace(known, role, |role| &mut role.version),
        None => book.roles.push(role),
    }
    Ok(())
}

pub(super) fn view(form: &Form, t: Language) -> AnyView {
    let all: Vec<_> = Permission::grantable()
        .map(|permission| (permission.word().to_owned(), t.permission(permission).to_owned()))
        .collect();
    view! {
        {line(form, "name", t.name(), "")}
        <h2>{t.sees_tickets()}</h2>
        {tick(form, "own", t.scope_own())}
        {tick(form, "unassigned", t.scope_unassigned())}
        {tick(form, "team", t.scope_team())}
        {tick(form, "all", t.scope_all())}
        <p class="hint">{t.scope_hint()}</p>
        {several(form, "may", t.role_may(), &all)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_comes_back_from_its_form_as_it_went_in() {
        let may: Vec<Permission> = Permission::grantable().collect();
        for (count, scope) in [(0, Scope::SHARED), (3, Scope::NEAR), (may.len(), Scope::ALL)] {
            let role = Invented {
                may: may.iter().copied().take(count).collect(),
                scope,
                ..Invented::new("first".into(), "First line")
            };
            let mut book = Rulebook { roles: vec![role.clone()], ..Rulebook::default() };
            assert!(read(&fill(&role), "first", &mut book).is_ok());
            assert_eq!(book.roles, [role]);
        }
    }
}
