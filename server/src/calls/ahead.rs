//! The calls whose moment has come, as far as they were read: by host, since each host is called
//! once at a time.
//!
//! Of every host only some are kept, and whoever was called longest ago goes first, so that those that
//! are slow, or gone, keep no other waiting however many calls they have.

use std::collections::{HashMap, VecDeque};

use desk::call::{Call, CallId, host};

/// So many calls of one host are kept.
const SHARE: usize = 32;
/// Of so many hosts it is remembered when they were called.
const MOST_REMEMBERED: usize = 1_000;

#[derive(Default)]
pub(super) struct Ahead {
    hosts: HashMap<String, Host>,
    /// Which call each host gets now.
    under_way: HashMap<String, CallId>,
    /// At which turn each host was called last.
    called: HashMap<String, u64>,
    turns: u64,
}

#[derive(Default)]
struct Host {
    calls: VecDeque<Call>,
    /// There are others, which were left out.
    more: bool,
}

/// Whom a call goes to.
pub(super) fn name(call: &Call) -> String {
    host(&call.url).to_ascii_lowercase()
}

impl Ahead {
    /// Forgets what was read, for it is read again.
    pub(super) fn clear(&mut self) {
        self.hosts.clear();
    }

    /// Takes in the next call that was read.
    pub(super) fn push(&mut self, call: Call) {
        let name = name(&call);
        if self.under_way.get(&name) == Some(&call.id) {
            return;
        }
        let host = self.hosts.entry(name).or_default();
        match host.calls.len() < SHARE {
            true => host.calls.push_back(call),
            false => host.more = true,
        }
    }

    /// The next call of the host that was called longest ago, of those that get none now; of those
    /// never called, what was due first. Its host gets this one from now on.
    pub(super) fn begin(&mut self) -> Option<Call> {
        let free = self.hosts.iter_mut().filter(|(name, _)| !self.under_way.contains_key(*name));
        let first = free.filter_map(|(name, host)| Some((name, host.calls.front()?.due, host)));
        let turn = |name: &str| self.called.get(name).copied().unwrap_or_default();
        let (name, _, host) =
            first.min_by_key(|(name, due, host)| (turn(name), *due, host.calls[0].id))?;
        let (name, call) = (name.clone(), host.calls.pop_front()?);
        self.called(name.clone());
        self.under_way.insert(name, call.id);
        Some(call)
    }

    fn called(&mut self, name: String) {
        // Whoever is forgotten goes first once.
        if self.called.len() >= MOST_REMEMBERED {
            self.called.clear();
        }
        self.turns += 1;
        self.called.insert(name, self.turns);
    }

    /// That host's call ended; true if it has others, which have to be read.
    pub(super) fn end(&mut self, name: &str) -> bool {
        self.under_way.remove(name);
        self.hosts.get(name).is_some_and(|host| host.more && host.calls.is_empty())
    }

    /// Nobody knows whose call ended.
    pub(super) fn end_all(&mut self) {
        self.under_way.clear();
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Duration};
    use desk::ids::TicketNumber;
    use desk::permissions::Author;

    use super::*;

    fn call(rev: u64, host: &str) -> Call {
        let at = DateTime::UNIX_EPOCH + Duration::seconds(rev as i64);
        Call {
            id: CallId { ticket: TicketNumber(1), rev },
            url: format!("https://{host}/hook"),
            by: Author::Clock,
            at,
            tries: 0,
            due: at,
        }
    }

    fn ahead(calls: &[(u64, &str)]) -> Ahead {
        let mut ahead = Ahead::default();
        calls.iter().for_each(|(rev, host)| ahead.push(call(*rev, host)));
        ahead
    }

    /// Everything that can begin now, by revision.
    fn begun(ahead: &mut Ahead) -> Vec<u64> {
        std::iter::from_fn(|| ahead.begin()).map(|call| call.id.rev).collect()
    }

    #[test]
    fn each_host_gets_one_call_at_a_time_and_what_was_due_first_goes_first() {
        let mut ahead = ahead(&[(1, "a"), (2, "A"), (3, "b"), (4, "b"), (5, "c")]);
        assert_eq!(begun(&mut ahead), [1, 3, 5]);
        ahead.end("b");
        assert_eq!(begun(&mut ahead), [4]);
        ahead.end("a");
        ahead.end("b");
        assert_eq!(begun(&mut ahead), [2]);
    }

    #[test]
    fn hosts_with_old_calls_do_not_go_before_one_that_was_not_called_for_long() {
        let mut ahead = ahead(&[(1, "gone"), (2, "gone"), (3, "gone"), (9, "well")]);
        assert_eq!(ahead.begin().map(|call| call.id.rev), Some(1));
        ahead.end("gone");
        assert_eq!(ahead.begin().map(|call| call.id.rev), Some(9));
        assert_eq!(ahead.begin().map(|call| call.id.rev), Some(2));
    }

    #[test]
    fn what_is_under_way_is_not_begun_again_when_it_is_read_again() {
        let calls = [(1, "a"), (2, "a")];
        let mut ahead = ahead(&calls);
        assert_eq!(begun(&mut ahead), [1]);
        ahead.clear();
        calls.iter().for_each(|(rev, host)| ahead.push(call(*rev, host)));
        ahead.end("a");
        assert_eq!(begun(&mut ahead), [2]);
    }

    #[test]
    fn a_host_with_very_many_hides_no_other_and_asks_to_be_read_again() {
        let many = 10 * SHARE as u64;
        let mut ahead = Ahead::default();
        (1..=many).for_each(|rev| ahead.push(call(rev, "gone")));
        ahead.push(call(many + 1, "well"));
        assert_eq!(begun(&mut ahead), [1, many + 1]);
        assert!(!ahead.end("well"), "it has no others");
        for rev in 2..=SHARE as u64 {
            assert!(!ahead.end("gone"), "{rev}");
            assert_eq!(begun(&mut ahead), [rev]);
        }
        assert!(ahead.end("gone"));
        assert!(begun(&mut ahead).is_empty());
    }
}
