//! The training drawer: exists only where the simulator is built in and the reader is software (D13).

use super::his::PaperNumbers;
use serde::{Deserialize, Serialize};

/// The synthetic persons whose cards lie in the drawer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingPersons {
    /// The persons, in the order of the drawer.
    pub persons: Vec<TrainingPerson>,
    /// Names of the software readers.
    pub readers: Vec<String>,
}

/// A synthetic person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingPerson {
    /// e.g. `tandoku-valid`.
    pub id: String,
    /// The case, in Japanese.
    pub case_ja: String,
    /// The case, in English.
    pub case_en: String,
    /// Synthetic name.
    pub name: String,
    /// PIN of the synthetic card; `None`: no PIN that works.
    pub pin: Option<String>,
    /// 照合番号B of the synthetic card, as its face would show it; `None`: a card without a photo.
    pub collation_number: Option<TrainingCollationNumber>,
    /// The papers that the person carries, for a reception by numbers.
    pub papers: Vec<PaperNumbers>,
}

/// 照合番号B of a card that is software and of a person who does not exist, in the three parts that a card shows: plain, to
/// be filled in visibly. That of a real card is a [`CollationNumberB`](crate::identifier::CollationNumberB).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingCollationNumber {
    /// Year of the era of the birth date, without the era.
    pub birth_era_year: u8,
    /// Month of the birth date, 1–12.
    pub birth_month: u8,
    /// Day of the birth date, 1–31.
    pub birth_day: u8,
    /// 有効期限, its year (西暦).
    pub expiry_year: u16,
    /// セキュリティコード, 4 digits.
    pub security_code: String,
}

/// What to do with a software reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingAct {
    /// Name of the reader; `None`: the first.
    #[serde(default)]
    pub reader: Option<String>,
    /// What to do.
    pub act: CardAct,
}

/// What happens to the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CardAct {
    /// Put this person's card on the reader; another card there is taken away first.
    Insert(String),
    /// Take the card away.
    Remove,
    /// From now on the card does not answer.
    Mute,
    /// The card will be pulled before its APDU of this index, counted from now, from 0.
    PullBefore(u32),
}
