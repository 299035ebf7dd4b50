//! What the national system knows of a person. Where it comes from is [`NationalData`].

use madoguchi_shared::Scheme;
use madoguchi_shared::backend::records::{Checkup, Medication};
use madoguchi_shared::code::{CardClassification, PersonalFamily, ReasonOfLoss, Sex, TreatmentType};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::Personal;
use serde::{Deserialize, Serialize};

/// Source of persons, trust anchors and CRL.
pub trait NationalData: Send + Sync + 'static {
    /// CA certificates that are trusted, DER.
    fn trust_anchors(&self) -> Vec<Vec<u8>>;

    /// The CRL in force on a Tokyo day, DER. It has to be in force for the whole of that day.
    fn revocation_list(&self, today: Day) -> Vec<u8>;

    /// Everyone, with dates as they are on a Tokyo day.
    fn persons(&self, today: Day) -> Vec<Cardholder>;

    /// What マイナポータル, J-LIS and 中間サーバー know of the same persons on that day.
    fn elsewhere(&self, today: Day) -> Vec<Elsewhere>;

    /// 薬剤情報 and 健診情報 of the same persons up to that day. Who has none is not in it.
    fn records(&self, today: Day) -> Vec<Records>;
}

/// 薬剤情報 and 健診情報 of one person, in any order.
#[derive(Clone, Debug)]
pub struct Records {
    /// As [`Person::id`].
    pub person_id: String,
    /// 薬剤情報.
    pub medications: Vec<Medication>,
    /// 健診情報.
    pub checkups: Vec<Checkup>,
}

/// What the other lanes of 初回登録 know of one person.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// As [`Cardholder::certificate_serial`].
    pub certificate_serial: String,
    /// What J-LIS has on record of that certificate.
    pub at_jlis: CertificateValidity,
    /// 機関別符号: under it マイナポータル and 中間サーバー know the person.
    pub agency_code: String,
    /// 公費負担者番号 and 受給者番号 at 中間サーバー; `None`: there is nothing to link a card to.
    pub numbers: Option<[Personal; 2]>,
}

/// A person and their card.
#[derive(Clone, Debug)]
pub struct Cardholder {
    /// Serial number of the user authentication certificate, lower-case hex without leading zeros.
    pub certificate_serial: String,
    /// Whether the card is linked to a qualification (紐付け済み); without it, and without 初回登録 since, the answer is
    /// `NOT_LINKED`.
    pub linked: bool,
    /// Whose card it is.
    pub person: Person,
}

/// One person. Kept as a document with the names of these fields: where one of them changes, here or below, a migration has to empty
/// `national_day`, so that everybody is written anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Name of the case, e.g. `tandoku-valid`. Not personal.
    pub id: String,
    /// 氏名
    pub name: Personal,
    /// 氏名（その他）, e.g. 通称.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_of_other: Option<Personal>,
    /// 氏名カナ, half-width.
    pub name_kana: Personal,
    /// 性別
    pub sex: Sex,
    /// 生年月日
    pub birth_date: Day,
    /// 住所; `None` when disclosure is blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Personal>,
    /// 郵便番号; `None` when disclosure is blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_number: Option<Personal>,
    /// All qualifications, also lost ones.
    pub qualifications: Vec<Qualification>,
}

/// One qualification of a person, health insurance or medical assistance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Qualification {
    /// Who pays.
    pub scheme: Scheme,
    /// 証区分
    pub classification: CardClassification,
    /// 保険者番号 or 公費負担者番号, 6 or 8 digits.
    pub insurer_number: String,
    /// 記号; `None` for 医療扶助.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<Personal>,
    /// 番号 or 受給者番号.
    pub number: Personal,
    /// 枝番; `None` for 医療扶助 or when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<Personal>,
    /// 本人 or 家族; `None` for 医療扶助.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<PersonalFamily>,
    /// 保険者名称 or 福祉事務所名.
    pub insurer_name: String,
    /// First day.
    pub starts_on: Day,
    /// 資格喪失日 or 停止/廃止日: the first day without the qualification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Day>,
    /// 喪失事由
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_of_loss: Option<ReasonOfLoss>,
    /// 一部負担金の割合, e.g. `030`; `None` for 医療扶助.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<String>,
    /// 照会番号 that the institution which asks has registered; `None`: none, as in all that [`NationalData`] tells.
    #[serde(skip)]
    pub reference_number: Option<Personal>,
    /// 医療扶助: this month's ticket; `None` when none was issued, and for 医療保険.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Ticket>,
}

/// 医療券 of the current month; a pharmacy gets a 調剤券 of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// 交付番号
    pub issue_number: Personal,
    /// 診療別 for a clinic.
    pub treatment: TreatmentType,
    /// Whether the asking institution is the 指定医療機関 (委託済み). `false`: 未委託.
    pub names_asking: bool,
    /// 本人支払額, yen.
    pub self_pay_yen: u32,
    /// 地区担当員名
    pub district_contact: Personal,
    /// First day.
    pub valid_from: Day,
    /// Last day.
    pub valid_until: Day,
}

/// 有効性情報
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateValidity {
    /// 有効
    Valid,
    /// 失効
    Revoked,
    /// 有効期限切れ
    Expired,
    /// Not on record.
    Unknown,
}

impl CertificateValidity {
    /// As it is kept.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
        }
    }

    /// Reads what was kept; anything else is not on record.
    pub(crate) fn parse(text: &str) -> Self {
        [Self::Valid, Self::Revoked, Self::Expired]
            .into_iter()
            .find(|validity| validity.as_str() == text)
            .unwrap_or(Self::Unknown)
    }
}

impl Person {
    /// Whether a qualification of this scheme is in force on a day.
    pub fn in_force(&self, scheme: Scheme, day: Day) -> bool {
        self.qualifications
            .iter()
            .any(|qualification| qualification.scheme == scheme && qualification.in_force(day))
    }
}

impl Qualification {
    /// Whether the qualification is in force on a day: from its first day to the day before its end.
    pub fn in_force(&self, day: Day) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|end| day < end)
    }
}

/// A 保険者番号 or 公費負担者番号 as it stands on the wire: eight characters, space-padded on the left.
pub fn wire_insurer_number(number: &str) -> String {
    const SPACES: &str = "        ";
    let number = number.trim();
    [&SPACES[number.chars().count().min(SPACES.len())..], number].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SyntheticNation;

    #[test]
    fn a_number_has_eight_characters_on_the_wire() {
        for (number, wire) in [
            ("138057", "  138057"),
            (" 138057", "  138057"),
            ("12131017", "12131017"),
            ("121310170", "121310170"),
        ] {
            assert_eq!(wire_insurer_number(number), wire);
        }
    }

    #[test]
    fn a_document_holds_the_whole_person() {
        let today = Day::new(2026, 12, 1).unwrap();
        for Cardholder { person, .. } in SyntheticNation.persons(today) {
            let document = serde_json::to_string(&person).unwrap();
            let read: Person = serde_json::from_str(&document).unwrap();
            assert!(read == person, "{}", person.id);
        }
    }
}
