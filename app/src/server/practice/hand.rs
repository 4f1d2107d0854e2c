//! All that a phone can do: with a bubble, with the phone itself, and whatever may be sent.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{FILE, Hand, PHONE, Workshop, hidden};
use crate::language::Language;
use crate::practice::Bubble;
use crate::routes::NotFound;
use crate::server::Parts;
use crate::start::language;

/// What a customer reacts with.
const EMOJI: [&str; 6] = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
/// The kinds of a file that is sent as something other than what it looks like.
const FILES: [&str; 6] = ["image", "video", "audio", "voice", "document", "sticker"];

#[component]
pub(in crate::server) fn HandPage() -> impl IntoView {
    let parts = use_context::<Parts>();
    let (workshop, nonce) = parts.map(|parts| (parts.workshop, parts.nonce)).unwrap_or_default();
    match workshop.as_deref() {
        Some(Workshop::Phone(hand)) => page(hand, nonce, language()),
        _ => view! { <NotFound/> }.into_any(),
    }
}

fn page(hand: &Hand, nonce: String, t: Language) -> AnyView {
    let customer = &hand.customer;
    let back = format!("/practice?customer={}", customer.id);
    let failed =
        hand.failed.then(|| view! { <p class="trouble" role="alert">{t.not_on_this_phone()}</p> });
    let about = hand.about.as_ref().map(|bubble| about(hand, bubble, t));
    view! {
        <Title text=format!("{} · {}", customer.name, t.practice_phone())/>
        <main class="workshop">
            <header>
                <h1>{customer.name.clone()}</h1>
                <p class="hint">{customer.phone_shown.clone()}</p>
                <p>
                    <a href=back.clone()>{t.back_to_the_phone()}</a>
                    " · "
                    <a href=back target="_blank" rel="noopener">{t.window_of_its_own()}</a>
                </p>
            </header>
            {failed}
            {about}
            {sends(hand, t)}
            {itself(hand, t)}
        </main>
        <script type="module" src=hand.script.clone() nonce=nonce></script>
    }
    .into_any()
}

/// A form about this phone, and about the bubble that is meant.
fn form(hand: &Hand, inside: AnyView) -> AnyView {
    let about = hand.about.as_ref().map(|bubble| hidden("about", &bubble.id));
    view! {
        <form class="deed" method="post" action=PHONE>
            {hidden("customer", &hand.customer.id)} {about} {inside}
        </form>
    }
    .into_any()
}

fn button(word: &'static str, name: &'static str) -> AnyView {
    view! { <button class="button" name="do" value=word>{name}</button> }.into_any()
}

fn text(name: &'static str, label: &'static str, value: &str) -> AnyView {
    let value = value.to_owned();
    view! {
        <label class="field">
            <span>{label}</span>
            <input type="text" name=name value=value autocomplete="off" required/>
        </label>
    }
    .into_any()
}

fn about(hand: &Hand, bubble: &Bubble, t: Language) -> AnyView {
    let emoji = EMOJI
        .map(|emoji| view! { <button class="button" name="emoji" value=emoji>{emoji}</button> });
    let back = bubble.reaction.is_some().then(|| {
        view! { <button class="button" name="emoji" value="">{t.take_back_reaction()}</button> }
    });
    let react = view! { {hidden("do", "react")} {emoji.collect_view()} {back} };
    let reply = view! { {text("text", t.answer_this(), "")} {button("reply", t.send())} };
    let own = (bubble.mine && !bubble.is_deleted).then(|| {
        let edit = view! { {text("text", t.in_other_words(), &bubble.text)} {button("edit", t.change_it())} };
        let delete = button("delete", t.delete_for_everyone());
        view! { {form(hand, edit.into_any())} {form(hand, delete)} }
    });
    let theirs = (!bubble.mine).then(|| form(hand, button("play", t.listen_to_it())));
    view! {
        <section class="sheet">
            <h2>{t.about_this_message()}</h2>
            <blockquote dir="auto">{bubble.text.clone()}</blockquote>
            {form(hand, reply.into_any())}
            {form(hand, react.into_any())}
            {own}
            {theirs}
        </section>
    }
    .into_any()
}

fn sends(hand: &Hand, t: Language) -> AnyView {
    let samples = [
        ("picture", t.a_picture()),
        ("voice", t.a_voice_note()),
        ("document", t.sample_document()),
        ("sticker", t.sample_sticker()),
        ("order", t.sample_order()),
        ("unknown", t.sample_unknown()),
    ];
    let samples = samples.map(|(word, name)| button(word, name)).collect_view();
    let place = view! {
        {text("name", t.name_of_place(), "Platja de Ribes Roges")}
        {text("latitude", t.place_latitude(), "41.2183")}
        {text("longitude", t.place_longitude(), "1.7286")}
        {button("location", t.send_place())}
    };
    let contact = view! {
        {text("name", t.name_of_contact(), "Joan Pi")}
        {text("phone", t.phone_of_contact(), "+34 600 555 444")}
        {button("contact", t.send_contact())}
    };
    view! {
        <section class="sheet">
            <h2>{t.phone_sends()}</h2>
            {form(hand, samples.into_any())}
            {file(hand, t)}
            {form(hand, place.into_any())}
            {form(hand, contact.into_any())}
        </section>
    }
    .into_any()
}

/// A file of the machine that the browser runs on: the script sends its bytes, whatever their size.
fn file(hand: &Hand, t: Language) -> AnyView {
    let kinds = FILES.map(|kind| view! { <option value=kind>{t.kind_of_file(kind)}</option> });
    let action = format!("{FILE}?customer={}", hand.customer.id);
    view! {
        <form class="deed" data-file=action hidden>
            <label class="field">
                <span>{t.a_file_of_yours()}</span>
                <input type="file" name="file" required/>
            </label>
            <label class="field">
                <span>{t.sent_as()}</span>
                <select name="kind">{kinds.collect_view()}</select>
            </label>
            <label class="field">
                <span>{t.words_under_it()}</span>
                <input type="text" name="caption" autocomplete="off"/>
            </label>
            <button class="button">{t.send()}</button>
            <p class="trouble" role="alert" hidden>{t.file_not_sent()}</p>
        </form>
    }
    .into_any()
}

fn itself(hand: &Hand, t: Language) -> AnyView {
    let (word, name, hint) = match hand.customer.is_silent {
        true => ("on", t.switch_on(), t.is_off_hint()),
        false => ("off", t.switch_off(), t.is_on_hint()),
    };
    let power = view! { <p class="hint">{hint}</p> {button(word, name)} };
    let number =
        view! { {text("phone", t.new_number(), "")} {button("number", t.change_number())} };
    view! {
        <section class="sheet">
            <h2>{t.phone_itself()}</h2>
            {form(hand, power.into_any())}
            {form(hand, number.into_any())}
        </section>
    }
    .into_any()
}
