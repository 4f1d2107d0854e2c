//! What can be wrong, each with a sentence that names the ids to look at.

use desk::call::CallId;
use desk::ids::{ContactId, MessageId, TicketNumber};
use thiserror::Error;

/// Something that is not as it has to be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Violation {
    #[error("The stored {what} can't be read.")]
    Unreadable { what: String },
    #[error("Column {column} of the stored {what} says something else than the rest of it.")]
    NotItsColumn { what: String, column: &'static str },
    #[error("Message {message} is lost: revision {rev} of ticket {ticket} brought it.")]
    Lost { message: MessageId, ticket: TicketNumber, rev: u64 },
    #[error("There are events of ticket {ticket}, but no such ticket.")]
    NoTicket { ticket: TicketNumber },
    #[error("The customer of ticket {ticket}, contact {contact}, is not there.")]
    NoContact { ticket: TicketNumber, contact: ContactId },
    #[error("An alias leads to contact {contact}, who is not there.")]
    StrayAlias { contact: ContactId },
    #[error("An alias leads to contact {contact}, who has none of its kind.")]
    NotItsAlias { contact: ContactId },
    #[error("Contact {contact} is not found by what it is called by.")]
    NotByAlias { contact: ContactId },
    #[error("One of Meta's ids leads to message {message}, which is not there.")]
    StrayExternal { message: MessageId },
    #[error("Meta's id of message {message} does not lead to it.")]
    NotByExternal { message: MessageId },
    #[error("Message {message} is about another, but is not found by it.")]
    NotByTarget { message: MessageId },
    #[error("Message {message} is said to be about another, and is not.")]
    StrayGesture { message: MessageId },
    #[error("Message {message} belongs to no ticket.")]
    Homeless { message: MessageId },
    #[error("Message {message} belongs to ticket {ticket} and to another one.")]
    TwoHomes { message: MessageId, ticket: TicketNumber },
    #[error("Message {message} has the same external id as another message of its number.")]
    SameExternal { message: MessageId },
    #[error("Tickets {first} and {second} of one customer are both unsettled.")]
    TwoUnsettled { first: TicketNumber, second: TicketNumber },
    #[error("The conversation of ticket {ticket} does not lead to its latest ticket.")]
    LatestLost { ticket: TicketNumber },
    #[error("Message {message} still has to be sent, but is not in the outbox.")]
    NotInOutbox { message: MessageId },
    #[error("Message {message} is in the outbox, but has nothing to do there.")]
    StrayInOutbox { message: MessageId },
    #[error("The outbox says something else of message {message} than the message itself.")]
    NotItsProgress { message: MessageId },
    #[error("Call {call} waits to be made, but no event of its ticket wants it.")]
    StrayCall { call: CallId },
    #[error("The file of message {message} is not here and not given up, and nobody fetches it.")]
    NotToFetch { message: MessageId },
    #[error("The file of message {message} is to be fetched, but there is nothing to fetch.")]
    StrayFetch { message: MessageId },
    #[error("What became of the file of message {message} is not what ticket {ticket} tells.")]
    NotItsFile { message: MessageId, ticket: TicketNumber },
    #[error("The events of ticket {ticket} have a gap at revision {rev}.")]
    Gap { ticket: TicketNumber, rev: u64 },
    #[error("Ticket {ticket} is not what its events make of it.")]
    NotItsHistory { ticket: TicketNumber },
    #[error("The delivery of message {message} went back at revision {rev} of ticket {ticket}.")]
    WentBack { message: MessageId, ticket: TicketNumber, rev: u64 },
    #[error("The delivery of message {message} is not what the events of ticket {ticket} say.")]
    NotItsDelivery { message: MessageId, ticket: TicketNumber },
}
