//! The desk itself: configuration, desk tokens, the lease of the counter.

use super::face::FaceSetup;
use crate::backend::Operation;
use crate::identifier::InstitutionCode;
use crate::{Facility, Secret};
use serde::{Deserialize, Serialize};

/// What anyone on this machine may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// Version of the bridge.
    pub version: String,
    /// Version of this contract, 1.
    pub protocol: u32,
}

/// What the counter needs to know before it can receive anyone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Configuration {
    /// Id given at enrolment. `None`: this desk is not enrolled (`DESK_NOT_ENROLLED`).
    pub desk_id: Option<String>,
    /// What the desk is called.
    pub desk_name: String,
    /// 医療機関コード; `None` until enrolled.
    pub institution_code: Option<InstitutionCode>,
    /// Name of the institution; empty until enrolled.
    pub institution_name: String,
    /// Clinic or pharmacy.
    pub facility: Facility,
    /// Origin of the backend, e.g. `https://example.jp`.
    pub backend: String,
    /// Staff on duty to choose from.
    pub staff: Vec<Staff>,
    /// The reader is software and cards come from the training drawer.
    pub simulated: bool,
    /// 顔認証 at this desk.
    #[serde(default)]
    pub face: FaceSetup,
    /// Current time at the bridge, ms since 1970.
    pub now_ms: i64,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Staff {
    /// Short id, stored with what was confirmed.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// No more on duty: not to be chosen. The entry stays for the name of who confirmed something, and for its id.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
}

/// Asks the bridge to sign a desk token.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskTokenRequest {
    /// What the token is for.
    pub operation: Operation,
    /// SHA-256 of the body that will be sent, lower-case hex, 64 digits.
    pub body_sha256: String,
}

/// A desk token, good once and for 60 s at most.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskToken {
    /// Compact JWS for `Authorization: Bearer`.
    pub token: Secret,
}

/// Takes the counter's lease for a tab, away from the one that holds it. The tab must have its WebSocket open.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaseRequest {
    /// The tab that wants it.
    pub tab: String,
}

/// Who holds the lease. The first counter tab gets it; it passes on when its WebSocket closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lease {
    /// Tab id.
    pub holder: Option<String>,
}
