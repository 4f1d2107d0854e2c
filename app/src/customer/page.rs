//! The page: who it is, and the form; for somebody who may only read, what is noted.

use desk::contact::{Noted, Wish};
use desk::desk::Acquaintance;
use desk::zone::Zone;
use leptos::prelude::*;
use leptos_meta::Title;

use super::form::{ATTRIBUTE, NEW_NAME, NEW_VALUE, fill, was};
use super::{Dossier, Returned, kin, path, sharing, zones};
use crate::inbox::thread::titled;
use crate::language::Language;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::settings::fields::{kept, tick};
use crate::settings::trouble;
use crate::start::language;
use crate::time::clock;
use crate::ui::Avatar;

/// Where the zones that are offered stand.
const ZONES: &str = "zones";

/// Where there is no such ticket there is no such page.
#[component]
pub(crate) fn CustomerPage() -> impl IntoView {
    let dossier = use_context::<Parts>().and_then(|parts| parts.customer);
    match dossier {
        Some(dossier) => page(&dossier, language()),
        None => view! { <NotFound/> }.into_any(),
    }
}

fn page(dossier: &Dossier, t: Language) -> AnyView {
    let (number, known) = (dossier.number, &dossier.known);
    let phone = known.phone.clone().unwrap_or_else(|| t.no_phone().to_owned());
    let noted = dossier.noted.then(|| view! { <p role="status">{t.customer_noted()}</p> });
    let complaints = dossier.returned.iter().flat_map(|returned| &returned.complaints);
    let complaints: Vec<String> = complaints.map(|complaint| complaint.text.clone()).collect();
    let inside = if dossier.may_note { sheet(dossier, t) } else { facts(&known.noted, t) };
    view! {
        <Title text=format!("{} · {}", titled(number, &known.name), t.customer_page())/>
        <div class="settings">
            <section class="section customer">
                <a class="back" href=format!("/inbox/{number}")>{t.back_to_the_ticket(number)}</a>
                <div class="contact">
                    <Avatar name=known.name.clone()/>
                    <div>
                        <h1>{known.name.clone()}</h1>
                        <span class="phone">{phone}</span>
                    </div>
                </div>
                {noted}
                {dossier.kin.said.map(|said| kin::said(said, t))}
                {trouble(complaints)}
                {told(known, t)}
                {inside}
                {kin::section(dossier, t)}
                {sharing::section(dossier, t)}
            </section>
        </div>
    }
    .into_any()
}

/// What WhatsApp tells of them beside their name and number.
fn told(known: &Acquaintance, t: Language) -> Option<AnyView> {
    let clock = clock();
    let username = known.username.clone().map(|name| {
        view! {
            <dt>{t.username()}</dt>
            <dd>{name}</dd>
        }
    });
    let wish = known.wish.map(|Wish { wanted, at }| {
        let said = move || {
            let when = t.moment(clock.local(at));
            if wanted { t.wants_marketing(when) } else { t.wants_no_marketing(when) }
        };
        view! {
            <dt>{t.marketing()}</dt>
            <dd>{said}</dd>
        }
    });
    let is_told = username.is_some() || wish.is_some();
    is_told.then(|| view! { <div class="panel"><dl>{username} {wish}</dl></div> }.into_any())
}

fn sheet(dossier: &Dossier, t: Language) -> AnyView {
    let showed = || Returned { form: fill(&dossier.known.noted), complaints: vec![] };
    let sent = dossier.returned.clone().unwrap_or_else(showed);
    let offered = zones::offered(dossier.known.phone.as_deref());
    let offered = offered.into_iter().map(|zone| view! { <option value=zone></option> });
    view! {
        <form class="sheet" method="post" action=path(dossier.number)>
            {line(&sent, "zone", t.zone(), t.customer_zone_hint(), Some(ZONES))}
            <datalist id=ZONES>{offered.collect_view()}</datalist>
            {line(&sent, "language", t.language_label(), t.customer_language_hint(), None)}
            {line(&sent, "tags", t.tags(), t.list_hint(), None)}
            {kept(&was("opted_out"), sent.form.get(&was("opted_out")))}
            {tick(&sent.form, "opted_out", t.customer_opted_out())}
            <h2>{t.attributes()}</h2>
            {attributes(&sent, t)}
            <fieldset class="several">
                <legend>{t.one_more_attribute()}</legend>
                {line(&sent, NEW_NAME, t.name(), "", None)}
                {line(&sent, NEW_VALUE, t.value(), "", None)}
            </fieldset>
            <div class="sheet-end">
                <button class="button primary">{t.save()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A line for each attribute that is there.
fn attributes(sent: &Returned, t: Language) -> AnyView {
    let rows = sent.form.rows(ATTRIBUTE).into_iter().map(|row| {
        let (of_name, of_value) = (format!("{row}.name"), format!("{row}.value"));
        let (_, key) = row.split_once('.').unwrap_or_default();
        let name = sent.form.get(&of_name);
        view! {
            {kept(ATTRIBUTE, key)}
            {kept(&of_name, name)}
            {line(sent, &of_value, name, "", None)}
        }
    });
    let hint = (rows.len() > 0).then(|| view! { <p class="hint">{t.attributes_hint()}</p> });
    view! {
        {hint}
        {rows.collect_view()}
    }
    .into_any()
}

/// One line of text with what it showed and, beside it, why it was not taken.
fn line(
    sent: &Returned,
    name: &str,
    label: &str,
    hint: &str,
    offered: Option<&'static str>,
) -> AnyView {
    let complaint = sent.complaint(name);
    let wrong = complaint.is_some();
    let complaint = complaint.map(|text| view! { <small class="trouble">{text}</small> });
    let hint = (!hint.is_empty()).then(|| view! { <small class="hint">{hint.to_owned()}</small> });
    view! {
        {kept(&was(name), sent.form.get(&was(name)))}
        <label class="field">
            <span>{label.to_owned()}</span>
            <input
                type="text"
                name=name.to_owned()
                value=sent.form.get(name).to_owned()
                list=offered
                aria-invalid=wrong.then_some("true")
                autofocus=wrong
            />
            {hint}
            {complaint}
        </label>
    }
    .into_any()
}

/// What is noted, for somebody who may not change it.
fn facts(noted: &Noted, t: Language) -> AnyView {
    if *noted == Noted::default() {
        return view! { <p class="hint">{t.nothing_noted()}</p> }.into_any();
    }
    let tags = noted.tags.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let named = [
        (t.zone(), noted.zone.as_ref().map_or("", Zone::name)),
        (t.language_label(), noted.language.as_deref().unwrap_or_default()),
        (t.tags(), tags.as_str()),
    ];
    let attributes = noted.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all = named.into_iter().chain(attributes).filter(|(_, value)| !value.is_empty());
    let all = all.map(|(name, value)| {
        view! {
            <dt>{name.to_owned()}</dt>
            <dd>{value.to_owned()}</dd>
        }
    });
    view! {
        <div class="panel"><dl>{all.collect_view()}</dl></div>
        {noted.opted_out.then(|| view! { <p>{t.customer_opted_out()}</p> })}
    }
    .into_any()
}
