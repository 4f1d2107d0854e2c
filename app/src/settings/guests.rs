//! Below the list of people: whoever was invited and has not come, inviting somebody, and which roles have to
//! have a second step.

use chrono::{DateTime, Utc};
use desk::permissions::Role;
use leptos::prelude::*;

use super::fields::{Choice, choice, line, roles, several};
use super::form::Form;
use super::office::{Office, Returned};
use super::sheet::trouble;
use crate::language::Language;
use crate::sign_in::{moment, outcome};

/// Where the forms go.
pub const INVITATIONS: &str = "/settings/people/invitations";
pub const REQUIRED: &str = "/settings/people/second-step";

/// All that is shown there. Given by the server for one request, to whoever may let people in.
#[derive(Debug, Clone, Default)]
pub struct Guests {
    pub open: Vec<Guest>,
    /// For how many days a link may work, and usually does.
    pub days: Vec<u32>,
    pub usual_days: u32,
    /// Whose link was just made, and the link.
    pub link: Option<(String, String)>,
    /// Which roles have to have a second step.
    pub required: Vec<Role>,
    pub returned: Option<Returned>,
    pub now: DateTime<Utc>,
}

/// Somebody who was invited.
#[derive(Debug, Clone)]
pub struct Guest {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// What people call their team.
    pub team: Option<String>,
    pub ends: DateTime<Utc>,
}

/// Why somebody was not invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestTrouble {
    NoName,
    BadEmail,
    EmailTaken,
}

pub(super) fn view(guests: &Guests, office: &Office, t: Language) -> AnyView {
    let link = guests.link.clone().map(|(name, link)| {
        view! {
            <label class="field">
                <span>{t.link_made(name)}</span>
                <input type="text" readonly=true value=link/>
            </label>
        }
    });
    let none = guests.open.is_empty().then(|| view! { <p class="hint">{t.no_invitations()}</p> });
    let lines = guests.open.iter().map(|guest| one(guest, guests.now, t));
    view! {
        <h2>{t.invitations()}</h2>
        {outcome(t)}
        <div class="sheet">{link}</div>
        {none}
        <form method="post" action=INVITATIONS>
            <ul class="things">{lines.collect_view()}</ul>
        </form>
        {inviting(guests, office, t)}
        {requiring(guests, t)}
    }
    .into_any()
}

fn one(guest: &Guest, now: DateTime<Utc>, t: Language) -> AnyView {
    let ends = match guest.ends > now {
        true => t.invitation_ends(moment(guest.ends, t)),
        false => t.invitation_over(moment(guest.ends, t)),
    };
    let parts = [
        Some(guest.email.clone()),
        Some(t.role(guest.role).to_owned()),
        guest.team.clone(),
        Some(ends),
    ];
    let told: Vec<String> = parts.into_iter().flatten().collect();
    let (renew, take_back) = (format!("renew {}", guest.id), format!("revoke {}", guest.id));
    view! {
        <li class="thing">
            <strong>{guest.name.clone()}</strong>
            <small class="hint">{told.join(" · ")}</small>
            <button class="button small" name="do" value=renew aria-label=t.renew_link_of(&guest.name)>{t.renew_link()}</button>
            <button class="button small danger" name="do" value=take_back aria-label=t.take_back_of(&guest.name)>{t.take_back()}</button>
        </li>
    }
    .into_any()
}

fn inviting(guests: &Guests, office: &Office, t: Language) -> AnyView {
    let returned = guests.returned.clone().unwrap_or_default();
    let mut form = returned.form;
    if form == Form::default() {
        form.put("role", Role::Agent.word());
        form.put("days", guests.usual_days.to_string());
    }
    let no_team = (String::new(), t.no_team_yet().to_owned());
    let teams: Vec<Choice> = std::iter::once(no_team).chain(office.teams()).collect();
    let days = guests.days.iter().map(|days| (days.to_string(), days.to_string()));
    let days: Vec<Choice> = days.collect();
    view! {
        <h2>{t.invite()}</h2>
        <p class="hint">{t.invite_hint()}</p>
        {trouble(returned.complaints)}
        <form class="sheet" method="post" action=INVITATIONS>
            {line(&form, "name", t.name(), "")}
            {line(&form, "email", t.email(), "")}
            {choice(&form, "role", t.role_label(), &roles(t))}
            {choice(&form, "team", t.team_label(), &teams)}
            {choice(&form, "days", t.invited_days(), &days)}
            <div class="sheet-end">
                <button class="button primary" name="do" value="invite">{t.invite_button()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn requiring(guests: &Guests, t: Language) -> AnyView {
    let mut form = Form::default();
    guests.required.iter().for_each(|role| form.put("role", role.word()));
    view! {
        <h2>{t.who_must()}</h2>
        <p class="hint">{t.who_must_hint()}</p>
        <form class="sheet" method="post" action=REQUIRED>
            {several(&form, "role", t.role_label(), &roles(t))}
            <div class="sheet-end">
                <button class="button" name="do" value="save">{t.save()}</button>
            </div>
        </form>
    }
    .into_any()
}
