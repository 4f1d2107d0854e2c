//! What several of these pages have in common: what came of the last form, sessions, moments.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::Sitting;
use crate::language::Language;
use crate::time::clock;
use crate::ui::Icon;

/// What came of the form that led here, by the word in the address.
pub(crate) fn outcome(t: Language) -> AnyView {
    let query = use_query_map();
    let word = |name: &str| query.read_untracked().get(name);
    let said = word("said").and_then(|word| t.access_said(&word));
    let problem = word("problem").map(|word| t.access_problem(&word));
    view! {
        {said.map(|said| view! { <p role="status">{said}</p> })}
        {problem.map(|problem| view! {
            <p class="trouble" role="alert"><Icon name="alert"/> " " <span>{problem}</span></p>
        })}
    }
    .into_any()
}

/// A moment in the reader's zone, to stand in a sentence.
pub(crate) fn moment(at: DateTime<Utc>, t: Language) -> String {
    let clock = clock();
    // A page that is never brought to life subscribes to nothing.
    untrack(|| t.when(clock.local(at), clock.local(clock.now())))
}

/// Sessions, each with what ends it in a form that is sent to `action`.
pub(super) fn sittings(all: &[Sitting], action: &str, ends_each: bool, t: Language) -> AnyView {
    let none = all.is_empty().then(|| view! { <p class="hint">{t.no_sessions()}</p> });
    let lines = all.iter().map(|sitting| line(sitting, action, ends_each, t));
    view! {
        {none}
        <ul class="things">{lines.collect_view()}</ul>
    }
    .into_any()
}

fn line(sitting: &Sitting, action: &str, ends: bool, t: Language) -> AnyView {
    let device = match sitting.device.as_str() {
        "" => t.unknown_device().to_owned(),
        known => known.to_owned(),
    };
    let label = t.end_session_of(&device, &sitting.address);
    let value = format!("end {}", sitting.mark);
    let (action, current) = (action.to_owned(), sitting.current);
    let told = t.session_told(&sitting.address, moment(sitting.since, t), moment(sitting.seen, t));
    view! {
        <li class="thing">
            <strong>{device}</strong>
            <small class="hint">{told}</small>
            {current.then(|| view! { <small>{t.this_session()}</small> })}
            {(ends && !current).then(|| view! {
                <form method="post" action=action>
                    <button class="button small" name="do" value=value aria-label=label>{t.end_session()}</button>
                </form>
            })}
        </li>
    }
    .into_any()
}
