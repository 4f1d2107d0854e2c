//! Where an answer is written. It says what will happen before it happens.

use desk::permissions::Permission;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calls;
use super::draft::Draft;
use super::talk::Talk;
use crate::start::{language, start};
use crate::time::clock;
use crate::ui::{Icon, IntoPart};

#[component]
pub(crate) fn Composer(talk: Talk) -> impl IntoView {
    let t = language();
    if !start().may(Permission::Reply) {
        return ().part();
    }
    let draft = Draft::new(talk.number);
    let field = NodeRef::<html::Textarea>::new();
    // Kept in step by hand: a field that the reader writes in must not be written by a render.
    Effect::new(move || {
        let text = draft.text.get();
        if let Some(field) = field.get()
            && field.value() != text
        {
            field.set_value(&text);
        }
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send(talk, draft);
        }
    };
    let empty = move || draft.text.with(|text| text.trim().is_empty());
    view! {
        <form
            class="composer"
            on:submit=move |event| {
                event.prevent_default();
                send(talk, draft);
            }
        >
            <label class="heard" for="reply">{t.reply_to(talk.ticket.with_untracked(|t| t.customer.clone()))}</label>
            <textarea
                id="reply"
                name="text"
                rows="2"
                maxlength=desk::ticket::LONGEST_TEXT.to_string()
                placeholder=t.write_a_reply()
                aria-describedby="window"
                node_ref=field
                on:input=move |event| draft.write(event_target_value(&event))
                on:keydown=on_key
            ></textarea>
            <div class="composer-foot">
                <WindowLine talk/>
                <button
                    type="submit"
                    class="button primary send"
                    title=t.send_hint()
                    disabled=move || empty() || draft.sending.get()
                >
                    <Icon name="send"/>
                    " "
                    {t.send()}
                </button>
                <a class="button templates" href="?template" rel="external">{t.content_kind("template")}</a>
                // Files and voice: `public/enclosing.js` puts the buttons in.
                <span class="enclosing" data-ticket=talk.number.to_string()></span>
            </div>
        </form>
    }
    .part()
}

fn send(talk: Talk, draft: Draft) {
    let Some((text, reply_to, id)) = draft.take() else { return };
    spawn_local(async move {
        match calls::reply(talk.number, text.clone(), reply_to, id).await {
            Ok(message) => {
                draft.sent(&text);
                talk.trouble.try_set(None);
                if talk.ticket.try_get_untracked().is_some() {
                    let id = message.id.clone();
                    talk.hear(message);
                    // Even if the stream was quicker: who sends wants to see it.
                    talk.latest.set(Some(id));
                }
            }
            Err(problem) => {
                draft.kept();
                talk.trouble.try_set(Some(problem));
            }
        }
    });
}

/// Whether what is written here will reach the customer.
#[component]
fn WindowLine(talk: Talk) -> impl IntoView {
    let (t, clock) = (language(), clock());
    let closes_at = Memo::new(move |_| talk.ticket.with(|ticket| ticket.window_closes_at));
    let open = Memo::new(move |_| desk::window::is_open(closes_at.get(), clock.now()));
    let text = move || match closes_at.get() {
        Some(end) if open.get() => t.free_until(t.when(clock.local(end), clock.local(clock.now()))),
        _ => t.window_is_closed().to_owned(),
    };
    view! {
        <p class="window-line" class:warn=move || !open.get() id="window">
            <Icon name="window"/>
            " "
            <span>{text}</span>
        </p>
    }
}
