//! Client of the bridge: one method per route of [`routes`].

use super::Fault;
use super::http::{self, Body, Call, Peer};
use madoguchi_shared::bridge::bulk::{
    BulkExceptions, BulkExceptionsRequest, BulkMonth, BulkProgress, BulkState,
};
use madoguchi_shared::bridge::card::{
    ByEyeRequest, Inspection, InspectionRequest, PinRequest, PinRequestOpening, PinRequestReference,
    PinRequestState,
};
use madoguchi_shared::bridge::desk::{Configuration, DeskToken, DeskTokenRequest, Lease, LeaseRequest};
use madoguchi_shared::bridge::event::{EventTicket, EventTicketRequest};
use madoguchi_shared::bridge::face::{
    CameraMissing, CollationEntry, CollationOutcome, FACE_REQUEST_HEADER, FaceInstruction,
    FacePictureRequest, FaceRequest, FaceRequestOpening, FaceRequestReference, FaceRequestState,
};
use madoguchi_shared::bridge::his::{
    Chart, ChartCandidates, ChartFound, ChartLookup, ChartSearch, Offices, PatientSearch, Registration,
};
use madoguchi_shared::bridge::pairing::{
    PairedScreens, Pairing, PairingCode, PairingCodeRequest, PairingRequest, RevocationRequest,
};
use madoguchi_shared::bridge::patient::{PatientStepUpdate, PatientTouch, PinEntry, PinOutcome};
use madoguchi_shared::bridge::reception::{
    InquiryNumberOutcome, Journal, JournalAppend, PendingInquiryNumbers, ReceptionBook, ReceptionEntry,
    ReceptionOpening, ReceptionReference,
};
use madoguchi_shared::bridge::records::{ConsentNote, RecordsTarget, RecordsToday};
use madoguchi_shared::bridge::routes;
use madoguchi_shared::bridge::settings::{
    CameraTest, CameraTestState, FaceModelTest, FacePolicyChange, SelfTestRequest, StaffChange,
};
#[cfg(feature = "training")]
use madoguchi_shared::bridge::training::{TrainingAct, TrainingPersons};
use madoguchi_shared::identity::IdentityEvidence;
use madoguchi_shared::{ErrorCode, Secret};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::sync::Arc;
use web_sys::Blob;

/// The bridge answers from the same machine; the longest wait is for a card that does not answer (5 s).
const PEER: Peer = Peer {
    timeout_ms: 10_000,
    timeout: ErrorCode::BridgeUnreachable,
    unreachable: ErrorCode::BridgeUnreachable,
    unavailable: ErrorCode::BridgeUnreachable,
    nonsense: ErrorCode::Internal,
};

/// Pictures follow each other closely: one that is not answered soon is worth nothing any more.
const FRAMES: Peer = Peer {
    timeout_ms: 3_000,
    ..PEER
};

/// The bridge, for a paired screen. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Bridge {
    token: Arc<Secret>,
}

/// Exchanges a one-time code for a pairing: the one call that needs no token.
pub async fn pair(code: Secret) -> Result<Pairing, Fault> {
    post_as(None, routes::PAIRING, &PairingRequest { code }).await
}

macro_rules! posts {
    ($($(#[$doc:meta])* $name:ident $path:ident $body:ty => $answer:ty;)+) => {
        impl Bridge {
            $($(#[$doc])* pub async fn $name(&self, body: &$body) -> Result<$answer, Fault> {
                post_as(Some(&self.token), routes::$path, body).await
            })+
        }
    };
}

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident $path:ident $body:ty;)+) => {
        impl Bridge {
            $($(#[$doc])* pub async fn $name(&self, body: &$body) -> Result<(), Fault> {
                let _: IgnoredAny = post_as(Some(&self.token), routes::$path, body).await?;
                Ok(())
            })+
        }
    };
}

