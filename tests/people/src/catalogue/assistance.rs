//! 医療扶助単独: covered by 医療扶助 alone.

use madoguchi_shared::code::{ReasonOfLoss, Sex};

use super::parts::{OFFICES, PAYERS, Who, assistance, person};
use crate::{coverage::Assistance, moment::Moment, person::Person};

pub(super) fn people() -> Vec<Person> {
    vec![valid(), lost(), reissued()]
}

fn valid() -> Person {
    let who = Who {
        id: "tandoku-valid",
        title_ja: "単独・有効",
        title_en: "Assistance only, valid",
        name: "模擬　一郎",
        kana: "モギ　イチロウ",
        sex: Sex::Male,
        birth: Moment::On(1968, 4, 12),
    };
    Person {
        assistance: Some(assistance("1234566")),
        ..person(who)
    }
}

fn lost() -> Person {
    let who = Who {
        id: "tandoku-lost",
        title_ja: "単独・資格喪失",
        title_en: "Assistance only, lost",
        name: "架空　節子",
        kana: "カクウ　セツコ",
        sex: Sex::Female,
        birth: Moment::On(1955, 2, 17),
    };
    let lost = Assistance {
        until: Some(Moment::Days(-20)),
        reason_of_loss: Some(ReasonOfLoss::InsuranceAcquired),
        ticket: None,
        ..assistance("9999996")
    };
    Person {
        assistance: Some(lost),
        ..person(who)
    }
}

/// Moved to another office: a new payer and recipient number, and the old ones ended.
fn reissued() -> Person {
    let who = Who {
        id: "tandoku-reissued",
        title_ja: "単独・転居で番号変更",
        title_en: "Assistance only, reissued by another office",
        name: "見本　健二",
        kana: "ミホン　ケンジ",
        sex: Sex::Male,
        birth: Moment::On(1979, 11, 3),
    };
    let former = Assistance {
        until: Some(Moment::MonthStart(0)),
        reason_of_loss: Some(ReasonOfLoss::Other),
        ticket: None,
        ..assistance("9702390")
    };
    let current = Assistance {
        payer_number: PAYERS[1],
        office: OFFICES[1],
        office_telephone: "03-0000-0002",
        since: Moment::MonthStart(0),
        ..assistance("7654320")
    };
    Person {
        assistance: Some(current),
        former_assistance: Some(former),
        ..person(who)
    }
}
