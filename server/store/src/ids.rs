//! The names of records, made from the desk's ids and read back.

use desk::call::CallId;
use desk::contact::Alias;
use desk::ids::{ContactId, MessageId, NumberId, PersonId, TicketNumber};
use surrealdb::types::{Array, RecordId, RecordIdKey, RecordIdKeyRange, Value};

use crate::error::Error;

pub(crate) fn ticket(number: TicketNumber) -> RecordId {
    RecordId::new("ticket", whole(number.0))
}

pub(crate) fn event(number: TicketNumber, rev: u64) -> RecordId {
    RecordId::new("event", revision(number, rev))
}

/// The events of `number` with a revision from `first` to `last`, as a range of records.
pub(crate) fn stretch(number: TicketNumber, first: u64, last: u64) -> RecordId {
    let range = revision(number, first)..=revision(number, last);
    RecordId::new("event", RecordIdKeyRange::from(range))
}

/// All events of the tickets from `first` to `last`, as a range of records.
pub(crate) fn events_between(first: TicketNumber, last: TicketNumber) -> RecordId {
    let range = revision(first, 0)..=revision(last, u64::MAX);
    RecordId::new("event", RecordIdKeyRange::from(range))
}

pub(crate) fn message(id: &MessageId) -> RecordId {
    RecordId::new("message", id.0.as_str())
}

pub(crate) fn outbox(id: &MessageId) -> RecordId {
    RecordId::new("outbox", id.0.as_str())
}

pub(crate) fn fetch(id: &MessageId) -> RecordId {
    RecordId::new("to_fetch", id.0.as_str())
}

pub(crate) fn call(id: CallId) -> RecordId {
    RecordId::new("call", revision(id.ticket, id.rev))
}

pub(crate) fn share(person: &PersonId, number: TicketNumber) -> RecordId {
    let (person, number) = (Value::from_string(person.0.clone()), whole(number.0));
    RecordId::new("share", Array::from(vec![person, Value::from_int(number)]))
}

pub(crate) fn person_and_ticket(id: &RecordId) -> Result<(PersonId, TicketNumber), Error> {
    let unreadable = || unreadable(id.table.as_str());
    let RecordIdKey::Array(array) = &id.key else { return Err(unreadable()) };
    let mut parts = array.iter();
    match (parts.next(), parts.next()) {
        (Some(Value::String(person)), Some(Value::Number(number))) => {
            let number = number.to_int().map(i64::unsigned_abs).ok_or_else(unreadable)?;
            Ok((PersonId(person.clone()), TicketNumber(number)))
        }
        _ => Err(unreadable()),
    }
}

pub(crate) fn external(id: &str) -> RecordId {
    RecordId::new("external", id)
}

/// What is about the message that Meta calls so.
pub(crate) fn gesture(about: &str) -> RecordId {
    RecordId::new("gesture", about)
}

pub(crate) fn contact(id: &ContactId) -> RecordId {
    RecordId::new("contact", id.0.as_str())
}

pub(crate) fn person(id: &PersonId) -> RecordId {
    RecordId::new("person", id.0.as_str())
}

pub(crate) fn alias(alias: &Alias) -> RecordId {
    let (kind, value) = match alias {
        Alias::Phone(digits) => ("phone", digits),
        Alias::UserId(id) => ("user_id", id),
        Alias::Parent(id) => ("parent", id),
        Alias::Username(name) => ("username", name),
    };
    RecordId::new("alias", pair(kind, value))
}

pub(crate) fn identity(issuer: &str, subject: &str) -> RecordId {
    RecordId::new("identity", pair(issuer, subject))
}

pub(crate) fn conversation(number: &NumberId, contact: &ContactId) -> RecordId {
    RecordId::new("conversation", pair(&number.0, &contact.0))
}

/// What was said there before the desk came. No customer's id looks like that: they are digests.
pub(crate) fn past(number: &NumberId, contact: &ContactId) -> RecordId {
    RecordId::new("conversation", pair(&number.0, &past_of(contact)))
}

/// What stands for the contact there.
pub(crate) fn past_of(contact: &ContactId) -> String {
    format!("past {contact}")
}

pub(crate) fn edition(version: u32) -> RecordId {
    RecordId::new("edition", i64::from(version))
}

pub(crate) fn version(id: &RecordId) -> Result<u32, Error> {
    match &id.key {
        RecordIdKey::Number(version) => {
            u32::try_from(*version).map_err(|_| unreadable(id.table.as_str()))
        }
        _ => Err(unreadable(id.table.as_str())),
    }
}

/// The text that `id` is made of.
pub(crate) fn text(id: RecordId) -> Result<String, Error> {
    match id.key {
        RecordIdKey::String(text) => Ok(text),
        _ => Err(unreadable(id.table.as_str())),
    }
}

/// The two texts that `id` is made of.
pub(crate) fn texts(id: RecordId) -> Result<(String, String), Error> {
    let RecordIdKey::Array(array) = id.key else { return Err(unreadable(id.table.as_str())) };
    match <[Value; 2]>::try_from(array.into_vec()) {
        Ok([Value::String(one), Value::String(two)]) => Ok((one, two)),
        _ => Err(unreadable(id.table.as_str())),
    }
}

pub(crate) fn number(id: &RecordId) -> Result<TicketNumber, Error> {
    match &id.key {
        RecordIdKey::Number(number) => Ok(TicketNumber(number.unsigned_abs())),
        _ => Err(unreadable(id.table.as_str())),
    }
}

pub(crate) fn number_and_rev(id: &RecordId) -> Result<(TicketNumber, u64), Error> {
    let unreadable = || unreadable(id.table.as_str());
    let RecordIdKey::Array(array) = &id.key else { return Err(unreadable()) };
    let whole = |value: Option<&Value>| match value {
        Some(Value::Number(number)) => number.to_int().map(i64::unsigned_abs),
        _ => None,
    };
    let mut parts = array.iter();
    match (whole(parts.next()), whole(parts.next())) {
        (Some(number), Some(rev)) => Ok((TicketNumber(number), rev)),
        _ => Err(unreadable()),
    }
}

pub(crate) fn call_id(id: &RecordId) -> Result<CallId, Error> {
    number_and_rev(id).map(|(ticket, rev)| CallId { ticket, rev })
}

pub(crate) fn unreadable(what: &str) -> Error {
    Error::Unreadable { what: what.to_owned() }
}

/// The engine's whole numbers have a sign; ours never come near the end of either.
pub(crate) fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn revision(number: TicketNumber, rev: u64) -> Array {
    Array::from(vec![Value::from_int(whole(number.0)), Value::from_int(whole(rev))])
}

fn pair(one: &str, two: &str) -> Array {
    Array::from(vec![Value::from_string(one.to_owned()), Value::from_string(two.to_owned())])
}
