//! What can be asked of a card. Named operations only: no raw APDU, no signature over bytes a page chose.

use super::face::FaceWay;
use crate::identity::IdentityEvidence;
use crate::{ErrorCode, Redacted};
use serde::{Deserialize, Serialize};

/// Looks at the card without taking anything out of it: application and PIN counter. No try is consumed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InspectionRequest {
    /// Which card; see [`CardPresence`](super::event::CardPresence).
    pub presence: String,
}

/// A My Number card is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inspection {
    /// Whether 顔認証 is offered.
    pub face: FaceWay,
    /// Whether the PIN way is open.
    pub pin: PinAvailability,
}

/// State of the card's PIN (利用者証明用, 4 digits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PinAvailability {
    /// Tries left, 1–3. With 1 left the patient has to confirm in a second, explicit act.
    Tries(u8),
    /// No try left, or a card without a PIN (顔認証マイナンバーカード): the card answers alike.
    Unusable,
}

/// 顔写真確認（目視）: the named member of staff has compared the patient with the photo on the card.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ByEyeRequest {
    /// The card that must have been there throughout.
    pub presence: String,
    /// The backend's nonce.
    pub nonce: String,
    /// Who confirmed.
    pub staff_id: String,
}

/// Opens PIN entry on the patient screen.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PinRequestOpening {
    /// The card.
    pub presence: String,
    /// The backend's nonce.
    pub nonce: String,
}

/// PIN entry is open; the patient screen shows it. Opening another request or pulling the card ends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PinRequest {
    /// Id of the request.
    pub pin_request: String,
    /// Tries left, 1–3.
    pub tries_left: u8,
}

/// Names a PIN request.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PinRequestReference {
    /// From [`PinRequest::pin_request`].
    pub pin_request: String,
}

/// Where a PIN request stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PinRequestState {
    /// The patient has not sent a PIN yet, or may try again. Tries left, 1–3.
    Waiting(u8),
    /// The card is working.
    Checking,
    /// PIN verified and assertion signed by the card. Kept until the card is pulled.
    Verified(Redacted<IdentityEvidence>),
    /// It ended without: wrong until blocked, card gone, cancelled, replaced.
    Ended(ErrorCode),
}
