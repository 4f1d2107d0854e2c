//! The form by which a number is connected: where each thing is found at Meta, and beside a field why it
//! was not taken. A secret that was sent once stays on the server; its field says so and stays empty.

use leptos::prelude::*;

use super::{Draft, Field, LIST, NEW, Registry};
use crate::language::Language;
use crate::settings::trouble;

pub(super) fn view(registry: &Registry, draft: &Draft, t: Language) -> AnyView {
    if registry.practice {
        return view! {
            <a class="back" href=LIST>{t.business_numbers()}</a>
            <h1>{t.connect_a_number()}</h1>
            <p class="hint">{t.practice_connects_nothing()}</p>
        }
        .into_any();
    }
    let complaints = draft.objections.iter();
    let complaints = complaints.map(|objection| {
        t.objection_at(t.number_field(objection.field), t.why_unconnected(&objection.why))
    });
    view! {
        <a class="back" href=LIST>{t.business_numbers()}</a>
        <h1>{t.connect_a_number()}</h1>
        <p class="hint">{t.connect_hint()}</p>
        {trouble(complaints.collect())}
        <form class="sheet" method="post" action=NEW autocomplete="off">
            {line(draft, Field::App, "app", &draft.app, t)}
            {secret(draft, Field::AppSecret, "app_secret", draft.has_secret, t)}
            {line(draft, Field::Account, "account", &draft.account, t)}
            {line(draft, Field::Number, "number", &draft.number, t)}
            {secret(draft, Field::Token, "token", draft.has_token, t)}
            <div class="sheet-end">
                <button class="button primary">{t.check_and_connect()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn line(draft: &Draft, field: Field, name: &'static str, value: &str, t: Language) -> AnyView {
    let wrong = is_wrong(draft, field);
    view! {
        <label class="field">
            <span>{t.number_field(field)}</span>
            <input
                type="text"
                name=name
                value=value.to_owned()
                inputmode="numeric"
                aria-invalid=wrong.then_some("true")
                autofocus=wrong
            />
            <small class="hint">{t.number_field_hint(field)}</small>
        </label>
    }
    .into_any()
}

fn secret(draft: &Draft, field: Field, name: &'static str, kept: bool, t: Language) -> AnyView {
    let wrong = is_wrong(draft, field);
    let hint = if kept { t.secret_is_kept() } else { t.number_field_hint(field) };
    view! {
        <label class="field">
            <span>{t.number_field(field)}</span>
            <input
                type="password"
                name=name
                autocomplete="off"
                aria-invalid=wrong.then_some("true")
                autofocus=wrong
            />
            <small class="hint">{hint}</small>
        </label>
    }
    .into_any()
}

/// The first field that is wrong gets the focus with it.
fn is_wrong(draft: &Draft, field: Field) -> bool {
    draft.objections.first().is_some_and(|objection| objection.field == field)
}
