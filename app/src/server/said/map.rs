//! Where something is: a small map that we draw ourselves, without streets, and the ways to maps that have
//! some. A map of somebody else's would tell them whom our customers meet.
//!
//! It shows what is true of a place for sure: its meridians and parallels to scale, how far 500 metres are,
//! and north above.

use leptos::prelude::*;

use super::content::card;
use super::outward;
use crate::language::Language;

/// The drawing, in its own units.
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 140.0;
/// So many metres are one unit.
const SCALE: f64 = 10.0;
/// A degree along a meridian, on the mean sphere.
const DEGREE: f64 = 111_195.0;
/// The distances between lines, in degrees, of which the first is taken that leaves them apart.
const STEPS: [f64; 9] = [0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1.0, 5.0, 45.0];
/// Lines are at least so far apart.
const APART: f64 = 48.0;

pub(super) fn location(
    t: Language,
    [latitude, longitude]: [&str; 2],
    [name, address]: [Option<&str>; 2],
) -> AnyView {
    let words = [name, address].into_iter().flatten().map(str::to_owned).collect();
    let degrees = format!("{latitude}, {longitude}");
    let place = Place::of(latitude, longitude);
    view! {
        {card("pin", t.content_kind("location"), words)}
        {place.map(|place| place.drawn(t))}
        <p class="hint"><bdi>{degrees}</bdi></p>
        {place.map(|place| place.ways(t))}
    }
    .into_any()
}

/// A place that there can be.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    latitude: f64,
    longitude: f64,
}

/// A line of the map: how far it is from the upper or left edge, and where that is, in degrees.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    at: f64,
    degrees: f64,
    /// So many digits behind the point name it.
    digits: usize,
}

impl Place {
    fn of(latitude: &str, longitude: &str) -> Option<Self> {
        let within = |text: &str, most: f64| {
            let degrees: f64 = text.trim().parse().ok()?;
            (degrees.abs() <= most).then_some(degrees)
        };
        Some(Self { latitude: within(latitude, 90.0)?, longitude: within(longitude, 180.0)? })
    }

    /// The parallels that cross the map, from north to south.
    fn parallels(self) -> Vec<Line> {
        lines(self.latitude, DEGREE / SCALE, HEIGHT, -1.0)
    }

    /// The meridians that cross it, from west to east. Near a pole there is none to show.
    fn meridians(self) -> Vec<Line> {
        let degree = DEGREE * self.latitude.to_radians().cos() / SCALE;
        if degree < 1.0 { vec![] } else { lines(self.longitude, degree, WIDTH, 1.0) }
    }

    fn drawn(self, t: Language) -> AnyView {
        let parallels = self.parallels().into_iter().filter(|line| line.degrees.abs() <= 90.0);
        let parallels = parallels.map(|Line { at, degrees, digits }| {
            let side = if degrees < 0.0 { t.south() } else { t.north() };
            let name = format!("{:.digits$}° {side}", degrees.abs());
            view! {
                <path d=format!("M0 {at:.1}H{WIDTH}")></path>
                <text x="4" y=format!("{:.1}", at - 3.0)>{name}</text>
            }
        });
        let meridians = self.meridians().into_iter().map(|Line { at, degrees, digits }| {
            // Beyond 180° begins the other half.
            let degrees = (degrees + 540.0).rem_euclid(360.0) - 180.0;
            let side = if degrees < 0.0 { t.west() } else { t.east() };
            let name = format!("{:.digits$}° {side}", degrees.abs());
            view! {
                <path d=format!("M{at:.1} 0V{HEIGHT}")></path>
                <text x=format!("{:.1}", at + 3.0) y=format!("{}", HEIGHT - 4.0)>{name}</text>
            }
        });
        let (x, y) = (WIDTH / 2.0, HEIGHT / 2.0);
        let pin = format!("M{x} {y}c-5 -7 -8 -10 -8 -15a8 8 0 0 1 16 0c0 5 -3 8 -8 15z");
        let bar = format!("M{} 10v4h50v-4", WIDTH - 60.0);
        let label = t.map_of(format!("{}, {}", self.latitude, self.longitude));
        view! {
            <svg class="map" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                {parallels.collect_view()}
                {meridians.collect_view()}
                <path class="bar" d=bar></path>
                <text x=format!("{}", WIDTH - 35.0) y="9" text-anchor="middle">"500 m"</text>
                <path class="pin" d=pin></path>
            </svg>
        }
        .into_any()
    }

