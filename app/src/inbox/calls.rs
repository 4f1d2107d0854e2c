//! The inbox's server functions: thin doors to use cases of the desk.

use chrono::{DateTime, Utc};
use desk::desk::Card;
use desk::ids::{MessageId, PersonId, TeamId, TicketNumber};
use desk::person::Person;
use desk::ports::Page;
use desk::ticket::{Priority, Ticket};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use super::done::Done;
use super::said::Said;
use super::view::{Tally, View};
use crate::problem::Problem;
use crate::wire::Wire;

/// What the list column shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listing {
    pub(crate) cards: Page<Card>,
    pub(crate) tally: Tally,
    pub(crate) team: Vec<Person>,
}

/// What the thread column shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Conversation {
    pub(crate) card: Card,
    pub(crate) lately: Stretch,
    /// So many minutes the customer's clock is ahead of Greenwich's, if it is sure where they are.
    pub(crate) there: Option<i32>,
    pub(crate) team: Vec<Person>,
    pub(crate) teams: Vec<(TeamId, String)>,
    /// To whom the ticket can be given, each with where they are if they are not there.
    pub(crate) owners: Vec<(PersonId, String)>,
}

/// A part of what was said and done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stretch {
    /// Oldest first; `next` leads to older ones.
    pub(crate) messages: Page<Said>,
    /// Messages that have no place of their own, or none any more: they show on one of those.
    pub(crate) gone: Vec<MessageId>,
    /// What else happened meanwhile, oldest first.
    pub(crate) history: Vec<Done>,
    /// What happened before this revision is still to be told.
    pub(crate) told_from: u64,
    /// What happened up to this revision is told.
    pub(crate) told_to: u64,
    /// What comes next by itself, if anything does. In the form of what happened, and one list like
    /// the other: a browser has what reads that.
    pub(crate) next: Vec<Done>,
}

/// How many tickets one stretch of the list holds.
pub(crate) const STRETCH: usize = 50;

/// The newest `limit` tickets of a view, the counts of all views, the team.
#[server(prefix = "/fn", endpoint = "inbox/list", input = Json, output = Wire)]
pub(crate) async fn read_list(view: View, limit: usize) -> Result<Listing, Problem> {
    let door = crate::server::door()?;
    let filter = door.filter(view);
    let cards = door.answer(door.desk.tickets(&door.actor, &filter, limit, None).await)?;
    let team = door.answer(door.desk.people(&door.actor).await)?.to_vec();
    Ok(Listing { cards, tally: door.tally().await?, team })
}

/// Why an event happened, or one of our messages was sent: `of` is its revision, or the message's id.
/// A sentence each; nothing if nothing is kept of that.
#[server(prefix = "/fn", endpoint = "tickets/explain", input = Json, output = Wire)]
pub(crate) async fn explain(number: TicketNumber, of: String) -> Result<Vec<String>, Problem> {
    use desk::desk::Occasion;
    let door = crate::server::door()?;
    let what = match of.parse() {
        Ok(rev) => Occasion::Event(rev),
        Err(_) => Occasion::Message(of.as_str().into()),
    };
    let explanation = door.answer(door.desk.explain(&door.actor, number, &what).await)?;
    let people = door.answer(door.desk.people(&door.actor).await)?;
    Ok(door.language.explanation(&explanation, &people))
}

/// The next stretch of a view.
#[server(prefix = "/fn", endpoint = "inbox/more", input = Json, output = Wire)]
pub(crate) async fn more(view: View, cursor: String) -> Result<Page<Card>, Problem> {
    let door = crate::server::door()?;
    let filter = door.filter(view);
    door.answer(door.desk.tickets(&door.actor, &filter, STRETCH, Some(&cursor)).await)
}

#[server(prefix = "/fn", endpoint = "inbox/tally", input = Json, output = Wire)]
pub(crate) async fn recount() -> Result<Tally, Problem> {
    let door = crate::server::door()?;
    door.tally().await
}

