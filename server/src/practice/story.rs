//! Lets the seeded conversations have happened: every line at its own moment, in the order of time
//! over all customers, through the desk's use cases.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use desk::Desk;
use desk::ids::TicketNumber;
use desk::inbound::Inbound;
use desk::permissions::Actor;
use desk::person::Person;
use desk::ticket::Priority;
use simulator::Simulator;
use simulator::seed::{Conversation, Line, Member, Outcome, Pressure};
use store::Store;
use uuid::Uuid;

use super::memory;
use super::past::{self, PastClock};
use super::team::{Team, actor};
use crate::whatsapp::payload;

/// How long the outbox may take to send what the team said.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often to look whether it has.
const ROUND: Duration = Duration::from_millis(50);

struct Story<'a> {
    simulator: &'a Simulator,
    store: &'a Store,
    team: &'a Team,
    desk: Desk,
    clock: Arc<PastClock>,
    now: DateTime<Utc>,
}

/// One conversation on its way.
struct Course {
    conversation: Conversation,
    /// The customer's id.
    customer: String,
    ticket: Option<TicketNumber>,
}

/// Tells all of it, and waits until the replies are with the simulator.
pub(super) async fn tell(
    simulator: &Simulator,
    store: &Arc<Store>,
    team: &Team,
    now: DateTime<Utc>,
) -> Result<()> {
    let clock = Arc::new(PastClock::default());
    let desk = past::desk(store, clock.clone());
    let story = Story { simulator, store, team, desk, clock, now };
    let conversations = simulator::seed::conversations();
    // The replies were given in time, although they are sent only now.
    simulator.set_windows_close(false);
    let told = story.tell(conversations).await;
    if told.is_ok() && tokio::time::timeout(PATIENCE, sent(store)).await.is_err() {
        tracing::warn!("the outbox is slow: some of the team's old replies may fail");
    }
    simulator.set_windows_close(true);
    told?;
    // The phones show the replies at the time at which they were given.
    memory::bring_back(simulator, store).await
}

/// Returns when the outbox has nothing left.
async fn sent(store: &Store) {
    let mut rounds = tokio::time::interval(ROUND);
    loop {
        rounds.tick().await;
        if store.outbox().await.is_ok_and(|left| left.is_empty()) {
            return;
        }
    }
}

impl Story<'_> {
    async fn tell(&self, conversations: Vec<Conversation>) -> Result<()> {
        let mut courses: Vec<_> = conversations.into_iter().map(|one| self.course(one)).collect();
        let mut moments: Vec<(u32, usize, usize)> = Vec::new();
        for (place, course) in courses.iter().enumerate() {
            let lines = course.conversation.lines.iter().enumerate();
            moments.extend(lines.map(|(line, said)| (said.minutes_ago, place, line)));
        }
        moments.sort_by_key(|(minutes_ago, ..)| std::cmp::Reverse(*minutes_ago));
        for (_, place, line) in moments {
            self.line(&mut courses[place], line).await?;
        }
        for course in &courses {
            self.settle(course).await?;
        }
        Ok(())
    }

    fn course(&self, conversation: Conversation) -> Course {
        let customer = self.simulator.add_customer(&conversation.name, &conversation.phone);
        Course { conversation, customer, ticket: None }
    }

    async fn line(&self, course: &mut Course, place: usize) -> Result<()> {
        let line = course.conversation.lines[place].clone();
        let at = self.now - TimeDelta::minutes(line.minutes_ago.into());
        self.clock.set(at);
        match (line.mine, course.ticket) {
            (true, _) => {
                let first = course.ticket.is_none();
                course.ticket = Some(self.customer_writes(course, &line, at).await?);
                if first { self.prioritise(course).await } else { Ok(()) }
            }
            (false, Some(ticket)) => self.team_answers(course, ticket, &line).await,
            (false, None) => Ok(()),
        }
    }

    /// The ticket that the customer's line joined.
    async fn customer_writes(
        &self,
        course: &Course,
        line: &Line,
        at: DateTime<Utc>,
    ) -> Result<TicketNumber> {
        let body = self.simulator.history(&course.customer, &line.text, at);
        let items = payload::read(&body.context("a seeded customer has no phone")?, at);
        self.desk.receive(&Actor::Customer, &items).await?;
        let arrival = items.iter().find_map(|item| match item {
            Inbound::Message(arrival) => Some(&arrival.id),
            _ => None,
        });
        let message = self.store.message(arrival.context("a seeded line is no message")?).await?;
        Ok(message.context("a seeded line joined no ticket")?.ticket)
    }

    async fn team_answers(&self, course: &Course, ticket: TicketNumber, line: &Line) -> Result<()> {
        let person = self.person(course)?;
        self.desk.assign(&actor(person), ticket, Some(person.id.clone())).await?;
        let id = Uuid::now_v7().to_string().as_str().into();
        self.desk.reply(&actor(person), ticket, line.text.clone(), id, None).await?;
        Ok(())
    }

    async fn prioritise(&self, course: &Course) -> Result<()> {
        let priority = match course.conversation.pressure {
            Pressure::Normal => return Ok(()),
            Pressure::Low => Priority::Low,
            Pressure::High => Priority::High,
            Pressure::Urgent => Priority::Urgent,
        };
        let Some(ticket) = course.ticket else { return Ok(()) };
        let supervisor = actor(self.team.member(Member::Supervisor)?);
        self.desk.prioritise(&supervisor, ticket, priority).await?;
        Ok(())
    }

    /// What the team decided in the end, a minute after the last line.
    async fn settle(&self, course: &Course) -> Result<()> {
        let (Some(ticket), Some(last)) = (course.ticket, course.conversation.lines.last()) else {
            return Ok(());
        };
        let ago = last.minutes_ago.saturating_sub(1);
        self.clock.set(self.now - TimeDelta::minutes(ago.into()));
        let person = actor(self.person(course)?);
        match course.conversation.outcome {
            Outcome::Open | Outcome::Waiting => {}
            Outcome::Resolved => drop(self.desk.resolve(&person, ticket).await?),
            Outcome::Snoozed(minutes) => {
                let until = self.now + TimeDelta::minutes(minutes.into());
                self.desk.snooze(&person, ticket, until).await?;
            }
        }
        Ok(())
    }

    /// Who looks after the conversation.
    fn person(&self, course: &Course) -> Result<&Person> {
        self.team.member(course.conversation.owner.unwrap_or(Member::Supervisor))
    }
}
