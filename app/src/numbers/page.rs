//! One number: the step that it needs next, the way for Meta to reach us, and how it is.

use chrono::{DateTime, Utc};
use desk::number::{Health, Standing, Told, Verification};
use leptos::prelude::*;
use leptos_meta::Meta;

use super::list::silence;
use super::{Dossier, LIST, Registry, Said, openers_path, path, profile_path, replies_path};
use crate::language::Language;
use crate::time::clock;

/// Seconds between two looks at whether Meta reached us.
const LOOK: &str = "10";

pub(super) fn view(registry: &Registry, dossier: &Dossier, t: Language) -> AnyView {
    let entry = &dossier.entry;
    let health = &entry.health;
    let said = dossier.said.as_ref().map(|said| message(said, t));
    let trouble = dossier.trouble.as_ref().map(|trouble| message(trouble, t));
    let finding = entry.finding.map(|finding| {
        view! { <p class="trouble" role="alert">{t.finding(finding)}</p> }
    });
    let concerns = health.concerns(registry.now);
    let concerns = concerns.iter().map(|concern| view! { <li>{t.concern(concern)}</li> });
    let step = next_step(dossier, t);
    // Where something has to be typed, a page that is loaded anew would take it away.
    let waits = step.is_none() && !health.is_reached();
    view! {
        {waits.then(|| view! { <Meta http_equiv="refresh" content=LOOK/> })}
        <a class="back" href=LIST>{t.business_numbers()}</a>
        <h1>{entry.number.display.clone()}</h1>
        {said}
        {trouble}
        {silence(registry, t)}
        {finding}
        <ul class="concerns">{concerns.collect_view()}</ul>
        {step}
        {ways(dossier, t)}
        {reaching(dossier, registry.now, t)}
        <h2>{t.how_it_is()}</h2>
        {facts(health, registry.now, t)}
        {events(health, t)}
    }
    .into_any()
}

/// What Meta told of it, the newest first.
fn events(health: &Health, t: Language) -> Option<AnyView> {
    let clock = clock();
    let lines = health.events.iter().rev().map(|event| {
        let (at, told) = (event.at, t.number_event(event));
        view! {
            <li data-event=event.word.clone()>
                <span dir="auto">{told}</span>
                " "
                <small class="hint">{move || t.moment(clock.local(at))}</small>
            </li>
        }
    });
    let lines = lines.collect_view();
    (!health.events.is_empty()).then(|| {
        view! {
            <h2>{t.what_meta_told()}</h2>
            <ol class="things">{lines}</ol>
        }
        .into_any()
    })
}

pub(super) fn message(said: &Said, t: Language) -> AnyView {
    let words = t.step_said(said);
    match said {
        Said::NotSixDigits | Said::Unreached | Said::Refused { .. } => {
            view! { <p class="trouble" role="alert">{words}</p> }.into_any()
        }
        _ => view! { <p role="status">{words}</p> }.into_any(),
    }
}

/// Where what customers get to see of the number is changed.
fn ways(dossier: &Dossier, t: Language) -> AnyView {
    let id = &dossier.entry.number.id;
    let ways = [
        (profile_path(id), t.profile_title()),
        (openers_path(id), t.openers_title()),
        (replies_path(id), t.replies_title()),
    ];
    let ways = ways.map(|(path, name)| {
        view! { <li class="thing"><a href=path>{name}</a></li> }
    });
    view! { <ul class="things">{ways.collect_view()}</ul> }.into_any()
}

/// What the number needs before it works: first a code, then a PIN, then the account's webhooks.
fn next_step(dossier: &Dossier, t: Language) -> Option<AnyView> {
    let health = &dossier.entry.health;
    let registered =
        is(&health.standing).is_none_or(|standing| standing != Standing::NotRegistered);
    let verified = is(&health.verification).is_none_or(|is| is == Verification::Verified);
    if !registered && !verified {
        return Some(verification(dossier, t));
    }
    if !registered {
        return Some(registration(dossier, t));
    }
    (is(&health.subscribed) == Some(false)).then(|| subscription(dossier, t))
}

