//! What works by itself while the product runs, and the order in which it stops so that nothing is lost.

use std::sync::Arc;

use desk::Desk;
use store::Store;

use super::outside::Outside;
use crate::calls::Calls;
use crate::clock::WallClock;
use crate::intake::Intake;
use crate::journal::{Entries, Journal};
use crate::live::Wakes;
use crate::media::Media;
use crate::outbox::{Outbox, Outlook};
use crate::sweeper::Sweeper;
use crate::templates::{Asking, Templates};
use crate::vigil::Watch;

/// What they work with.
pub(super) struct Needs {
    pub(super) desk: Arc<Desk>,
    pub(super) store: Arc<Store>,
    pub(super) clock: WallClock,
    pub(super) journal: (Journal, Entries),
    pub(super) templates: Arc<Templates>,
    pub(super) outlook: Outlook,
    pub(super) outside: Outside,
    pub(super) wakes: Wakes,
}

pub(super) struct Workers {
    pub(super) intake: Intake,
    outbox: Outbox,
    calls: Calls,
    media: Media,
    sweeper: Sweeper,
    watch: Watch,
    asking: Asking,
}

impl Workers {
    pub(super) fn start(needs: Needs) -> Self {
        let Needs { desk, store, clock, journal, templates, outlook, outside, wakes } = needs;
        let (journal, entries) = journal;
        let Outside { vigil, files, at_metas, post, .. } = outside;
        Self {
            intake: Intake::start(desk.clone(), journal, entries, templates.clone()),
            outbox: Outbox::start(desk.clone(), wakes.outbox, outlook),
            calls: Calls::start(desk.clone(), clock.clone(), post, wakes.calls),
            media: Media::start(desk.clone(), clock, at_metas, files, wakes.fetches),
            sweeper: Sweeper::start(desk, store),
            watch: Watch::start(vigil),
            asking: Asking::start(templates),
        }
    }

    pub(super) async fn stop(self) {
        self.sweeper.stop().await;
        self.outbox.stop().await;
        self.calls.stop().await;
        self.media.stop().await;
        self.intake.stop().await;
        // After those who tell it something.
        self.watch.stop().await;
        self.asking.stop().await;
    }
}
