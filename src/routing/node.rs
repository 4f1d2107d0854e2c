//! A condition made ready: asked first, and explained only where somebody will read it.

use super::facts::Reader;
use super::probe::Probe;
use super::trace::{MOST_SHOWN, Tested};

/// The ready form of a [`Condition`](super::Condition).
#[derive(Debug, Clone)]
pub(super) enum Node {
    Always,
    All(Vec<Node>),
    Any(Vec<Node>),
    None(Vec<Node>),
    Test(Probe),
}

impl Node {
    pub(super) fn holds(&self, reader: &Reader<'_>) -> bool {
        match self {
            Node::Always => true,
            Node::All(nodes) => nodes.iter().all(|node| node.holds(reader)),
            Node::Any(nodes) => nodes.iter().any(|node| node.holds(reader)),
            Node::None(nodes) => !nodes.iter().any(|node| node.holds(reader)),
            Node::Test(probe) => probe.holds(reader),
        }
    }

    /// The tests that decided that this `held` or not, in order.
    pub(super) fn explain(&self, reader: &Reader<'_>, held: bool) -> Vec<Tested> {
        let mut tests = Vec::new();
        self.gather(reader, held, &mut tests);
        tests
    }

    fn gather(&self, reader: &Reader<'_>, held: bool, tests: &mut Vec<Tested>) {
        if tests.len() >= MOST_SHOWN {
            return;
        }
        let (nodes, part, one_decides) = match self {
            Node::Always => return,
            Node::Test(probe) => return tests.push(probe.tested(reader)),
            Node::All(nodes) => (nodes, held, !held),
            Node::Any(nodes) => (nodes, held, held),
            Node::None(nodes) => (nodes, !held, !held),
        };
        let deciding = if one_decides { 1 } else { nodes.len() };
        let decisive = nodes.iter().filter(|node| node.holds(reader) == part);
        decisive.take(deciding).for_each(|node| node.gather(reader, part, tests));
    }

    /// Calls `see` with every test of it, in order.
    pub(super) fn each<'n>(&'n self, see: &mut dyn FnMut(&'n Probe)) {
        match self {
            Node::Always => {}
            Node::Test(probe) => see(probe),
            Node::All(nodes) | Node::Any(nodes) | Node::None(nodes) => {
                nodes.iter().for_each(|node| node.each(see));
            }
        }
    }
}
