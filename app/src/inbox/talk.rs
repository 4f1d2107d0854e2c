//! The state of one thread: the ticket, what was said and done, and the order in which it stands.
//!
//! Every message has a signal of its own, so that a tick touches one bubble. The order is computed
//! by [`lines`], which is pure.

mod lines;
mod news;

use std::collections::HashMap;

use desk::ids::{MessageId, PersonId, TeamId, TicketNumber};
use desk::person::Person;
use desk::ticket::Ticket;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calls::{self, Conversation, Stretch};
use super::done::Done;
use super::said::Said;
use crate::live::{Asking, Live, News, Told};
use crate::platform;
use crate::problem::Problem;
use crate::time::Clock;
pub(crate) use lines::Line;
use lines::{Place, lines};

/// After so many milliseconds is asked again what could not be answered.
const AGAIN: u64 = 2_000;

/// One ticket's thread, alive.
#[derive(Clone, Copy)]
pub(crate) struct Talk {
    pub(crate) number: TicketNumber,
    pub(crate) ticket: RwSignal<Ticket>,
    pub(crate) phone: RwSignal<Option<String>>,
    /// So many minutes the customer's clock is ahead of Greenwich.
    pub(crate) there: Option<i32>,
    pub(crate) team: StoredValue<Vec<Person>>,
    teams: StoredValue<Vec<(TeamId, String)>>,
    /// To whom the ticket can be given, and what they are called there.
    pub(crate) owners: StoredValue<Vec<(PersonId, String)>>,
    /// Leads to older messages, if there are any.
    pub(crate) older: RwSignal<Option<String>>,
    pub(crate) trouble: RwSignal<Option<Problem>>,
    /// A message just arrived or left: its text for screen readers, and a reason to look down.
    pub(crate) latest: RwSignal<Option<MessageId>>,
    messages: StoredValue<HashMap<MessageId, ArcRwSignal<Said>>>,
    /// Where each message stands; set when one comes, not when one changes.
    said: RwSignal<Vec<Place>>,
    /// What happened beside that, oldest first.
    pub(crate) history: RwSignal<Vec<Done>>,
    /// What comes next by itself.
    pub(crate) next: RwSignal<Vec<Done>>,
    /// What happened before this revision is still to be told.
    told_from: StoredValue<u64>,
    /// What happened up to this revision is told.
    told_to: StoredValue<u64>,
    asking: Asking,
}

impl Talk {
    /// The thread as it was read at `mark` of the stream, then brought up to now and kept true.
    pub(crate) fn new(conversation: Conversation, mark: u64, live: Live) -> Self {
        let ticket = conversation.card.ticket.clone();
        let talk = Talk {
            number: ticket.number,
            ticket: RwSignal::new(ticket),
            phone: RwSignal::new(None),
            there: conversation.there,
            team: StoredValue::new(Vec::new()),
            teams: StoredValue::new(Vec::new()),
            owners: StoredValue::new(Vec::new()),
            older: RwSignal::new(None),
            trouble: RwSignal::new(None),
            latest: RwSignal::new(None),
            messages: StoredValue::new(HashMap::new()),
            said: RwSignal::new(Vec::new()),
            history: RwSignal::new(Vec::new()),
            next: RwSignal::new(Vec::new()),
            told_from: StoredValue::new(0),
            told_to: StoredValue::new(0),
            asking: Asking::new(),
        };
        talk.fill(conversation, mark, live);
        talk.listen(live);
        talk
    }

    /// The message's own signal.
    pub(crate) fn message(self, id: &MessageId) -> Option<ArcRwSignal<Said>> {
        self.messages.with_value(|messages| messages.get(id).cloned())
    }

    /// What happened as this revision.
    pub(crate) fn done(self, rev: u64) -> Option<Done> {
        self.history.with(|all| all.iter().find(|done| done.rev == rev).cloned())
    }

    /// The name of a person of the team.
    pub(crate) fn name(self, id: &PersonId) -> Option<String> {
        self.team.with_value(|team| team.iter().find(|p| p.id == *id).map(|p| p.name.clone()))
    }

    /// The name of a team; its id if it is gone.
    pub(crate) fn team_name(self, id: &TeamId) -> String {
        let name = |(_, name): &(TeamId, String)| name.clone();
        let found =
            self.teams.with_value(|teams| teams.iter().find(|(known, _)| known == id).map(name));
        found.unwrap_or_else(|| id.to_string())
    }

    /// What somebody is called to whom the ticket can be given, by what was last read.
    pub(crate) fn called(self, id: &PersonId) -> String {
        // Set whenever the thread is read, and right after this.
        self.phone.track();
        let name = |(_, name): &(PersonId, String)| name.clone();
        let found =
            self.owners.with_value(|owners| owners.iter().find(|(known, _)| known == id).map(name));
        found.unwrap_or_else(|| id.to_string())
    }

    /// The lines as the reader's days break them.
    pub(crate) fn lines(self, clock: Clock) -> Vec<Line> {
        let done: Vec<_> =
            self.history.with(|all| all.iter().map(|done| (done.at, done.rev)).collect());
        self.said.with(|said| lines(said, &done, |at| clock.local(at).date_naive()))
    }

    /// Takes in a message, or how it looks by now; true if it was not known.
    pub(crate) fn hear(self, told: Said) -> bool {
        if let Some(known) = self.message(&told.id) {
            known.update(|known| news::renew(known, told));
            return false;
        }
        let place = (told.sent_at, told.turn.clone(), told.id.clone());
        self.messages.update_value(|messages| {
            messages.insert(told.id.clone(), ArcRwSignal::new(told));
        });
        self.said.update(|said| {
            let at = said.partition_point(|known| *known < place);
            said.insert(at, place);
        });
        true
    }