#[server(prefix = "/fn", endpoint = "tickets/thread", input = Json, output = Wire)]
pub(crate) async fn read_thread(number: TicketNumber) -> Result<Conversation, Problem> {
    let door = crate::server::door()?;
    door.conversation(number).await
}

/// What was said before `cursor`, and what happened meanwhile before revision `told_from`.
#[server(prefix = "/fn", endpoint = "tickets/older", input = Json, output = Wire)]
pub(crate) async fn older(
    number: TicketNumber,
    cursor: String,
    told_from: u64,
) -> Result<Stretch, Problem> {
    let door = crate::server::door()?;
    door.older(number, &cursor, told_from).await
}

/// What was said and done after revision `rev`, what looks different since, and what comes next.
#[server(prefix = "/fn", endpoint = "tickets/happened", input = Json, output = Wire)]
pub(crate) async fn happened(number: TicketNumber, rev: u64) -> Result<Stretch, Problem> {
    let door = crate::server::door()?;
    door.happened(number, rev).await
}

/// Answers the customer, or one message of theirs. The browser makes the `id`, so that asking twice
/// can't send twice.
#[server(prefix = "/fn", endpoint = "tickets/reply", input = Json, output = Wire)]
pub(crate) async fn reply(
    number: TicketNumber,
    text: String,
    reply_to: Option<MessageId>,
    id: String,
) -> Result<Said, Problem> {
    use desk::desk::Saying;
    let door = crate::server::door()?;
    let id = door.message_id(id);
    let saying = Saying::text(text).quoting(reply_to);
    let said = door.desk.say_to(&door.actor, number, saying, id, None).await;
    door.said(door.answer(said)?).await
}

#[server(prefix = "/fn", endpoint = "tickets/resend", input = Json, output = Wire)]
pub(crate) async fn resend(id: MessageId) -> Result<Ticket, Problem> {
    let door = crate::server::door()?;
    door.answer(door.desk.resend(&door.actor, &id).await)
}

/// Gives the ticket to `owner`. Whoever takes it themselves tells whom they saw have it.
#[server(prefix = "/fn", endpoint = "tickets/assign", input = Json, output = Wire)]
pub(crate) async fn assign(
    number: TicketNumber,
    owner: Option<PersonId>,
    seen: Option<PersonId>,
) -> Result<Ticket, Problem> {
    let door = crate::server::door()?;
    door.answer(match owner {
        Some(owner) if door.is_me(&owner) => door.desk.take(&door.actor, number, seen).await,
        owner => door.desk.assign(&door.actor, number, owner).await,
    })
}

#[server(prefix = "/fn", endpoint = "tickets/prioritise", input = Json, output = Wire)]
pub(crate) async fn prioritise(
    number: TicketNumber,
    priority: Priority,
) -> Result<Ticket, Problem> {
    let door = crate::server::door()?;
    door.answer(door.desk.prioritise(&door.actor, number, priority).await)
}

#[server(prefix = "/fn", endpoint = "tickets/snooze", input = Json, output = Wire)]
pub(crate) async fn snooze(number: TicketNumber, until: DateTime<Utc>) -> Result<Ticket, Problem> {
    let door = crate::server::door()?;
    door.answer(door.desk.snooze(&door.actor, number, until).await)
}

#[server(prefix = "/fn", endpoint = "tickets/resolve", input = Json, output = Wire)]
pub(crate) async fn resolve(number: TicketNumber) -> Result<Ticket, Problem> {
    let door = crate::server::door()?;
    door.answer(door.desk.resolve(&door.actor, number).await)
}

#[server(prefix = "/fn", endpoint = "tickets/reopen", input = Json, output = Wire)]
pub(crate) async fn reopen(number: TicketNumber) -> Result<Ticket, Problem> {
    let door = crate::server::door()?;
    door.answer(door.desk.reopen(&door.actor, number).await)
}

#[server(prefix = "/fn", endpoint = "tickets/see", input = Json, output = Wire)]
pub(crate) async fn see(number: TicketNumber) -> Result<Ticket, Problem> {
    let door = crate::server::door()?;
    door.answer(door.desk.see(&door.actor, number).await)
}
