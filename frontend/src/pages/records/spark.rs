//! A small chart of one value over the years, each time with its reference range as a band. Numbers only; drawn from text as it came.

use super::axis::Axis;
use super::range::Place;
use leptos::prelude::*;
use madoguchi_shared::date::Day;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 96.0;
const LEFT: f64 = 14.0;
const RIGHT: f64 = 226.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 84.0;

/// A value of one 健診.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) day: Day,
    pub(super) value: f64,
    /// Ends of the reference range of that 健診, low and high.
    pub(super) ends: [Option<f64>; 2],
    pub(super) place: Place,
}

/// Values of one item, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    pub(super) points: Vec<Point>,
}

/// A reference range from one place of the chart to another.
#[derive(Clone, Debug, PartialEq)]
struct Band {
    left: f64,
    right: f64,
    ends: [Option<f64>; 2],
}

impl Series {
    /// Lowest and highest of what is drawn: values and the ends of the ranges, with some room.
    fn extent(&self) -> [f64; 2] {
        let of = |point: &Point| [Some(point.value), point.ends[0], point.ends[1]];
        let all = self.points.iter().flat_map(of).flatten();
        let [low, high] = all.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
            [low.min(value), high.max(value)]
        });
        let room = ((high - low) * 0.12).max(high.abs() * 0.01).max(0.1);
        [low - room, high + room]
    }

    fn y(&self, value: f64) -> f64 {
        let [low, high] = self.extent();
        BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)
    }

    fn axis(&self) -> Option<Axis> {
        let (first, last) = (self.points.first()?, self.points.last()?);
        Some(Axis::new([first.day, last.day], LEFT + 8.0, RIGHT - 8.0))
    }

    /// The range of each 健診, half way to the one before and the one after it; what stays the same is one band.
    fn bands(&self, axis: Axis) -> Vec<Band> {
        let days: Vec<Day> = self.points.iter().map(|point| point.day).collect();
        let middle = |one: Day, other: Day| f64::midpoint(axis.at(one), axis.at(other));
        let mut bands: Vec<Band> = Vec::new();
        for Point { day, ends, .. } in &self.points {
            let before = days.iter().rfind(|other| *other < day);
            let after = days.iter().find(|other| *other > day);
            let band = Band {
                left: before.map_or(LEFT, |before| middle(*before, *day)),
                right: after.map_or(RIGHT, |after| middle(*day, *after)),
                ends: *ends,
            };
            match bands.last_mut() {
                Some(last) if last.ends == band.ends => last.right = band.right,
                _ => bands.push(band),
            }
        }
        bands.retain(|band| band.ends != [None, None]);
        bands
    }
}

/// The chart; `label` is what a screen reader says in its place. The table tells the values.
pub(super) fn draw(series: &Series, label: Signal<String>) -> AnyView {
    let Some(axis) = series.axis() else {
        return ().into_any();
    };
    let [lowest, highest] = series.extent();
    let band = |Band { left, right, ends }: Band| {
        let top = series.y(ends[1].unwrap_or(highest));
        let bottom = series.y(ends[0].unwrap_or(lowest));
        view! {
            <rect
                class="band"
                x=format!("{left:.1}")
                y=format!("{top:.1}")
                width=format!("{:.1}", right - left)
                height=format!("{:.1}", bottom - top)
            />
        }
    };
    let bands = series.bands(axis).into_iter().map(band).collect_view();
    let places: Vec<(f64, f64, Place)> = series
        .points
        .iter()
        .map(|point| (axis.at(point.day), series.y(point.value), point.place))
        .collect();
    let line: Vec<String> = places.iter().map(|(x, y, _)| format!("{x:.1},{y:.1}")).collect();
    let points = places
        .into_iter()
        .map(|(x, y, place)| mark(x, y, place))
        .collect_view();
    view! {
        <svg class="spark" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
            {bands}
            <polyline class="line" points=line.join(" ") />
            {points}
        </svg>
    }
    .into_any()
}

/// Beside the range: a triangle that points where it lies; else a dot.
fn mark(x: f64, y: f64, place: Place) -> AnyView {
    let up = match place {
        Place::Within | Place::Other | Place::Unknown => {
            return view! { <circle class="dot" cx=format!("{x:.1}") cy=format!("{y:.1}") r="4" /> }
                .into_any();
        }
        Place::High => -1.0,
        Place::Low => 1.0,
    };
    let points = format!(
        "{x:.1},{:.1} {:.1},{:.1} {:.1},{:.1}",
        y + 6.0 * up,
        x - 6.0,
        y - 5.0 * up,
        x + 6.0,
        y - 5.0 * up
    );
    view! { <polygon class="beside" points=points /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(points: &[(i32, f64, [Option<f64>; 2])]) -> Series {
        let point = |(year, value, ends): &(i32, f64, [Option<f64>; 2])| Point {
            day: Day::new(*year, 6, 15).unwrap(),
            value: *value,
            ends: *ends,
            place: Place::Within,
        };
        Series {
            points: points.iter().map(point).collect(),
        }
    }

    #[test]
    fn everything_is_drawn_inside_of_the_picture() {
        let below = [None, Some(129.0)];
        for drawn in [
            series(&[(2024, 158.0, below), (2025, 152.0, below), (2026, 118.0, below)]),
            series(&[(2025, 165.3, [None; 2]), (2026, 165.3, [None; 2])]),
            series(&[(2026, 0.0, [Some(18.5), Some(24.9)])]),
            series(&[(2025, 5.0, [Some(1.0), None]), (2026, 5.0, [None, Some(900.0)])]),
        ] {
            let of = |point: &Point| [Some(point.value), point.ends[0], point.ends[1]];
            for value in drawn.points.iter().flat_map(of).flatten() {
                let y = drawn.y(value);
                assert!((TOP..=BOTTOM).contains(&y), "{value} at {y}");
            }
        }
    }

    #[test]
    fn each_time_has_its_own_band() {
        let [old, new] = [[None, Some(139.0)], [None, Some(129.0)]];
        let drawn = series(&[
            (2023, 1.0, old),
            (2024, 1.0, old),
            (2025, 1.0, new),
            (2026, 1.0, [None; 2]),
        ]);
        let axis = drawn.axis().unwrap();
        let bands = drawn.bands(axis);
        assert_eq!(bands.len(), 2, "{bands:?}");
        assert_eq!((bands[0].ends, bands[1].ends), (old, new));
        let at = |year| axis.at(Day::new(year, 6, 15).unwrap());
        assert!((bands[0].left - LEFT).abs() < 1e-9);
        assert!((at(2024)..at(2025)).contains(&bands[0].right));
        assert!((bands[0].right - bands[1].left).abs() < 1e-9);
        assert!((at(2025)..at(2026)).contains(&bands[1].right));
        // The same all the time is one band from end to end, also with two values on one day.
        let drawn = series(&[(2025, 1.0, new), (2025, 2.0, new), (2026, 1.0, new)]);
        let whole = Band {
            left: LEFT,
            right: RIGHT,
            ends: new,
        };
        assert_eq!(drawn.bands(drawn.axis().unwrap()), [whole]);
    }
}
