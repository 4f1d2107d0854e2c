//! Contact cards: who it is, and how they are reached, each number and address to be copied.

use desk::Sealed;
use desk::message::ContactCard;
use leptos::prelude::*;

use super::content::card;
use super::outward;
use crate::language::Language;

/// Of before cards were kept, there are names alone.
pub(super) fn contacts(
    t: Language,
    names: &[String],
    cards: Option<&Sealed<Vec<ContactCard>>>,
) -> AnyView {
    let kind = t.content_kind("contacts");
    let Some(cards) = cards.and_then(Sealed::open) else {
        return card("person", kind, names.to_vec());
    };
    let cards = cards.into_iter().map(|card| one(t, card)).collect_view();
    view! {
        {card("person", kind, vec![])}
        <ul class="contact-cards">{cards}</ul>
    }
    .into_any()
}

fn one(t: Language, card: ContactCard) -> AnyView {
    let ContactCard { name, phones, emails, company, title, websites, addresses, birthday } = card;
    let work = [title, company].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let work = (!work.is_empty()).then(|| line(work));
    let websites = websites.into_iter().map(|url| {
        let way = outward(&url, url.clone());
        way.map_or_else(|| line(url), |way| view! { <p>{way}</p> }.into_any())
    });
    view! {
        <li>
            <p class="name" dir="auto">{name}</p>
            {work}
            {phones.into_iter().map(|phone| copied(t, phone)).collect_view()}
            {emails.into_iter().map(|email| copied(t, email)).collect_view()}
            {websites.collect_view()}
            {addresses.into_iter().map(line).collect_view()}
            {birthday.map(|when| line(t.born(when)))}
        </li>
    }
    .into_any()
}

fn line(text: String) -> AnyView {
    view! { <p dir="auto">{text}</p> }.into_any()
}

/// With a button that copies it (`public/thread.js`), unless it is masked.
fn copied(t: Language, text: String) -> AnyView {
    let button = (!text.contains('·')).then(|| {
        let label = format!("{}: {text}", t.copy());
        view! {
            <button type="button" class="copy" data-copy=text.clone() aria-label=label title=t.copy() hidden></button>
        }
    });
    view! { <p><bdi>{text}</bdi> " " {button}</p> }.into_any()
}
