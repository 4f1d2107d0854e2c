//! How far one of our messages got: a sign, and the word for it.

use desk::message::Progress;
use leptos::prelude::*;

use crate::start::language;
use crate::ui::{Icon, IntoPart};

#[component]
pub fn Ticks(progress: Progress) -> impl IntoView {
    let word = language().progress(progress);
    let (icon, mood) = match progress {
        Progress::Queued | Progress::Accepted => ("waiting", "pending"),
        Progress::Unconfirmed => ("question", "doubt"),
        Progress::Sent => ("tick", "sent"),
        Progress::Delivered => ("ticks", "delivered"),
        Progress::Read => ("ticks", "read"),
        Progress::Failed => ("alert", "failed"),
    };
    view! {
        <span class=format!("ticks {mood}") title=word data-progress=progress.word()>
            <Icon name=icon/>
            <span class="heard">{word}</span>
        </span>
    }
    .part()
}
