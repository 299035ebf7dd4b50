//! Cases in the person: names that are hard to show, ages at the ends, an address that must not be shown.

use madoguchi_shared::code::{PersonalFamily, Sex};

use super::parts::{Who, assistance, insurance, person};
use crate::{coverage::Insurance, moment::Moment, person::Person, photo::Portrait};

pub(super) fn people() -> Vec<Person> {
    vec![
        long_name(),
        rare_kanji(),
        infant(),
        centenarian(),
        foreign_name(),
        address_withheld(),
    ]
}

fn long_name() -> Person {
    let who = Who {
        id: "long-name",
        title_ja: "長い氏名",
        title_en: "Long name",
        name: "勘解由小路左衛門三郎　寿限無寿限無五劫乃擦切海砂利水魚之助",
        kana: "カデノコウジサエモンサブロウ　ジュゲムジュゲムゴコウノスリキレカイジャリスイギョノスケ",
        sex: Sex::Male,
        birth: Moment::On(1975, 5, 15),
    };
    let address = "東京都千代田区架空町字大字小字架空之内一丁目二番地三の四架空グランドレジデンスタワー東館壱千弐百参拾四号室";
    Person {
        address,
        assistance: Some(assistance("2015436")),
        ..person(who)
    }
}

/// The card holds characters outside JIS level 2, one of them outside the basic plane; another one could not be sent at all
/// and is ● everywhere (`domain.md §7.4`).
fn rare_kanji() -> Person {
    let who = Who {
        id: "rare-kanji",
        title_ja: "JIS第二水準外の漢字と●",
        title_en: "Characters outside JIS level 2, and ●",
        name: "𠮷德　●﨑",
        kana: "ヨシトク　ミサキ",
        sex: Sex::Female,
        birth: Moment::On(1986, 12, 24),
    };
    Person {
        assistance: Some(assistance("2016541")),
        portrait: Portrait::LongHair,
        ..person(who)
    }
}

fn infant() -> Person {
    let who = Who {
        id: "infant",
        title_ja: "乳児",
        title_en: "Infant",
        name: "模擬　ひなた",
        kana: "モギ　ヒナタ",
        sex: Sex::Female,
        birth: Moment::MonthStart(-8),
    };
    let insurance = Insurance {
        branch_number: Some("04"),
        family: PersonalFamily::Family,
        contribution_percent: 20,
        since: Moment::MonthStart(-8),
        ..insurance("4567006")
    };
    Person {
        insurance: Some(insurance),
        portrait: Portrait::Infant,
        ..person(who)
    }
}

fn centenarian() -> Person {
    let who = Who {
        id: "centenarian",
        title_ja: "百歳以上",
        title_en: "Centenarian",
        name: "長寿　ツル",
        kana: "チョウジュ　ツル",
        sex: Sex::Female,
        birth: Moment::FiscalYear(-103),
    };
    let late_elderly = Insurance {
        insurer_number: "39139985",
        insurer_name: "架空県後期高齢者医療広域連合",
        symbol: None,
        branch_number: None,
        contribution_percent: 10,
        since: Moment::FiscalYear(-28),
        ..insurance("00123456")
    };
    Person {
        insurance: Some(late_elderly),
        portrait: Portrait::Elderly,
        ..person(who)
    }
}

fn foreign_name() -> Person {
    let who = Who {
        id: "foreign-name",
        title_ja: "外国人氏名と通称",
        title_en: "Foreign name with an alias (通称)",
        name: "MOCKINGTON SAMPLE ALEXANDER",
        kana: "モッキントン　サンプル　アレクサンダー",
        sex: Sex::Male,
        birth: Moment::On(1983, 2, 28),
    };
    Person {
        name_other: Some("架空　歩夢"),
        name_other_kana: Some("カクウ　アユム"),
        assistance: Some(assistance("2017655")),
        portrait: Portrait::BaldBeard,
        ..person(who)
    }
}

fn address_withheld() -> Person {
    let who = Who {
        id: "address-withheld",
        title_ja: "住所不開示",
        title_en: "Address withheld",
        name: "匿名　雪",
        kana: "トクメイ　ユキ",
        sex: Sex::Female,
        birth: Moment::On(1992, 11, 11),
    };
    Person {
        address_withheld: true,
        assistance: Some(assistance("2018760")),
        ..person(who)
    }
}
