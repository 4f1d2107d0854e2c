//! Any bytes as the body of a webhook: reading them panics nowhere, leaves at least one item, and reads the same
//! twice.

#![no_main]

use chrono::DateTime;
use libfuzzer_sys::fuzz_target;
use server::whatsapp::{news, payload};

fuzz_target!(|body: &[u8]| {
    let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
    let items = payload::read(body, now);
    assert!(!items.is_empty());
    assert_eq!(items, payload::read(body, now));
    news::read(body, now);
});