macro_rules! gets {
    ($($(#[$doc:meta])* $name:ident $path:ident $answer:ty;)+) => {
        impl Bridge {
            $($(#[$doc])* pub async fn $name(&self) -> Result<$answer, Fault> {
                let call = Call { url: routes::$path, bearer: Some(&self.token), body: Body::None, peer: PEER };
                http::decode(http::send(call).await, PEER)
            })+
        }
    };
}

impl Bridge {
    /// For a screen that holds this token.
    pub fn new(token: Secret) -> Self {
        Self {
            token: Arc::new(token),
        }
    }

    /// One of the two pictures of 目視. It stays with the browser: no copy of it is made here that would have to be wiped.
    pub async fn face_picture(&self, request: &FacePictureRequest) -> Result<Blob, Fault> {
        let bytes = http::encode(request)?;
        let call = Call {
            url: routes::FACE_PICTURES,
            bearer: Some(&self.token),
            body: Body::Json(&bytes),
            peer: PEER,
        };
        http::picture(&call).await
    }

    /// Rows of 一括取得 to register: a [`BulkBatch`](madoguchi_shared::bridge::bulk::BulkBatch), in which the rows are the bytes that came.
    pub async fn keep_bulk(&self, batch: &[u8]) -> Result<BulkProgress, Fault> {
        let call = Call {
            url: routes::BULK_BATCHES,
            bearer: Some(&self.token),
            body: Body::Json(batch),
            peer: PEER,
        };
        http::decode(http::send(call).await, PEER)
    }

    /// A picture of the camera for a face request: what the patient is to do next.
    pub async fn judge_frame(&self, face_request: &str, picture: &Blob) -> Result<FaceInstruction, Fault> {
        let call = Call {
            url: routes::FACE_FRAMES,
            bearer: Some(&self.token),
            body: Body::Jpeg(picture, (FACE_REQUEST_HEADER, face_request)),
            peer: FRAMES,
        };
        http::decode(http::send(call).await, FRAMES)
    }
}

gets! {
    /// What the counter needs to know about its desk.
    configuration CONFIGURATION Configuration;
    /// The screens that are paired.
    paired_screens PAIRED_SCREENS PairedScreens;
    /// Today's receptions.
    receptions RECEPTIONS ReceptionBook;
    /// 照会番号 that wait to be sent again.
    pending_inquiry_numbers PENDING_INQUIRY_NUMBERS PendingInquiryNumbers;
    /// The offices whose telephone number is known.
    offices OFFICES Offices;
    /// Today's consents, for the records screen.
    records_patients RECORDS_PATIENTS RecordsToday;
    /// The training drawer.
    #[cfg(feature = "training")]
    training_persons TRAINING_PERSONS TrainingPersons;
}

posts! {
    /// A code to pair another screen with.
    pairing_code PAIRING_CODES PairingCodeRequest => PairingCode;
    /// Has the nets tried out.
    test_face_model FACE_MODEL_TESTS SelfTestRequest => FaceModelTest;
    /// Puts a test of the camera on the patient screen.
    open_camera_test CAMERA_TESTS SelfTestRequest => CameraTest;
    /// Where a test of the camera stands.
    camera_test_state CAMERA_TEST_STATES CameraTest => CameraTestState;
    /// A ticket for the WebSocket.
    event_ticket EVENT_TICKETS EventTicketRequest => EventTicket;
    /// A desk token for exactly these bytes.
    desk_token DESK_TOKENS DeskTokenRequest => DeskToken;
    /// Takes the counter's lease.
    take_lease LEASE LeaseRequest => Lease;
    /// Looks at the card without using a try.
    inspect_card CARD_INSPECTION InspectionRequest => Inspection;
    /// 顔写真確認（目視）
    identify_by_eye IDENTITY_BY_EYE ByEyeRequest => IdentityEvidence;
    /// Opens 顔認証 on the patient screen.
    open_face_request FACE_REQUESTS FaceRequestOpening => FaceRequest;
    /// Where a face request stands.
    face_request_state FACE_REQUEST_STATES FaceRequestReference => FaceRequestState;
    /// Opens PIN entry on the patient screen.
    open_pin_request PIN_REQUESTS PinRequestOpening => PinRequest;
    /// Where a PIN request stands.
    pin_request_state PIN_REQUEST_STATES PinRequestReference => PinRequestState;
    /// The PIN, from the patient screen.
    enter_pin PIN_ENTRY PinEntry => PinOutcome;
    /// 照合番号B, from the screen where it is keyed in.
    enter_collation_number COLLATION_NUMBERS CollationEntry => CollationOutcome;
    /// Opens a reception.
    open_reception RECEPTION_OPENINGS ReceptionOpening => ReceptionEntry;
    /// What has happened to a reception.
    journal RECEPTION_JOURNALS ReceptionReference => Journal;
    /// Charts of the same person.
    search_charts CHART_SEARCHES ChartSearch => ChartCandidates;
    /// Charts of a name on a paper.
    find_patients PATIENT_SEARCHES PatientSearch => ChartCandidates;
    /// The chart of a 照会番号.
    look_up_chart CHART_LOOKUPS ChartLookup => ChartFound;
    /// By what to ask for one patient's records.
    records_target RECORDS_TARGETS ChartLookup => RecordsTarget;
    /// Writes one reception into the HIS.
    register REGISTRATIONS Registration => Chart;
    /// How far 一括取得 of a month has come.
    bulk_state BULK_STATES BulkMonth => BulkState;
    /// What was not registered of a month.
    bulk_exceptions BULK_EXCEPTIONS BulkExceptionsRequest => BulkExceptions;
}

acts! {
    /// Ends 顔認証 and lets the bridge forget its pictures.
    cancel_face_request FACE_REQUEST_CANCELLATIONS FaceRequestReference;
    /// Ends PIN entry.
    cancel_pin_request PIN_REQUEST_CANCELLATIONS PinRequestReference;
    /// There is no picture to send: the camera is refused, absent or in use.
    camera_missing CAMERA_MISSING CameraMissing;
    /// Sets how sure 顔認証 has to be.
    set_face_policy FACE_POLICY FacePolicyChange;
    /// Changes the list of staff.
    change_staff STAFF StaffChange;
    /// Ends the pairing of a screen.
    end_pairing PAIRING_REVOCATIONS RevocationRequest;
    /// Ends a test of the camera.
    cancel_camera_test CAMERA_TEST_CANCELLATIONS CameraTest;
    /// Tells the counter what the patient touched.
    patient_touch PATIENT_ACTS PatientTouch;
    /// Puts a step on the patient screen.
    show_patient_step PATIENT_STEP PatientStepUpdate;
    /// Adds to what has happened to a reception.
    append_to_journal RECEPTION_JOURNAL_ENTRIES JournalAppend;
    /// 同意有無・同意日 onto the chart.
    note_consent CONSENTS ConsentNote;
    /// What became of a 照会番号登録.
    inquiry_number_outcome INQUIRY_NUMBER_OUTCOMES InquiryNumberOutcome;
    /// Moves a card on a software reader.
    #[cfg(feature = "training")]
    training_act TRAINING_ACTS TrainingAct;
}

async fn post_as<B: Serialize, T: DeserializeOwned>(
    bearer: Option<&Secret>,
    url: &str,
    body: &B,
) -> Result<T, Fault> {
    let bytes = http::encode(body)?;
    let call = Call {
        url,
        bearer,
        body: Body::Json(&bytes),
        peer: PEER,
    };
    http::decode(http::send(call).await, PEER)
}
