//! The simulated customers' phones, as the page shows them.

use app::practice::{Bubble, Choice, Customer, Enclosed, Phone};
use desk::message::Progress;
use simulator::{Shown, Ticks, samples};

use super::Practice;

#[async_trait::async_trait]
impl Phone for Practice {
    async fn customers(&self) -> Vec<Customer> {
        let shown = |one: simulator::Customer| Customer {
            phone_shown: format!("+{}", one.id),
            id: one.id,
            name: one.name,
            last_line: one.last_line,
            unread: one.unread,
            is_silent: one.is_silent,
            typing: one.typing,
        };
        self.simulator.customers().into_iter().map(shown).collect()
    }

    async fn thread(&self, id: &str) -> Vec<Bubble> {
        self.simulator.screen(id).into_iter().map(bubble).collect()
    }

    async fn write(&self, id: &str, text: &str, by_ad: bool) -> Result<(), ()> {
        let text = text.trim();
        let written = match (text.is_empty(), by_ad) {
            (true, _) => None,
            (false, true) => self.simulator.write_by_ad(id, text),
            (false, false) => self.simulator.write(id, text),
        };
        written.map(drop).ok_or(())
    }

    async fn send_file(&self, id: &str, voice: bool) -> Result<(), ()> {
        let file = if voice { samples::voice_note() } else { samples::picture(None) };
        self.simulator.send_file(id, file).map(drop).ok_or(())
    }

    async fn tap(&self, id: &str, choice: &str) -> Result<(), ()> {
        self.simulator.tap(id, choice).map(drop).ok_or(())
    }

    async fn open(&self, id: &str) {
        self.simulator.open(id);
    }
}

/// One bubble of a screen.
fn bubble(shown: Shown) -> Bubble {
    let Shown { id, bubble, marks } = shown;
    let choice = |one: simulator::Choice| Choice { id: one.id, title: one.title };
    Bubble {
        id,
        ticks: bubble.mine.then_some(progress(bubble.ticks)),
        mine: bubble.mine,
        text: words(&bubble),
        at: bubble.at,
        choices: bubble.choices.into_iter().map(choice).collect(),
        quotes: bubble.quote,
        reaction: marks.reaction,
        is_edited: marks.is_edited,
        is_deleted: marks.is_deleted,
        file: bubble.file.map(enclosed),
    }
}

/// Under a file stand its own words alone.
fn words(bubble: &simulator::Bubble) -> String {
    let kind = bubble.file.as_ref().map(|file| format!("[{}]", file.kind));
    if kind.as_ref() == Some(&bubble.text) { String::new() } else { bubble.text.clone() }
}

fn enclosed(file: simulator::Enclosed) -> Enclosed {
    let simulator::Enclosed { id, kind, filename, .. } = file;
    let name = filename.unwrap_or_else(|| format!("[{kind}]"));
    Enclosed { src: format!("/practice/files/{id}"), kind, name }
}

fn progress(ticks: Ticks) -> Progress {
    match ticks {
        Ticks::Sent => Progress::Sent,
        Ticks::Delivered => Progress::Delivered,
        Ticks::Read => Progress::Read,
    }
}
