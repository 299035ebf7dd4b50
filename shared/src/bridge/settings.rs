//! What a counter may change of its desk while the bridge runs, and what it may have tried out.

use super::face::{CameraFault, FaceInstruction, FacePolicy};
use crate::ErrorCode;
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

/// Changes the list of staff, from now on at every counter of the desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffChange {
    /// What is changed.
    pub change: StaffEdit,
    /// The tab that holds the lease.
    pub tab: String,
    /// Who changes it, one of the list.
    pub staff_id: String,
}

/// A change of the list. A name has 1 to [`STAFF_NAME_LIMIT`] characters, spaces around it left out, and nobody else on duty has the
/// same: otherwise `STAFF_NAME_REFUSED`. An id that is not there, or not in that state, is `STAFF_UNKNOWN`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StaffEdit {
    /// Somebody new.
    Add {
        /// Name as shown.
        name: String,
    },
    /// Another name for somebody on duty.
    Rename {
        /// Their id.
        id: String,
        /// Name as shown.
        name: String,
    },
    /// No more on duty. Who is on duty alone, or makes the change, cannot be taken out: `STAFF_NEEDED`.
    Leave {
        /// Their id.
        id: String,
    },
    /// On duty again.
    Return {
        /// Their id.
        id: String,
    },
}

/// Longest name of a member of staff, characters.
pub const STAFF_NAME_LIMIT: usize = 40;

/// What trying the nets out showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceModelTest {
    /// Their files, read anew.
    pub files: ModelFiles,
    /// What they compute.
    pub computing: ModelComputing,
    /// How long it took to compute that once, ms. `None`: nothing was computed.
    pub milliseconds: Option<u32>,
}

/// How the files of the nets are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ModelFiles {
    /// All there, each with the hash that is pinned.
    Right,
    /// One cannot be read.
    Missing,
    /// One has another hash, or the pair is not what it calls itself.
    Changed,
    /// They say what cannot be, or the engine cannot read one.
    Unusable,
}

/// What the nets compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ModelComputing {
    /// What is known of the pair that the set-up brings; of another pair, the same as those in use.
    Right,
    /// Something else, or nothing.
    Wrong,
    /// The files are not right.
    NotTried,
}

/// Asks for a test of the nets, or of the patient screen's camera.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SelfTestRequest {
    /// The tab that holds the lease.
    pub tab: String,
}

/// Names a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CameraTest {
    /// Id of the test.
    pub camera_test: String,
}

/// Where a test stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CameraTestState {
    /// No picture has come yet.
    Waiting,
    /// Pictures come.
    Looking,
    /// What it showed.
    Over(CameraFinding),
    /// It ended without: stopped, or the patient screen was needed.
    Ended(ErrorCode),
}

/// What a test of the camera showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CameraFinding {
    /// Pictures that are fit to be compared.
    Good,
    /// Pictures with a face that are not; what the person was told last.
    Unfit(FaceInstruction),
    /// Pictures without a face.
    NoFace,
    /// Black pictures.
    Black,
    /// Pictures that cannot be decoded.
    Unreadable,
    /// The patient screen sent none.
    NoPicture,
    /// The patient screen has no camera to be used.
    Missing(CameraFault),
}
