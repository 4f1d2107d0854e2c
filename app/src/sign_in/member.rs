//! Somebody's role, second step and sessions, for whoever may give and take them.

use leptos::prelude::*;

use super::parts::{outcome, sittings};
use super::{Member, member_path};
use crate::language::Language;
use crate::settings::Form;
use crate::settings::fields::{choice, roles};

pub(super) fn view(member: &Member, t: Language) -> AnyView {
    let person = &member.person;
    let action = member_path(&person.id.0);
    let mut form = Form::default();
    form.put("role", person.role.word());
    let step = if member.two_step { t.person_two_step_on() } else { t.person_two_step_off() };
    let profile = format!("/settings/people/{}", person.id);
    view! {
        <a class="back" href=profile>{person.name.clone()}</a>
        <h1>{t.person_access()}</h1>
        <p>{person.name.clone()} " · " {person.email.clone()}</p>
        {outcome(t)}
        <form class="sheet" method="post" action=action.clone()>
            {choice(&form, "role", t.role_label(), &roles(t))}
            <p class="hint">{t.role_hint()}</p>
            <div class="sheet-end">
                <button class="button primary" name="do" value="role">{t.save()}</button>
            </div>
        </form>
        <h2>{t.two_step()}</h2>
        <p>{step}</p>
        {member.two_step.then(|| view! {
            <form method="post" action=action.clone()>
                <button class="button danger" name="do" value="off">{t.person_lost_phone()}</button>
            </form>
        })}
        <h2>{t.sessions()}</h2>
        {sittings(&member.sittings, &action, false, t)}
        {(!member.sittings.is_empty()).then(|| view! {
            <form method="post" action=action.clone()>
                <button class="button" name="do" value="end_all">{t.end_all()}</button>
            </form>
        })}
    }
    .into_any()
}