    /// The same place on maps with streets.
    fn ways(self, t: Language) -> AnyView {
        let Self { latitude, longitude } = self;
        let street = format!(
            "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=16/{latitude}/{longitude}"
        );
        let google =
            format!("https://www.google.com/maps/search/?api=1&query={latitude},{longitude}");
        view! {
            <p class="ways">
                {outward(&street, t.open_in("OpenStreetMap"))}
                " "
                {outward(&google, t.open_in("Google Maps"))}
            </p>
        }
        .into_any()
    }
}

/// The lines that stand at a multiple of the step, on an edge of that `length` with `middle` in its middle.
/// A degree takes so many units, and degrees grow along the edge or, with -1, against it.
fn lines(middle: f64, degree: f64, length: f64, along: f64) -> Vec<Line> {
    let step = STEPS.into_iter().find(|step| step * degree >= APART).unwrap_or(STEPS[8]);
    let digits = STEPS.iter().position(|one| *one == step).map_or(0, |place| match place {
        0 => 3,
        1..4 => 2,
        4..6 => 1,
        _ => 0,
    });
    let half = length / 2.0 / degree;
    let (first, last) = (((middle - half) / step).ceil(), ((middle + half) / step).floor());
    let mut all = vec![];
    let mut multiple = first;
    while multiple <= last {
        let degrees = multiple * step;
        all.push(Line { at: length / 2.0 + along * (degrees - middle) * degree, degrees, digits });
        multiple += 1.0;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_drawn_only_if_there_can_be_one() {
        for (latitude, longitude, is) in [
            ("41.387", "2.17", true),
            ("-90", "180", true),
            ("90.1", "0", false),
            ("0", "-180.5", false),
            ("NaN", "0", false),
            ("inf", "0", false),
            ("", "0", false),
            ("41,387", "2", false),
        ] {
            assert_eq!(Place::of(latitude, longitude).is_some(), is, "{latitude} {longitude}");
        }
    }

    #[test]
    fn lines_stand_where_their_degrees_are_and_apart_from_each_other() {
        for latitude in ["0", "41.3874", "-54.8", "69.65", "89", "89.9", "90"] {
            let place = Place::of(latitude, "179.999").expect("a place");
            let each = [(place.parallels(), HEIGHT), (place.meridians(), WIDTH)];
            for (lines, length) in each {
                assert!(lines.len() < 6, "{latitude}: {lines:?}");
                assert!(lines.iter().all(|line| (0.0..=length).contains(&line.at)), "{lines:?}");
                let gaps = lines.windows(2).map(|two| (two[0].at - two[1].at).abs());
                assert!(gaps.into_iter().all(|gap| gap >= APART - 0.01), "{latitude}: {lines:?}");
            }
        }
        let place = Place::of("41.3874", "2.1686").expect("a place");
        let named = |lines: Vec<Line>| {
            let names =
                lines.into_iter().map(|Line { degrees, digits, .. }| format!("{degrees:.digits$}"));
            names.collect::<Vec<_>>()
        };
        assert_eq!(named(place.parallels()), ["41.385", "41.390"]);
        assert_eq!(named(place.meridians()), ["2.16", "2.17", "2.18"]);
        let north = place.parallels()[1].at;
        assert!(north < HEIGHT / 2.0, "north is above");
        assert!((HEIGHT / 2.0 - north - 0.0026 * DEGREE / SCALE).abs() < 0.1, "it is to scale");
    }
}
