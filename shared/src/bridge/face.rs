//! 顔認証 at the desk. The counter opens a face request; 照合番号B opens the photo on the card; the patient screen sends
//! pictures of its camera; the bridge judges them and says how it ended. Pictures and 照合番号B go from a screen to
//! the bridge and nowhere else; no distance or other number to interpret leaves the bridge.

use crate::identity::IdentityEvidence;
use crate::{ErrorCode, Redacted, Secret};
use serde::{Deserialize, Serialize};

/// Header of [`FACE_FRAMES`](super::routes::FACE_FRAMES) that names the face request, or the test of the camera; the body
/// is the picture alone.
pub const FACE_REQUEST_HEADER: &str = "x-madoguchi-face-request";

/// Largest picture of the camera, bytes. A larger one is `BODY_TOO_LARGE`.
pub const FRAME_LIMIT: usize = 512 * 1024;

/// Whether 顔認証 is open at this desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FaceWay {
    /// It is offered, before the other ways.
    Open,
    /// The bridge has no model: PIN and 目視 are offered at once.
    NotInstalled,
    /// The settings leave it to staff (always by eye): PIN and 目視 are offered at once.
    SwitchedOff,
}

/// Opens 顔認証 on the patient screen.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceRequestOpening {
    /// The card; it has to stay until the evidence is made.
    pub presence: String,
    /// The backend's nonce.
    pub nonce: String,
}

/// 顔認証 is open; the patient screen shows it. Opening another request or pulling the card ends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceRequest {
    /// Id of the request.
    pub face_request: String,
    /// Tries left for 照合番号B, at least 1.
    pub tries_left: u8,
}

/// Names a face request.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceRequestReference {
    /// From [`FaceRequest::face_request`].
    pub face_request: String,
}

/// Where a face request stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FaceRequestState {
    /// 照合番号B is awaited. Tries left, at least 1; with 1 left it has to be confirmed in a second, explicit act.
    Number(u8),
    /// The card is working.
    Reading,
    /// The camera's pictures are being judged.
    Looking,
    /// It is the person on the card. Kept until the card is pulled.
    Passed(Redacted<IdentityEvidence>),
    /// It is not, as far as can be told.
    NotPassed,
    /// It cannot be told.
    NotSure(FaceDoubt),
    /// It ended without: card gone, cancelled, replaced, 照合番号B blocked.
    Ended(ErrorCode),
}

/// Why it cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FaceDoubt {
    /// Like enough to be the person, and not enough to say so.
    Between,
    /// No face was seen in time.
    NoFace,
    /// More than one face stayed before the camera.
    SeveralFaces,
    /// The pictures were black, or too dark or too bright to the end.
    Light,
    /// The camera gave the same picture again and again.
    Frozen,
    /// What was asked for was not done in time.
    NotMoved,
    /// It moved like a picture of a face, not like a face.
    Flat,
    /// The face changed on the way.
    AnotherFace,
    /// No camera: refused, absent or in use.
    NoCamera,
    /// The photo on the card could not be used.
    CardPhoto,
}

/// 照合番号B, straight from a screen to the bridge. Nothing of it is kept.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollationEntry {
    /// The request on the screen.
    pub face_request: String,
    /// Random id of this human act: the same act sent twice is one VERIFY.
    pub act: String,
    /// 生年月日 by eras without the era: year, month, day of two digits each (`YYMMDD`).
    pub birth_date: Secret,
    /// The four digits of the year in which the card expires (西暦).
    pub expiry_year: Secret,
    /// セキュリティコード, four digits.
    pub security_code: Secret,
    /// The second act when one try is left.
    #[serde(default)]
    pub last_try_confirmed: bool,
}

/// What became of 照合番号B.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CollationOutcome {
    /// Right: the photo is read.
    Accepted,
    /// Wrong; tries left, at least 1.
    Wrong(u8),
    /// Wrong, and it was the last try.
    Blocked,
    /// One try is left and was not confirmed: nothing was sent to the card.
    ConfirmLastTry,
}

/// The answer to one picture of the camera: what to do next, one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FaceInstruction {
    /// No face is seen.
    LookHere,
    /// Closer.
    ComeCloser,
    /// Farther away.
    MoveBack,
    /// Into the oval.
    MoveToCentre,
    /// Straight at the camera.
    LookStraight,
    /// More light.
    MoreLight,
    /// Less light.
    LessLight,
    /// One person only.
    OnePersonOnly,
    /// Still.
    HoldStill,
    /// The challenge: to the patient's own left.
    TurnLeft,
    /// The challenge: to the patient's own right.
    TurnRight,
    /// The challenge: nod.
    Nod,
    /// The challenge: close both eyes for a moment.
    Blink,
    /// All is seen: nothing more to do.
    Over,
}

/// What the patient screen can say instead of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CameraMissing {
    /// The request on the screen, or the test of the camera.
    pub face_request: String,
    /// Why; `None`: the screen does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<CameraFault>,
}

/// Why a camera gives no pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CameraFault {
    /// Browser or system do not allow it.
    Refused,
    /// There is none.
    Absent,
    /// Another program has it.
    InUse,
    /// It does not answer, has stopped, or failed in a way that has no name here.
    Silent,
}

/// Which picture the counter asks for, to compare by eye.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacePictureRequest {
    /// The request that read the photo.
    pub face_request: String,
    /// Which of the two.
    pub picture: FacePicture,
}

/// The two pictures of 目視.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FacePicture {
    /// The photo on the card.
    Card,
    /// The last clear picture of the camera.
    Live,
}

/// How sure the bridge has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FacePolicy {
    /// The closer threshold, and nearly all pictures.
    Strict,
    /// The model's threshold for everyday use, and most pictures.
    #[default]
    Standard,
    /// Never by the camera: PIN and 目視 only.
    ByEyeAlways,
}

/// 顔認証 as it is set up at this desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceSetup {
    /// How sure the bridge has to be.
    pub policy: FacePolicy,
    /// Name, as it was then, of the member of staff who set it on the screen; `None`: it was given on the command line, never set, or by
    /// somebody whom the list does not know any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_by: Option<String>,
    /// The nets in use, in the order in which a picture goes through them; empty: no model is installed.
    pub models: Vec<FaceModel>,
}

/// One net of the model in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceModel {
    /// e.g. `face_recognition`.
    pub name: String,
    /// Version of what it was taken from.
    pub version: String,
    /// SPDX.
    pub licence: String,
    /// Where it was taken from.
    pub origin: String,
    /// SHA-256 of the file, 64 hex digits in lower case.
    pub sha256: String,
}
