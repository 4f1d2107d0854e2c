//! Rules: what starts one, what it asks, and what is done then.

use desk::ids::RuleId;
use desk::routing::{Action, Rule, Trigger};
use desk::rulebook::Rulebook;
use leptos::prelude::*;

use super::fields::{line, tick};
use super::form::Form;
use super::office::Office;
use super::page::{self, Read};
use super::{actions, conditions, triggers};
use crate::language::Language;

pub(super) fn blank() -> Form {
    let mut form = Form::default();
    form.tick("on", true);
    triggers::fill(&mut form, &[Trigger::MessageIn]);
    form
}

pub(super) fn fill(rule: &Rule) -> Form {
    let mut form = Form::default();
    form.put("name", &rule.name);
    form.tick("on", rule.on);
    form.tick("stop", rule.stop);
    triggers::fill(&mut form, &rule.when);
    conditions::fill(&mut form, &rule.condition);
    actions::fill(&mut form, "then", &rule.then);
    actions::fill(&mut form, "otherwise", &rule.otherwise);
    form
}

pub(super) fn read(form: &Form, id: &str, book: &mut Rulebook, t: Language) -> Read {
    let taken = |id: &str| book.rules.rules.iter().any(|rule| rule.id.0 == id);
    let new = (RuleId(page::new_id(form.get("name"), taken)), 1);
    let known = book.rules.rules.iter_mut().find(|rule| rule.id.0 == id);
    let (id, version) = known.as_ref().map_or(new, |known| (known.id.clone(), known.version));
    let actions = |list| -> Result<Vec<Action>, Vec<String>> { actions::read(form, list, t) };
    let rule = Rule {
        id,
        name: form.text("name"),
        version,
        on: form.has("on"),
        when: triggers::read(form, t)?,
        condition: conditions::read(form, t)?,
        then: actions("then")?,
        otherwise: actions("otherwise")?,
        stop: form.has("stop"),
    };
    match known {
        Some(known) => page::replace(known, rule, |rule| &mut rule.version),
        None => book.rules.rules.push(rule),
    }
    Ok(())
}

/// The rule that [`read`] put into `book` for that page: a new one stands last.
pub(super) fn written<'b>(book: &'b Rulebook, id: &str) -> Option<&'b Rule> {
    let rules = &book.rules.rules;
    rules.iter().find(|rule| rule.id.0 == id).or(rules.last())
}

/// The rule as [`read`] would put it into `book`.
pub(super) fn as_read(form: &Form, id: &str, mut book: Rulebook, t: Language) -> Option<Rule> {
    read(form, id, &mut book, t).ok()?;
    written(&book, id).cloned()
}

pub(super) fn view(form: &Form, office: &Office, t: Language) -> AnyView {
    view! {
        {line(form, "name", t.name(), "")}
        {tick(form, "on", t.switched_on())}
        <h2>{t.when_it_starts()}</h2>
        {triggers::view(form, t)}
        <h2>{t.what_it_asks()}</h2>
        {conditions::view(form, office, t)}
        <h2>{t.what_is_done()}</h2>
        {actions::view(form, "then", office, t)}
        <details class="more" open=!form.rows("otherwise").is_empty()>
            <summary>{t.what_is_done_otherwise()}</summary>
            {actions::view(form, "otherwise", office, t)}
        </details>
        {tick(form, "stop", t.stop_after_this())}
    }
    .into_any()
}
