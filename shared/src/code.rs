//! Official code values (OQSCD…), as `domain.md` §1.7 lists them. A value from a newer backend becomes
//! `Unknown` with its text kept: never a failure to decode, and never read as "valid".

use crate::as_text::as_text;
use std::convert::Infallible;

macro_rules! official_code {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $value:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
            /// A value that this version does not know; holds the text as received.
            Unknown(String),
        }

        impl $name {
            /// Every value this version knows.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)+];

            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)+
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($value => Self::$variant,)+
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        as_text!($name, write: Self::as_str, read: |text| Ok::<_, Infallible>(Self::from(text)));
    };
}

official_code! {
    /// OQSCD003 `SegmentOfResult`. Anything that is neither of the first two is a failure.
    SegmentOfResult {
        /// 正常終了
        Normal = "1",
        /// 処理中
        InProgress = "2",
        /// 異常終了
        Abnormal = "9",
    }
}

official_code! {
    /// OQSCD004 `ProcessingResultStatus`.
    ProcessingResultStatus {
        /// 正常終了
        Normal = "1",
        /// エラー
        Error = "2",
    }
}

official_code! {
    /// OQSCD006 `QualificationValidity`. Only [`Valid`](Self::Valid) is 有効.
    QualificationValidity {
        /// 有効
        Valid = "1",
        /// 無効
        Invalid = "2",
        /// 無効（新しい資格あり）
        InvalidNewerExists = "3",
        /// 該当資格なし
        NotFound = "4",
        /// 複数該当 (listed for 医療保険; handled for both, `domain.md` §8.5)
        Several = "5",
        /// 有効（未登録）, 医療扶助: no ticket names this institution yet
        ValidUnregistered = "6",
    }
}

official_code! {
    /// OQSCD007 `Sex1`, `Sex2`.
    Sex {
        /// 男
        Male = "1",
        /// 女
        Female = "2",
        /// 未設定
        Unset = "3",
    }
}

official_code! {
    /// OQSCD008 `ReasonOfLoss`.
    ReasonOfLoss {
        /// 死亡
        Death = "01",
        /// 生活保護受給開始
        PublicAssistanceStarted = "02",
        /// 医療保険等の資格取得
        InsuranceAcquired = "03",
        /// その他
        Other = "99",
    }
}

official_code! {
    /// OQSCD009 `PersonalFamilyClassification`.
    PersonalFamily {
        /// 本人
        Insured = "1",
        /// 家族
        Family = "2",
    }
}

official_code! {
    /// OQSCD010 `InsuredCardClassification`.
    CardClassification {
        /// 一般
        General = "01",
        /// 退職
        Retired = "02",
        /// 短期（一般）
        ShortTerm = "03",
        /// 短期（退職）
        ShortTermRetired = "04",
        /// 特別療養費支給対象者
        SpecialMedicalExpense = "05",
        /// 特例退職
        SpecialRetired = "06",
        /// 自衛官
        SelfDefenseForces = "07",
        /// 医療扶助
        MedicalAssistance = "A1",
    }
}

official_code! {
    /// OQSCD018 `TicketType`.
    TicketType {
        /// 医療券
        MedicalTicket = "01",
        /// 調剤券
        DispensingTicket = "02",
    }
}

official_code! {
    /// OQSCD019 `MedicalTreatmentType`.
    TreatmentType {
        /// 入院
        Inpatient = "01",
        /// 入院外
        Outpatient = "02",
        /// 歯科
        Dental = "03",
        /// 調剤
        Dispensing = "04",
        /// 訪問看護
        HomeNursing = "05",
    }
}

official_code! {
    /// OQSCD020 `SingleOrCombinedUse`.
    SingleOrCombined {
        /// 単独
        Single = "01",
        /// 併用
        Combined = "02",
    }
}

official_code! {
    /// OQSCD021 `StatusOfSocialInsurance`: 社会保険.
    SocialInsurance {
        /// あり
        Present = "01",
        /// なし
        Absent = "02",
    }
}

official_code! {
    /// OQSCD022 `ConsistencyFlag`: whether 社会保険 and 医療扶助 fit together.
    Consistency {
        /// 不整合あり
        Inconsistent = "1",
    }
}

official_code! {
    /// OQSCD026 `DesignatedMedicalInstitutionFlag`.
    DesignatedInstitution {
        /// 一致
        Same = "0",
        /// 不一致
        Different = "1",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_value_is_unknown_and_kept() {
        let validity = QualificationValidity::from("7");
        assert_eq!(validity, QualificationValidity::Unknown("7".into()));
        assert_ne!(validity, QualificationValidity::Valid);
        assert_eq!(serde_json::to_string(&validity).unwrap(), "\"7\"");
    }

    #[test]
    fn known_values_come_back_as_they_went() {
        for validity in QualificationValidity::KNOWN {
            let json = serde_json::to_string(validity).unwrap();
            assert_eq!(
                &serde_json::from_str::<QualificationValidity>(&json).unwrap(),
                validity
            );
        }
        // Spaces and padding are not trimmed away into something valid.
        assert!(matches!(
            QualificationValidity::from(" 1"),
            QualificationValidity::Unknown(_)
        ));
        assert!(matches!(
            QualificationValidity::from("01"),
            QualificationValidity::Unknown(_)
        ));
    }
}
