//! Medicines that were dispensed, again and again or once.

use madoguchi_shared::backend::records::Medication;
use madoguchi_shared::date::Day;

use crate::moment::Moment;

/// One medicine from one institution over a time.
pub(super) struct Course {
    medicine: &'static Medicine,
    from: From,
    /// As a decimal number, in the medicine's unit.
    dose: &'static str,
    usage: &'static str,
    /// 投与日数; `None`: when needed, or put on.
    days: Option<u16>,
    /// First month, counted back from this one.
    first: i32,
    /// Last month, counted back from this one.
    last: i32,
    /// Every so many months.
    every: usize,
}

struct Medicine {
    generic: &'static str,
    brand: &'static str,
    unit: &'static str,
}

/// Where it came from: institution, pharmacy, days after the first of the month.
#[derive(Clone, Copy)]
struct From(&'static str, Option<&'static str>, i64);

const CLINIC: From = From("架空内科クリニック", Some("模擬薬局本店"), 7);
const HOSPITAL: From = From("見本市立病院", Some("見本薬局駅前店"), 14);
const EYES: From = From("模擬眼科医院", Some("模擬薬局本店"), 19);
const BONES: From = From("架空整形外科", None, 3);
/// Prescribed there and handed out there.
const NIGHT: From = From("見本休日夜間急患センター", None, 11);

const AMLODIPINE: Medicine = tablet("アムロジピンベシル酸塩", "アムロジピン錠５ｍｇ「架空」");
const CANDESARTAN: Medicine = tablet("カンデサルタン シレキセチル", "カンデサルタン錠８ｍｇ「模擬」");
const METFORMIN: Medicine = tablet("メトホルミン塩酸塩", "メトホルミン塩酸塩錠５００ｍｇ「見本」");
const ROSUVASTATIN: Medicine = tablet("ロスバスタチンカルシウム", "ロスバスタチン錠２．５ｍｇ「架空」");
const LANSOPRAZOLE: Medicine = tablet("ランソプラゾール", "ランソプラゾールＯＤ錠１５ｍｇ「模擬」");
const MAGNESIUM: Medicine = tablet("酸化マグネシウム", "酸化マグネシウム錠３３０ｍｇ「見本」");
const WARFARIN: Medicine = tablet("ワルファリンカリウム", "ワルファリンＫ錠１ｍｇ「架空」");
const ACETAMINOPHEN: Medicine = tablet("アセトアミノフェン", "アセトアミノフェン錠２００ｍｇ「見本」");
const LOXOPROFEN: Medicine = tablet(
    "ロキソプロフェンナトリウム水和物",
    "ロキソプロフェンＮａ錠６０ｍｇ「模擬」",
);
const AMOXICILLIN: Medicine = Medicine {
    generic: "アモキシシリン水和物",
    brand: "アモキシシリンカプセル２５０ｍｇ「架空」",
    unit: "カプセル",
};
const LATANOPROST: Medicine = Medicine {
    generic: "ラタノプロスト",
    brand: "ラタノプロスト点眼液０．００５％「見本」",
    unit: "ｍＬ",
};
const KETOPROFEN: Medicine = Medicine {
    generic: "ケトプロフェン",
    brand: "ケトプロフェンテープ４０ｍｇ「模擬」",
    unit: "枚",
};

const MORNING: &str = "１日１回朝食後";
const TWICE: &str = "１日２回朝夕食後";
const THRICE: &str = "１日３回毎食後";

/// Years of high blood pressure and diabetes from two institutions, and what came between.
static YEARS: [Course; 8] = [
    course(&AMLODIPINE, CLINIC, "1", MORNING, 26, 1),
    course(&CANDESARTAN, CLINIC, "1", MORNING, 14, 1),
    course(&METFORMIN, HOSPITAL, "2", TWICE, 22, 2),
    course(&ROSUVASTATIN, HOSPITAL, "1", MORNING, 22, 2),
    once(&AMOXICILLIN, NIGHT, "3", THRICE, Some(5), 9),
    once(&ACETAMINOPHEN, NIGHT, "2", "発熱時", None, 9),
    once(&KETOPROFEN, BONES, "1", "１日１回患部に貼付", None, 5),
    once(&LOXOPROFEN, BONES, "3", THRICE, Some(7), 5),
];

