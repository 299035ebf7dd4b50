//! 薬剤情報・健診情報閲覧 (F02): the patient's consent, and the records that it opens for the day it was given.
//!
//! The specification (L311–430) names what is registered (同意有無, 同意日) and what a query carries; the layout of the records
//! themselves is in none of the public sources, so it is this project's.

use crate::date::Day;
use crate::identifier::InstitutionCode;
use crate::identity::IdentityEvidence;
use crate::qualification::Personal;
use serde::{Deserialize, Serialize};

/// Longest period of one query, years: 必要期間.
pub const MAX_PERIOD_YEARS: i32 = 5;

/// 同意有無 of each kind of information, as the patient chose it. There is no default: both were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentChoice {
    /// 薬剤情報 may be seen.
    pub medications: bool,
    /// 健診情報 may be seen.
    pub checkups: bool,
}

impl ConsentChoice {
    /// Agreed to both.
    pub const EVERYTHING: Self = Self {
        medications: true,
        checkups: true,
    };
    /// Both refused.
    pub const NOTHING: Self = Self {
        medications: false,
        checkups: false,
    };

    /// What is given in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            medications: self.medications && other.medications,
            checkups: self.checkups && other.checkups,
        }
    }
}

/// 「薬剤情報/健診情報の閲覧への同意」: registers what the patient chose. Another choice on the same day takes the place of
/// the first; the same again changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentRegistration {
    /// 医療機関コード; must be the institution of the desk's key. The consent holds there only.
    pub institution_code: InstitutionCode,
    /// Who was identified, and how: the evidence of the query of this reception may be used again while its nonce lives.
    pub evidence: IdentityEvidence,
    /// What the patient chose.
    pub choice: ConsentChoice,
}

/// 「同意情報登録完了」.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentReceipt {
    /// As registered.
    pub choice: ConsentChoice,
    /// 同意日: the Tokyo day of the registration, by the backend's clock.
    pub consent_date: Day,
}

/// 資格照会要求情報 for records. Answered only if 同意有無 of that kind is 「有」 and 同意日 is today; else `CONSENT_NONE`,
/// `CONSENT_REFUSED` or `CONSENT_NOT_TODAY`. The numbers have to be those of a qualification that is in force today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordsQuery {
    /// 医療機関コード; must be the institution of the desk's key.
    pub institution_code: InstitutionCode,
    /// Whose.
    pub patient: RecordsKey,
    /// First day of the period, inclusive.
    pub from: Day,
    /// Last day of the period, inclusive; not before `from`, and less than [`MAX_PERIOD_YEARS`] after it.
    pub until: Day,
}

/// Whose records: the numbers of one scheme and the birthday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordsKey {
    /// 公費負担者番号 (8 digits) or 保険者番号 (6 or 8), with or without padding.
    pub insurer_number: Personal,
    /// 記号; `None` for 医療扶助 or when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_card_symbol: Option<Personal>,
    /// 受給者番号 or 番号.
    pub insured_identification_number: Personal,
    /// 枝番; `None` for 医療扶助 or when it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_branch_number: Option<Personal>,
    /// 生年月日の月日, `MMdd`.
    pub birthday: Personal,
}

/// 薬剤情報 of the period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MedicationAnswer {
    /// 同意日, which is the day of the query.
    pub consent_date: Day,
    /// Newest dispensing date first.
    pub medications: Vec<Medication>,
}

/// One medicine, dispensed once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Medication {
    /// 調剤日
    pub dispensed_on: Day,
    /// The institution that prescribed it, by name.
    pub institution: Personal,
    /// The pharmacy that dispensed it; `None`: the institution itself did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pharmacy: Option<Personal>,
    /// 一般名
    pub generic_name: Personal,
    /// 商品名
    pub brand_name: Personal,
    /// How much a day, as a decimal number, e.g. `1.5`; as a single dose for what is taken when needed.
    pub dose: Personal,
    /// Unit of the dose, e.g. 錠.
    pub unit: String,
    /// 用法, e.g. 「1日2回朝夕食後」.
    pub usage: Personal,
    /// 投与日数, at least 1; `None` for what is taken when needed (頓服) or put on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

/// 健診情報 of the period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckupAnswer {
    /// 同意日, which is the day of the query.
    pub consent_date: Day,
    /// Newest first.
    pub checkups: Vec<Checkup>,
}

/// One 健診.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checkup {
    /// 実施日
    pub examined_on: Day,
    /// Where, by name.
    pub institution: Personal,
    /// In the order of the form.
    pub values: Vec<CheckupValue>,
}

/// One value of a 健診.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckupValue {
    /// Name of the item in Japanese, e.g. 収縮期血圧.
    pub item: String,
    /// The same in English.
    pub item_en: String,
    /// A decimal number, e.g. `5.6`, or words such as 「（－）」.
    pub value: Personal,
    /// Unit, e.g. `mmHg`; empty for words and for what has none.
    pub unit: String,
    /// Reference range: the lowest ordinary value; `None`: no lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// The highest ordinary value; `None`: no upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
}
