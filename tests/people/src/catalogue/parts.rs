//! What most cases have in common.

use madoguchi_shared::code::{PersonalFamily, Sex, TreatmentType};

use crate::{
    card::Card,
    coverage::{Assistance, Designation, Insurance, Ticket},
    moment::Moment,
    person::{AtJlis, Linkage, Person},
    photo::Portrait,
};

/// Payer numbers of the three welfare offices, 法別番号 12 (`domain.md §2.4`, synthetic).
pub(super) const PAYERS: [&str; 3] = ["12131017", "12270013", "12010013"];
/// Names of the welfare offices; none of them exists.
pub(super) const OFFICES: [&str; 3] = ["架空市福祉事務所", "模擬区福祉事務所", "見本町福祉事務所"];

/// Who a person is, apart from the case.
pub(super) struct Who {
    pub(super) id: &'static str,
    pub(super) title_ja: &'static str,
    pub(super) title_en: &'static str,
    pub(super) name: &'static str,
    pub(super) kana: &'static str,
    pub(super) sex: Sex,
    pub(super) birth: Moment,
}

/// An adult with an ordinary, linked card and no coverage.
pub(super) fn person(who: Who) -> Person {
    let portrait = if who.sex == Sex::Female {
        Portrait::LongHair
    } else {
        Portrait::ShortHairGlasses
    };
    Person {
        id: who.id,
        title_ja: who.title_ja,
        title_en: who.title_en,
        name: who.name,
        name_kana: who.kana,
        name_other: None,
        name_other_kana: None,
        birth: who.birth,
        sex: who.sex,
        address: "東京都千代田区架空町一丁目２番３号",
        post_number: "100-9999",
        address_withheld: false,
        card: Card::ORDINARY,
        portrait,
        assistance: None,
        former_assistance: None,
        insurance: None,
        linkage: Linkage::Linked,
        at_jlis: AtJlis::AsIssued,
    }
}

/// Covered by the first office for two years, with a ticket of this month for the asking clinic.
pub(super) fn assistance(recipient_number: &'static str) -> Assistance {
    Assistance {
        payer_number: PAYERS[0],
        recipient_number,
        office: OFFICES[0],
        office_telephone: "03-0000-0001",
        since: Moment::FiscalYear(-2),
        until: None,
        reason_of_loss: None,
        ticket: Some(ticket()),
    }
}

/// This month, out-patient, nothing to pay, for whichever institution asks.
pub(super) fn ticket() -> Ticket {
    Ticket {
        issue_number: "000123",
        treatment: TreatmentType::Outpatient,
        designation: Designation::AskingInstitution,
        self_pay_yen: 0,
        district_contact: "地区　担当",
        valid_from: Moment::MonthStart(0),
        valid_until: Moment::MonthEnd(0),
    }
}

/// Employees' insurance for four years, 30 %, the insured person's own.
pub(super) fn insurance(number: &'static str) -> Insurance {
    Insurance {
        insurer_number: "06139984",
        insurer_name: "模擬健康保険組合",
        symbol: Some("１２３"),
        number,
        branch_number: Some("00"),
        family: PersonalFamily::Insured,
        contribution_percent: 30,
        since: Moment::FiscalYear(-4),
        until: None,
        reason_of_loss: None,
    }
}
