//! The rows of a rule's conditions on the page: each fact with the comparisons and values it allows.

use desk::routing::{Field, Kind};
use leptos::prelude::*;

use super::{FIELDS, GROUPS, TOP, field, operator_word};
use crate::language::Language;
use crate::settings::fields::{Choice, adder, choice, kept, line, row, several, tick};
use crate::settings::form::Form;
use crate::settings::office::Office;

pub(in crate::settings) fn view(form: &Form, office: &Office, t: Language) -> AnyView {
    let always = form.rows(&format!("{TOP}.in")).is_empty();
    view! {
        {always.then(|| view! { <p class="hint">{t.always_holds()}</p> })}
        {group_view(form, TOP, office, t)}
    }
    .into_any()
}

fn group_view(form: &Form, at: &str, office: &Office, t: Language) -> AnyView {
    let list = format!("{at}.in");
    let groups = GROUPS.map(|word| (word.to_owned(), t.group(word).to_owned()));
    let rows = form.rows(&list).into_iter().map(|at| {
        let is = form.get(&format!("{at}.is")).to_owned();
        let (what, fields) = match is.as_str() {
            "group" => (t.a_group(), group_view(form, &at, office, t)),
            word => (t.fact(word), test_view(form, &at, word, office, t)),
        };
        let inside = view! { {kept(&format!("{at}.is"), &is)} {fields} };
        row(t, &at, what, inside.into_any())
    });
    let mut kinds: Vec<Choice> =
        FIELDS.map(|word| (word.to_owned(), t.fact(word).to_owned())).to_vec();
    kinds.push(("group".to_owned(), t.a_group().to_owned()));
    view! {
        {choice(form, &format!("{at}.group"), t.what_has_to_hold(), &groups)}
        <ol class="form-rows">{rows.collect_view()}</ol>
        {adder(t, &list, t.another_condition(), &kinds)}
    }
    .into_any()
}

fn test_view(form: &Form, at: &str, word: &str, office: &Office, t: Language) -> AnyView {
    let invented = matches!(word, "custom_field" | "contact_attribute");
    let Some(field) = field(word, "-") else { return ().into_any() };
    let operators: Vec<Choice> = field
        .kind()
        .operators()
        .iter()
        .map(|operator| {
            (operator_word(*operator), t.operator(&operator_word(*operator)).to_owned())
        })
        .collect();
    let name = format!("{at}.value");
    let value = match (field.kind(), choices(&field, office, t)) {
        (Kind::Truth, _) => {
            let answers = [("yes", t.yes()), ("no", t.no())];
            let answers = answers.map(|(word, text)| (word.to_owned(), text.to_owned()));
            choice(form, &name, t.value(), &answers)
        }
        (_, choices) if !choices.is_empty() => several(form, &name, t.value(), &choices),
        (Kind::Number | Kind::Hour, _) => line(form, &name, t.value(), t.number_hint()),
        _ => line(form, &name, t.value(), t.list_hint()),
    };
    let exact = matches!(field.kind(), Kind::Text | Kind::TextOrNumber);
    view! {
        {invented.then(|| line(form, &format!("{at}.name"), t.name(), ""))}
        {choice(form, &format!("{at}.operator"), t.comparison(), &operators)}
        {value}
        {exact.then(|| tick(form, &format!("{at}.exact"), t.letter_for_letter()))}
    }
    .into_any()
}

fn choices(field: &Field, office: &Office, t: Language) -> Vec<Choice> {
    match field {
        Field::Team => office.teams(),
        Field::Owner => office.people(),
        Field::Channel => office.numbers(),
        field => {
            let words = field.words().into_iter();
            words.map(|word| (word.to_owned(), t.fact_word(word))).collect()
        }
    }
}