    /// Takes out what has no place of its own any more.
    fn forget(self, gone: &[MessageId]) {
        if gone.iter().any(|id| self.message(id).is_some()) {
            self.said.update(|said| said.retain(|(_, _, id)| !gone.contains(id)));
            self.messages
                .update_value(|messages| gone.iter().for_each(|id| _ = messages.remove(id)));
        }
    }

    /// The stretch of the thread before the oldest message here.
    pub(crate) async fn load_older(self) {
        let Some(cursor) = self.older.get_untracked() else { return };
        match calls::older(self.number, cursor, self.told_from.get_value()).await {
            Ok(Stretch { messages, gone, mut history, told_from, .. }) => {
                self.older.set(messages.next);
                messages.items.into_iter().for_each(|message| _ = self.hear(message));
                self.forget(&gone);
                self.told_from.set_value(told_from);
                self.history.update(|all| {
                    history.append(all);
                    *all = history;
                });
            }
            Err(problem) => self.trouble.set(Some(problem)),
        }
    }

    fn listen(self, live: Live) {
        live.listen(move |news| match news {
            News::Update(update) => {
                // Whatever comes through proves that the server is there again.
                if self.trouble.with_untracked(|trouble| *trouble == Some(Problem::Unreachable)) {
                    self.trouble.set(None);
                }
                if update.ticket.number == self.number {
                    self.fold(update);
                }
            }
            News::Ticket(ticket) if ticket.number == self.number => self.learn(ticket),
            News::Resync => spawn_local(self.load_again(live)),
            _ => {}
        });
    }

    /// Shows what a fresh page would; older messages that were loaded stay.
    async fn load_again(self, live: Live) {
        let mark = live.mark();
        match calls::read_thread(self.number).await {
            Ok(conversation) => self.fill(conversation, mark, live),
            Err(problem) => self.trouble.set(Some(problem)),
        }
    }

    fn fill(self, conversation: Conversation, mark: u64, live: Live) {
        let Conversation { card, lately, team, teams, owners, .. } = conversation;
        let Stretch { messages, gone, history, told_from, told_to, next } = lately;
        self.team.set_value(team);
        self.teams.set_value(teams);
        self.owners.set_value(owners);
        self.next.set(next);
        self.told_to.set_value(told_to);
        self.phone.set(card.phone);
        self.learn(&card.ticket);
        self.trouble.set(None);
        // Far more than a page was missed: begin anew rather than show a hole.
        let overlaps = messages.items.iter().any(|message| self.message(&message.id).is_some());
        if !overlaps {
            self.messages.update_value(HashMap::clear);
            self.said.set(Vec::new());
            self.older.set(messages.next);
            self.history.set(Vec::new());
            self.told_from.set_value(told_from);
        }
        for message in messages.items {
            match self.message(&message.id) {
                Some(known) => known.set(message),
                None => _ = self.hear(message),
            }
        }
        self.forget(&gone);
        self.add_history(history);
        match live.since(mark) {
            Some(missed) => missed
                .iter()
                .filter(|update| update.ticket.number == self.number)
                .for_each(|update| self.fold(update)),
            None => spawn_local(self.load_again(live)),
        }
    }

    fn fold(self, told: &Told) {
        for tick in &told.ticks {
            if let Some(known) = self.message(&tick.message) {
                known.maybe_update(|known| news::take_in(known, &tick.delivery));
            }
        }
        if told.more {
            self.asking.ask(move || self.catch_up());
        }
        self.learn(&told.ticket);
    }

    /// Asks what was said and done after what is known, and what comes next; once more in a while, if that
    /// fails.
    async fn catch_up(self) {
        let Some(told_to) = self.told_to.try_get_value() else { return };
        let answer = calls::happened(self.number, told_to).await;
        // The reader may have left meanwhile.
        if self.ticket.try_get_untracked().is_none() {
            return;
        }
        match answer {
            Ok(stretch) => self.take(stretch),
            Err(Problem::Unreachable) => platform::after(AGAIN, move || {
                self.asking.ask(move || self.catch_up());
            }),
            Err(problem) => self.trouble.set(Some(problem)),
        }
    }

    /// Takes in what is new. What stands further up than the oldest message here is loaded with the stretch
    /// that it belongs to.
    fn take(self, stretch: Stretch) {
        let Stretch { messages, gone, history, told_to, next, .. } = stretch;
        let oldest = self.said.with_untracked(|said| said.first().map(|(at, ..)| *at));
        let oldest = oldest.filter(|_| self.older.with_untracked(Option::is_some));
        for told in messages.items {
            let id = told.id.clone();
            let is_here = self.message(&id).is_some() || oldest.is_none_or(|at| told.sent_at >= at);
            if is_here && self.hear(told) {
                self.latest.set(Some(id));
            }
        }
        self.forget(&gone);
        self.add_history(history);
        self.next.set(next);
        self.told_to.update_value(|known| *known = told_to.max(*known));
    }

    /// Takes in what comes after what is known.
    fn add_history(self, history: Vec<Done>) {
        self.history.try_update(|all| {
            let newest = all.last().map_or(0, |done| done.rev);
            all.extend(history.into_iter().filter(|done| done.rev > newest));
        });
    }

    fn learn(self, ticket: &Ticket) {
        if self.ticket.with_untracked(|known| ticket.rev > known.rev) {
            self.ticket.set(ticket.clone());
        }
    }
}
