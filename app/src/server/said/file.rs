//! The file of a message: shown once it is here, and until then that it is on its way, or why
//! it never came. How it is shown goes by its bytes, whatever it was sent as.

use desk::message::{Content, Fetched, File, MediaKind, Message, Shown};
use leptos::prelude::*;

use super::content::{card, text};
use crate::language::Language;

pub(super) fn file(t: Language, message: &Message) -> AnyView {
    let Content::Media { media_kind, caption, filename, voice, fetched, .. } = &message.content
    else {
        return ().into_any();
    };
    let (icon, word) = match media_kind {
        MediaKind::Image => ("image", "image"),
        MediaKind::Video => ("video", "video"),
        MediaKind::Audio if *voice => ("audio", "voice"),
        MediaKind::Audio => ("audio", "audio"),
        MediaKind::Document => ("file", "document"),
        MediaKind::Sticker => ("image", "sticker"),
    };
    let kind = t.content_kind(word);
    let mut lines = vec![];
    let mut shown = None;
    match fetched {
        Some(Fetched::Here(file)) => {
            let name = filename.clone().unwrap_or_else(|| kind.to_owned());
            shown = Some(here(file, format!("/media/{}", message.id), name));
        }
        other => {
            lines.extend(filename.clone());
            lines.push(match other {
                Some(Fetched::Never(why)) => t.never_came(*why),
                _ => t.arriving().to_owned(),
            });
        }
    }
    view! {
        {card(icon, kind, lines)}
        {shown}
        {caption.as_deref().map(text)}
    }
    .into_any()
}

fn here(file: &File, src: String, name: String) -> AnyView {
    let picture = src.clone();
    match file.shown() {
        Some(Shown::Picture) => view! {
            <a href=src target="_blank">
                <img src=picture alt=name loading="lazy" width=file.width height=file.height/>
            </a>
        }
        .into_any(),
        Some(Shown::Sound) => {
            view! { <audio controls preload="none" src=src aria-label=name></audio> }.into_any()
        }
        Some(Shown::Film) => {
            view! { <video controls preload="metadata" src=src aria-label=name></video> }.into_any()
        }
        None => view! {
            <a class="words" href=src download="">{name}</a>
            " "
            <span class="hint">{weight(file.size)}</span>
        }
        .into_any(),
    }
}

/// How large a file is, for people.
fn weight(bytes: u64) -> String {
    match bytes.div_ceil(1024) {
        kilobytes if kilobytes < 1024 => format!("{kilobytes} KB"),
        kilobytes => format!("{} MB", kilobytes.div_ceil(1024)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_weighs_at_least_what_it_holds() {
        for (bytes, words) in [
            (0, "0 KB"),
            (1, "1 KB"),
            (1024, "1 KB"),
            (1025, "2 KB"),
            (1023 * 1024, "1023 KB"),
            (1024 * 1024, "1 MB"),
            (100 * 1024 * 1024, "100 MB"),
        ] {
            assert_eq!(weight(bytes), words);
        }
    }
}
