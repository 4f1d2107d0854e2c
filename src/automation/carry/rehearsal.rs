//! What effects would bring, for somebody who only wants to know: on a ticket that nobody saves.

use crate::automation::happening::Happening;
use crate::automation::{Came, Cascade, Deed};
use crate::message::Content;
use crate::routing::{Action, Effect, Strategy};
use crate::ticket::{Change, happen};

impl Cascade<'_, '_> {
    /// What would come of each of `effects`, in order; the ticket stands as after them. Who is there is
    /// not known: nobody is looked for.
    pub(in crate::automation) fn rehearse(
        &mut self,
        happening: &Happening,
        effects: Vec<Effect>,
    ) -> Vec<Deed> {
        let deeds = effects.into_iter().map(|effect| {
            let came = self.would(&effect, happening);
            Deed { action: effect.action, came }
        });
        deeds.collect()
    }

    fn would(&mut self, effect: &Effect, happening: &Happening) -> Came {
        if looks_for_somebody(&effect.action) {
            return Came::Unknown;
        }
        let ticket = self.ticket.clone();
        match self.deed(&ticket, effect, happening) {
            Err(why) => Came::Undone { why },
            Ok(changes) if changes.is_empty() => Came::Nothing,
            Ok(changes) => {
                let text = changes.iter().find_map(words);
                happen(self.ticket, changes, self.scene.now, &super::author(effect));
                Came::Done { text }
            }
        }
    }
}

fn looks_for_somebody(action: &Action) -> bool {
    matches!(action, Action::AssignBy { strategy } if *strategy != Strategy::Queue)
}

/// What a change says, with its gaps filled. Of a template that is not known, only what fills them is.
fn words(change: &Change) -> Option<String> {
    match change {
        Change::Replied { message } => match &message.content {
            Content::Template { parameters, words: None, .. } => Some(parameters.join(" · ")),
            content => content.text().map(str::to_owned),
        },
        Change::Noted { text, .. } | Change::Rang { text, .. } => Some(text.clone()),
        _ => None,
    }
}
