//! Who is one with the customer: making them one with another, and parting them again. A page says what will
//! happen before anything does.

use desk::desk::Acquainted;
use desk::ids::ContactId;
use desk::permissions::Author;
use desk::person::Person;
use desk::ticket::Refusal;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{Dossier, path};
use crate::language::Language;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::settings::fields::kept;
use crate::start::language;
use crate::time::clock;

/// Everything about who is one with them. Given by the server for one request.
#[derive(Debug, Clone, Default)]
pub struct Kinship {
    pub parts: Vec<desk::desk::Kin>,
    pub doubted: Vec<Acquainted>,
    /// What was searched for, and who was found.
    pub sought: Option<(String, Vec<Acquainted>)>,
    /// Whom they may be made one with.
    pub chosen: Option<Acquainted>,
    /// What came of it.
    pub said: Option<Said>,
    /// Whether the reader may make them one with anybody.
    pub may: bool,
    /// Whose hands it was.
    pub people: Vec<Person>,
}

/// What came of making two one, or of parting them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    United,
    Parted,
    HoldOthers,
    Failed,
}

impl Said {
    const ALL: [(Said, &'static str); 4] = [
        (Said::United, "united"),
        (Said::Parted, "parted"),
        (Said::HoldOthers, "hold-others"),
        (Said::Failed, "not-united"),
    ];

    /// The mark of an address that says so.
    pub fn mark(self) -> &'static str {
        Said::ALL.iter().find(|(said, _)| *said == self).map_or("", |(_, mark)| mark)
    }

    pub fn marked(mark: &str) -> Option<Said> {
        Said::ALL.iter().find(|(_, known)| *known == mark).map(|(said, _)| *said)
    }

    /// What a refusal comes to.
    pub fn refused(refusal: &Refusal) -> Said {
        match refusal {
            Refusal::HoldsOthers => Said::HoldOthers,
            _ => Said::Failed,
        }
    }
}

/// The address of the page where the other is found and made one with whoever that ticket is of.
pub fn kin_path(dossier: &Dossier) -> String {
    format!("{}/kin", path(dossier.number))
}

/// Where they are found, and where it says what will happen.
#[component]
pub(crate) fn KinPage() -> impl IntoView {
    let dossier = use_context::<Parts>().and_then(|parts| parts.customer);
    match dossier.filter(|dossier| dossier.kin.may) {
        Some(dossier) => page(&dossier, language()),
        None => view! { <NotFound/> }.into_any(),
    }
}

fn page(dossier: &Dossier, t: Language) -> AnyView {
    let inside = match &dossier.kin.chosen {
        Some(other) => outlook(dossier, other, t),
        None => search(dossier, t),
    };
    view! {
        <Title text=format!("{} · {}", dossier.known.name, t.the_same_customer())/>
        <div class="settings">
            <section class="section customer">
                <a class="back" href=path(dossier.number)>{t.back_to_the_customer()}</a>
                {inside}
            </section>
        </div>
    }
    .into_any()
}

