//! How long to wait before the next try, and how long silence may last. Pure.

/// No frame for so many seconds: the page says that it is behind. The server beats every 15.
pub const SILENT: u64 = 20;

/// No frame for so many seconds: the connection counts as dead.
pub const DEAD: u64 = 35;

/// The shortest and the longest span to draw the pause from, in milliseconds.
const FIRST: f64 = 500.0;
const LONGEST: f64 = 30_000.0;

/// Milliseconds to wait after `tries` failures, drawn by `random` (0 to 1) from a span that doubles:
/// a thousand pages that lost the same server don't come back in the same instant.
pub fn pause(tries: u32, random: f64) -> f64 {
    let span = (FIRST * 2f64.powi(tries.min(16) as i32)).min(LONGEST);
    span * random.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_doubles_up_to_half_a_minute() {
        let spans: Vec<f64> = (0..8).map(|tries| pause(tries, 1.0)).collect();
        let expected = [500.0, 1000.0, 2000.0, 4000.0, 8000.0, 16_000.0, 30_000.0, 30_000.0];
        assert_eq!(spans, expected);
    }

    #[test]
    fn the_whole_span_may_be_drawn_and_nothing_beyond() {
        assert_eq!(pause(3, 0.0), 0.0);
        assert_eq!(pause(3, 0.5), 2000.0);
        assert_eq!(pause(u32::MAX, 2.0), LONGEST);
    }
}
