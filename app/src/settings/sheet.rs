//! The frame of the settings: the sections, a section's list, and the form of one thing.

use leptos::prelude::*;
use leptos_meta::Title;

use super::form::Form;
use super::office::Office;
use super::page::Section;
use super::{
    general, guests, history, hours, outgoing, people, policies, roles, rules, teams, templates,
    trial,
};
use crate::language::Language;
use crate::numbers;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::sign_in;
use crate::start::language;
use crate::ui::Icon;

/// For somebody who may not lay down how the team works, there is no such page.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let parts = use_context::<Parts>();
    let Some(Parts { office, registry, shelves, access, .. }) = parts else {
        return view! { <NotFound/> }.into_any();
    };
    let page = office.and_then(|office| page(&office));
    let page = page.or_else(|| access.and_then(|access| sign_in::among_settings(&access)));
    let page = page.or_else(|| registry.map(|registry| numbers::page(&registry)));
    let page = page.or_else(|| shelves.map(|shelves| templates::page(&shelves)));
    page.unwrap_or_else(|| view! { <NotFound/> }.into_any())
}

fn page(office: &Office) -> Option<AnyView> {
    let t = language();
    let (section, title) = (office.page.section, t.section(office.page.section));
    let inside = match &office.page.id {
        None if section == Section::History => history::view(office, t),
        None => list(office, t),
        Some(id) => sheet(office, id, t)?,
    };
    Some(framed(&address(section), title, section.word(), inside))
}

/// Where a section is.
fn address(section: Section) -> String {
    format!("/settings/{}", section.word())
}

/// A page of the settings beside their sections; `current` is the address of the one that it is of.
pub(crate) fn framed(
    current: &str,
    title: &str,
    section: &'static str,
    inside: AnyView,
) -> AnyView {
    let t = language();
    view! {
        <Title text=format!("{title} · {}", t.settings())/>
        <div class="settings">
            {sections(current, t)}
            <section class="section" data-section=section>{inside}</section>
        </div>
    }
    .into_any()
}

