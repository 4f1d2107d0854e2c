//! One measured figure beside what it should be.

use serde::Serialize;

use crate::rounds::Rounds;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    Less,
    More,
}

/// How a figure stands to its targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The aim is reached.
    Bold,
    /// The least is reached.
    Must,
    Missed,
}

#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub name: String,
    pub value: f64,
    /// The least and the most of several runs, of which `value` is the median.
    pub range: Option<(f64, f64)>,
    /// `ms`, `/s`, `MiB` …
    pub unit: &'static str,
    pub better: Better,
    /// The least to reach, and the aim.
    pub must: Option<f64>,
    pub bold: Option<f64>,
    /// What the bare yardstick server does on this machine, in the same unit.
    pub floor: Option<f64>,
    /// What else there is to say, such as the run's conditions.
    pub note: String,
}

/// A value, of one run or of several.
pub struct Measured {
    value: f64,
    range: Option<(f64, f64)>,
}

impl From<f64> for Measured {
    fn from(value: f64) -> Self {
        Self { value, range: None }
    }
}

impl From<Rounds> for Measured {
    fn from(rounds: Rounds) -> Self {
        Self { value: rounds.median(), range: rounds.range() }
    }
}

impl Figure {
    pub fn less(name: impl Into<String>, value: impl Into<Measured>, unit: &'static str) -> Self {
        Self::new(name.into(), value.into(), unit, Better::Less)
    }

    pub fn more(name: impl Into<String>, value: impl Into<Measured>, unit: &'static str) -> Self {
        Self::new(name.into(), value.into(), unit, Better::More)
    }

    fn new(name: String, measured: Measured, unit: &'static str, better: Better) -> Self {
        let Measured { value, range } = measured;
        let (must, bold, floor) = (None, None, None);
        Self { name, value, range, unit, better, must, bold, floor, note: String::new() }
    }

    pub fn target(mut self, must: f64, bold: f64) -> Self {
        (self.must, self.bold) = (Some(must), Some(bold));
        self
    }

    pub fn floor(mut self, floor: Option<f64>) -> Self {
        self.floor = floor;
        self
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// `None` without a target. What could not be measured has missed it.
    pub fn verdict(&self) -> Option<Verdict> {
        let reaches = |target: f64| match self.better {
            Better::Less => self.value <= target,
            Better::More => self.value >= target,
        };
        Some(match (self.must?, self.bold?) {
            (_, bold) if reaches(bold) => Verdict::Bold,
            (must, _) if reaches(must) => Verdict::Must,
            _ => Verdict::Missed,
        })
    }

    /// How many times the floor's figure this one is, or for rates what part of it.
    pub fn ratio(&self) -> Option<f64> {
        let floor = self.floor.filter(|floor| *floor > 0.0)?;
        Some(self.value / floor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_says_which_target_is_reached() {
        let latency = |value| Figure::less("ack", value, "ms").target(3.0, 1.0).verdict();
        assert_eq!(latency(1.0), Some(Verdict::Bold));
        assert_eq!(latency(2.9), Some(Verdict::Must));
        assert_eq!(latency(3.1), Some(Verdict::Missed));
        assert_eq!(latency(f64::NAN), Some(Verdict::Missed));
        let rate = |value| Figure::more("ingest", value, "/s").target(1_500.0, 4_000.0).verdict();
        assert_eq!(rate(4_000.0), Some(Verdict::Bold));
        assert_eq!(rate(1_000.0), Some(Verdict::Missed));
        assert_eq!(Figure::more("floor", 1.0, "/s").verdict(), None);
    }

    #[test]
    fn a_ratio_needs_a_floor() {
        assert_eq!(Figure::less("ack", 3.0, "ms").floor(Some(1.5)).ratio(), Some(2.0));
        assert_eq!(Figure::less("ack", 3.0, "ms").floor(Some(0.0)).ratio(), None);
        assert_eq!(Figure::less("ack", 3.0, "ms").ratio(), None);
    }
}
