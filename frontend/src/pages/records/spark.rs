//! A small chart of one value over the years, with its reference range as a band. Numbers only; drawn from text as it came.

use super::axis::Axis;
use leptos::prelude::*;
use madoguchi_shared::date::Day;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 96.0;
const LEFT: f64 = 14.0;
const RIGHT: f64 = 226.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 84.0;

/// Where a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Within the reference range, or there is none.
    Within,
    /// Below it.
    Low,
    /// Above it.
    High,
}

/// Values of one item, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    /// Day and value.
    pub(super) points: Vec<(Day, f64)>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
}

impl Series {
    /// Where a value lies.
    pub(super) fn place(&self, value: f64) -> Place {
        match (self.low, self.high) {
            (Some(low), _) if value < low => Place::Low,
            (_, Some(high)) if value > high => Place::High,
            _ => Place::Within,
        }
    }

    /// Lowest and highest of what is drawn: values and the ends of the range, with some room.
    fn extent(&self) -> [f64; 2] {
        let values = self.points.iter().map(|(_, value)| *value);
        let all = values.chain(self.low).chain(self.high);
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
}

/// The chart; `label` is what a screen reader says in its place. The table tells the values.
pub(super) fn draw(series: &Series, label: Signal<String>) -> AnyView {
    let days: Vec<Day> = series.points.iter().map(|(day, _)| *day).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return ().into_any();
    };
    let axis = Axis::new([*first, *last], LEFT + 8.0, RIGHT - 8.0);
    let [lowest, highest] = series.extent();
    let band = (series.low.is_some() || series.high.is_some()).then(|| {
        let top = series.y(series.high.unwrap_or(highest));
        let bottom = series.y(series.low.unwrap_or(lowest));
        view! {
            <rect
                class="band"
                x=LEFT.to_string()
                y=format!("{top:.1}")
                width=(RIGHT - LEFT).to_string()
                height=format!("{:.1}", bottom - top)
            />
        }
    });
    let places: Vec<(f64, f64, Place)> = series
        .points
        .iter()
        .map(|(day, value)| (axis.at(*day), series.y(*value), series.place(*value)))
        .collect();
    let line: Vec<String> = places.iter().map(|(x, y, _)| format!("{x:.1},{y:.1}")).collect();
    let points = places
        .into_iter()
        .map(|(x, y, place)| mark(x, y, place))
        .collect_view();
    view! {
        <svg class="spark" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
            {band}
            <polyline class="line" points=line.join(" ") />
            {points}
        </svg>
    }
    .into_any()
}

/// Within: a dot; beside the range: a triangle that points where it lies.
fn mark(x: f64, y: f64, place: Place) -> AnyView {
    let up = match place {
        Place::Within => {
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

    fn series(low: Option<f64>, high: Option<f64>, values: &[f64]) -> Series {
        let day = |at: usize| Day::new(2020 + i32::try_from(at).unwrap(), 6, 15).unwrap();
        Series {
            points: values
                .iter()
                .enumerate()
                .map(|(at, value)| (day(at), *value))
                .collect(),
            low,
            high,
        }
    }

    #[test]
    fn the_ends_of_the_range_belong_to_it() {
        let bmi = series(Some(18.5), Some(24.9), &[]);
        for (value, place) in [
            (18.4, Place::Low),
            (18.5, Place::Within),
            (24.9, Place::Within),
            (25.0, Place::High),
        ] {
            assert_eq!(bmi.place(value), place, "{value}");
        }
        assert_eq!(series(None, None, &[]).place(999.0), Place::Within);
        assert_eq!(series(Some(40.0), None, &[]).place(39.0), Place::Low);
    }

    #[test]
    fn everything_is_drawn_inside_of_the_picture() {
        for drawn in [
            series(None, Some(129.0), &[158.0, 152.0, 118.0]),
            series(None, None, &[165.3, 165.3]),
            series(Some(18.5), Some(24.9), &[0.0]),
        ] {
            let ends = drawn.low.into_iter().chain(drawn.high);
            for value in drawn.points.iter().map(|(_, value)| *value).chain(ends) {
                let y = drawn.y(value);
                assert!((TOP..=BOTTOM).contains(&y), "{value} at {y}");
            }
        }
    }
}
