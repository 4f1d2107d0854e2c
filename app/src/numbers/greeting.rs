//! What a number says by itself: the rules that do it, and how another one begins. It is gone on with,
//! tried and laid down where all rules are.

use desk::number::Number;
use desk::routing::Rule;
use desk::rulebook::{Occasion, Rulebook};
use leptos::prelude::*;

use super::{path, replies_path};
use crate::language::Language;
use crate::settings::Form;
use crate::settings::fields::{kept, lines};

/// A number, and the rules of the team.
#[derive(Debug, Clone)]
pub struct Greetings {
    pub number: Number,
    pub rulebook: Rulebook,
}

/// The rule that a form begins; none if it is for no occasion that we know.
pub fn begun(number: &Number, form: &Form, t: Language) -> Option<Rule> {
    let occasion = form.text("occasion");
    let occasion = Occasion::ALL.into_iter().find(|one| one.word() == occasion)?;
    let name = format!("{} · {}", t.occasion(occasion), number.display);
    Some(occasion.rule(&number.id, name, form.text("text")))
}

pub(super) fn view(greetings: &Greetings, t: Language) -> AnyView {
    let number = &greetings.number;
    let parts = Occasion::ALL.map(|occasion| part(greetings, occasion, t));
    view! {
        <a class="back" href=path(&number.id)>{number.display.clone()}</a>
        <h1>{t.replies_title()}</h1>
        <p class="hint">{t.replies_hint()}</p>
        {parts.into_iter().collect_view()}
    }
    .into_any()
}

/// The rules for an occasion, or what begins one.
fn part(greetings: &Greetings, occasion: Occasion, t: Language) -> AnyView {
    let number = &greetings.number.id;
    let rules = greetings.rulebook.greetings(number, occasion);
    let begins = rules.is_empty().then(|| {
        view! {
            <form class="sheet" method="post" action=replies_path(number)>
                {kept("occasion", occasion.word())}
                {lines(&Form::default(), "text", t.occasion_text(), t.occasion_hint(occasion))}
                <div class="sheet-end">
                    <button class="button primary">{t.go_on_to_the_rule()}</button>
                </div>
            </form>
        }
    });
    let rules = rules.into_iter().map(|rule| {
        let switch = if rule.on { t.on() } else { t.off() };
        view! {
            <li class="thing">
                <a href=format!("/settings/rules/{}", rule.id)>{rule.name.clone()}</a>
                <small class="hint">{switch}</small>
            </li>
        }
    });
    view! {
        <h2>{t.occasion(occasion)}</h2>
        <ul class="things">{rules.collect_view()}</ul>
        {begins}
    }
    .into_any()
}
