//! 併用 (both schemes) and 医療保険 alone.

use madoguchi_shared::code::{PersonalFamily, ReasonOfLoss, Sex};

use super::parts::{Who, assistance, insurance, person};
use crate::{
    coverage::{Assistance, Insurance},
    moment::Moment,
    person::Person,
};

pub(super) fn people() -> Vec<Person> {
    let [first, second] = several_matches();
    vec![
        both_valid(),
        insurance_lost(),
        assistance_lost(),
        insurance_only(),
        first,
        second,
        no_branch_number(),
    ]
}

fn both_valid() -> Person {
    let who = Who {
        id: "heiyo-both-valid",
        title_ja: "併用・両方有効",
        title_en: "Both schemes, both valid",
        name: "模擬　花子",
        kana: "モギ　ハナコ",
        sex: Sex::Female,
        birth: Moment::On(1985, 7, 21),
    };
    Person {
        assistance: Some(assistance("2001006")),
        insurance: Some(insurance("4567001")),
        ..person(who)
    }
}

fn insurance_lost() -> Person {
    let who = Who {
        id: "heiyo-insurance-lost",
        title_ja: "併用・医療保険は喪失",
        title_en: "Both schemes, insurance lost",
        name: "架空　修",
        kana: "カクウ　オサム",
        sex: Sex::Male,
        birth: Moment::On(1972, 1, 30),
    };
    let lost = Insurance {
        until: Some(Moment::MonthStart(0)),
        reason_of_loss: Some(ReasonOfLoss::PublicAssistanceStarted),
        ..insurance("4567002")
    };
    Person {
        assistance: Some(assistance("2002111")),
        insurance: Some(lost),
        ..person(who)
    }
}

fn assistance_lost() -> Person {
    let who = Who {
        id: "heiyo-assistance-lost",
        title_ja: "併用・医療扶助は喪失",
        title_en: "Both schemes, assistance lost",
        name: "見本　良子",
        kana: "ミホン　ヨシコ",
        sex: Sex::Female,
        birth: Moment::On(1990, 9, 9),
    };
    let lost = Assistance {
        until: Some(Moment::MonthStart(0)),
        reason_of_loss: Some(ReasonOfLoss::Other),
        ticket: None,
        ..assistance("2003226")
    };
    Person {
        assistance: Some(lost),
        insurance: Some(insurance("4567003")),
        ..person(who)
    }
}

fn insurance_only() -> Person {
    let who = Who {
        id: "insurance-only",
        title_ja: "医療保険のみ",
        title_en: "Insurance only",
        name: "試験　太郎",
        kana: "シケン　タロウ",
        sex: Sex::Male,
        birth: Moment::On(1980, 5, 5),
    };
    Person {
        insurance: Some(insurance("4567004")),
        ..person(who)
    }
}

/// Twins: whoever asks by numbers and birth date without a branch number finds both. A card finds one of them.
fn several_matches() -> [Person; 2] {
    let twin = |id, title_ja, title_en, name, kana, sex, branch| {
        let who = Who {
            id,
            title_ja,
            title_en,
            name,
            kana,
            sex,
            birth: Moment::On(2004, 3, 14),
        };
        let insurance = Insurance {
            branch_number: Some(branch),
            family: PersonalFamily::Family,
            ..insurance("4567005")
        };
        Person {
            assistance: Some(assistance("2004331")),
            insurance: Some(insurance),
            ..person(who)
        }
    };
    [
        twin(
            "several-matches",
            "番号照会で複数該当",
            "Several matches by numbers",
            "双葉　葵",
            "フタバ　アオイ",
            Sex::Female,
            "02",
        ),
        twin(
            "several-matches-twin",
            "番号照会で複数該当（もう一人）",
            "Several matches by numbers, the other one",
            "双葉　蓮",
            "フタバ　レン",
            Sex::Male,
            "03",
        ),
    ]
}

fn no_branch_number() -> Person {
    let who = Who {
        id: "no-branch-number",
        title_ja: "枝番なし",
        title_en: "No branch number",
        name: "試験　次郎",
        kana: "シケン　ジロウ",
        sex: Sex::Male,
        birth: Moment::On(1963, 12, 1),
    };
    let insurance = Insurance {
        insurer_number: "138990",
        insurer_name: "架空市国民健康保険",
        branch_number: None,
        ..insurance("0012345")
    };
    Person {
        insurance: Some(insurance),
        ..person(who)
    }
}
