//! What an older version saved still reads.

use super::*;

/// As it was saved before tickets had tags, fields, followers and merges.
const TICKET: &str = r#"{
    "number": 7, "rev": 5, "channel": "1065", "contact": "wamid.1", "customer": "Núria Puig",
    "status": "snoozed", "priority": "high", "owner": "ada", "team": "billing", "unread": 2,
    "created_at": "2026-11-09T08:00:00Z", "last_message_at": "2026-11-10T09:00:00Z",
    "last_line": {"direction": "in", "kind": "text", "text": "hola", "progress": null},
    "unanswered_since": "2026-11-10T09:00:00Z", "window_closes_at": "2026-11-11T09:00:00Z",
    "snoozed_until": "2026-11-12T08:00:00Z", "resolved_at": null
}"#;

#[test]
fn a_ticket_of_an_older_version_still_reads() {
    let ticket: Ticket = serde_json::from_str(TICKET).expect("it reads");
    assert_eq!(ticket.team, Some("billing".into()));
    assert_eq!((ticket.status, ticket.unread), (Status::Snoozed, 2));
    assert_eq!(ticket.started_by, Direction::In);
    assert_eq!((ticket.status_since, ticket.owned_since, ticket.answered_at), (None, None, None));
    assert!(ticket.tags.is_empty() && ticket.fields.is_empty() && ticket.followers.is_empty());
    assert!(ticket.merged_into.is_none() && ticket.absorbed.is_empty());
    assert!(!ticket.waiting_when_snoozed && ticket.farewell_at.is_none());
}

#[test]
fn a_message_that_came_before_there_were_goodbyes_still_reads() {
    let mut ticket = opened();
    let events = then(&mut ticket, 5, writes(5));
    let mut json = serde_json::to_value(&events[0]).expect("it serialises");
    let settled = json["change"]["received"].as_object_mut().expect("a change").remove("settled");
    assert_eq!(settled, Some(serde_json::Value::Bool(false)));
    let event: Event = serde_json::from_value(json).expect("it reads");
    assert_eq!(event, events[0]);
}

#[test]
fn a_refusal_travels_with_the_way_to_go() {
    let refusal = Refusal::Merged { into: TicketNumber(7) };
    let json = serde_json::to_string(&refusal).expect("it serialises");
    assert_eq!(json, r#"{"merged":{"into":7}}"#);
    assert_eq!(serde_json::from_str::<Refusal>(&json).expect("it reads"), refusal);
    let old = serde_json::from_str::<Refusal>(r#""newer_ticket""#).expect("it reads");
    assert_eq!(old, Refusal::NewerTicket);
}
