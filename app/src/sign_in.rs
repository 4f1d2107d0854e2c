//! The door: sign in, and the one-time page that makes the first administrator.
//!
//! Plain forms that the server answers with a redirect; a problem comes back as a word in the
//! address and is worded here.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::frame::LanguageForm;
use crate::platform;
use crate::start::{language, start};
use crate::ui::Icon;

#[component]
pub fn SignInPage() -> impl IntoView {
    let t = language();
    if start().me.is_some() {
        platform::go("/inbox");
    }
    let back = use_query_map().read_untracked().get("back").unwrap_or_default();
    view! {
        <Title text=t.sign_in()/>
        <main class="alone">
            <Door title=t.sign_in() hint=t.sign_in_hint()>
                <form class="door-form" method="post" action="/sign-in">
                    <input type="hidden" name="back" value=back.clone()/>
                    <Field name="email" kind="email" label=t.email() autocomplete="username"/>
                    <Field name="password" kind="password" label=t.password() autocomplete="current-password"/>
                    <button type="submit" class="button primary wide">{t.sign_in()}</button>
                </form>
                {start().practice.then(|| view! { <PracticeDoors/> })}
            </Door>
        </main>
    }
}

#[component]
pub fn SetUpPage() -> impl IntoView {
    let t = language();
    let token = use_params_map().read_untracked().get("token").unwrap_or_default();
    view! {
        <Title text=t.set_up()/>
        <main class="alone">
            <Door title=t.set_up() hint=t.set_up_hint()>
                <form class="door-form" method="post" action="/set-up">
                    <input type="hidden" name="token" value=token/>
                    <Field name="name" kind="text" label=t.your_name() autocomplete="name"/>
                    <Field name="email" kind="email" label=t.email() autocomplete="username"/>
                    <Field name="password" kind="password" label=t.password() autocomplete="new-password"/>
                    <p class="hint">{t.password_rule()}</p>
                    <button type="submit" class="button primary wide">{t.begin()}</button>
                </form>
            </Door>
        </main>
    }
}

/// The frame of both pages: the name, a title, what went wrong before, the form.
#[component]
fn Door(title: &'static str, hint: &'static str, children: Children) -> impl IntoView {
    let t = language();
    let word = use_query_map().read_untracked().get("problem");
    view! {
        <div class="door">
            <p class="brand"><Icon name="brand"/> " " {t.bustia()}</p>
            <h1>{title}</h1>
            <p class="hint">{hint}</p>
            {word.map(|word| view! {
                <p class="trouble" role="alert"><Icon name="alert"/> " " <span>{t.door_problem(&word)}</span></p>
            })}
            {children()}
            <LanguageForm/>
        </div>
    }
}

#[component]
fn Field(
    name: &'static str,
    kind: &'static str,
    label: &'static str,
    autocomplete: &'static str,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input type=kind name=name autocomplete=autocomplete required=true/>
        </label>
    }
}

/// One click per role, where customers are simulated.
#[component]
fn PracticeDoors() -> impl IntoView {
    let t = language();
    let doors = desk::permissions::Role::ALL.into_iter().map(|role| view! {
        <button type="submit" class="button" name="role" value=role.word()>{t.role(role)}</button>
    });
    view! {
        <form class="practice-doors" method="post" action="/practice/sign-in">
            <h2>{t.practice_doors()}</h2>
            <div class="doors">{doors.collect_view()}</div>
            <a href="/practice">{t.to_the_phone()}</a>
        </form>
    }
}
