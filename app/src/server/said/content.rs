//! What a message holds, kind by kind.

use chrono::{DateTime, Utc};
use desk::message::{Answer, Content, Message, Row};
use leptos::prelude::*;

use super::{Teller, card, file, map, order};
use crate::time::zone;
use crate::ui::Icon;

pub(super) fn content(teller: &Teller, message: &Message) -> AnyView {
    let t = teller.t;
    match &message.content {
        Content::Text { body } => text(body),
        Content::Template { words: Some(words), .. } => {
            card("file", t.content_kind("template"), vec![words.clone()])
        }
        Content::Template { name, parameters, .. } => {
            let lines = std::iter::once(name).chain(parameters).cloned();
            card("file", t.content_kind("template"), lines.collect())
        }
        Content::Media { .. } => file::file(t, message),
        Content::Location { latitude, longitude, name, address } => {
            map::location(t, [latitude, longitude], [name.as_deref(), address.as_deref()])
        }
        Content::Contacts { names, cards } => card::contacts(t, names, cards.as_ref()),
        Content::Choice { title, description, .. } => {
            let lines = [Some(title.clone()), description.clone()].into_iter().flatten();
            card("choice", t.content_kind("choice"), lines.collect())
        }
        Content::List { body, rows, .. } => list(teller, body, rows),
        Content::Form { title, answers } => form(teller, title.as_deref(), answers),
        Content::Consent { given, lasting, until } => {
            text(&consent(teller, *given, until.filter(|_| !lasting)))
        }
        Content::Rating { title, .. } => {
            card("choice", t.content_kind("rating"), vec![title.clone()])
        }
        // Those have a place of their own whose message is not here, or of another ticket.
        Content::Reaction { emoji: Some(emoji), .. } => {
            text(&t.reacted(emoji, t.earlier_message()))
        }
        Content::Reaction { emoji: None, .. } => text(&t.took_reaction_back(t.earlier_message())),
        Content::Edit { text: words, .. } => {
            card("pencil", t.content_kind("edit"), words.iter().cloned().collect())
        }
        Content::Revoke { .. } => text(t.content_kind("revoke")),
        Content::Order { text: words, items } => order::order(t, words.as_deref(), items),
        Content::System { notice: Some(notice), .. } => text(t.notice(*notice)),
        Content::System { body, notice: None } => text(&t.notice_other(body)),
        Content::Unsupported { raw } => {
            let kind = card("question", t.content_kind("unsupported"), vec![]);
            as_it_came(teller, kind, raw)
        }
        Content::Unknown { name, raw } => {
            let kind = card("question", t.content_kind("unknown"), vec![t.unknown_kind(name)]);
            as_it_came(teller, kind, raw)
        }
    }
}

pub(super) fn text(body: &str) -> AnyView {
    view! { <p class="words" dir="auto">{body.to_owned()}</p> }.into_any()
}

/// A kind with its sign, and what there is to read of it.
pub(super) fn card(icon: &'static str, kind: &'static str, lines: Vec<String>) -> AnyView {
    let lines = lines.iter().map(|line| text(line)).collect_view();
    view! {
        <p class="kind"><Icon name=icon/> " " {kind}</p>
        {lines}
    }
    .into_any()
}

/// A question of ours, with what can be answered.
fn list(teller: &Teller, body: &str, rows: &[Row]) -> AnyView {
    let rows = rows.iter().map(|row| {
        let more =
            row.description.clone().map(|more| view! { " " <span class="hint">{more}</span> });
        view! { <li dir="auto">{row.title.clone()} {more}</li> }
    });
    let rows = rows.collect_view();
    view! {
        {card("choice", teller.t.content_kind("list"), vec![body.to_owned()])}
        <ul class="rows">{rows}</ul>
    }
    .into_any()
}

/// What was filled into a form. Its name is ours, or that of a form that we made.
fn form(teller: &Teller, title: Option<&str>, answers: &[Answer]) -> AnyView {
    let t = teller.t;
    let lines = title.map(str::to_owned).into_iter().collect();
    let fields = answers.iter().map(|Answer { field, value }| {
        view! { <dt dir="auto">{field.clone()}</dt> <dd dir="auto">{value.clone()}</dd> }
    });
    let fields = fields.collect_view();
    let empty = answers.is_empty().then(|| view! { <p class="hint">{t.empty_form()}</p> });
    view! {
        {card("choice", t.content_kind("form"), lines)}
        {empty}
        <dl class="answers">{fields}</dl>
    }
    .into_any()
}

fn consent(teller: &Teller, given: bool, until: Option<DateTime<Utc>>) -> String {
    let t = teller.t;
    let zone = zone(teller.offset);
    match (given, until) {
        (false, _) => t.consent_refused().to_owned(),
        (true, None) => t.consent_given().to_owned(),
        (true, Some(until)) => {
            let when = t.when(until.with_timezone(&zone), teller.now.with_timezone(&zone));
            t.consent_until(when)
        }
    }
}

/// Meta's JSON, for those who may see it.
fn as_it_came(teller: &Teller, kind: AnyView, raw: &str) -> AnyView {
    let json: Option<serde_json::Value> = serde_json::from_str(raw).ok();
    let pretty = json.and_then(|json| serde_json::to_string_pretty(&json).ok());
    let shown = pretty.unwrap_or_else(|| raw.to_owned());
    let shown = (!raw.is_empty()).then(|| {
        view! {
            <details class="raw-json">
                <summary>{teller.t.as_it_came()}</summary>
                <pre>{shown}</pre>
            </details>
        }
    });
    view! { {kind} {shown} }.into_any()
}
