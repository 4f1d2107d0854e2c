//! Statuses of a message that Meta has taken, but whose taking is not written down yet.
//!
//! Meta answers a call with the id of the message, and the first status that names it can be here
//! before the answer is. One that carries our own id needs none of this. One of a message that somebody
//! sends with the Business app waits on disk until the message itself is here, however long that takes.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::{Desk, Error};
use crate::ids::MessageId;
use crate::inbound::StatusNews;
use crate::message::Direction;
use crate::permissions::Actor;
use crate::ports::Question;

/// So many are remembered: more than can come while a call is being answered.
const MOST: usize = 256;

/// What came early, oldest first.
#[derive(Default)]
pub(super) struct Early(Mutex<VecDeque<StatusNews>>);

impl Early {
    fn note(&self, news: StatusNews) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() == MOST {
            waiting.pop_front();
        }
        waiting.push_back(news);
    }

    /// Those of the message that Meta calls so, in the order in which they came.
    fn take(&self, external: &str) -> Vec<StatusNews> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (theirs, others): (Vec<_>, Vec<_>) =
            waiting.drain(..).partition(|news| news.external == external);
        *waiting = others.into();
        theirs
    }
}

impl Desk {
    /// Remembers statuses whose message was not found.
    pub(super) async fn came_early(
        &self,
        actor: &Actor,
        statuses: Vec<StatusNews>,
    ) -> Result<(), Error> {
        if statuses.is_empty() {
            return Ok(());
        }
        let externals = statuses.iter().map(|news| news.external.clone()).collect();
        statuses.into_iter().for_each(|news| self.early.note(news));
        // Answers may have been written down since the messages were looked for. All are asked for at
        // once: whatever else sends from the number has its statuses here too.
        let question = Question { externals, ..Question::default() };
        for message in self.store.answer(&question).await?.messages {
            if let (Direction::Out, Some(external)) = (message.direction, &message.external) {
                self.catch_up(actor, &message.id, external).await?;
            }
        }
        Ok(())
    }

    /// Takes down what came of the message before its id was known.
    pub(super) async fn catch_up(
        &self,
        actor: &Actor,
        id: &MessageId,
        external: &str,
    ) -> Result<(), Error> {
        for news in self.early.take(external) {
            self.settle(actor, id, news).await?;
        }
        Ok(())
    }

    /// The same of a message that came from somewhere else: its statuses may be here since before the
    /// desk last started.
    pub(super) async fn found(
        &self,
        actor: &Actor,
        id: &MessageId,
        external: &str,
    ) -> Result<(), Error> {
        self.early.take(external);
        for news in self.store.strays_of(external).await? {
            self.settle(actor, id, news).await?;
        }
        Ok(())
    }

    /// Takes down a status whose message became known: it is kept aside no more.
    async fn settle(&self, actor: &Actor, id: &MessageId, news: StatusNews) -> Result<(), Error> {
        let (delivery, external) = (news.delivery.clone(), Some(news.external.clone()));
        self.record(actor, id, delivery, external).await?;
        Ok(self.store.found(&news).await?)
    }
}
