//! 健診 of several years, with reference ranges as 特定健診 has them (保健指導判定値; for blood pressure, waist and blood values below
//! which nobody is advised).

use madoguchi_shared::backend::records::{Checkup, CheckupValue};
use madoguchi_shared::code::Sex;
use madoguchi_shared::date::Day;

use crate::moment::Moment;
use crate::person::Person;

/// One item over the years.
struct Item {
    ja: &'static str,
    en: &'static str,
    unit: &'static str,
    /// Digits after the point.
    decimals: usize,
    low: Option<&'static str>,
    high: Option<&'static str>,
    /// The oldest value, and what each year adds.
    begins: f64,
    yearly: f64,
}

/// A person's 健診: how many years, and what the blood pressure and sugar do.
struct Years {
    count: i32,
    /// 年度 left out, counted from the oldest.
    skipped: Option<i32>,
    systolic: (f64, f64),
    hba1c: (f64, f64),
    weight: (f64, f64),
}

const INSTITUTION: &str = "架空健診センター";

/// 15 June of a 年度, in days after 1 April.
const DAY_OF_YEAR: i64 = 75;

/// 健診 of a person; empty for most.
pub(super) fn of(person: &Person, today: Day) -> Vec<Checkup> {
    let Some(years) = years(person.id) else {
        return Vec::new();
    };
    let examined = (0..years.count).filter(|year| years.skipped != Some(*year));
    let mut checkups: Vec<_> = examined
        .map(|year| {
            (
                year,
                Moment::FiscalYear(year - years.count + 1)
                    .on(today)
                    .plus_days(DAY_OF_YEAR),
            )
        })
        .filter(|(_, on)| *on <= today)
        .map(|(year, examined_on)| Checkup {
            examined_on,
            institution: INSTITUTION.into(),
            values: items(&years, &person.sex)
                .iter()
                .map(|item| item.value(year))
                .chain([protein(year)])
                .collect(),
        })
        .collect();
    checkups.reverse();
    checkups
}

fn years(person: &str) -> Option<Years> {
    let steady = Years {
        count: 4,
        skipped: None,
        systolic: (118.0, 1.0),
        hba1c: (5.3, 0.0),
        weight: (58.2, 0.3),
    };
    Some(match person {
        // Under treatment: what was high comes down.
        "tandoku-valid" => Years {
            count: 5,
            skipped: None,
            systolic: (158.0, -6.0),
            hba1c: (7.4, -0.3),
            weight: (78.4, -1.2),
        },
        "heiyo-both-valid" => steady,
        // A year left out: a chart must not draw a value there.
        "insurance-only" => Years {
            count: 5,
            skipped: Some(2),
            systolic: (124.0, 3.0),
            hba1c: (5.5, 0.1),
            ..steady
        },
        "tandoku-reissued" => Years { count: 1, ..steady },
        _ => return None,
    })
}

fn items(years: &Years, sex: &Sex) -> Vec<Item> {
    let waist_limit = if *sex == Sex::Female { "89.9" } else { "84.9" };
    let pressure = years.systolic;
    let weight = years.weight;
    let item = |ja, en, unit, decimals, range: [Option<&'static str>; 2], (begins, yearly)| Item {
        ja,
        en,
        unit,
        decimals,
        low: range[0],
        high: range[1],
        begins,
        yearly,
    };
    let below = |high| [None, Some(high)];
    vec![
        item("身長", "Height", "cm", 1, [None, None], (165.3, 0.0)),
        item("体重", "Weight", "kg", 1, [None, None], weight),
        item(
            "BMI",
            "BMI",
            "kg/m²",
            1,
            [Some("18.5"), Some("24.9")],
            (weight.0 / 2.732, weight.1 / 2.732),
        ),
        item(
            "腹囲",
            "Waist",
            "cm",
            1,
            below(waist_limit),
            (weight.0 + 12.0, weight.1),
        ),
        item(
            "収縮期血圧",
            "Systolic blood pressure",
            "mmHg",
            0,
            below("129"),
            pressure,
        ),
        item(
            "拡張期血圧",
            "Diastolic blood pressure",
            "mmHg",
            0,
            below("84"),
            (pressure.0 * 0.6, pressure.1 * 0.6),
        ),
        item(
            "中性脂肪",
            "Triglycerides",
            "mg/dL",
            0,
            below("149"),
            (162.0, -7.0),
        ),
        item(
            "HDLコレステロール",
            "HDL cholesterol",
            "mg/dL",
            0,
            [Some("40"), None],
            (48.0, 1.5),
        ),
        item(
            "LDLコレステロール",
            "LDL cholesterol",
            "mg/dL",
            0,
            below("119"),
            (138.0, -6.0),
        ),
        item("AST(GOT)", "AST (GOT)", "U/L", 0, below("30"), (27.0, -0.5)),
        item("ALT(GPT)", "ALT (GPT)", "U/L", 0, below("30"), (34.0, -1.5)),
        item("γ-GT(γ-GTP)", "γ-GT (γ-GTP)", "U/L", 0, below("50"), (46.0, 1.0)),
        item("HbA1c(NGSP)", "HbA1c (NGSP)", "%", 1, below("5.5"), years.hba1c),
    ]
}

impl Item {
    fn value(&self, year: i32) -> CheckupValue {
        let value = self.begins + self.yearly * f64::from(year);
        CheckupValue {
            item: self.ja.to_owned(),
            item_en: self.en.to_owned(),
            value: format!("{value:.*}", self.decimals).into(),
            unit: self.unit.to_owned(),
            low: self.low.map(str::to_owned),
            high: self.high.map(str::to_owned),
        }
    }
}

/// 尿蛋白 is a word, not a number.
fn protein(year: i32) -> CheckupValue {
    CheckupValue {
        item: "尿蛋白".to_owned(),
        item_en: "Urine protein".to_owned(),
        value: if year == 0 { "（±）" } else { "（－）" }.into(),
        unit: String::new(),
        low: None,
        high: Some("（－）".to_owned()),
    }
}
