//! 健診情報: a small chart for each number, and always the table of all values with their units and reference ranges.

use super::spark::{self, Place, Series};
use crate::components::redraw::text;
use crate::format;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::Language;
use madoguchi_shared::backend::records::{Checkup, CheckupValue};
use madoguchi_shared::date::Day;

/// One item over all checkups.
struct Item {
    ja: String,
    en: String,
    unit: String,
    low: Option<String>,
    high: Option<String>,
    /// In the order of the checkups, newest first; `None`: not examined then.
    values: Vec<Option<String>>,
}

/// Newest first, as they came.
pub(super) fn draw(checkups: &[Checkup]) -> AnyView {
    if checkups.is_empty() {
        return view! { <p>{t(Message::RECORDS_NO_CHECKUPS)}</p> }.into_any();
    }
    let days: Vec<Day> = checkups.iter().map(|checkup| checkup.examined_on).collect();
    let places: Vec<String> = checkups
        .iter()
        .map(|checkup| checkup.institution.expose().clone())
        .collect();
    let items = items(checkups);
    let charts = items
        .iter()
        .filter_map(|item| Some((item, series(item, &days)?)))
        .map(|(item, series)| chart(item, &series))
        .collect_view();
    view! {
        <div class="charts" role="group" aria-label=t(Message::RECORDS_CHARTS)>{charts}</div>
        <p class="quiet">{t(Message::RECORDS_CHART_KEY)}</p>
        {table(items, &days, places)}
    }
    .into_any()
}

fn items(checkups: &[Checkup]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (at, checkup) in checkups.iter().enumerate() {
        for value in &checkup.values {
            let known = items
                .iter()
                .position(|item| item.ja == value.item && item.unit == value.unit);
            let place = known.unwrap_or_else(|| {
                items.push(new_item(value, checkups.len()));
                items.len() - 1
            });
            items[place].values[at] = Some(value.value.expose().clone());
        }
    }
    items
}

fn new_item(value: &CheckupValue, checkups: usize) -> Item {
    Item {
        ja: value.item.clone(),
        en: value.item_en.clone(),
        unit: value.unit.clone(),
        low: value.low.clone(),
        high: value.high.clone(),
        values: vec![None; checkups],
    }
}

/// Oldest first; `None` for what is words, and for a single value, which makes no line.
fn series(item: &Item, days: &[Day]) -> Option<Series> {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
    let points: Vec<(Day, f64)> = days
        .iter()
        .zip(&item.values)
        .filter_map(|(day, value)| Some((*day, number(value)?)))
        .rev()
        .collect();
    (points.len() > 1).then(|| Series {
        points,
        low: number(&item.low),
        high: number(&item.high),
    })
}

impl Item {
    fn name(&self) -> Signal<String> {
        let (ja, en) = (self.ja.clone(), self.en.clone());
        let locale = Locale::here();
        text(move || match locale.language() {
            Language::Ja => ja.clone(),
            Language::En => en.clone(),
        })
    }

    /// 「18.5〜24.9」, 「129以下」, 「40以上」.
    fn range(&self) -> Signal<String> {
        let (low, high) = (self.low.clone(), self.high.clone());
        let locale = Locale::here();
        text(move || match (&low, &high) {
            (Some(low), Some(high)) => {
                locale.say_with(Message::RECORDS_RANGE, &[("low", low), ("high", high)])
            }
            (Some(low), None) => locale.say_with(Message::RECORDS_RANGE_FROM, &[("low", low)]),
            // A word, such as （－）, is the range itself.
            (None, Some(high)) if high.parse::<f64>().is_err() => high.clone(),
            (None, Some(high)) => locale.say_with(Message::RECORDS_RANGE_TO, &[("high", high)]),
            (None, None) => locale.say(Message::NOT_GIVEN),
        })
    }

    fn place(&self, value: &str) -> Place {
        let number = |text: &String| text.parse::<f64>().ok();
        let (low, high) = (
            self.low.as_ref().and_then(number),
            self.high.as_ref().and_then(number),
        );
        let series = Series {
            points: Vec::new(),
            low,
            high,
        };
        value
            .parse()
            .map_or(Place::Within, |value: f64| series.place(value))
    }
}

