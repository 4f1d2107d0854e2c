//! What may go wrong with a call that sends a message, and afterwards.

use std::time::Duration;

/// A fault of one call to `/messages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The connection closes without an answer; nothing was sent.
    DropBefore,
    /// The connection closes without an answer, although the message is on its way.
    DropAfter,
    /// A server error; nothing was sent.
    ErrorBefore,
    /// A server error, although the message is on its way.
    ErrorAfter,
    /// The message is on its way at once; the answer comes after this time.
    Slow(Duration),
    /// The number's throughput is used up (130429); nothing was sent.
    RateLimited,
    /// Too much for this customer (131056); nothing was sent.
    PairLimited,
}

/// The code of a window that is closed.
pub(crate) const CLOSED: u32 = 131_047;

/// Why an accepted message may fail, and why one of a customer can't be shown: Meta's code, title and
/// details (Cloud API, "Error codes").
const FAILURES: [(u32, &str, &str); 7] = [
    (
        130_472,
        "User's number is part of an experiment",
        "Failed to send message because this user's phone number is part of an experiment.",
    ),
    (
        131_026,
        "Message undeliverable",
        "Unable to deliver message: the recipient is not on WhatsApp.",
    ),
    (
        CLOSED,
        "Re-engagement message",
        "Message failed to send because more than 24 hours have passed since the customer last \
         replied to this number.",
    ),
    (
        131_049,
        "This message was not delivered to maintain healthy ecosystem engagement.",
        "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
    ),
    (131_051, "Message type unknown", "Message type is currently not supported."),
    (131_053, "Media upload error", "Unsupported file type, or the file can't be read."),
    (131_000, "Something went wrong", "Message failed to send due to an unknown error."),
];

/// The title and details of a failure; of any other code those of the last one.
pub(crate) fn words(code: u32) -> (&'static str, &'static str) {
    let known = FAILURES.iter().find(|failure| failure.0 == code);
    let (_, title, details) = known.unwrap_or(&FAILURES[FAILURES.len() - 1]);
    (title, details)
}
