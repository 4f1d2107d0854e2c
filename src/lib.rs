//! A **desk** is where a team answers the customers who write to its business numbers.
//!
//! This crate decides: values in, decisions out. It reads no clock, no file, no network and no
//! randomness; what it needs from the world comes through the few traits in [`ports`].
//!
//! | word | means | not |
//! |---|---|---|
//! | ticket | one question of one customer, with number, state, owner and history | conversation, case |
//! | contact | a customer, known by one or more aliases | user, client |
//! | person | somebody of the team who signs in | user, account |
//! | owner | the person who has to answer a ticket | assignee (the REST API's word) |
//! | number | a business number that customers write to | inbox, channel account |
//! | outlet | a number's way out: its pace, and why it is stopped if it is | sender |
//! | health | how a number is, by Meta's word: quality, limit, name, standing | status |
//! | rhythm | how webhooks usually come, by which a silence is improbable | baseline |
//! | message | what a customer or the team said, once | post, chat |
//! | gesture | a message about an earlier one: it is put on it, changes it or takes it back | reply |
//! | bubble | a message as a thread shows it, with its quote and with what gestures made of it | message |
//! | delivery | how far an outgoing message got | status (that is a ticket's) |
//! | call | another program is told of a ticket, as a rule wants it | webhook (Meta's way in) |
//! | fetch | the file that a customer's message names is taken from WhatsApp | download, attachment |
//! | enclosure | a file that somebody sends to a customer | upload, attachment |
//! | event | one thing that happened to a ticket, with its revision | log line, activity |
//! | template | a message whose words Meta approved beforehand, with gaps to fill | canned reply, HSM |
//! | gap | what has to be filled in of a template | variable, placeholder |
//! | window | the 24 hours in which a free reply is allowed | conversation window |
//! | free entry | the 72 hours in which everything is free, after an ad brought the customer | free entry point |
//! | calendar | when a team or a person is at work | schedule, business hours |
//! | policy | the targets of the SLA clocks, for the tickets it fits | SLA |
//! | alarm | a clock that nears its end or broke, or a rule that calls: told to whom it concerns | notification |
//! | rating | how a customer found it, from 1 to 5 | CSAT, survey |
//! | rule | what is done by itself, when something happens and a condition holds | automation, trigger |
//! | next step | what a rule writes to the customer because of time, if nothing happens before | scheduled message |
//! | trial | what a rule would have done on tickets of the past | dry run, preview |
//! | rulebook | everything a team has laid down: calendars, teams, policies, rules | settings |
//! | edition | a version of the rulebook, when it was laid down, and by whom | revision, backup |
//! | correction | a deadline that another edition moved | recalculation |

pub mod ids;
mod quick;
mod sealed;
pub mod zone;
pub mod person;
pub mod permissions;
pub mod number;
pub mod outlet;
pub mod silence;
pub mod phone;
pub mod contact;
pub mod region;
pub mod message;
pub mod bubble;
pub mod call;
pub mod fetch;
pub mod enclosure;
pub mod closing;
pub mod ticket;
pub mod window;
pub mod template;
pub mod calendar;
pub mod team;
pub mod presence;
pub mod assignment;
pub mod sla;
pub mod rating;
pub mod routing;
pub mod rulebook;
pub mod automation;
pub mod floor;
pub mod inbound;
pub mod board;
pub mod alarms;
pub mod ports;
pub mod desk;
#[cfg(feature = "fakes")]
pub mod fakes;

pub use desk::{Desk, Error};
pub use sealed::Sealed;
