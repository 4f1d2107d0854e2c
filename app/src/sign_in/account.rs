//! One's own account: the password, the second step, where one is in.

use leptos::prelude::*;
use leptos_meta::Title;

use super::parts::{outcome, sittings};
use super::{ACCOUNT, Access, Account, TWO_STEP, two_step};
use crate::language::Language;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::start::language;

#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let t = language();
    let access = use_context::<Parts>().and_then(|parts| parts.access);
    let inside = match access.as_deref() {
        Some(Access::Account(account)) => view(account, t),
        Some(Access::TwoStep(step)) => two_step::view(step, t),
        _ => return view! { <NotFound/> }.into_any(),
    };
    view! {
        <Title text=t.account()/>
        <div class="settings">
            <section class="section" data-section="account">{inside}</section>
        </div>
    }
    .into_any()
}

fn view(account: &Account, t: Language) -> AnyView {
    let step = if account.two_step { t.two_step_on() } else { t.two_step_off() };
    let manage = if account.two_step { t.two_step_manage() } else { t.two_step_set_up() };
    let others = account.sittings.iter().any(|sitting| !sitting.current);
    view! {
        <h1>{t.account()}</h1>
        <p class="hint">{t.account_hint()}</p>
        {outcome(t)}
        <p>{account.me.name.clone()} " · " {account.me.email.clone()} " · " {t.role(account.me.role)}</p>
        <h2>{t.two_step()}</h2>
        <p class="hint">{t.two_step_hint()}</p>
        <p>{step}</p>
        <a class="button" href=TWO_STEP>{manage}</a>
        {account.has_password.then(|| password(t))}
        <h2>{t.sessions()}</h2>
        {sittings(&account.sittings, ACCOUNT, true, t)}
        {others.then(|| view! {
            <form method="post" action=ACCOUNT>
                <button class="button" name="do" value="end_others">{t.end_others()}</button>
            </form>
        })}
    }
    .into_any()
}

fn password(t: Language) -> AnyView {
    view! {
        <h2>{t.change_password()}</h2>
        <p class="hint">{t.change_password_hint()}</p>
        <form class="sheet" method="post" action=ACCOUNT>
            {secret("current", t.current_password(), "current-password", "")}
            {secret("new", t.new_password(), "new-password", t.password_rule())}
            <div class="sheet-end">
                <button class="button primary" name="do" value="password">{t.change_password()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn secret(
    name: &'static str,
    label: &'static str,
    autocomplete: &'static str,
    hint: &'static str,
) -> AnyView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input type="password" name=name autocomplete=autocomplete required=true/>
            {(!hint.is_empty()).then(|| view! { <small class="hint">{hint}</small> })}
        </label>
    }
    .into_any()
}
