//! What crosses to the store and to pages.

use std::sync::Arc;

use super::*;
use crate::window;

#[test]
fn a_ticket_comes_back_as_it_went_and_its_times_count_microseconds() {
    let mut ticket = opened();
    then(&mut ticket, 5, writes(5));
    then(&mut ticket, 6, Command::Snooze { until: moment(900), now: moment(6) });
    let json = serde_json::to_value(&ticket).expect("it serialises");
    assert_eq!(json["created_at"], ticket.created_at.timestamp_micros());
    assert_eq!(json["snoozed_until"], moment(900).timestamp_micros());
    let read: Ticket = serde_json::from_value(json).expect("it reads");
    assert_eq!(read, Ticket { memory: Arc::default(), ..ticket });
}

#[test]
fn a_ticket_that_was_saved_before_ads_were_known_of_is_read_without_a_free_entry() {
    let mut ticket = opened();
    then(&mut ticket, 5, comes_by_ad(5));
    then(&mut ticket, 6, says(6));
    let mut json = serde_json::to_value(&ticket).expect("it serialises");
    let until = moment(6) + window::FREE_ENTRY;
    assert_eq!(json["free_entry_until"], until.timestamp_micros());
    json.as_object_mut().expect("an object").remove("free_entry_until");
    let read: Ticket = serde_json::from_value(json).expect("it reads");
    let memory = Arc::default();
    assert_eq!(read, Ticket { memory, free_entry_until: None, ..ticket });
    let plain = serde_json::to_value(opened()).expect("it serialises");
    assert_eq!(plain.get("free_entry_until"), None);
}

#[test]
fn what_a_customer_wrote_before_ads_were_known_of_came_by_none() {
    let mut ticket = opened();
    let written = then(&mut ticket, 5, writes(5)).remove(0);
    let json = serde_json::to_value(&written.change).expect("it serialises");
    assert_eq!(json["received"].get("by_ad"), None);
    assert_eq!(serde_json::from_value::<Change>(json).expect("it reads"), written.change);
    let by_ad = then(&mut ticket, 6, comes_by_ad(6)).remove(0);
    let json = serde_json::to_value(&by_ad.change).expect("it serialises");
    assert_eq!(json["received"]["by_ad"], true);
}

#[test]
fn a_refusal_travels_with_the_way_to_go() {
    let refusal = Refusal::Merged { into: TicketNumber(7) };
    let json = serde_json::to_string(&refusal).expect("it serialises");
    assert_eq!(json, r#"{"merged":{"into":7}}"#);
    assert_eq!(serde_json::from_str::<Refusal>(&json).expect("it reads"), refusal);
    let unit = serde_json::from_str::<Refusal>(r#""newer_ticket""#).expect("it reads");
    assert_eq!(unit, Refusal::NewerTicket);
}