/// What will happen, and the button that makes it happen.
fn outlook(dossier: &Dossier, other: &Acquainted, t: Language) -> AnyView {
    let name = &dossier.known.name;
    view! {
        <h1>{t.make_one(name, called(other))}</h1>
        <h2>{t.what_will_happen()}</h2>
        <ul>
            <li>{t.kin_writes(name, &other.name)}</li>
            <li>{t.kin_tickets()}</li>
            <li>{t.kin_notes(name)}</li>
            <li>{t.kin_undo()}</li>
        </ul>
        <form class="sheet" method="post" action=kin_path(dossier)>
            {kept("contact", &other.id.0)}
            <div class="sheet-end">
                <button class="button primary" name="do" value="unite">{t.make_them_one()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn search(dossier: &Dossier, t: Language) -> AnyView {
    let found = dossier.kin.sought.as_ref().map(|(_, found)| {
        let others: Vec<_> = found.iter().filter(|one| one.id != dossier.known.id).collect();
        let nobody = others.is_empty().then(|| view! { <p role="status">{t.nobody_found()}</p> });
        view! {
            {nobody}
            {offered(dossier, &others, t)}
        }
    });
    view! {
        <h1>{t.the_same_customer()}</h1>
        {seeker(dossier, t)}
        {found}
    }
    .into_any()
}

/// What is on the customer's own page about it.
pub(super) fn section(dossier: &Dossier, t: Language) -> Option<AnyView> {
    let kin = &dossier.kin;
    if !kin.may && kin.parts.is_empty() {
        return None;
    }
    let parts = kin.parts.iter().map(|part| {
        let (at, who, clock) = (part.at, author(kin, &part.by, t), clock());
        let name = part.name.clone();
        let said = move || t.united_by(&name, &who, t.moment(clock.local(at)));
        let apart = kin.may.then(|| apart(dossier, &part.id, &part.name, t));
        view! { <li class="thing"><span dir="auto">{said}</span> {apart}</li> }
    });
    let parts = parts.collect_view();
    let doubted: Vec<&Acquainted> = kin.doubted.iter().collect();
    let doubts = (!doubted.is_empty() && kin.may).then(|| {
        view! {
            <p>{t.may_be_one_with()}</p>
            {offered(dossier, &doubted, t)}
        }
    });
    let seeker = kin.may.then(|| {
        view! {
            <p class="hint">{t.kin_hint()}</p>
            {seeker(dossier, t)}
        }
    });
    let view = view! {
        <h2>{t.the_same_customer()}</h2>
        <ul class="things">{parts}</ul>
        {doubts}
        {seeker}
    };
    Some(view.into_any())
}

/// What came of it.
pub(super) fn said(said: Said, t: Language) -> AnyView {
    match said {
        Said::United => view! { <p role="status">{t.are_one_now()}</p> }.into_any(),
        Said::Parted => view! { <p role="status">{t.are_two_again()}</p> }.into_any(),
        Said::HoldOthers => {
            view! { <p class="trouble" role="alert">{t.both_hold_others()}</p> }.into_any()
        }
        Said::Failed => view! { <p class="trouble" role="alert">{t.not_made_one()}</p> }.into_any(),
    }
}

fn seeker(dossier: &Dossier, t: Language) -> AnyView {
    let sought = dossier.kin.sought.as_ref().map(|(words, _)| words.clone()).unwrap_or_default();
    view! {
        <form class="sheet" method="get" action=kin_path(dossier) role="search">
            <label class="field">
                <span>{t.search_customer()}</span>
                <input type="search" name="q" value=sought required=true/>
            </label>
            <div class="sheet-end">
                <button class="button">{t.search()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Each with the way to see what would happen.
fn offered(dossier: &Dossier, found: &[&Acquainted], t: Language) -> AnyView {
    let lines = found.iter().map(|one| {
        let way = format!("{}?with={}", kin_path(dossier), one.id);
        let ticket = one.ticket.map(|number| {
            view! { <a href=format!("/inbox/{number}") rel="external">{format!("#{number}")}</a> " " }
        });
        view! {
            <li class="thing">
                <span dir="auto">{called(one)}</span>
                " "
                {ticket}
                <a href=way>{t.see_what_happens()}</a>
            </li>
        }
    });
    view! { <ul class="things">{lines.collect_view()}</ul> }.into_any()
}

fn apart(dossier: &Dossier, part: &ContactId, name: &str, t: Language) -> AnyView {
    view! {
        <form method="post" action=kin_path(dossier)>
            {kept("contact", &part.0)}
            <button
                class="button small"
                name="do"
                value="part"
                aria-label=t.take_apart_from(name)
            >
                {t.take_apart()}
            </button>
        </form>
    }
    .into_any()
}

/// The name, with what tells two of one name apart.
fn called(one: &Acquainted) -> String {
    let more = one.phone.as_ref().or(one.username.as_ref()).filter(|more| **more != one.name);
    match more {
        Some(more) => format!("{} ({more})", one.name),
        None => one.name.clone(),
    }
}

fn author(kin: &Kinship, by: &Author, t: Language) -> String {
    match by {
        Author::Person { id } => {
            let known = kin.people.iter().find(|person| person.id == *id);
            known.map_or_else(|| id.to_string(), |person| person.name.clone())
        }
        Author::Key { name } | Author::Rule { name, .. } => name.clone(),
        Author::Customer | Author::App | Author::Clock => t.by_evidence().to_owned(),
    }
}
