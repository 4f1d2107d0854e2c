//! The pages before one is in: a name, a title, what went wrong before, the form.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{Access, Invited, Proving};
use crate::frame::LanguageForm;
use crate::platform;
use crate::routes::NotFound;
use crate::server::{Parts, issuer};
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
                {issuer().map(|name| view! {
                    <a class="button wide" href=format!("/sign-in/oidc?back={}", as_value(&back))>{t.sign_in_with(name)}</a>
                })}
                {start().practice.then(|| view! { <PracticeDoors/> })}
            </Door>
        </main>
    }
}

/// `path` as a value in the query of another.
fn as_value(path: &str) -> String {
    path.bytes().fold(String::new(), |value, byte| match byte {
        byte if byte.is_ascii_alphanumeric() || byte == b'/' => {
            value + &char::from(byte).to_string()
        }
        byte => value + &format!("%{byte:02X}"),
    })
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

/// The frame of each page.
#[component]
fn Door(title: &'static str, #[prop(into)] hint: String, children: Children) -> impl IntoView {
    let t = language();
    let word = use_query_map().read_untracked().get("problem");
    view! {
        <div class="door">
            <p class="brand"><Icon name="brand"/> " " {t.bustia()}</p>
            <h1>{title}</h1>
            <p class="hint">{hint}</p>
            {word.map(|word| view! {
                <p class="trouble" role="alert"><Icon name="alert"/> " " <span>{t.access_problem(&word)}</span></p>
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

/// What the server gave for the page at hand.
fn access() -> Option<Access> {
    let parts = use_context::<Parts>()?;
    parts.access.map(|access| (*access).clone())
}

/// Asks for the code after the password.
#[component]
pub(crate) fn SecondStepPage() -> impl IntoView {
    let t = language();
    let Some(Access::SecondStep) = access() else { return view! { <NotFound/> }.into_any() };
    view! {
        <Title text=t.two_step()/>
        <main class="alone">
            <Door title=t.two_step() hint=t.second_step_hint()>
                <form class="door-form" method="post" action="/second-step">
                    <Field name="code" kind="text" label=t.code_label() autocomplete="one-time-code"/>
                    <button type="submit" class="button primary wide">{t.enter_code()}</button>
                </form>
                <a href="/sign-in">{t.sign_in()}</a>
            </Door>
        </main>
    }
    .into_any()
}

/// Asks somebody who is in to show again who they are.
#[component]
pub(crate) fn ProvePage() -> impl IntoView {
    let t = language();
    let Some(Access::Prove(Proving { back, password, code })) = access() else {
        return view! { <NotFound/> }.into_any();
    };
    let neither = (!password && !code).then(|| view! { <p>{t.prove_neither()}</p> });
    let code_label = if password { t.prove_or() } else { t.code_label() };
    let forms = [
        (password, "password", "password", t.password(), "current-password"),
        (code, "code", "text", code_label, "one-time-code"),
    ];
    let forms = forms.into_iter().filter(|(offered, ..)| *offered);
    let forms = forms.map(|(_, name, kind, label, autocomplete)| {
        view! {
            <form class="door-form" method="post" action="/prove">
                <input type="hidden" name="back" value=back.clone()/>
                <Field name kind label autocomplete/>
                <button type="submit" class="button primary wide">{t.go_on()}</button>
            </form>
        }
    });
    let forms = forms.collect_view();
    view! {
        <Title text=t.prove()/>
        <main class="alone">
            <Door title=t.prove() hint=t.prove_hint()>{neither} {forms}</Door>
        </main>
    }
    .into_any()
}

/// The page of an invitation's link: whoever holds it chooses their password.
#[component]
pub(crate) fn InvitationPage() -> impl IntoView {
    let t = language();
    let Some(Access::Invitation(invited)) = access() else {
        return view! { <NotFound/> }.into_any();
    };
    let Some(Invited { token, name, email }) = invited else {
        platform::status(404);
        return view! {
            <Title text=t.join_over()/>
            <main class="alone">
                <Door title=t.join_over() hint=t.join_over_hint()>
                    <a href="/sign-in">{t.sign_in()}</a>
                </Door>
            </main>
        }
        .into_any();
    };
    view! {
        <Title text=t.join()/>
        <main class="alone">
            <Door title=t.join() hint=t.join_hint(&name, &email)>
                <form class="door-form" method="post" action="/invitation">
                    <input type="hidden" name="token" value=token/>
                    <label class="field">
                        <span>{t.email()}</span>
                        <input type="email" value=email autocomplete="username" readonly=true/>
                    </label>
                    <Field name="password" kind="password" label=t.new_password() autocomplete="new-password"/>
                    <p class="hint">{t.password_rule()}</p>
                    <button type="submit" class="button primary wide">{t.begin()}</button>
                </form>
            </Door>
        </main>
    }
    .into_any()
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