fn chart(item: &Item, series: &Series) -> AnyView {
    let locale = Locale::here();
    let (name, range) = (item.name(), item.range());
    let unit = item.unit.clone();
    let label = text(move || {
        let (name, range) = (name.get(), range.get());
        locale.say_with(
            Message::RECORDS_CHART_LABEL,
            &[("item", &name), ("range", &range)],
        )
    });
    let newest = item.values.iter().flatten().next().cloned().unwrap_or_default();
    view! {
        <figure>
            <figcaption>
                <span class="item">{name}</span>
                <span class="number">{newest} " " {unit}</span>
            </figcaption>
            {spark::draw(series, label)}
        </figure>
    }
    .into_any()
}

fn table(items: Vec<Item>, days: &[Day], places: Vec<String>) -> AnyView {
    let locale = Locale::here();
    let dates = days.iter().zip(places).map(|(day, place)| {
        let day = day.to_string();
        let said = text(move || format::short_day(&day, locale.language()));
        view! {
            <th scope="col" class="number">
                {said}
                <br/>
                <span class="quiet" lang="ja">{place}</span>
            </th>
        }
    });
    let dates = dates.collect_view();
    let rows = items.into_iter().map(|item| {
        let cells = item.values.iter().map(|value| match value {
            None => view! { <td class="number">{t(Message::NOT_GIVEN)}</td> }.into_any(),
            Some(value) => {
                let (class, mark) = match item.place(value) {
                    Place::Within => ("number", None),
                    Place::High => ("number high", Some(Message::RECORDS_HIGH)),
                    Place::Low => ("number low", Some(Message::RECORDS_LOW)),
                };
                let mark = mark.map(|mark| view! { <span class="state warn">{t(mark)}</span> });
                view! { <td class=class>{value.clone()} " " {mark}</td> }.into_any()
            }
        });
        let cells = cells.collect_view();
        let (name, range, unit) = (item.name(), item.range(), item.unit.clone());
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells}
                <td>{unit}</td>
                <td class="number">{range}</td>
            </tr>
        }
    });
    view! {
        <div class="wide long" tabindex="0" role="region" aria-label=t(Message::RECORDS_CHECKUP_TABLE)>
            <table class="records-table">
                <caption class="visually-hidden">{t(Message::RECORDS_CHECKUP_TABLE)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(Message::ITEM)}</th>
                        {dates}
                        <th scope="col">{t(Message::RECORDS_UNIT)}</th>
                        <th scope="col">{t(Message::RECORDS_REFERENCE)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkup(on: &str, values: &[(&str, &str)]) -> Checkup {
        let value = |(item, value): &(&str, &str)| CheckupValue {
            item: (*item).to_owned(),
            item_en: (*item).to_owned(),
            value: (*value).into(),
            unit: "kg".to_owned(),
            low: None,
            high: Some("80".to_owned()),
        };
        Checkup {
            examined_on: Day::parse(on).unwrap(),
            institution: "架空健診センター".into(),
            values: values.iter().map(value).collect(),
        }
    }

    #[test]
    fn what_was_not_examined_has_no_value_and_no_point() {
        let checkups = [
            checkup("20260615", &[("体重", "78.0"), ("尿蛋白", "（－）")]),
            checkup("20250615", &[("尿蛋白", "（±）")]),
            checkup("20240615", &[("体重", "81.5")]),
        ];
        let days: Vec<Day> = checkups.iter().map(|checkup| checkup.examined_on).collect();
        let found = items(&checkups);
        assert_eq!(
            found[0].values,
            [Some("78.0".to_owned()), None, Some("81.5".to_owned())]
        );
        let drawn = series(&found[0], &days).unwrap();
        let points: Vec<f64> = drawn.points.iter().map(|(_, value)| *value).collect();
        assert_eq!(points, [81.5, 78.0], "oldest first");
        assert_eq!(series(&found[1], &days), None, "words make no line");
        assert_eq!(found[0].place("81.5"), Place::High);
        assert_eq!(found[1].place("（±）"), Place::Within);
    }
}
