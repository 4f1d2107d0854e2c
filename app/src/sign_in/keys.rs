//! The keys of programs: each with what it may and when it was last used, and another one.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::parts::{moment, outcome};
use super::{KEYS, Key, Keys};
use crate::language::Language;
use crate::settings::fields::{choice, date, line, roles};
use crate::settings::{Form, trouble};

pub(super) fn view(keys: &Keys, t: Language) -> AnyView {
    let none = keys.keys.is_empty().then(|| view! { <p class="hint">{t.no_keys()}</p> });
    let lines = keys.keys.iter().map(|key| one(key, keys.now, t));
    let made = keys.made.clone().map(|(name, key)| {
        view! {
            <label class="field">
                <span>{t.key_made(name)}</span>
                <input type="text" readonly=true value=key/>
            </label>
        }
    });
    let returned = keys.returned.clone();
    let form = returned.as_ref().map_or_else(blank, |returned| returned.form.clone());
    view! {
        <h1>{t.keys()}</h1>
        <p class="hint">{t.keys_hint()}</p>
        {outcome(t)}
        <div class="sheet">{made}</div>
        {none}
        <form method="post" action=KEYS>
            <ul class="things">{lines.collect_view()}</ul>
        </form>
        <h2>{t.new_key()}</h2>
        {trouble(returned.map(|returned| returned.complaints).unwrap_or_default())}
        <form class="sheet" method="post" action=KEYS>
            {line(&form, "name", t.key_name(), "")}
            {choice(&form, "role", t.role_label(), &roles(t))}
            {date(&form, "ends", t.key_ends())}
            <div class="sheet-end">
                <button class="button primary" name="do" value="make">{t.new_key()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The least that a key can do, unless somebody says else.
fn blank() -> Form {
    let mut form = Form::default();
    form.put("role", "guest");
    form
}

fn one(key: &Key, now: DateTime<Utc>, t: Language) -> AnyView {
    let made = key.made.map(|at| match &key.by {
        Some(by) => t.key_by(by, moment(at, t)),
        None => t.key_since(moment(at, t)),
    });
    let used = match key.used {
        Some(at) => t.key_used(moment(at, t)),
        None => t.key_unused().to_owned(),
    };
    let ends = key.ends.map(|at| match at > now {
        true => t.key_until(moment(at, t)),
        false => t.key_is_over(moment(at, t)),
    });
    let role = t.role(key.role).to_owned();
    let told: Vec<String> = [Some(role), made, Some(used), ends].into_iter().flatten().collect();
    let value = format!("revoke {}", key.name);
    view! {
        <li class="thing">
            <strong>{key.name.clone()}</strong>
            <small class="hint">{told.join(" · ")}</small>
            <button class="button small danger" name="do" value=value aria-label=t.revoke_key(&key.name)>{t.revoke()}</button>
        </li>
    }
    .into_any()
}
