//! The form by which a new template is drawn up and handed in: what is wrong stands beside each field, and
//! what the customer would read below, with the samples in its gaps.

use desk::template::{LONGEST_BODY, LONGEST_FOOTER, LONGEST_HEADER};
use desk::window::Category;
use leptos::prelude::*;

use super::draft::{BUTTON, KINDS};
use super::gap::{Field, label};
use super::{Draft, LIST, NEW, Returned, Shelves, preview, read, told};
use crate::language::Language;
use crate::settings::Form;
use crate::settings::fields::{adder, choice, row};
use crate::settings::trouble;

/// Where the list of languages stands.
const LANGUAGES: &str = "languages";
const OFFERED: [&str; 8] = ["ca", "es", "en", "en_US", "en_GB", "fr", "pt_PT", "pt_BR"];

pub(super) fn view(shelves: &Shelves, returned: &Returned, t: Language) -> AnyView {
    let Returned { form, flaws, said } = returned;
    let draft = read(form);
    let line = |name: &str, label: &str, hint: String, long: bool| {
        let (label, value) = (label.to_owned(), form.get(name));
        let offered = (name == "language").then_some(LANGUAGES);
        Field { name, place: name, label, value, hint, long, offered }.view(flaws, t)
    };
    let categories = [Category::Utility, Category::Marketing]
        .map(|category| (category.word().to_owned(), t.template_category(category).to_owned()));
    let headers =
        ["none", "text", "location"].map(|kind| (kind.to_owned(), t.header_kind(kind).to_owned()));
    let languages = OFFERED.map(|code| view! { <option value=code></option> });
    let complaints = (!flaws.is_empty()).then(|| t.template_has_flaws().to_owned());
    let title = form.get("header.kind") == "text";
    view! {
        <a class="back" href=LIST>{t.templates()}</a>
        <h1>{t.new_template()}</h1>
        <p class="hint">{t.new_template_hint()}</p>
        {said.as_ref().map(told)}
        {trouble(complaints.into_iter().collect())}
        <form class="sheet" method="post" action=NEW>
            // The first button is what the Enter key presses.
            <button class="heard" name="do" value="preview" tabindex="-1">{t.preview()}</button>
            {accounts(shelves, form, t)}
            {line("name", t.template_name(), t.template_name_form().to_owned(), false)}
            {line("language", t.template_language(), t.template_language_form().to_owned(), false)}
            <datalist id=LANGUAGES>{languages.collect_view()}</datalist>
            {choice(form, "category", t.category_label(), &categories)}
            {choice(form, "header.kind", t.header_label(), &headers)}
            {title.then(|| line("header", t.header_text(), t.at_most(LONGEST_HEADER), false))}
            {line("body", t.body_label(), t.body_hint("{{1}}", LONGEST_BODY), true)}
            {line("footer", t.footer_label(), t.at_most(LONGEST_FOOTER), false)}
            {buttons(form, returned, t)}
            {samples(&draft, returned, t)}
            <h2>{t.preview()}</h2>
            {shown(&draft)}
            <div class="sheet-end">
                <button class="button" name="do" value="preview">{t.preview()}</button>
                <button class="button primary" name="do" value="hand_in">{t.hand_in()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Which account it is for; where there is one, it goes along unseen.
fn accounts(shelves: &Shelves, form: &Form, t: Language) -> AnyView {
    let all: Vec<_> =
        shelves.accounts.iter().map(|account| (account.id.clone(), account.title())).collect();
    match all.as_slice() {
        [(only, _)] => {
            view! { <input type="hidden" name="account" value=only.clone()/> }.into_any()
        }
        _ => choice(form, "account", t.account_label(), &all),
    }
}

fn buttons(form: &Form, returned: &Returned, t: Language) -> AnyView {
    let rows = form.rows(BUTTON).into_iter().enumerate().map(|(place, at)| {
        let kind = form.get(&format!("{at}.is"));
        let place = format!("{BUTTON}.{place}");
        let field = |part: &str, label: &str, flawed: bool| {
            let name = format!("{at}.{part}");
            let (label, value) = (label.to_owned(), form.get(&name));
            let place = if flawed { place.as_str() } else { "" };
            let (hint, long, offered) = (String::new(), false, None);
            Field { name: &name, place, label, value, hint, long, offered }.view(&returned.flaws, t)
        };
        let has_title = kind != "copy_code";
        let inside = view! {
            <input type="hidden" name=format!("{at}.is") value=kind.to_owned()/>
            {has_title.then(|| field("title", t.button_title(), kind == "quick_reply"))}
            {(kind != "quick_reply").then(|| field("value", t.button_value(kind), true))}
        };
        row(t, &at, t.button_kind(kind), inside.into_any())
    });
    let rows = rows.collect_view();
    let kinds = KINDS.map(|kind| (kind.to_owned(), t.button_kind(kind).to_owned()));
    view! {
        <fieldset class="several">
            <legend>{t.buttons_label()}</legend>
            <ol class="form-rows">{rows}</ol>
            {adder(t, BUTTON, t.one_more_button(), &kinds)}
        </fieldset>
    }
    .into_any()
}

/// A field for each gap of words that the draft has by now.
fn samples(draft: &Draft, returned: &Returned, t: Language) -> AnyView {
    let fields = draft.template.sampled().into_iter().map(|gap| {
        let name = format!("sample.{}", gap.key());
        let label = t.sample_of(label(&draft.template, &gap, t));
        let value = returned.form.get(&name);
        let (hint, long, offered) = (String::new(), false, None);
        Field { name: &name, place: &name, label, value, hint, long, offered }
            .view(&returned.flaws, t)
    });
    let fields: Vec<AnyView> = fields.collect();
    if fields.is_empty() {
        return ().into_any();
    }
    view! {
        <h2>{t.samples_label()}</h2>
        <p class="hint">{t.samples_hint()}</p>
        {fields}
    }
    .into_any()
}

fn shown(draft: &Draft) -> AnyView {
    let buttons = draft.template.buttons.iter().map(|button| button.title().to_owned());
    preview(draft.template.words(&draft.samples), buttons.collect())
}
