//! The patient screen: what it is told to show, and what the patient can do. It never learns the scheme, a
//! name or a number (D7, D11).

use crate::Secret;
use serde::{Deserialize, Serialize};

/// The step that the counter's machine put on the patient screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PatientStep {
    /// Nobody is being received.
    Idle,
    /// 「マイナンバーカードを専用カードリーダに置く」
    PutCard,
    /// More than one card lies on the readers: leave one.
    OneCardOnly,
    /// Something is being fetched or read: the card stays where it is.
    Wait,
    /// The reception goes on without the card; staff will call.
    Underway,
    /// How to go on: by the face, by the PIN, or with staff. Which ways are open.
    ChooseWay {
        /// 顔認証 is offered, and first.
        #[serde(default)]
        face: bool,
        /// The card's PIN can be used.
        pin: bool,
    },
    /// 照合番号B is entered, while the camera gets ready. Only the bridge puts it up, as the PIN pad.
    FaceNumber {
        /// Request to answer.
        #[serde(rename = "faceRequest")]
        face_request: String,
        /// Tries left, at least 1; with 1 a second, explicit act is asked for.
        #[serde(rename = "triesLeft")]
        tries_left: u8,
        /// The last number was wrong.
        wrong: bool,
    },
    /// The patient looks into the camera. Only the bridge puts it up.
    FaceLook {
        /// Request that the pictures are for.
        #[serde(rename = "faceRequest")]
        face_request: String,
    },
    /// Nobody is being received, and the camera is tested. Only the bridge puts it up.
    CameraTest {
        /// Test that the pictures are for.
        #[serde(rename = "cameraTest")]
        camera_test: String,
    },
    /// The PIN pad. Only the bridge puts it up, over the counter's step, while a PIN request is open; from the
    /// counter it is refused.
    EnterPin {
        /// Request to answer.
        #[serde(rename = "pinRequest")]
        pin_request: String,
        /// Tries left, 1–3; with 1 the pad asks for a second, explicit act.
        #[serde(rename = "triesLeft")]
        tries_left: u8,
        /// The last PIN was wrong.
        wrong: bool,
    },
    /// 「薬剤情報/健診情報の閲覧への同意」: one question. There is no default.
    Consent {
        /// Which.
        about: ConsentQuestion,
    },
    /// 「受付窓口にて目視」: staff compares by eye.
    StaffChecks,
    /// 「カードをお取りください」
    TakeCard,
    /// Received; please wait to be called. Clears itself 30 s after.
    Done,
    /// Asked about viewing, and nothing else: that is over. Clears itself as [`Self::Done`].
    Answered,
    /// It did not work; please speak to the staff. No cause is named here.
    AskStaff,
}

impl PatientStep {
    /// Whether the patient's turn ends with it.
    pub fn is_end(&self) -> bool {
        matches!(self, Self::Done | Self::Answered)
    }
}

/// Puts a step on the patient screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatientStepUpdate {
    /// The step.
    pub step: PatientStep,
    /// Whose turn it is: id of the reception, which says nothing of the person. With another one the screen forgets the
    /// language of the last patient. `None`: nobody has been received yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
}

impl From<PatientStep> for PatientStepUpdate {
    fn from(step: PatientStep) -> Self {
        Self { step, turn: None }
    }
}

/// A touch on the patient screen, and in whose turn it was made: the counter takes none of another reception's, however late it comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatientTouch {
    /// What was touched.
    pub act: PatientAct,
    /// Id of the reception that the screen showed, as in [`PatientStepUpdate::turn`]. `None`: it showed none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
}

/// What the patient touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PatientAct {
    /// 顔認証を使う
    UseFace,
    /// 暗証番号を使う
    UsePin,
    /// 職員に頼む
    AskStaff,
    /// An answer to [`PatientStep::Consent`].
    Consent(ConsentAnswer),
    /// Back from the second question to the first.
    ConsentBack,
    /// The question stood there for a while, and nobody touched it.
    NoAnswer,
}

/// What the patient is asked for consent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConsentQuestion {
    /// 薬剤情報
    Medications,
    /// 健診情報
    Checkups,
}

/// The answer to one question: another's answer changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentAnswer {
    /// Which question.
    pub about: ConsentQuestion,
    /// 同意有無: true is 「有」.
    pub given: bool,
}

/// The PIN, straight from the patient screen to the bridge (D9).
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PinEntry {
    /// The request on the screen.
    pub pin_request: String,
    /// Random id of this human act: the same act sent twice is one VERIFY.
    pub act: String,
    /// Four ASCII digits; anything else never reaches the card (`PIN_FORMAT`).
    pub pin: Secret,
    /// The patient confirmed that this is the last try. Needed when one try is left.
    #[serde(default)]
    pub last_try_confirmed: bool,
}

/// What became of the PIN. The counter learns it by an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PinOutcome {
    /// Right.
    Verified,
    /// Wrong; tries left, 1–2.
    Wrong(u8),
    /// Wrong, and it was the last try.
    Blocked,
    /// One try is left and was not confirmed: nothing was sent to the card.
    ConfirmLastTry,
}
