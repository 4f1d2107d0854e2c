//! The list: each account's templates with what became of them, and a way to ask Meta now.

use desk::template::Template;
use leptos::prelude::*;

use super::{Account, LIST, NEW, Said, Shelves, told};
use crate::language::Language;

pub(super) fn view(shelves: &Shelves, said: Option<&Said>, t: Language) -> AnyView {
    let accounts = shelves.accounts.iter().map(|one| account(shelves, one, t)).collect_view();
    let none = shelves.accounts.is_empty();
    view! {
        <h1>{t.templates()}</h1>
        <p class="hint">{t.templates_hint()}</p>
        {said.map(told)}
        {none.then(|| view! { <p class="hint">{t.no_number_yet()}</p> })}
        {(!none).then(|| view! { <a class="button primary" href=NEW>{t.new_template()}</a> })}
        {accounts}
    }
    .into_any()
}

fn account(shelves: &Shelves, account: &Account, t: Language) -> AnyView {
    let asked = match account.asked_at {
        Some(at) => t.templates_asked(t.long_ago(shelves.now - at)),
        None => t.templates_never_asked().to_owned(),
    };
    let none = account.templates.is_empty();
    let none = none.then(|| view! { <p class="hint">{t.no_templates()}</p> });
    let lines = account.templates.iter().map(|template| line(template, t)).collect_view();
    view! {
        <article class="account" data-account=account.id.clone()>
            <h2>{account.title()}</h2>
            <form method="post" action=LIST>
                <input type="hidden" name="account" value=account.id.clone()/>
                <p class="hint">{asked}</p>
                <button class="button">{t.ask_meta_now()}</button>
            </form>
            {none}
            <ul class="things">{lines}</ul>
        </article>
    }
    .into_any()
}

fn line(template: &Template, t: Language) -> AnyView {
    let quality = t.quality(template.quality);
    let facts = format!(
        "{} · {} · {}",
        template.language,
        t.template_category(template.category),
        t.quality_is(quality)
    );
    let reason = template.reason.clone().map(|reason| {
        view! { <small class="hint">{t.template_reason(reason)}</small> }
    });
    let strange = template.strange.clone().map(|part| {
        view! { <small class="hint">{t.not_sent_from_here(part)}</small> }
    });
    let first: String = template.body.chars().take(120).collect();
    view! {
        <li class="thing template" data-status=template.status.word()>
            <strong>{template.name.clone()}</strong>
            <span class="status">{t.template_status(template.status)}</span>
            <small class="hint">{facts}</small>
            <p class="words" dir="auto">{first}</p>
            {reason}
            {strange}
        </li>
    }
    .into_any()
}
