//! The routes, and who may call them: the guard, the OpenAPI document and the table test read this list.

use super::Role;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone on this machine; answers say nothing about readers, cards or people.
    Open,
    /// Paired screens with one of these roles.
    Roles(&'static [Role]),
}

/// What a POST carries, and nothing else is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sends {
    /// `application/json`
    Json,
    /// `image/jpeg`: a picture alone.
    Jpeg,
}

/// One route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Exact path, without parameters: what identifies anyone travels in the body.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// What is sent, where it is a `POST`.
    pub sends: Sends,
    /// Exists only in builds with the simulator.
    pub simulator_only: bool,
}

const COUNTER: Access = Access::Roles(&[Role::Counter]);
const PATIENT: Access = Access::Roles(&[Role::Patient]);
const COUNTER_AND_PATIENT: Access = Access::Roles(&[Role::Counter, Role::Patient]);
const RECORDS: Access = Access::Roles(&[Role::Records]);
const COUNTER_AND_RECORDS: Access = Access::Roles(&[Role::Counter, Role::Records]);
const ANY: Access = Access::Roles(&Role::ALL);

macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident = $method:literal $path:literal $access:expr $(, $mark:ident)?;)+) => {
        $($(#[$doc])* pub const $name: &str = $path;)+

        /// Every route of the API.
        pub const ROUTES: &[Route] = &[$(Route {
            method: $method,
            path: $path,
            access: $access,
            sends: paths!(@sends $($mark)?),
            simulator_only: paths!(@simulator $($mark)?),
        },)+];
    };
    (@sends jpeg) => { Sends::Jpeg };
    (@sends $($other:ident)?) => { Sends::Json };
    (@simulator simulator) => { true };
    (@simulator $($other:ident)?) => { false };
}

paths! {
    /// → [`Health`](super::desk::Health)
    HEALTH = "GET" "/health" Access::Open;
    /// [`PairingRequest`](super::pairing::PairingRequest) → [`Pairing`](super::pairing::Pairing)
    PAIRING = "POST" "/api/v1/pairing" Access::Open;
    /// [`PairingCodeRequest`](super::pairing::PairingCodeRequest) → [`PairingCode`](super::pairing::PairingCode)
    PAIRING_CODES = "POST" "/api/v1/pairing-codes" COUNTER;
    /// [`RevocationRequest`](super::pairing::RevocationRequest) → `{}`
    PAIRING_REVOCATIONS = "POST" "/api/v1/pairing-revocations" COUNTER;
    /// → [`PairedScreens`](super::pairing::PairedScreens)
    PAIRED_SCREENS = "GET" "/api/v1/settings/screens" COUNTER;
    /// [`EventTicketRequest`](super::event::EventTicketRequest) → [`EventTicket`](super::event::EventTicket)
    EVENT_TICKETS = "POST" "/api/v1/event-tickets" ANY;
    /// WebSocket; the ticket comes as a sub-protocol, see [`event`](super::event)
    EVENTS = "GET" "/api/v1/events" Access::Open;
    /// → [`Configuration`](super::desk::Configuration)
    CONFIGURATION = "GET" "/api/v1/configuration" COUNTER;
    /// [`FacePolicyChange`](super::settings::FacePolicyChange) → `{}`
    FACE_POLICY = "POST" "/api/v1/settings/face-policy" COUNTER;
    /// [`StaffChange`](super::settings::StaffChange) → `{}`
    STAFF = "POST" "/api/v1/settings/staff" COUNTER;
    /// [`SelfTestRequest`](super::settings::SelfTestRequest) → [`FaceModelTest`](super::settings::FaceModelTest)
    FACE_MODEL_TESTS = "POST" "/api/v1/settings/face-model-tests" COUNTER;
    /// [`SelfTestRequest`](super::settings::SelfTestRequest) → [`CameraTest`](super::settings::CameraTest)
    CAMERA_TESTS = "POST" "/api/v1/settings/camera-tests" COUNTER;
    /// [`CameraTest`](super::settings::CameraTest) → `{}`
    CAMERA_TEST_CANCELLATIONS = "POST" "/api/v1/settings/camera-test-cancellations" COUNTER;
    /// [`CameraTest`](super::settings::CameraTest) → [`CameraTestState`](super::settings::CameraTestState)
    CAMERA_TEST_STATES = "POST" "/api/v1/settings/camera-test-states" COUNTER;
    /// [`DeskTokenRequest`](super::desk::DeskTokenRequest) → [`DeskToken`](super::desk::DeskToken); for each role its own operations
    DESK_TOKENS = "POST" "/api/v1/desk-tokens" COUNTER_AND_RECORDS;
    /// [`LeaseRequest`](super::desk::LeaseRequest) → [`Lease`](super::desk::Lease)
    LEASE = "POST" "/api/v1/lease" COUNTER;
    /// [`InspectionRequest`](super::card::InspectionRequest) → [`Inspection`](super::card::Inspection)
    CARD_INSPECTION = "POST" "/api/v1/card/inspection" COUNTER;
    /// [`ByEyeRequest`](super::card::ByEyeRequest) → [`IdentityEvidence`](crate::identity::IdentityEvidence)
    IDENTITY_BY_EYE = "POST" "/api/v1/identity/by-eye" COUNTER;
    /// [`PinRequestOpening`](super::card::PinRequestOpening) → [`PinRequest`](super::card::PinRequest)
    PIN_REQUESTS = "POST" "/api/v1/identity/pin-requests" COUNTER;
    /// [`PinRequestReference`](super::card::PinRequestReference) → `{}`
    PIN_REQUEST_CANCELLATIONS = "POST" "/api/v1/identity/pin-request-cancellations" COUNTER;
    /// [`PinRequestReference`](super::card::PinRequestReference) → [`PinRequestState`](super::card::PinRequestState)
    PIN_REQUEST_STATES = "POST" "/api/v1/identity/pin-request-states" COUNTER;
    /// [`FaceRequestOpening`](super::face::FaceRequestOpening) → [`FaceRequest`](super::face::FaceRequest)
    FACE_REQUESTS = "POST" "/api/v1/identity/face-requests" COUNTER;
    /// [`FaceRequestReference`](super::face::FaceRequestReference) → `{}`
    FACE_REQUEST_CANCELLATIONS = "POST" "/api/v1/identity/face-request-cancellations" COUNTER;
    /// [`FaceRequestReference`](super::face::FaceRequestReference) → [`FaceRequestState`](super::face::FaceRequestState)
    FACE_REQUEST_STATES = "POST" "/api/v1/identity/face-request-states" COUNTER;
    /// [`FacePictureRequest`](super::face::FacePictureRequest) → the picture, PNG
    FACE_PICTURES = "POST" "/api/v1/identity/face-pictures" COUNTER;
    /// [`CollationEntry`](super::face::CollationEntry) → [`CollationOutcome`](super::face::CollationOutcome)
    COLLATION_NUMBERS = "POST" "/api/v1/identity/collation-numbers" COUNTER_AND_PATIENT;
    /// A picture of the camera, JPEG, with [`FACE_REQUEST_HEADER`](super::face::FACE_REQUEST_HEADER) →
    /// [`FaceInstruction`](super::face::FaceInstruction)
    FACE_FRAMES = "POST" "/api/v1/patient/face-frames" PATIENT, jpeg;
    /// [`CameraMissing`](super::face::CameraMissing) → `{}`
    CAMERA_MISSING = "POST" "/api/v1/patient/camera-missing" PATIENT;
    /// [`PinEntry`](super::patient::PinEntry) → [`PinOutcome`](super::patient::PinOutcome)
    PIN_ENTRY = "POST" "/api/v1/patient/pin" PATIENT;
    /// [`PatientTouch`](super::patient::PatientTouch) → `{}`
    PATIENT_ACTS = "POST" "/api/v1/patient/acts" PATIENT;
    /// [`PatientStepUpdate`](super::patient::PatientStepUpdate) → `{}`
    PATIENT_STEP = "POST" "/api/v1/patient/step" COUNTER;
    /// → [`ReceptionBook`](super::reception::ReceptionBook) of today
    RECEPTIONS = "GET" "/api/v1/receptions" COUNTER;
    /// [`ReceptionOpening`](super::reception::ReceptionOpening) → [`ReceptionEntry`](super::reception::ReceptionEntry)
    RECEPTION_OPENINGS = "POST" "/api/v1/receptions/openings" COUNTER;
    /// [`ReceptionReference`](super::reception::ReceptionReference) → [`Journal`](super::reception::Journal)
    RECEPTION_JOURNALS = "POST" "/api/v1/receptions/journals" COUNTER;
    /// [`JournalAppend`](super::reception::JournalAppend) → `{}`
    RECEPTION_JOURNAL_ENTRIES = "POST" "/api/v1/receptions/journal-entries" COUNTER;
    /// [`InquiryNumberOutcome`](super::reception::InquiryNumberOutcome) → `{}`
    INQUIRY_NUMBER_OUTCOMES = "POST" "/api/v1/receptions/inquiry-number-outcomes" COUNTER;
    /// → [`PendingInquiryNumbers`](super::reception::PendingInquiryNumbers)
    PENDING_INQUIRY_NUMBERS = "GET" "/api/v1/receptions/pending-inquiry-numbers" COUNTER;
    /// [`ChartSearch`](super::his::ChartSearch) → [`ChartCandidates`](super::his::ChartCandidates)
    CHART_SEARCHES = "POST" "/api/v1/his/chart-searches" COUNTER;
    /// [`PatientSearch`](super::his::PatientSearch) → [`ChartCandidates`](super::his::ChartCandidates)
    PATIENT_SEARCHES = "POST" "/api/v1/his/patient-searches" COUNTER;
    /// [`ChartLookup`](super::his::ChartLookup) → [`ChartFound`](super::his::ChartFound)
    CHART_LOOKUPS = "POST" "/api/v1/his/chart-lookups" COUNTER;
    /// [`Registration`](super::his::Registration) → [`Chart`](super::his::Chart)
    REGISTRATIONS = "POST" "/api/v1/his/registrations" COUNTER;
    /// [`ConsentNote`](super::records::ConsentNote) → `{}`
    CONSENTS = "POST" "/api/v1/his/consents" COUNTER;
    /// → [`RecordsToday`](super::records::RecordsToday)
    RECORDS_PATIENTS = "GET" "/api/v1/records/patients" RECORDS;
    /// [`ReceptionReference`](super::reception::ReceptionReference) → [`RecordsTarget`](super::records::RecordsTarget)
    RECORDS_TARGETS = "POST" "/api/v1/records/targets" RECORDS;
    /// → [`Offices`](super::his::Offices)
    OFFICES = "GET" "/api/v1/his/offices" COUNTER;
    /// [`BulkBatch`](super::bulk::BulkBatch) → [`BulkProgress`](super::bulk::BulkProgress)
    BULK_BATCHES = "POST" "/api/v1/his/bulk-batches" COUNTER;
    /// [`BulkMonth`](super::bulk::BulkMonth) → [`BulkState`](super::bulk::BulkState)
    BULK_STATES = "POST" "/api/v1/his/bulk-states" COUNTER;
    /// [`BulkExceptionsRequest`](super::bulk::BulkExceptionsRequest) → [`BulkExceptions`](super::bulk::BulkExceptions)
    BULK_EXCEPTIONS = "POST" "/api/v1/his/bulk-exceptions" COUNTER;
    /// → [`TrainingPersons`](super::training::TrainingPersons)
    TRAINING_PERSONS = "GET" "/api/v1/training/persons" COUNTER, simulator;
    /// [`TrainingAct`](super::training::TrainingAct) → `{}`
    TRAINING_ACTS = "POST" "/api/v1/training/acts" COUNTER, simulator;
}
