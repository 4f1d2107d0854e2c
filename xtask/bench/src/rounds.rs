//! One figure of several runs: its median, and how far the runs lie apart.

/// The figure of each run.
#[derive(Debug, Default, Clone)]
pub struct Rounds(Vec<f64>);

impl Rounds {
    /// What `figure` says of each of `runs`.
    pub fn of<R>(runs: &[R], figure: impl Fn(&R) -> f64) -> Self {
        let mut all: Vec<f64> = runs.iter().map(figure).collect();
        all.sort_unstable_by(f64::total_cmp);
        Self(all)
    }

    /// The middle one, or the mean of the middle two; not a number without runs.
    pub fn median(&self) -> f64 {
        let (middle, runs) = (self.0.len() / 2, &self.0);
        match (runs.len().checked_sub(middle + 1).and_then(|low| runs.get(low)), runs.get(middle)) {
            (Some(low), Some(high)) => (low + high) / 2.0,
            _ => f64::NAN,
        }
    }

    /// The least and the most; none if there was but one run.
    pub fn range(&self) -> Option<(f64, f64)> {
        match self.0.as_slice() {
            [least, .., most] => Some((*least, *most)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(figures: &[f64]) -> Rounds {
        Rounds::of(figures, |figure| *figure)
    }

    #[test]
    fn the_median_is_in_the_middle_whatever_the_order() {
        assert_eq!(rounds(&[3.0, 1.0, 2.0]).median(), 2.0);
        assert_eq!(rounds(&[4.0, 1.0, 2.0, 3.0]).median(), 2.5);
        assert_eq!(rounds(&[7.0]).median(), 7.0);
        assert!(rounds(&[]).median().is_nan());
    }

    #[test]
    fn only_several_runs_have_a_range() {
        assert_eq!(rounds(&[3.0, 1.0, 2.0]).range(), Some((1.0, 3.0)));
        assert_eq!(rounds(&[7.0]).range(), None);
        assert_eq!(rounds(&[]).range(), None);
    }
}
