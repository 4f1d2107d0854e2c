//! The document around the application: head, start data, the scripts that bring it to life.

use desk::message::MediaKind;
use desk::permissions::Permission;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::forms::FormsApp;
use super::{Bundle, Enclosing, Parts, area};
use crate::language::Language;
use crate::routes::door::DoorApp;
use crate::routes::{Area, DeskApp, PracticeApp};
use crate::start::Start;

/// The icons, in the page so that they need no request of their own.
const SPRITE: &str = include_str!("../../../public/icons.svg");

/// The whole page. Call it inside the request's context (see [`super::provide`]).
pub fn shell(parts: &Parts) -> impl IntoView + use<> {
    let start = super::start();
    let site = parts.site.clone();
    let may_reply = parts.actor.as_ref().is_some_and(|actor| actor.may(Permission::Reply));
    let late = [
        Some(site.markup),
        Some(site.thread),
        may_reply.then_some(site.replies),
        Some(site.heard.clone()),
    ];
    let late: Vec<String> = late.into_iter().flatten().collect();
    let words = (area() == Area::Desk).then(|| {
        let words = late_words(start.language, &site.late);
        view! { <script type="application/json" id="late" inner_html=words></script> }
    });
    let (application, bundle) = match area() {
        Area::Door => (view! { <DoorApp/> }.into_any(), None),
        Area::Forms => (view! { <FormsApp/> }.into_any(), None),
        Area::Desk => (view! { <DeskApp/> }.into_any(), Some((site.desk, late))),
        Area::Practice => (view! { <PracticeApp/> }.into_any(), Some((site.practice, vec![]))),
    };
    let elsewhere =
        (area() != Area::Desk).then(|| view! { <link rel="stylesheet" href=site.elsewhere/> });
    let nonce = parts.nonce.clone();
    let is_plain = area() == Area::Forms && start.me.is_some();
    let presence = is_plain.then(|| {
        view! {
            <script type="module" src=site.presence nonce=nonce.clone()></script>
            <script type="module" src=site.heard nonce=nonce.clone()></script>
        }
    });
    let sends = area() == Area::Desk && start.may(Permission::Reply);
    let enclosing = sends.then(
        || view! { <SendsFiles files=site.enclosing language=start.language nonce=nonce.clone()/> },
    );
    view! {
        <!DOCTYPE html>
        <html lang=start.language.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="referrer" content="same-origin"/>
                <link rel="stylesheet" href=site.style/>
                {elsewhere}
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <script type="application/json" id="start" inner_html=data(&start)></script>
                {presence}
                {words}
                {enclosing}
                {bundle.map(|(bundle, late)| view! { <Hydration bundle late nonce/> })}
                <MetaTags/>
            </head>
            <body>
                <div id="bustia">
                    {application}
                </div>
                <div class="sprite" aria-hidden="true" inner_html=SPRITE></div>
            </body>
        </html>
    }
}

/// Lets the reader send files: the words and the places of what that takes are attributes of its
/// script.
#[component]
fn SendsFiles(files: Enclosing, language: Language, nonce: String) -> impl IntoView {
    let words: serde_json::Map<String, serde_json::Value> = language
        .enclosing()
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.into()))
        .collect();
    let words = serde_json::Value::from(words).to_string();
    let limits = serde_json::json!({
        "image": MediaKind::Image.largest(),
        "video": MediaKind::Video.largest(),
        "audio": MediaKind::Audio.largest(),
        "any": MediaKind::Document.largest(),
    });
    view! {
        <script
            type="module"
            id="enclosing"
            src=files.script
            nonce=nonce
            data-words=words
            data-limits=limits.to_string()
            data-tray=files.tray
            data-recorder=files.recorder
            data-style=files.style
        ></script>
    }
}

/// Fetches the application early and starts it. What it gets by without comes after it is alive.
#[component]
fn Hydration(bundle: Bundle, late: Vec<String>, nonce: String) -> impl IntoView {
    let script = quoted(&bundle.script);
    let wasm = quoted(&bundle.wasm);
    let late: String =
        late.iter().map(|script| format!(".then(()=>import({}))", quoted(script))).collect();
    let start = format!("import init from {script};init({{module_or_path:{wasm}}}){late};");
    view! {
        <link rel="modulepreload" href=bundle.script nonce=nonce.clone()/>
        <link rel="preload" href=bundle.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=nonce inner_html=start></script>
    }
}

/// The page's start as JSON that can't end the element it stands in.
fn data(start: &Start) -> String {
    serde_json::to_string(start).unwrap_or_default().replace('<', "\\u003c")
}

/// What `public/replies.js` says, in the reader's language, and where the style is of what comes late.
fn late_words(t: Language, style: &str) -> String {
    let words = serde_json::json!({
        "menu": t.message_menu(),
        "reply": t.reply_to_this(),
        "react": t.react_with(),
        "takeBack": t.take_reaction_off(),
        "answers": t.you_answer(),
        "without": t.quote_nothing(),
        "unseen": t.unseen_message(),
        "more": t.say_otherwise(),
        "unreachable": t.unreachable(),
        "style": style,
    });
    words.to_string().replace('<', "\\u003c")
}

/// A script literal of `text`.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;

    #[test]
    fn a_name_with_a_tag_in_it_does_not_end_the_script() {
        let mut me = samples::person();
        me.name = "</script><b>".into();
        let json = data(&Start { me: Some(me.clone()), ..Start::default() });
        assert!(!json.contains('<'));
        let read: Start = serde_json::from_str(&json).expect("still JSON");
        assert_eq!(read.me, Some(me));
    }
}
