//! The two schemes a patient can be covered by, and the two kinds of facility.

use serde::{Deserialize, Serialize};

/// Who pays: 医療扶助 or 医療保険. With 併用 a patient has one qualification of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scheme {
    /// 医療扶助, under the Public Assistance Act.
    MedicalAssistance,
    /// 医療保険, including 国民健康保険 and 後期高齢者医療.
    HealthInsurance,
}

impl Scheme {
    /// Both schemes, in the order in which the specification's tables have them.
    pub const ALL: [Self; 2] = [Self::HealthInsurance, Self::MedicalAssistance];
}

/// The kind of institution the desk belongs to. Words and papers follow it. Default: clinic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Facility {
    /// 医療機関
    #[default]
    Clinic,
    /// 薬局
    Pharmacy,
}

impl Facility {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Clinic, Self::Pharmacy];
}
