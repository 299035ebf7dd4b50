//! Cases in what the backend knows: 未委託, 未登録, 初回登録.

use madoguchi_shared::code::Sex;

use super::parts::{OFFICES, PAYERS, Who, assistance, person, ticket};
use crate::{
    coverage::{Assistance, Designation, Ticket},
    moment::Moment,
    person::{Linkage, Person},
};

pub(super) fn people() -> Vec<Person> {
    vec![
        unentrusted(),
        unregistered(),
        first_registration(),
        nothing_to_link(),
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
    Person {
        assistance: Some(assistance("2007664")),
        linkage: Linkage::FirstRegistration,
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
