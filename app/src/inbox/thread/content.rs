//! What a message holds, kind by kind. Only a file changes afterwards: see [`super::file`].

use desk::message::{Content, Item, Message};
use leptos::prelude::*;

use super::file::file;
use crate::inbox::talk::Talk;
use crate::start::language;
use crate::ui::{Icon, IntoPart, Part};

#[component]
pub(super) fn Words(talk: Talk, message: RwSignal<Message>) -> impl IntoView {
    let t = language();
    match message.with_untracked(|message| message.content.clone()) {
        Content::Text { body } => text(body),
        Content::Template { name, parameters, .. } => {
            let lines = std::iter::once(name).chain(parameters);
            card("file", t.content_kind("template"), lines.collect())
        }
        Content::Media { .. } => (move || message.with(file)).part(),
        Content::Location { latitude, longitude, name, address } => {
            let place = [name, address, Some(format!("{latitude}, {longitude}"))];
            card("pin", t.content_kind("location"), place.into_iter().flatten().collect())
        }
        Content::Contacts { names, .. } => card("person", t.content_kind("contacts"), names),
        Content::Choice { title, .. } => card("choice", t.content_kind("choice"), vec![title]),
        Content::List { body, rows, .. } => {
            let lines = std::iter::once(body).chain(rows.into_iter().map(|row| row.title));
            card("choice", t.content_kind("list"), lines.collect())
        }
        Content::Rating { title, .. } => card("choice", t.content_kind("rating"), vec![title]),
        Content::Reaction { to, emoji } => text(reaction(talk, &to, emoji)),
        Content::Order { text, items } => {
            let lines = items.into_iter().map(item).chain(text).collect();
            card("cart", t.content_kind("order"), lines)
        }
        Content::Form { title, answers } => {
            let answers = answers.into_iter().map(|it| format!("{}: {}", it.field, it.value));
            card("choice", t.content_kind("form"), title.into_iter().chain(answers).collect())
        }
        Content::Consent { .. } => card("phone", t.content_kind("consent"), vec![]),
        Content::System { body, .. } => text(body),
        Content::Edit { text, .. } => {
            card("pencil", t.content_kind("edit"), text.into_iter().collect())
        }
        Content::Revoke { original } => text(match quoted(talk, &original) {
            Some(words) => t.deleted_message(words),
            None => t.content_kind("revoke").to_owned(),
        }),
        Content::Unsupported { .. } => card("question", t.content_kind("unsupported"), vec![]),
        Content::Unknown { name, .. } => {
            card("question", t.content_kind("unknown"), vec![t.unknown_kind(name)])
        }
    }
}

pub(super) fn text(body: String) -> Part {
    view! { <p class="words" dir="auto">{body}</p> }.part()
}

/// A kind with its sign, and what there is to read of it.
pub(super) fn card(icon: &'static str, kind: &'static str, lines: Vec<String>) -> Part {
    view! {
        <p class="kind"><Icon name=icon/> " " {kind}</p>
        {lines.into_iter().map(|line| view! { <p class="words" dir="auto">{line}</p> }).collect_view()}
    }
    .part()
}

fn item(item: Item) -> String {
    let Item { product, quantity, price, currency } = item;
    format!("{quantity} × {product} · {price} {currency}")
}

fn reaction(talk: Talk, to: &str, emoji: Option<String>) -> String {
    let t = language();
    let words = quoted(talk, to).unwrap_or_else(|| t.earlier_message().to_owned());
    match emoji {
        Some(emoji) => t.reacted(emoji, words),
        None => t.took_reaction_back(words),
    }
}

/// The beginning of an earlier message.
fn quoted(talk: Talk, external: &str) -> Option<String> {
    let line = talk.quoted(external)?.content.line()?;
    let short: String = line.chars().take(40).collect();
    Some(if short.len() < line.len() { format!("{short}…") } else { short })
}
