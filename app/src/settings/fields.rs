//! The parts that forms are made of: a labelled field, a choice, a box, a row of a list.

use desk::permissions::Role;
use leptos::prelude::*;

use super::form::Form;
use crate::language::Language;

/// A value and what people call it.
pub(crate) type Choice = (String, String);

/// One line of text.
pub(crate) fn line(form: &Form, name: &str, label: &str, hint: &str) -> AnyView {
    let value = form.get(name).to_owned();
    let hint = (!hint.is_empty()).then(|| view! { <small class="hint">{hint.to_owned()}</small> });
    view! {
        <label class="field">
            <span>{label.to_owned()}</span>
            <input type="text" name=name.to_owned() value=value autocomplete="off"/>
            {hint}
        </label>
    }
    .into_any()
}

/// A day, or none.
pub(crate) fn date(form: &Form, name: &str, label: &str) -> AnyView {
    let value = form.get(name).to_owned();
    view! {
        <label class="field">
            <span>{label.to_owned()}</span>
            <input type="date" name=name.to_owned() value=value/>
        </label>
    }
    .into_any()
}

/// Every role, by the word that stands for it in a form.
pub(crate) fn roles(t: Language) -> Vec<Choice> {
    Role::ALL.map(|role| (role.word().to_owned(), t.role(role).to_owned())).to_vec()
}

/// Several lines of text.
pub(crate) fn lines(form: &Form, name: &str, label: &str, hint: &str) -> AnyView {
    let value = form.get(name).to_owned();
    view! {
        <label class="field">
            <span>{label.to_owned()}</span>
            <textarea name=name.to_owned() rows="3">{value}</textarea>
            <small class="hint">{hint.to_owned()}</small>
        </label>
    }
    .into_any()
}

/// A box to tick.
pub(crate) fn tick(form: &Form, name: &str, label: &str) -> AnyView {
    view! {
        <label class="tick">
            <input type="checkbox" name=name.to_owned() value="yes" checked=form.has(name)/>
            <span>{label.to_owned()}</span>
        </label>
    }
    .into_any()
}

/// One of several.
pub(crate) fn choice(form: &Form, name: &str, label: &str, choices: &[Choice]) -> AnyView {
    let chosen = form.get(name).to_owned();
    view! {
        <label class="field">
            <span>{label.to_owned()}</span>
            <select name=name.to_owned()>{options(choices, &chosen)}</select>
        </label>
    }
    .into_any()
}

/// Any of several.
pub(super) fn several(form: &Form, name: &str, label: &str, choices: &[Choice]) -> AnyView {
    let boxes = choices.iter().map(|(value, word)| {
        let checked = form.all(name).any(|known| known == value);
        view! {
            <label class="tick">
                <input type="checkbox" name=name.to_owned() value=value.clone() checked=checked/>
                <span>{word.clone()}</span>
            </label>
        }
    });
    view! {
        <fieldset class="several">
            <legend>{label.to_owned()}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// A value that goes along unseen.
pub(crate) fn kept(name: &str, value: &str) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }.into_any()
}

fn options(choices: &[Choice], chosen: &str) -> impl IntoView + use<> {
    let options = choices.iter().map(|(value, word)| {
        view! { <option value=value.clone() selected=value == chosen>{word.clone()}</option> }
    });
    options.collect_view()
}

/// A row of a list, with what it holds and the buttons to move it and take it away.
pub(super) fn row(t: Language, row: &str, what: &str, inside: AnyView) -> AnyView {
    let (list, key) = row.rsplit_once('.').unwrap_or((row, ""));
    let (up, remove) = (format!("up {list} {key}"), format!("remove {list} {key}"));
    view! {
        <li class="form-row">
            <input type="hidden" name=list.to_owned() value=key.to_owned()/>
            <div class="form-row-head">
                <strong>{what.to_owned()}</strong>
                <button class="button small" name="do" value=up aria-label=t.move_up_this(what)>{t.move_up()}</button>
                <button class="button small" name="do" value=remove aria-label=t.remove_this(what)>{t.remove()}</button>
            </div>
            <div class="form-row-fields">{inside}</div>
        </li>
    }
    .into_any()
}

/// What adds a row of a chosen kind to `list`.
pub(super) fn adder(t: Language, list: &str, label: &str, kinds: &[Choice]) -> AnyView {
    view! {
        <div class="adder">
            <label class="field">
                <span>{label.to_owned()}</span>
                <select name=format!("{list}.kind")>{options(kinds, "")}</select>
            </label>
            <button class="button" name="do" value=format!("add {list}")>{t.add()}</button>
        </div>
    }
    .into_any()
}