/// The ways to all pages.
pub(super) fn sections(current: &str, t: Language) -> AnyView {
    let of_book = Section::ALL.map(|section| (address(section), t.section(section)));
    let others = [
        (numbers::LIST, t.business_numbers()),
        (templates::LIST, t.templates()),
        (outgoing::PATH, t.outgoing()),
        (sign_in::KEYS, t.keys()),
    ];
    let others = others.map(|(path, name)| (path.to_owned(), name));
    let ways = of_book.into_iter().chain(others).map(|(path, name)| {
        let current = (path == current).then_some("page");
        view! {
            <li><a href=path aria-current=current>{name}</a></li>
        }
    });
    view! {
        <nav class="sections" aria-label=t.settings()>
            <h2>{t.settings()}</h2>
            <ul>{ways.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// Everything there is in a section.
fn list(office: &Office, t: Language) -> AnyView {
    let section = office.page.section;
    let at = |id: &str| format!("/settings/{}/{id}", section.word());
    let ordered = matches!(section, Section::Rules | Section::Policies);
    let things = things(office, t);
    let empty = things.is_empty().then(|| view! { <p class="hint">{t.nothing_laid_down()}</p> });
    let lines = things.into_iter().map(|Thing { id, name, note, on }| {
        let switch = on.map(|on| {
            let word = if on { t.on() } else { t.off() };
            let label = t.switch_of(word, &name);
            view! {
                <button class="button small switch" name="do" value=format!("switch {id}") aria-label=label title=t.switch_it() data-on=on.to_string()>{word}</button>
            }
        });
        let up = ordered.then(|| view! {
            <button class="button small" name="do" value=format!("up {id}") aria-label=t.move_up_this(&name)>{t.move_up()}</button>
        });
        view! {
            <li class="thing">
                <a href=at(&id)>{name.clone()}</a>
                <small class="hint">{note}</small>
                {switch}
                {up}
            </li>
        }
    });
    let another = (section != Section::People)
        .then(|| view! { <a class="button primary" href=at("new")>{t.another(section)}</a> });
    view! {
        <h1>{t.section(section)}</h1>
        <p class="hint">{t.section_hint(section)}</p>
        {complaints(office)}
        <form method="post" action=office.page.path()>
            <input type="hidden" name="version" value=office.version.to_string()/>
            {empty}
            <ol class="things">{lines.collect_view()}</ol>
        </form>
        {another}
        {office.guests.as_ref().map(|guests| guests::view(guests, office, t))}
    }
    .into_any()
}

/// A line of a section's list.
struct Thing {
    id: String,
    name: String,
    note: String,
    /// Whether it is switched on, if it can be.
    on: Option<bool>,
}

fn things(office: &Office, t: Language) -> Vec<Thing> {
    let book = &office.rulebook;
    let thing = |id: &str, name: &str, note: String| Thing {
        id: id.to_owned(),
        name: name.to_owned(),
        note,
        on: None,
    };
    match office.page.section {
        Section::Rules => {
            let rules = book.rules.rules.iter();
            rules
                .map(|rule| Thing {
                    on: Some(rule.on),
                    ..thing(&rule.id.0, &rule.name, String::new())
                })
                .collect()
        }
        Section::Policies => {
            let policies = book.policies.iter();
            policies.map(|policy| thing(&policy.id.0, &policy.name, String::new())).collect()
        }
        Section::Teams => {
            let teams = book.teams.iter();
            teams
                .map(|team| thing(&team.id.0, &team.name, t.members_of(team.members.len() as u64)))
                .collect()
        }
        Section::Hours => {
            let calendars = book.calendars.iter();
            calendars.map(|one| thing(&one.id.0, &one.name, one.zone.name().to_owned())).collect()
        }
        Section::People => {
            let people = office.people.iter();
            let note = |role, state| format!("{} · {}", t.role(role), t.state(state));
            people.map(|(one, state)| thing(&one.id.0, &one.name, note(one.role, *state))).collect()
        }
        Section::Roles => {
            let roles = book.roles.iter();
            roles.map(|role| thing(&role.id.0, &role.name, t.role_in_words(role))).collect()
        }
        Section::General | Section::History => vec![],
    }
}

/// The form of one thing; `None` if there is no such thing.
fn sheet(office: &Office, id: &str, t: Language) -> Option<AnyView> {
    let saved = saved(office, id)?;
    let form = office.returned.as_ref().map_or(saved, |returned| returned.form.clone());
    let section = office.page.section;
    let fields = match section {
        Section::Rules => rules::view(&form, office, t),
        Section::Policies => policies::view(&form, office, t),
        Section::Teams => teams::view(&form, office, t),
        Section::Hours => hours::view(&form, office.returned.is_none() && id != "new", t),
        Section::People => people::view(&form, office, t),
        Section::Roles => roles::view(&form, t),
        Section::General => general::view(&form, office, t),
        Section::History => return None,
    };
    let title = match section {
        Section::General => t.section(section).to_owned(),
        Section::People => {
            let (person, _) = office.people.iter().find(|(person, _)| person.id.0 == id)?;
            person.name.clone()
        }
        section if id == "new" => t.another(section).to_owned(),
        _ => form.text("name"),
    };
    let deletable = id != "new" && !matches!(section, Section::People | Section::General);
    Some(
        view! {
            {(section != Section::General).then(|| view! {
                <a class="back" href=office.page.after().path()>{t.section(section)}</a>
            })}
            <h1>{title}</h1>
            {(section == Section::People).then(|| view! {
                <a class="button" href=sign_in::member_path(id)>{t.person_access()}</a>
            })}
            {complaints(office)}
            {trial::question(office, t)}
            <form class="sheet" method="post" action=office.page.path()>
                <input type="hidden" name="version" value=office.version.to_string()/>
                // The first button is what the Enter key presses.
                <button class="heard" name="do" value="save" tabindex="-1">{t.save()}</button>
                {fields}
                <div class="sheet-end">
                    <button class="button primary" name="do" value="save">{t.save()}</button>
                    {(section == Section::Rules).then(|| trial::buttons(office, t))}
                    {deletable.then(|| view! {
                        <details class="more">
                            <summary>{t.delete()}</summary>
                            <button class="button danger" name="do" value="delete">{t.delete_for_good()}</button>
                        </details>
                    })}
                </div>
            </form>
            {trial::view(office, t)}
        }
        .into_any(),
    )
}

/// The form as it is laid down; a blank one for something new.
fn saved(office: &Office, id: &str) -> Option<Form> {
    let book = &office.rulebook;
    let new = id == "new";
    match office.page.section {
        Section::Rules if new => Some(rules::blank()),
        Section::Rules => book.rules.rules.iter().find(|rule| rule.id.0 == id).map(rules::fill),
        Section::Policies if new => Some(policies::blank()),
        Section::Policies => book.policies.iter().find(|one| one.id.0 == id).map(policies::fill),
        Section::Teams if new => Some(teams::blank()),
        Section::Teams => book.teams.iter().find(|team| team.id.0 == id).map(teams::fill),
        Section::Hours if new => Some(hours::blank(book)),
        Section::Hours => book.calendars.iter().find(|one| one.id.0 == id).map(hours::fill),
        Section::People => Some(people::fill(book, id)),
        Section::Roles if new => Some(roles::blank()),
        Section::Roles => book.roles.iter().find(|role| role.id.0 == id).map(roles::fill),
        Section::General => Some(general::fill(office)),
        Section::History => None,
    }
}

pub(super) fn complaints(office: &Office) -> Option<AnyView> {
    let returned = office.returned.as_ref();
    trouble(returned.map(|returned| returned.complaints.clone()).unwrap_or_default())
}

/// Everything that kept a form from being taken, if it was kept.
pub(crate) fn trouble(complaints: Vec<String>) -> Option<AnyView> {
    let t = language();
    (!complaints.is_empty()).then(|| {
        view! {
            <div class="trouble" role="alert">
                <Icon name="alert"/>
                <div>
                    <p>{t.not_saved_yet()}</p>
                    <ul>{complaints.into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul>
                </div>
            </div>
        }
        .into_any()
    })
}
