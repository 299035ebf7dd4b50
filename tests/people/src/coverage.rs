//! What covers a person: 医療扶助, 医療保険, or both.

use madoguchi_shared::{
    code::{PersonalFamily, ReasonOfLoss, TreatmentType},
    date::Day,
};

use crate::moment::Moment;

/// 医療扶助 of one person at one 福祉事務所.
#[derive(Clone)]
pub struct Assistance {
    /// 公費負担者番号, 8 digits, synthetic, check digit right.
    pub payer_number: &'static str,
    /// 受給者番号, 7 digits, synthetic, check digit right.
    pub recipient_number: &'static str,
    /// Name of the 福祉事務所; none of them exists.
    pub office: &'static str,
    /// Telephone of the office, for 電話照会; a number that cannot be assigned.
    pub office_telephone: &'static str,
    /// 保護開始 or 再開.
    pub since: Moment,
    /// 停止 or 廃止: the day it ended. `None`: it goes on.
    pub until: Option<Moment>,
    /// Why it ended; `None` while it goes on.
    pub reason_of_loss: Option<ReasonOfLoss>,
    /// The ticket of the current month. `None`: none was issued.
    pub ticket: Option<Ticket>,
}

/// 医療券 of the current month; for a pharmacy the backend makes a 調剤券 of it.
#[derive(Clone)]
pub struct Ticket {
    /// 交付番号.
    pub issue_number: &'static str,
    /// 診療別 for a clinic.
    pub treatment: TreatmentType,
    /// Which institution it names.
    pub designation: Designation,
    /// 本人支払額, yen, 0 or more.
    pub self_pay_yen: u32,
    /// 地区担当員.
    pub district_contact: &'static str,
    /// First day it is good for.
    pub valid_from: Moment,
    /// Last day it is good for.
    pub valid_until: Moment,
}

/// Which institution a ticket names (指定医療機関).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Designation {
    /// Whichever institution asks: the case plays the same at every desk.
    AskingInstitution,
    /// Another one than the one that asks.
    AnotherInstitution,
}

/// 医療保険 of one person.
#[derive(Clone)]
pub struct Insurance {
    /// 保険者番号, 6 or 8 digits without padding, synthetic, check digit right.
    pub insurer_number: &'static str,
    /// Name of the insurer; none of them exists.
    pub insurer_name: &'static str,
    /// 被保険者証記号. `None`: this insurer has none (後期高齢者医療).
    pub symbol: Option<&'static str>,
    /// 被保険者番号.
    pub number: &'static str,
    /// 枝番, two digits. `None`: the insurer has not given one yet.
    pub branch_number: Option<&'static str>,
    /// 本人 or 家族.
    pub family: PersonalFamily,
    /// 一部負担金の割合, per cent: 0 to 30.
    pub contribution_percent: u8,
    /// 資格取得日.
    pub since: Moment,
    /// 資格喪失日. `None`: it goes on.
    pub until: Option<Moment>,
    /// 喪失事由; `None` while it goes on.
    pub reason_of_loss: Option<ReasonOfLoss>,
}

impl Assistance {
    /// Whether it covers a visit on `today`. The day of 廃止 or 停止 is not covered any more.
    pub fn is_valid(&self, today: Day) -> bool {
        covers(self.since, self.until, today)
    }
}

impl Insurance {
    /// Whether it covers a visit on `today`. 資格喪失日 is not covered any more.
    pub fn is_valid(&self, today: Day) -> bool {
        covers(self.since, self.until, today)
    }
}

fn covers(since: Moment, until: Option<Moment>, today: Day) -> bool {
    since.on(today) <= today && until.is_none_or(|until| today < until.on(today))
}
