//! The list: each number with what is to be looked after.

use leptos::prelude::*;

use super::{Entry, NEW, Registry, path};
use crate::language::Language;

pub(super) fn view(registry: &Registry, entries: &[Entry], t: Language) -> AnyView {
    let none = entries.is_empty().then(|| view! { <p class="hint">{t.no_number_yet()}</p> });
    let lines = entries.iter().map(|entry| line(registry, entry, t)).collect_view();
    let another = (!registry.practice)
        .then(|| view! { <a class="button primary" href=NEW>{t.connect_a_number()}</a> });
    view! {
        <h1>{t.business_numbers()}</h1>
        <p class="hint">{t.numbers_hint()}</p>
        {silence(registry, t)}
        {none}
        <ul class="things">{lines}</ul>
        {another}
        {registry.practice.then(|| view! { <p class="hint">{t.practice_connects_nothing()}</p> })}
    }
    .into_any()
}

/// That WhatsApp is silent for improbably long.
pub(super) fn silence(registry: &Registry, t: Language) -> Option<AnyView> {
    let since = registry.silent_since?;
    let told = t.whatsapp_is_silent(t.lasting(registry.now - since));
    Some(view! { <p class="trouble" role="alert">{told}</p> }.into_any())
}

fn line(registry: &Registry, entry: &Entry, t: Language) -> AnyView {
    let concerns = entry.health.concerns(registry.now);
    let finding = entry.finding.map(|finding| t.finding(finding).to_owned());
    let worst = finding.or_else(|| concerns.first().map(|concern| t.concern(concern)));
    let note = worst.unwrap_or_else(|| match entry.health.asked_at {
        Some(_) => t.all_is_well().to_owned(),
        None => t.not_asked_yet().to_owned(),
    });
    view! {
        <li class="thing">
            <a href=path(&entry.number.id)>{entry.number.display.clone()}</a>
            <small class="hint">{note}</small>
        </li>
    }
    .into_any()
}
