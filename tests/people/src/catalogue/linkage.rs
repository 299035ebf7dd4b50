//! Cases in what the backend knows: 未委託, 未登録, 初回登録 and what J-LIS says of it.

use madoguchi_shared::code::Sex;

use super::parts::{OFFICES, PAYERS, Who, assistance, person, ticket};
use crate::{
    coverage::{Assistance, Designation, Ticket},
    moment::Moment,
    person::{AtJlis, Linkage, Person},
};

pub(super) fn people() -> Vec<Person> {
    vec![
        unentrusted(),
        unregistered(),
        first_registration(),
        nothing_to_link(),
        revoked_at_jlis(),
        expired_at_jlis(),
        unknown_at_jlis(),
    ]
}

fn unentrusted() -> Person {
    let who = Who {
        id: "unentrusted",
        title_ja: "未委託",
        title_en: "Not entrusted to this institution",
        name: "遠方　望",
        kana: "エンポウ　ノゾミ",
        sex: Sex::Female,
        birth: Moment::On(1977, 8, 26),
    };
    let elsewhere = Assistance {
        payer_number: PAYERS[2],
        office: OFFICES[2],
        office_telephone: "03-0000-0003",
        ticket: Some(Ticket {
            designation: Designation::AnotherInstitution,
            ..ticket()
        }),
        ..assistance("2005445")
    };
    Person {
        assistance: Some(elsewhere),
        linkage: Linkage::Unentrusted,
        ..person(who)
    }
}

fn unregistered() -> Person {
    let who = Who {
        id: "unregistered",
        title_ja: "有効（未登録）",
        title_en: "Valid, this month not registered yet",
        name: "月初　明",
        kana: "ツキハジメ　アキラ",
        sex: Sex::Male,
        birth: Moment::On(1988, 6, 18),
    };
    let no_ticket = Assistance {
        ticket: None,
        ..assistance("2006559")
    };
    Person {
        assistance: Some(no_ticket),
        linkage: Linkage::Unregistered,
        ..person(who)
    }
}

fn first_registration() -> Person {
    let who = Who {
        id: "first-registration",
        title_ja: "初回登録がまだ",
        title_en: "First registration needed",
        name: "初回　登",
        kana: "ショカイ　ノボル",
        sex: Sex::Male,
        birth: Moment::On(1995, 10, 10),
    };
    not_linked(who, "2007664", AtJlis::AsIssued)
}

fn revoked_at_jlis() -> Person {
    let who = Who {
        id: "first-registration-revoked",
        title_ja: "初回登録がまだ、J-LISでは失効",
        title_en: "First registration needed, revoked at J-LIS",
        name: "直前　失",
        kana: "チョクゼン　シツ",
        sex: Sex::Female,
        birth: Moment::On(1973, 11, 11),
    };
    not_linked(who, "2030773", AtJlis::Revoked)
}

fn expired_at_jlis() -> Person {
    let who = Who {
        id: "first-registration-expired",
        title_ja: "初回登録がまだ、J-LISでは期限切れ",
        title_en: "First registration needed, expired at J-LIS",
        name: "直前　限",
        kana: "チョクゼン　ゲン",
        sex: Sex::Male,
        birth: Moment::On(1964, 9, 23),
    };
    not_linked(who, "2031888", AtJlis::Expired)
}

fn unknown_at_jlis() -> Person {
    let who = Who {
        id: "first-registration-unknown",
        title_ja: "初回登録がまだ、J-LISに記録なし",
        title_en: "First registration needed, unknown to J-LIS",
        name: "直前　未知",
        kana: "チョクゼン　ミチ",
        sex: Sex::Female,
        birth: Moment::On(1986, 2, 14),
    };
    not_linked(who, "2032993", AtJlis::Unknown)
}

fn not_linked(who: Who, recipient_number: &'static str, at_jlis: AtJlis) -> Person {
    Person {
        assistance: Some(assistance(recipient_number)),
        linkage: Linkage::FirstRegistration,
        at_jlis,
        ..person(who)
    }
}

fn nothing_to_link() -> Person {
    let who = Who {
        id: "nothing-to-link",
        title_ja: "紐付く資格がない",
        title_en: "Nothing to link the card to",
        name: "無縁　透",
        kana: "ムエン　トオル",
        sex: Sex::Male,
        birth: Moment::On(1982, 3, 3),
    };
    Person {
        linkage: Linkage::NothingToLink,
        ..person(who)
    }
}