/// 併用: three institutions, one of which stopped.
static THREE_PLACES: [Course; 4] = [
    course(&LATANOPROST, EYES, "2.5", "１日１回両眼に点眼", 11, 2),
    Course {
        last: 6,
        ..course(&LANSOPRAZOLE, HOSPITAL, "1", MORNING, 15, 1)
    },
    course(&AMLODIPINE, CLINIC, "0.5", MORNING, 5, 1),
    once(&LOXOPROFEN, BONES, "1", "疼痛時", None, 2),
];

/// A long list: seven medicines a month for five years.
static LONG: [Course; 7] = [
    course(&AMLODIPINE, CLINIC, "1", MORNING, 58, 1),
    course(&CANDESARTAN, CLINIC, "1", MORNING, 58, 1),
    course(&WARFARIN, HOSPITAL, "2.5", MORNING, 58, 1),
    course(&LANSOPRAZOLE, HOSPITAL, "1", MORNING, 58, 1),
    course(&MAGNESIUM, CLINIC, "3", THRICE, 58, 1),
    course(&ROSUVASTATIN, HOSPITAL, "1", MORNING, 40, 1),
    course(&LATANOPROST, EYES, "2.5", "１日１回両眼に点眼", 57, 3),
];

/// One cold.
static COLD: [Course; 2] = [
    once(&AMOXICILLIN, NIGHT, "3", THRICE, Some(7), 3),
    once(&ACETAMINOPHEN, NIGHT, "2", "発熱時", None, 3),
];

/// What a person was given; empty for most.
pub(super) fn of(person: &str) -> &'static [Course] {
    match person {
        "tandoku-valid" => &YEARS,
        "heiyo-both-valid" => &THREE_PLACES,
        "centenarian" => &LONG,
        "tandoku-reissued" | "no-pin" | "several-matches" => &COLD,
        _ => &[],
    }
}

impl Course {
    /// Each time it was dispensed, up to `today`.
    pub(super) fn dispensed(&self, today: Day) -> Vec<Medication> {
        let From(institution, pharmacy, day) = self.from;
        let months = (self.last..=self.first).rev().step_by(self.every);
        months
            .map(|months| Moment::MonthStart(-months).on(today).plus_days(day))
            .filter(|on| *on <= today)
            .map(|dispensed_on| Medication {
                dispensed_on,
                institution: institution.into(),
                pharmacy: pharmacy.map(Into::into),
                generic_name: self.medicine.generic.into(),
                brand_name: self.medicine.brand.into(),
                dose: self.dose.into(),
                unit: self.medicine.unit.to_owned(),
                usage: self.usage.into(),
                days: self.days,
            })
            .collect()
    }
}

const fn tablet(generic: &'static str, brand: &'static str) -> Medicine {
    Medicine {
        generic,
        brand,
        unit: "錠",
    }
}

/// Up to this month, for as many days as there are from one time to the next.
const fn course(
    medicine: &'static Medicine,
    from: From,
    dose: &'static str,
    usage: &'static str,
    first: i32,
    every: usize,
) -> Course {
    let days = match every {
        1 => 30,
        2 => 60,
        _ => 90,
    };
    Course {
        medicine,
        from,
        dose,
        usage,
        days: Some(days),
        first,
        last: 0,
        every,
    }
}

const fn once(
    medicine: &'static Medicine,
    from: From,
    dose: &'static str,
    usage: &'static str,
    days: Option<u16>,
    months_ago: i32,
) -> Course {
    Course {
        medicine,
        from,
        dose,
        usage,
        days,
        first: months_ago,
        last: months_ago,
        every: 1,
    }
}
