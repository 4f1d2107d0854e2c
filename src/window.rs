//! The customer-service window: 24 hours from the customer's last message in which any reply is
//! allowed (Meta, "Send messages: customer service windows"). Costs and templates are not here yet.

use chrono::{DateTime, Duration, Utc};

/// How long a free reply is allowed after the customer's last message.
pub const LENGTH: Duration = Duration::hours(24);

/// The end of the window that `last_inbound` (Meta's time) opened.
pub fn closes_at(last_inbound: DateTime<Utc>) -> DateTime<Utc> {
    last_inbound + LENGTH
}

/// Whether a free reply is allowed at `now`. Without any inbound message there is no window.
pub fn is_open(closes_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    closes_at.is_some_and(|end| now < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_closes_at_the_very_second() {
        let end = closes_at(DateTime::UNIX_EPOCH);
        assert!(is_open(Some(end), end - Duration::seconds(1)));
        assert!(!is_open(Some(end), end));
    }

    #[test]
    fn without_a_message_from_the_customer_there_is_no_window() {
        assert!(!is_open(None, DateTime::UNIX_EPOCH));
    }
}
