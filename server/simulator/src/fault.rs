//! What may go wrong with a call that sends a message.

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
}
