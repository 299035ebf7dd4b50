//! When which medicine was there: a line for each 一般名, a bar for each time it was dispensed, as long as it lasts.

use super::axis::{Axis, marks};
use crate::components::redraw::text;
use crate::format;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::backend::records::Medication;
use madoguchi_shared::date::Day;

/// The picture, in units of its own; it is drawn as wide as there is room.
const WIDTH: f64 = 1000.0;
const LEFT: f64 = 300.0;
const RIGHT: f64 = 985.0;
const TOP: f64 = 30.0;
const LINE: f64 = 30.0;
const BAR: f64 = 14.0;
/// Half of the mark of what is taken when needed.
const MARK: f64 = 6.0;
/// Characters of a name that fit on the left.
const NAME_CHARS: usize = 16;
const MOST_MARKS: usize = 8;

/// One medicine with its bars: from, until. Equal: taken when needed, a mark of its day.
#[derive(Debug, PartialEq)]
struct Lane {
    name: String,
    bars: Vec<[Day; 2]>,
}

/// The picture; the table tells the same in words.
pub(super) fn draw(medications: &[Medication], period: [Day; 2]) -> AnyView {
    let locale = Locale::here();
    let axis = Axis::new(period, LEFT, RIGHT);
    let lanes = lanes(medications);
    let count = u32::try_from(lanes.len()).unwrap_or(u32::MAX);
    let bottom = TOP + LINE * f64::from(count);
    let view_box = format!("0 0 {WIDTH} {}", bottom + 8.0);
    let ticks = marks(period, MOST_MARKS).into_iter().map(|day| {
        let x = format!("{:.1}", axis.at(day));
        let month = format!("{:04}{:02}", day.year(), day.month());
        let said = text(move || format::month(&month, locale.language()));
        view! {
            <line class="tick" x1=x.clone() x2=x.clone() y1=TOP.to_string() y2=bottom.to_string() />
            <text class="mark" x=x y="20" text-anchor="middle">{said}</text>
        }
    });
    let drawn = (0_u32..).zip(lanes).map(|(at, lane)| {
        let middle = TOP + LINE * (f64::from(at) + 0.5);
        let bars = lane
            .bars
            .into_iter()
            .map(|bar| shape(bar, axis, middle))
            .collect_view();
        let name = shortened(&lane.name);
        view! {
            <line
                class="lane"
                x1=LEFT.to_string()
                x2=RIGHT.to_string()
                y1=middle.to_string()
                y2=middle.to_string()
            />
            <text class="name" x="8" y=(middle + 6.0).to_string() lang="ja">{name}</text>
            {bars}
        }
    });
    view! {
        <figure class="timeline">
            <figcaption>{t(Message::RECORDS_TIMELINE)}</figcaption>
            <div class="wide">
                <svg viewBox=view_box role="img" aria-label=t(Message::RECORDS_TIMELINE_LABEL)>
                    {ticks.collect_view()}
                    {drawn.collect_view()}
                </svg>
            </div>
        </figure>
    }
    .into_any()
}

fn shape([from, until]: [Day; 2], axis: Axis, middle: f64) -> AnyView {
    let x = axis.at(from);
    if from == until {
        let points = format!(
            "{x:.1},{:.1} {:.1},{middle:.1} {x:.1},{:.1} {:.1},{middle:.1}",
            middle - MARK,
            x + MARK,
            middle + MARK,
            x - MARK
        );
        return view! { <polygon class="bar" points=points /> }.into_any();
    }
    // A gap between two bars that follow each other, so that each time can be told.
    let width = (axis.at(until) - x - 1.5).max(2.0);
    view! {
        <rect
            class="bar"
            x=format!("{x:.1}")
            y=format!("{:.1}", middle - BAR / 2.0)
            width=format!("{width:.1}")
            height=BAR.to_string()
            rx="2"
        />
    }
    .into_any()
}

/// By 一般名, those that were dispensed last first.
fn lanes(medications: &[Medication]) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for medication in medications {
        let from = medication.dispensed_on;
        let until = from.plus_days(medication.days.map_or(0, i64::from));
        let name = medication.generic_name.expose();
        match lanes.iter_mut().find(|lane| lane.name == *name) {
            Some(lane) => lane.bars.push([from, until]),
            None => lanes.push(Lane {
                name: name.clone(),
                bars: vec![[from, until]],
            }),
        }
    }
    lanes
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS {
        return name.to_owned();
    }
    name.chars().take(NAME_CHARS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn medication(on: &str, name: &str, days: Option<u16>) -> Medication {
        Medication {
            dispensed_on: Day::parse(on).unwrap(),
            institution: "架空内科".into(),
            pharmacy: None,
            generic_name: name.into(),
            brand_name: name.into(),
            dose: "1".into(),
            unit: "錠".into(),
            usage: "１日１回".into(),
            days,
        }
    }

    #[test]
    fn each_medicine_has_a_line_and_each_time_a_bar() {
        let found = lanes(&[
            medication("20261108", "甲", Some(30)),
            medication("20261010", "乙", None),
            medication("20261008", "甲", Some(30)),
        ]);
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(
            found,
            [
                Lane {
                    name: "甲".into(),
                    bars: vec![
                        [day("20261108"), day("20261208")],
                        [day("20261008"), day("20261107")]
                    ],
                },
                Lane {
                    name: "乙".into(),
                    bars: vec![[day("20261010"), day("20261010")]],
                },
            ]
        );
    }

    #[test]
    fn long_names_are_cut_and_say_so() {
        assert_eq!(shortened("ワルファリンカリウム"), "ワルファリンカリウム");
        let cut = shortened("ロキソプロフェンナトリウム水和物製剤");
        assert_eq!((cut.chars().count(), cut.ends_with('…')), (NAME_CHARS, true));
    }
}
