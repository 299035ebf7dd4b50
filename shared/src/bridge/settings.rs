//! What a counter may change of its desk while the bridge runs, and what it may have tried out.

use super::face::FacePolicy;
use serde::{Deserialize, Serialize};

/// Sets how sure 顔認証 has to be, from the next attempt on. One that is under way keeps what it began with.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacePolicyChange {
    /// From now on.
    pub policy: FacePolicy,
    /// The tab that holds the lease.
    pub tab: String,
    /// Who sets it, one of the list.
    pub staff_id: String,
}