fn verification(dossier: &Dossier, t: Language) -> AnyView {
    let action = path(&dossier.entry.number.id);
    view! {
        <h2>{t.verify_the_number()}</h2>
        <p class="hint">{t.verify_hint()}</p>
        <form class="sheet" method="post" action=action.clone()>
            <div class="sheet-end">
                <button class="button" name="do" value="sms">{t.code_by_sms()}</button>
                <button class="button" name="do" value="voice">{t.code_by_voice()}</button>
            </div>
        </form>
        <form class="sheet" method="post" action=action>
            {digits("code", t.code_label(), "")}
            <button class="button primary" name="do" value="verify">{t.verify_it()}</button>
        </form>
    }
    .into_any()
}

fn registration(dossier: &Dossier, t: Language) -> AnyView {
    let has_pin = is(&dossier.entry.health.has_pin) == Some(true);
    let hint = if has_pin { t.known_pin_hint() } else { t.new_pin_hint() };
    view! {
        <h2>{t.register_the_number()}</h2>
        <form class="sheet" method="post" action=path(&dossier.entry.number.id)>
            {digits("pin", t.pin_label(), hint)}
            <button class="button primary" name="do" value="register">{t.register_it()}</button>
        </form>
    }
    .into_any()
}

fn subscription(dossier: &Dossier, t: Language) -> AnyView {
    view! {
        <form class="sheet" method="post" action=path(&dossier.entry.number.id)>
            <p class="hint">{t.subscribe_hint()}</p>
            <button class="button primary" name="do" value="subscribe">{t.subscribe_it()}</button>
        </form>
    }
    .into_any()
}

fn digits(name: &'static str, label: &'static str, hint: &'static str) -> AnyView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input type="text" name=name inputmode="numeric" autocomplete="off" maxlength="16"/>
            {(!hint.is_empty()).then(|| view! { <small class="hint">{hint}</small> })}
        </label>
    }
    .into_any()
}

/// The webhook's address, and whether Meta found it.
fn reaching(dossier: &Dossier, now: DateTime<Utc>, t: Language) -> AnyView {
    let health = &dossier.entry.health;
    let word = match (health.heard_at, health.verified_at) {
        (Some(at), _) => t.webhook_came(t.long_ago(now - at)),
        (None, Some(at)) => t.address_verified(t.long_ago(now - at)),
        (None, None) => t.nothing_came_yet().to_owned(),
    };
    let token = dossier.verify_token.clone().map(|token| {
        view! {
            <label class="field">
                <span>{t.verify_token_label()}</span>
                <input type="text" readonly=true value=token/>
            </label>
        }
    });
    let address = (!health.is_reached()).then(|| {
        let insecure = !dossier.callback.starts_with("https://");
        view! {
            <p class="hint">{t.webhook_setup()}</p>
            {insecure.then(|| view! { <p class="trouble">{t.needs_https()}</p> })}
            <label class="field">
                <span>{t.callback_label()}</span>
                <input type="text" readonly=true value=dossier.callback.clone()/>
            </label>
            {token}
        }
    });
    view! {
        <h2>{t.webhook_title()}</h2>
        <p class="light" role="status" data-on=health.is_reached().to_string()>{word}</p>
        <div class="sheet">{address}</div>
    }
    .into_any()
}

fn facts(health: &Health, now: DateTime<Utc>, t: Language) -> AnyView {
    let known = [
        (t.shown_name(), health.name.as_ref().map(|told| told.value.clone())),
        (t.name_status_label(), is(&health.name_status).map(|is| t.name_status(is).to_owned())),
        (t.standing_label(), is(&health.standing).map(|is| t.standing(is).to_owned())),
        (t.quality_label(), is(&health.quality).map(|is| t.quality(is).to_owned())),
        (t.limit_label(), is(&health.limit).map(|is| t.limit(is))),
        (t.throughput_label(), is(&health.throughput).map(|is| t.throughput(is).to_owned())),
        (t.verification_label(), is(&health.verification).map(|is| t.verification(is).to_owned())),
        (t.asked_label(), health.asked_at.map(|at| t.long_ago(now - at))),
    ];
    let rows = known.into_iter().filter_map(|(label, value)| {
        let value = value?;
        Some(view! {
            <dt>{label}</dt>
            <dd>{value}</dd>
        })
    });
    view! { <div class="panel"><dl>{rows.collect_view()}</dl></div> }.into_any()
}

fn is<T: Copy>(told: &Option<Told<T>>) -> Option<T> {
    told.as_ref().map(|told| told.value)
}
