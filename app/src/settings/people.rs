//! People as workers: how much they take, what they know, when they are there.

use desk::ids::{CalendarId, PersonId, RoleId};
use desk::rulebook::Rulebook;
use desk::team::Profile;
use leptos::prelude::*;

use super::fields::{choice, line, tick};
use super::form::Form;
use super::listed;
use super::office::Office;
use super::page::{self, Read};
use crate::language::Language;

pub(super) fn fill(book: &Rulebook, id: &str) -> Form {
    let known = book.profiles.iter().find(|profile| profile.person.0 == id).cloned();
    let profile = known.unwrap_or_else(|| Profile::new(PersonId(id.to_owned())));
    let mut form = Form::default();
    form.tick("accepts", profile.accepts);
    form.put("capacity", profile.capacity.to_string());
    form.put("role", profile.role.as_ref().map_or("", |role| &role.0));
    form.put("shift", profile.shift.as_ref().map_or("", |shift| &shift.0));
    form.put("skills", listed::write(&profile.skills));
    form.put("languages", listed::write(&profile.languages));
    form
}

pub(super) fn read(form: &Form, id: &str, book: &mut Rulebook, t: Language) -> Read {
    let profile = Profile {
        person: PersonId(id.to_owned()),
        accepts: form.has("accepts"),
        capacity: page::number(form, "capacity", t.capacity(), t)?,
        shift: page::named(form, "shift").map(CalendarId),
        role: page::named(form, "role").map(RoleId),
        skills: form.list("skills").into_iter().collect(),
        languages: form.list("languages").into_iter().collect(),
    };
    match book.profiles.iter_mut().find(|known| known.person == profile.person) {
        Some(known) => *known = profile,
        None => book.profiles.push(profile),
    }
    Ok(())
}

pub(super) fn view(form: &Form, office: &Office, t: Language) -> AnyView {
    view! {
        {tick(form, "accepts", t.accepts_tickets())}
        {line(form, "capacity", t.capacity(), t.capacity_hint())}
        {choice(form, "role", t.own_role(), &office.roles(t.the_role_they_came_with()))}
        {choice(form, "shift", t.shift(), &office.calendars(t.always_there()))}
        {line(form, "languages", t.languages(), t.languages_hint())}
        {line(form, "skills", t.skills(), t.skills_hint())}
    }
    .into_any()
}
