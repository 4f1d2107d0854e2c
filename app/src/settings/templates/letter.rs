//! Sending a template to a customer: which one, what fills it, what they will read, and what it costs, said
//! before it leaves.

use chrono::{DateTime, Utc};
use desk::desk::Offer;
use desk::ids::TicketNumber;
use desk::template::{Flaw, Template, Unsendable, Values};
use desk::ticket::Refusal;
use desk::window::Sending;
use leptos::prelude::*;
use leptos_meta::Title;

use super::gap::{Field, label};
use super::preview;
use crate::inbox::thread::titled;
use crate::language::Language;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::settings::Form;
use crate::settings::fields::kept;
use crate::start::language;

/// Where what is known of the customer stands.
const FACTS: &str = "facts";
/// What stands before the key of a gap in the form.
const GAP: &str = "gap.";

/// All that the page shows. Given by the server for one request.
#[derive(Debug, Clone)]
pub struct Letter {
    pub number: TicketNumber,
    pub now: DateTime<Utc>,
    pub offer: Offer,
    /// What is looked for among the templates.
    pub search: String,
    pub chosen: Option<Chosen>,
}

/// The template that is being filled in.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub template: Template,
    pub values: Values,
    /// What the message will be called, so that it is sent once.
    pub id: String,
    pub refused: Option<Refusal>,
}

/// The address of the page that sends a template into that ticket.
pub fn path(number: TicketNumber) -> String {
    format!("/templates/{number}")
}

/// What a form fills in.
pub fn values(form: &Form) -> Values {
    let fields = form.fields().filter_map(|(name, value)| Some((name.strip_prefix(GAP)?, value)));
    let filled = fields.filter(|(_, value)| !value.trim().is_empty());
    filled.map(|(key, value)| (key.to_owned(), value.trim().to_owned())).collect()
}

/// A template as it is chosen, with what is known of the customer in its gaps.
pub fn fill(offer: &Offer, template: &Template, id: String) -> Chosen {
    let values = template.suggested(&offer.facts);
    Chosen { template: template.clone(), values, id, refused: None }
}

/// For somebody who may send none, and where there is no such ticket, there is no such page.
#[component]
pub(crate) fn LetterPage() -> impl IntoView {
    let letter = use_context::<Parts>().and_then(|parts| parts.letter);
    match letter {
        Some(letter) => page(&letter, language()),
        None => view! { <NotFound/> }.into_any(),
    }
}

fn page(letter: &Letter, t: Language) -> AnyView {
    let Letter { number, offer, .. } = letter;
    let inside = match &letter.chosen {
        Some(chosen) => sheet(letter, chosen, t),
        None => list(letter, t),
    };
    view! {
        <Title text=format!("{} · {}", titled(*number, &offer.customer), t.send_a_template())/>
        <div class="settings">
            <section class="section customer letter-page">
                <a class="back" href=format!("/inbox/{number}")>{t.back_to_the_ticket(number)}</a>
                <h1>{t.template_for(&offer.customer)}</h1>
                {inside}
            </section>
        </div>
    }
    .into_any()
}

/// Those that may leave, the customer's own language first.
fn list(letter: &Letter, t: Language) -> AnyView {
    let wanted = letter.search.to_lowercase();
    let own = letter.offer.language.as_deref().unwrap_or(t.code());
    let own = own.split('-').next().unwrap_or_default();
    let is_found = |one: &&Template| {
        let name = one.name.replace('_', " ");
        let texts = [&one.name, &name, &one.language, &one.body];
        one.may_leave() && texts.iter().any(|text| text.to_lowercase().contains(&wanted))
    };
    let mut found: Vec<&Template> = letter.offer.templates.iter().filter(is_found).collect();
    found.sort_by_key(|one| one.language.split('_').next() != Some(own));
    let none = found.is_empty().then(|| view! { <p class="hint">{t.no_template_found()}</p> });
    let lines = found.into_iter().map(|template| line(letter, template, t)).collect_view();
    view! {
        <form class="search" method="get" action=path(letter.number)>
            <label class="field">
                <span>{t.look_for_a_template()}</span>
                <input type="search" name="q" value=letter.search.clone()/>
            </label>
            <button class="button">{t.look()}</button>
        </form>
        {none}
        <ul class="things">{lines}</ul>
    }
    .into_any()
}

fn line(letter: &Letter, template: &Template, t: Language) -> AnyView {
    let Template { name, language, .. } = template;
    let href = format!("{}?name={name}&language={language}", path(letter.number));
    let first: String = template.body.chars().take(160).collect();
    let shut = letter.offer.opted_out && template.is_marketing();
    let shut =
        shut.then(|| view! { <small class="trouble">{t.customer_wants_no_marketing()}</small> });
    view! {
        <li class="thing template">
            <a href=href>{name.clone()}</a>
            <small class="hint">{format!("{language} · {}", cost(letter, template, t))}</small>
            <p class="words" dir="auto">{first}</p>
            {shut}
        </li>
    }
    .into_any()
}

/// What it would cost now (COST-1).
fn cost(letter: &Letter, template: &Template, t: Language) -> String {
    let sending = Sending::Template { category: template.category };
    let cost = letter.offer.window.cost_of(sending, letter.now);
    t.template_cost(template.category, cost, letter.offer.country.as_ref())
}

fn sheet(letter: &Letter, chosen: &Chosen, t: Language) -> AnyView {
    let Chosen { template, values, id, refused } = chosen;
    let flaws: &[Flaw] = match refused {
        Some(Refusal::Unsendable(Unsendable::Unfilled(flaws))) => flaws,
        _ => &[],
    };
    let gaps = template.gaps();
    let fields = gaps.iter().map(|gap| {
        let key = gap.key();
        let value = values.get(&key).map(String::as_str).unwrap_or_default();
        let hint = if gap.is_optional() { t.may_be_left_out().to_owned() } else { String::new() };
        let label = label(template, gap, t);
        let name = format!("{GAP}{key}");
        let (long, offered) = (false, Some(FACTS));
        Field { name: &name, place: &key, label, value, hint, long, offered }.view(flaws, t)
    });
    let fields = fields.collect_view();
    let trouble = refused.as_ref().map(|refused| {
        view! { <p class="trouble" role="alert">{t.letter_refused(template, refused)}</p> }
    });
    let facts = letter.offer.facts.all().into_iter();
    let facts = facts.map(|fact| view! { <option value=fact.to_owned()></option> });
    let buttons = template.buttons.iter().map(|button| button.title().to_owned()).collect();
    view! {
        <p><a href=path(letter.number)>{t.another_template()}</a></p>
        <h2>{template.name.clone()}</h2>
        {trouble}
        <form class="sheet" method="post" action=path(letter.number)>
            {kept("name", &template.name)}
            {kept("language", &template.language)}
            {kept("id", id)}
            // The first button is what the Enter key presses.
            <button class="heard" name="do" value="preview" tabindex="-1">{t.preview()}</button>
            {fields}
            <datalist id=FACTS>{facts.collect_view()}</datalist>
            <h2>{t.what_they_will_read()}</h2>
            {preview(template.words(values), buttons)}
            <p class="cost" role="note">{cost(letter, template, t)}</p>
            <div class="sheet-end">
                <button class="button" name="do" value="preview">{t.preview()}</button>
                <button class="button primary" name="do" value="send">{t.send_it()}</button>
            </div>
        </form>
    }
    .into_any()
}
