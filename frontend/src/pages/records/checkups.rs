//! 健診情報: a small chart for each number, and always the table of all values with their units and reference ranges.

use super::range::{Place, Range, number};
use super::spark::{self, Point, Series};
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
    /// In the order of the checkups, newest first: what each found, in its own order. Empty: not examined then.
    found: Vec<Vec<Value>>,
}

/// A value, and the reference range of the same checkup.
#[derive(Debug, PartialEq)]
struct Value {
    text: String,
    range: Range,
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
            items[place].found[at].push(Value {
                text: value.value.expose().clone(),
                range: Range::of(value),
            });
        }
    }
    items
}

fn new_item(value: &CheckupValue, checkups: usize) -> Item {
    Item {
        ja: value.item.clone(),
        en: value.item_en.clone(),
        unit: value.unit.clone(),
        found: (0..checkups).map(|_| Vec::new()).collect(),
    }
}

/// Oldest first. `None` for what is words, and for values of a single day, which make no line.
fn series(item: &Item, days: &[Day]) -> Option<Series> {
    let point = |day: Day, value: &Value| {
        Some(Point {
            day,
            value: number(&value.text)?,
            ends: value.range.ends(),
            place: value.range.place(&value.text),
        })
    };
    let points: Vec<Point> = days
        .iter()
        .zip(&item.found)
        .rev()
        .flat_map(|(day, found)| found.iter().filter_map(|value| point(*day, value)))
        .collect();
    let line = points.first()?.day != points.last()?.day;
    line.then_some(Series { points })
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

    /// The range of all its values. `None`: it differs.
    fn one_range(&self) -> Option<&Range> {
        let mut ranges = self.found.iter().flatten().map(|value| &value.range);
        let first = ranges.next()?;
        ranges.all(|range| range == first).then_some(first)
    }

    /// The range of all its values, or that each has its own.
    fn range(&self) -> Signal<String> {
        match self.one_range() {
            Some(range) => written(range.clone()),
            None => Message::RECORDS_RANGE_DIFFERS.into(),
        }
    }
}

/// 「18.5〜24.9」, 「129以下」, 「40以上」.
fn written(range: Range) -> Signal<String> {
    let locale = Locale::here();
    text(move || match (&range.low, &range.high) {
        (Some(low), Some(high)) if low != high => {
            locale.say_with(Message::RECORDS_RANGE, &[("low", low), ("high", high)])
        }
        // A word, such as （－）, is the range itself.
        (Some(end), Some(_)) => end.clone(),
        (Some(end), None) | (None, Some(end)) if number(end).is_none() => end.clone(),
        (Some(low), None) => locale.say_with(Message::RECORDS_RANGE_FROM, &[("low", low)]),
        (None, Some(high)) => locale.say_with(Message::RECORDS_RANGE_TO, &[("high", high)]),
        (None, None) => locale.say(Message::NOT_GIVEN),
    })
}

fn chart(item: &Item, series: &Series) -> AnyView {
    let locale = Locale::here();
    let (name, range, unit) = (item.name(), item.range(), item.unit.clone());
    let named = in_unit(name, unit.clone());
    let label = text(move || {
        let (item, range) = (named.get(), range.get());
        locale.say_with(
            Message::RECORDS_CHART_LABEL,
            &[("item", &item), ("range", &range)],
        )
    });
    // Where there is one range of numbers.
    let numbers = item.one_range().is_some_and(|range| range.ends() != [None; 2]);
    let range = if numbers {
        in_unit(range, unit.clone())
    } else {
        range
    };
    let newest = item.found.iter().find(|found| !found.is_empty());
    let newest: Vec<&str> = newest
        .into_iter()
        .flatten()
        .map(|value| value.text.as_str())
        .collect();
    let newest = newest.join(" / ");
    view! {
        <figure>
            <figcaption>
                <span class="item">{name}</span>
                <span class="number">{newest} " " {unit}</span>
            </figcaption>
            {spark::draw(series, label)}
            <p class="quiet">{t(Message::RECORDS_REFERENCE)} " " {range}</p>
        </figure>
    }
    .into_any()
}

/// 「収縮期血圧（mmHg）」. What has no unit stands alone.
fn in_unit(what: Signal<String>, unit: String) -> Signal<String> {
    let locale = Locale::here();
    text(move || {
        let what = what.get();
        if unit.is_empty() {
            return what;
        }
        locale.say_with(Message::RECORDS_IN_UNIT, &[("what", &what), ("unit", &unit)])
    })
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
        let one_range = item.one_range().is_some();
        let cells = item.found.iter().map(|found| {
            let values = found.iter().map(|value| cell(value, one_range)).collect_view();
            let none = found.is_empty().then(|| t(Message::NOT_GIVEN));
            view! { <td class="number">{none}{values}</td> }
        });
        let cells = cells.collect_view();
        let (name, range, unit) = (item.name(), item.range(), item.unit.clone());
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{unit}</td>
                <td class="number">{range}</td>
                {cells}
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
                        <th scope="col">{t(Message::RECORDS_UNIT)}</th>
                        <th scope="col">{t(Message::RECORDS_REFERENCE)}</th>
                        {dates}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A value in the table with its mark, and with its range where the row has none for all.
fn cell(value: &Value, one_range: bool) -> AnyView {
    let (class, mark) = match value.range.place(&value.text) {
        Place::Within => ("value", None),
        Place::High => ("value beside", Some(Message::RECORDS_HIGH)),
        Place::Low => ("value beside", Some(Message::RECORDS_LOW)),
        Place::Other => ("value beside", Some(Message::RECORDS_OTHER)),
        Place::Unknown => ("value", Some(Message::RECORDS_NOT_COMPARED)),
    };
    let mark = mark.map(|mark| view! { <span class="state warn">{t(mark)}</span> });
    let range = (!one_range).then(|| {
        let range = written(value.range.clone());
        view! { <div class="quiet">{t(Message::RECORDS_REFERENCE)} " " {range}</div> }
    });
    view! { <div class=class>{value.text.clone()} " " {mark} {range}</div> }.into_any()
}

#[cfg(test)]
mod tests;
