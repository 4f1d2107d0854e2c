//! What goes to the desk at once: greedy, so that it never waits, and bounded, because one
//! transaction of the store is. What bodies tell of numbers themselves is put beside it.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use desk::ids::NumberId;
use desk::inbound::{Aside, Inbound};

use crate::journal::{Entries, Entry, Seq};
use crate::whatsapp::news::templates::TemplateReport;
use crate::whatsapp::news::{self, Report};
use crate::whatsapp::payload;

/// Items in one transaction: beyond it the store gets little faster and readers wait longer.
pub(super) const ITEMS: usize = 128;
/// Bytes of JSON in one transaction, unless one item alone is larger. What is saved is at most
/// about three times as much, and the store's limit lies near 10 MB.
pub(super) const BYTES: usize = 2 << 20;

/// Bodies read together.
pub(super) struct Batch {
    items: Vec<Inbound>,
    reports: Vec<Report>,
    templates: Vec<TemplateReport>,
    /// The last body in it.
    pub(super) last: Seq,
    pub(super) oldest: DateTime<Utc>,
    pub(super) newest: DateTime<Utc>,
}

impl Batch {
    /// `first`, and what else waits already.
    pub(super) fn gather(first: Entry, entries: &mut Entries) -> Self {
        let (oldest, newest, last) = (first.arrived_at, first.arrived_at, first.seq);
        let items = read(&first);
        let (reports, templates) = told_by(&first, &items);
        let mut batch = Self { items, reports, templates, last, oldest, newest };
        let mut bytes = first.body.len();
        while batch.items.len() < ITEMS
            && bytes < BYTES
            && let Ok(entry) = entries.try_recv()
        {
            bytes += entry.body.len();
            let items = read(&entry);
            let (reports, templates) = told_by(&entry, &items);
            batch.reports.extend(reports);
            batch.templates.extend(templates);
            batch.items.extend(items);
            batch.last = entry.seq;
            batch.newest = entry.arrived_at;
        }
        batch
    }

    /// What those want to know who look after the numbers.
    pub(super) fn heard(&mut self) -> Heard {
        Heard {
            at: self.newest,
            numbers: self.items.iter().filter_map(Inbound::number).cloned().collect(),
            reports: std::mem::take(&mut self.reports),
            templates: std::mem::take(&mut self.templates),
        }
    }

    /// Pieces that fit into a transaction, in order.
    pub(super) fn parts(&self) -> impl Iterator<Item = &[Inbound]> {
        let mut left = self.items.as_slice();
        std::iter::from_fn(move || {
            let (part, rest) = left.split_at(fitting(left));
            left = rest;
            (!part.is_empty()).then_some(part)
        })
    }
}

/// What came, as far as it is about the numbers and the way from WhatsApp.
pub struct Heard {
    pub at: DateTime<Utc>,
    /// Those that something came for.
    pub numbers: HashSet<NumberId>,
    pub reports: Vec<Report>,
    /// What became of templates.
    pub templates: Vec<TemplateReport>,
}

/// How many of the first items fit, at least one if there are any.
fn fitting(items: &[Inbound]) -> usize {
    let mut bytes = 0;
    let fits = |item: &&Inbound| {
        bytes += item.raw().len();
        bytes <= BYTES
    };
    let count = items.iter().take(ITEMS).take_while(fits).count();
    count.max(1).min(items.len())
}

/// The items of a body. One that makes the reader panic is kept whole: it would come again at every
/// start and nothing behind it would ever be read.
pub(super) fn read(entry: &Entry) -> Vec<Inbound> {
    let reading = || payload::read(&entry.body, entry.arrived_at);
    catch_unwind(AssertUnwindSafe(reading)).unwrap_or_else(|_| {
        tracing::error!(seq = entry.seq, "a webhook could not be read and is kept whole");
        let text = String::from_utf8_lossy(&entry.body);
        vec![payload::kept(Aside::UnknownShape, &text)]
    })
}

/// What a body tells of numbers and of templates. Those that tell of messages alone are not read a second time.
fn told_by(entry: &Entry, items: &[Inbound]) -> (Vec<Report>, Vec<TemplateReport>) {
    let other =
        |item: &Inbound| matches!(item, Inbound::Kept(kept) if kept.why == Aside::UnknownField);
    if !items.iter().any(other) {
        return Default::default();
    }
    let (body, at) = (&entry.body, entry.arrived_at);
    let reading = || (news::read(body, at), news::templates::read(body, at));
    catch_unwind(AssertUnwindSafe(reading)).unwrap_or_else(|_| {
        tracing::error!(seq = entry.seq, "what a webhook tells of a number could not be read");
        Default::default()
    })
}
