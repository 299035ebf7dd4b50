//! The one catalogue of errors (D18): each has a code, a cause and a next step in both languages.
//!
//! The table itself is [`catalogue`]; `docs/errors.md` is generated from it and a test keeps it current.

mod catalogue;

pub use catalogue::ErrorCode;

use crate::Language;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What a person is told about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What happened, one sentence.
    pub cause: &'static str,
    /// What to do now, one sentence.
    pub next_step: &'static str,
}

impl ErrorCode {
    /// Cause and next step in a language.
    pub fn wording(self, language: Language) -> Wording {
        let texts = self.texts();
        match language {
            Language::Ja => Wording {
                cause: texts[0],
                next_step: texts[1],
            },
            Language::En => Wording {
                cause: texts[2],
                next_step: texts[3],
            },
        }
    }

    /// Whether doing the same once more can go well without anybody from outside: the line comes back, the card is put
    /// down anew, someone is chosen. The next step of the others never says "try again".
    pub fn retryable(self) -> bool {
        !matches!(
            self,
            Self::HostNotAllowed
                | Self::OriginNotAllowed
                | Self::CrossSiteRequest
                | Self::NotPaired
                | Self::RoleNotAllowed
                | Self::PairingCodeInvalid
                | Self::NotFound
                | Self::MethodNotAllowed
                | Self::ReceptionUnknown
                | Self::ChartUnknown
                | Self::RegistrationRefused
                | Self::FaceNotInstalled
                | Self::FaceSwitchedOff
                | Self::DeskNotEnrolled
                | Self::DeskRevoked
                | Self::InstitutionMismatch
                | Self::SimulatedRefused
                | Self::CertificateRevoked
                | Self::CertificateExpired
                | Self::CertificateUnknownIssuer
                | Self::NotLinked
                | Self::LinkByEyeRefused
                | Self::CertificateUnknown
                | Self::EnrolmentCodeInvalid
                | Self::CollationNumberUnusable
                | Self::CardPhotoUnreadable
                | Self::MonthNotAskable
                | Self::BulkCursorInvalid
                | Self::ConsentNone
                | Self::ConsentRefused
                | Self::ConsentNotToday
                | Self::ConsentNumbersChanged
                | Self::ConsentOrderUnclear
                | Self::RecordsPersonUnknown
                | Self::RecordsPersonSeveral
        )
    }

    /// The error of a code's wire form. `None` for a code of a newer bridge or backend.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.code() == code)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for ErrorCode {
    /// A code this version does not know becomes [`ErrorCode::Unknown`].
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Ok(Self::from_code(&code).unwrap_or(Self::Unknown))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for ErrorCode {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .enum_values(Some(Self::ALL.iter().map(|known| known.code())))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for ErrorCode {}

/// Body of every error answer of bridge and backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Which error.
    pub code: ErrorCode,
    /// Its cause in Japanese, from the catalogue: never internal detail, never personal data.
    pub message: String,
    /// Finds the request in the log.
    pub request_id: String,
}

impl Problem {
    /// A problem with the catalogue's message.
    pub fn new(code: ErrorCode, request_id: impl Into<String>) -> Self {
        Self {
            code,
            message: code.wording(Language::Ja).cause.to_owned(),
            request_id: request_id.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_are_unique_and_come_back() {
        let codes: HashSet<_> = ErrorCode::ALL.iter().map(|e| e.code()).collect();
        assert_eq!(codes.len(), ErrorCode::ALL.len());
        for error in ErrorCode::ALL {
            let json = serde_json::to_string(error).unwrap();
            assert_eq!(serde_json::from_str::<ErrorCode>(&json).unwrap(), *error);
        }
        assert_eq!(
            serde_json::from_str::<ErrorCode>("\"NEWER\"").unwrap(),
            ErrorCode::Unknown
        );
    }

    #[test]
    fn again_is_offered_where_it_can_help() {
        for (error, retryable) in [
            (ErrorCode::BackendUnreachable, true),
            (ErrorCode::BackendTimeout, true),
            (ErrorCode::BackendUnavailable, true),
            (ErrorCode::BackendNonsense, true),
            (ErrorCode::BackendRefused, true),
            (ErrorCode::NonceInvalid, true),
            (ErrorCode::AssertionInvalid, true),
            (ErrorCode::CertificateInvalid, true),
            (ErrorCode::StaffUnknown, true),
            (ErrorCode::LeaseNotHeld, true),
            (ErrorCode::Internal, true),
            (ErrorCode::CertificateRevoked, false),
            (ErrorCode::CertificateExpired, false),
            (ErrorCode::CertificateUnknownIssuer, false),
            (ErrorCode::NotLinked, false),
            (ErrorCode::LinkByEyeRefused, false),
            (ErrorCode::CertificateUnknown, false),
            (ErrorCode::MynaPortalUnavailable, true),
            (ErrorCode::JlisUnavailable, true),
            (ErrorCode::IntermediateServerUnavailable, true),
            (ErrorCode::DeskRevoked, false),
            (ErrorCode::DeskNotEnrolled, false),
            (ErrorCode::InstitutionMismatch, false),
            (ErrorCode::SimulatedRefused, false),
            (ErrorCode::RegistrationRefused, false),
            (ErrorCode::ChartUnknown, false),
            (ErrorCode::CollationNumberWrong, true),
            (ErrorCode::CollationNumberUnusable, false),
            (ErrorCode::CardPhotoUnreadable, false),
            (ErrorCode::ConsentRefused, false),
            (ErrorCode::ConsentNotToday, false),
            (ErrorCode::ConsentNumbersChanged, false),
        ] {
            assert_eq!(error.retryable(), retryable, "{error}");
        }
    }

    #[test]
    fn nobody_is_told_to_try_again_in_vain() {
        for error in ErrorCode::ALL.iter().filter(|error| !error.retryable()) {
            let ja = error.wording(Language::Ja).next_step;
            let en = error.wording(Language::En).next_step.to_lowercase();
            assert!(
                !ja.contains("再試行") && !ja.contains("もう一度"),
                "{error}: {ja}"
            );
            assert!(
                !en.contains("retry") && !en.contains("try again"),
                "{error}: {en}"
            );
        }
    }

    #[test]
    fn every_wording_is_whole() {
        for error in ErrorCode::ALL {
            for language in Language::ALL {
                let wording = error.wording(language);
                let end = if language == Language::Ja { '。' } else { '.' };
                assert!(wording.cause.ends_with(end), "{error} {language:?} cause");
                assert!(wording.next_step.ends_with(end), "{error} {language:?} next step");
            }
        }
    }
}
