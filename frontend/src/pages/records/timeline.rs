//! When which medicine was there: a line for each 一般名, a bar for each time it was dispensed, as long as it lasts.

use super::axis::{Axis, marks};
use crate::components::redraw::text;
use crate::format;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::backend::records::Medication;
use madoguchi_shared::date::Day;

const TOP: u32 = 30;
/// Height of a line, and of a bar in it, px.
const LINE: u32 = 30;
const BAR: u32 = 14;
/// The least width of a bar, percent.
const LEAST: f64 = 0.6;
/// Characters of a name that fit on the left.
const NAME_CHARS: usize = 16;
const MOST_MARKS: usize = 5;

/// One medicine with its bars: from, until. Equal: taken when needed, a mark of its day.
#[derive(Debug, PartialEq)]
struct Lane {
    name: String,
    bars: Vec<[Day; 2]>,
}

/// The picture; the table tells the same in words. Days lie at percents of its width, lines at px, so that its words are as large as all others.
pub(super) fn draw(medications: &[Medication], period: [Day; 2]) -> AnyView {
    let locale = Locale::here();
    let axis = Axis::new(period, 0.0, 100.0);
    let lanes = lanes(medications);
    let bottom = TOP + LINE * u32::try_from(lanes.len()).unwrap_or_default();
    let ticks = marks(period, MOST_MARKS).into_iter().map(|day| {
        let x = percent(axis.at(day));
        let month = format!("{:04}{:02}", day.year(), day.month());
        let said = text(move || format::month(&month, locale.language()));
        view! {
            <line class="tick" x1=x.clone() x2=x.clone() y1=TOP.to_string() y2=bottom.to_string() />
            <text class="mark" x=x y="20" text-anchor="middle">{said}</text>
        }
    });
    let middle_of = |at: u32| TOP + LINE * at + LINE / 2;
    let names = (0..).zip(&lanes).map(|(at, lane)| {
        let y = (middle_of(at) + 5).to_string();
        view! { <text class="name" x="0" y=y lang="ja">{shortened(&lane.name)}</text> }
    });
    let drawn = (0..).zip(&lanes).map(|(at, lane)| {
        let middle = middle_of(at);
        let bars = lane
            .bars
            .iter()
            .map(|bar| shape(*bar, axis, middle))
            .collect_view();
        let y = middle.to_string();
        view! {
            <line class="lane" x1="0" x2="100%" y1=y.clone() y2=y />
            {bars}
        }
    });
    let height = (bottom + 8).to_string();
    let (names, ticks, drawn) = (names.collect_view(), ticks.collect_view(), drawn.collect_view());
    view! {
        <figure class="timeline">
            <figcaption>{t(Message::RECORDS_TIMELINE)}</figcaption>
            <div class="wide">
                <div class="plot" role="img" aria-label=t(Message::RECORDS_TIMELINE_LABEL)>
                    <svg height=height.clone()>{names}</svg>
                    <svg class="days" height=height>
                        {ticks} {drawn}
                    </svg>
                </div>
            </div>
        </figure>
    }
    .into_any()
}

fn shape([from, until]: [Day; 2], axis: Axis, middle: u32) -> AnyView {
    let x = axis.at(from);
    if from == until {
        return view! {
            <svg class="bar" x=percent(x) y=middle.to_string()>
                <polygon points="0,-7 7,0 0,7 -7,0" />
            </svg>
        }
        .into_any();
    }
    view! {
        <rect
            class="bar"
            x=percent(x)
            y=(middle - BAR / 2).to_string()
            width=percent((axis.at(until) - x).max(LEAST))
            height=BAR.to_string()
        />
    }
    .into_any()
}

fn percent(part: f64) -> String {
    format!("{part:.2}%")
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
