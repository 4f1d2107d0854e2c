//! How much is measured. Everything is bounded, in count or in time.

/// The sizes of one run of all measures.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Runs of each latency, of which the median counts.
    pub rounds: usize,
    /// Tickets, of as many customers, that the lists are read from, and messages of each.
    pub tickets: u64,
    pub messages: u64,
    /// Seconds of each rate of open load.
    pub seconds: f64,
    /// Requests with one and with sixteen connections.
    pub one_by_one: u64,
    pub together: u64,
    /// Messages that are sent as fast as they are taken.
    pub burst: u64,
    pub pages: u64,
    pub viewers: usize,
    /// Webhooks that the viewers wait for, and how many a second.
    pub events: u64,
    pub pace: f64,
    /// Starts of the server.
    pub starts: usize,
}

impl Plan {
    pub const FULL: Self = Self {
        rounds: 5,
        tickets: 100_000,
        messages: 3,
        seconds: 10.0,
        one_by_one: 500,
        together: 4_000,
        burst: 20_000,
        pages: 300,
        viewers: 1_000,
        events: 100,
        pace: 20.0,
        starts: 5,
    };

    pub const QUICK: Self = Self {
        rounds: 3,
        tickets: 10_000,
        messages: 3,
        seconds: 4.0,
        one_by_one: 300,
        together: 2_000,
        burst: 4_000,
        pages: 100,
        viewers: 1_000,
        events: 60,
        pace: 20.0,
        starts: 3,
    };

    /// `100k` for 100,000: how figures name the size.
    pub fn size(&self) -> String {
        format!("{}k", self.tickets / 1_000)
    }
}
