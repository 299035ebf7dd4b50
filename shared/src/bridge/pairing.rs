//! Pairing of screens with the bridge (D7): a one-time code becomes a token, bound to one role and one origin.

use crate::Secret;
use serde::{Deserialize, Serialize};

/// What a screen is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// 受付窓口
    Counter,
    /// 患者: sees the current step of its own desk and nothing else.
    Patient,
    /// 電子カルテ端末・調剤システム端末
    Records,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Counter, Self::Patient, Self::Records];
}

/// Exchanges a one-time code, which the page found in its URL fragment and scrubbed. Five wrong codes lock
/// pairing for 60 s.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairingRequest {
    /// The code.
    pub code: Secret,
}

/// A paired screen. The bridge keeps only a hash of the token.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pairing {
    /// Id to revoke it by; no secret.
    pub pairing_id: String,
    /// Bearer token, at least 128 bits of randomness, URL-safe.
    pub token: Secret,
    /// The role the code was made for.
    pub role: Role,
    /// Until when, ms since 1970.
    pub expires_at_ms: i64,
}

/// Asks for a code for another screen of this desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairingCodeRequest {
    /// Role of the screen to pair.
    pub role: Role,
}

/// A one-time code, good for ten minutes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairingCode {
    /// Goes into the fragment of the address: `/patient#pair=CODE`.
    pub code: Secret,
    /// Until when, ms since 1970.
    pub expires_at_ms: i64,
}

/// Ends a pairing; its WebSockets close within a second.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevocationRequest {
    /// From [`Pairing::pairing_id`].
    pub pairing_id: String,
}

/// The screens that are paired with this desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairedScreens {
    /// Those whose pairing stands at the origin that is served, the oldest first.
    pub list: Vec<PairedScreen>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairedScreen {
    /// Id to revoke it by; no secret.
    pub pairing_id: String,
    /// What it is for.
    pub role: Role,
    /// When it was paired, ms since 1970.
    pub paired_at_ms: i64,
    /// Until when, ms since 1970.
    pub expires_at_ms: i64,
    /// Whether it is connected, and when it was.
    pub seen: Seen,
    /// It is the one that asks.
    pub own: bool,
}

/// When a screen was connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Seen {
    /// Now.
    Now,
    /// Until then, ms since 1970.
    Until(i64),
    /// Not since the bridge was started.
    NotSinceStart,
}
