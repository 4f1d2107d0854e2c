//! The state of one thread: the ticket, what was said and done, and the order in which it stands.
//!
//! Every message has a signal of its own, so that a tick touches one bubble. The order is computed
//! by [`lines`], which is pure.

mod lines;
mod news;

use std::collections::HashMap;

use desk::ids::{MessageId, PersonId, TeamId, TicketNumber};
use desk::message::Message;
use desk::permissions::Author;
use desk::person::Person;
use desk::ticket::Ticket;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::calls::{self, Conversation, Stretch};
use super::done::Done;
use crate::live::{Asking, Live, News, Told};
use crate::problem::Problem;
use crate::time::Clock;
pub(crate) use lines::Line;
use lines::{Said, lines};

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
    messages: StoredValue<HashMap<MessageId, ArcRwSignal<Message>>>,
    /// Where each message stands; set when one comes, not when one changes.
    said: RwSignal<Vec<Said>>,
    /// What happened beside that, oldest first.
    pub(crate) history: RwSignal<Vec<Done>>,
    /// What comes next by itself.
    pub(crate) next: RwSignal<Vec<Done>>,
    /// What happened before this revision is still to be told.
    told_from: StoredValue<u64>,
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
            asking: Asking::new(),
        };
        talk.fill(conversation, mark, live);
        talk.listen(live);
        talk
    }

    /// The message's own signal.
    pub(crate) fn message(self, id: &MessageId) -> Option<ArcRwSignal<Message>> {
        self.messages.with_value(|messages| messages.get(id).cloned())
    }

    /// The message that Meta calls `external`: what a quote or a reaction points at.
    pub(crate) fn quoted(self, external: &str) -> Option<Message> {
        self.messages.with_value(|messages| {
            let mut all = messages.values().map(|message| message.get_untracked());
            all.find(|message| message.external.as_deref() == Some(external))
        })
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

    /// Takes in a message unless it is known; true if it was news.
    pub(crate) fn hear(self, message: &Message) -> bool {
        match self.message(&message.id) {
            Some(_) => false,
            None => {
                let id = message.id.clone();
                self.messages.update_value(|messages| {
                    messages.insert(id.clone(), ArcRwSignal::new(message.clone()));
                });
                self.said.update(|said| {
                    let place = (message.sent_at, message.turn(), id);
                    let at = said.partition_point(|known| *known < place);
                    said.insert(at, place);
                });
                true
            }
        }
    }

    /// The stretch of the thread before the oldest message here.
    pub(crate) async fn load_older(self) {
        let Some(cursor) = self.older.get_untracked() else { return };
        match calls::older(self.number, cursor, self.told_from.get_value()).await {
            Ok(Stretch { messages, mut history, told_from, .. }) => {
                self.older.set(messages.next);
                messages.items.iter().for_each(|message| _ = self.hear(message));
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
        let Stretch { messages, history, told_from, next } = lately;
        self.team.set_value(team);
        self.teams.set_value(teams);
        self.owners.set_value(owners);
        self.next.set(next);
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
        for message in &messages.items {
            match self.message(&message.id) {
                Some(known) => known.set(message.clone()),
                None => _ = self.hear(message),
            }
        }
        self.add_history(history);
        match live.since(mark) {
            Some(missed) => missed
                .iter()
                .filter(|update| update.ticket.number == self.number)
                .for_each(|update| self.fold(update)),
            None => spawn_local(self.load_again(live)),
        }
    }

    /// A message that just came or left, unless it stands there already.
    fn add(self, message: &Message) {
        if self.hear(message) {
            self.latest.set(Some(message.id.clone()));
        }
    }

    fn fold(self, told: &Told) {
        told.messages.iter().for_each(|message| self.add(message));
        for tick in &told.ticks {
            if let Some(known) = self.message(&tick.message) {
                known.maybe_update(|known| news::take_in(known, tick));
            }
        }
        for (id, fetched) in &told.files {
            if let Some(known) = self.message(id) {
                known.update(|known| known.content.set_fetched(fetched.clone()));
            }
        }
        if told.more {
            self.asking.ask(move || self.catch_up());
        }
        self.learn(&told.ticket);
    }

    /// Asks what happened after what is known, and what comes next. If that fails, the next time brings
    /// it along.
    async fn catch_up(self) {
        let newest = self.history.with_untracked(|all| all.last().map_or(0, |done| done.rev));
        if let Ok(Stretch { history, next, .. }) = calls::happened(self.number, newest).await {
            self.add_history(history);
            self.next.try_set(next);
        }
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

/// Who said or did it, by name; `None` for the customer and for time.
pub(crate) fn author(talk: Talk, author: &Author) -> Option<String> {
    match author {
        Author::Person { id } => Some(talk.name(id).unwrap_or_else(|| id.to_string())),
        Author::Key { name } | Author::Rule { name, .. } => Some(name.clone()),
        Author::App => Some("WhatsApp Business".to_owned()),
        Author::Customer | Author::Clock => None,
    }
}
