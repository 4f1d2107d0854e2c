//! Cursors: the time of the last item shown, then what tells it from others of that time.

use std::fmt::Display;

use chrono::{DateTime, Utc};

use crate::ports::{Outgoing, Page};

pub(super) fn cursor(at: DateTime<Utc>, tail: &dyn Display) -> String {
    format!("{} {tail}", at.to_rfc3339())
}

/// What [`cursor`] wrote; `None` for anything else.
pub(super) fn read(cursor: &str) -> Option<(DateTime<Utc>, &str)> {
    let (at, tail) = cursor.split_once(' ')?;
    Some((DateTime::parse_from_rfc3339(at).ok()?.to_utc(), tail))
}

/// The first `limit` of the outbox after the cursor.
pub(super) fn after(
    mut items: Vec<Outgoing>,
    limit: usize,
    cursor: Option<&str>,
) -> Page<Outgoing> {
    if let Some((at, id)) = cursor.and_then(read) {
        items.retain(|one| (one.message.sent_at, one.message.id.0.as_str()) > (at, id));
    }
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next = last.map(|one| self::cursor(one.message.sent_at, &one.message.id));
    Page { items, next }
}
