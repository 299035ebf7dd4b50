//! Which types travel on which route.

use super::named;
use madoguchi_shared::bridge::routes::{self, Route};
use madoguchi_shared::bridge::{
    bulk, card, desk, event, face, his, pairing, patient, reception, records, settings, training,
};
use madoguchi_shared::identity;
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

/// What travels on a route.
#[derive(Default)]
pub(super) struct Bodies {
    /// Name of the type that is sent. `None`: nothing.
    pub(super) input: Option<String>,
    /// Name of the type that comes back. `None`: `{}`, a picture, or a WebSocket.
    pub(super) output: Option<String>,
    /// A picture comes back.
    pub(super) picture: bool,
    /// Both types and what they are made of.
    pub(super) schemas: Vec<(String, RefOr<Schema>)>,
}

impl Bodies {
    fn takes<T: ToSchema>(mut self) -> Self {
        self.input = Some(T::name().into_owned());
        named::<T>(&mut self.schemas);
        self
    }

    fn gives<T: ToSchema>(mut self) -> Self {
        self.output = Some(T::name().into_owned());
        named::<T>(&mut self.schemas);
        self
    }

    /// A PNG.
    fn gives_picture(mut self) -> Self {
        self.picture = true;
        self
    }

    /// A type that travels over the WebSocket.
    fn carries<T: ToSchema>(mut self) -> Self {
        named::<T>(&mut self.schemas);
        self
    }
}

/// The types of a route, as the comments in `shared::bridge::routes` have them.
pub(super) fn bodies(route: &Route) -> Bodies {
    let none = Bodies::default();
    match route.path {
        routes::HEALTH => none.gives::<desk::Health>(),
        routes::PAIRING => none
            .takes::<pairing::PairingRequest>()
            .gives::<pairing::Pairing>(),
        routes::PAIRING_CODES => none
            .takes::<pairing::PairingCodeRequest>()
            .gives::<pairing::PairingCode>(),
        routes::PAIRING_REVOCATIONS => none.takes::<pairing::RevocationRequest>(),
        routes::PAIRED_SCREENS => none.gives::<pairing::PairedScreens>(),
        routes::EVENT_TICKETS => none
            .takes::<event::EventTicketRequest>()
            .gives::<event::EventTicket>(),
        routes::EVENTS => none.carries::<event::Message>(),
        routes::CONFIGURATION => none.gives::<desk::Configuration>(),
        routes::FACE_POLICY => none.takes::<settings::FacePolicyChange>(),
        routes::STAFF => none.takes::<settings::StaffChange>(),
        routes::FACE_MODEL_TESTS => none
            .takes::<settings::SelfTestRequest>()
            .gives::<settings::FaceModelTest>(),
        routes::CAMERA_TESTS => none
            .takes::<settings::SelfTestRequest>()
            .gives::<settings::CameraTest>(),
        routes::CAMERA_TEST_CANCELLATIONS => none.takes::<settings::CameraTest>(),
        routes::CAMERA_TEST_STATES => none
            .takes::<settings::CameraTest>()
            .gives::<settings::CameraTestState>(),
        routes::DESK_TOKENS => none.takes::<desk::DeskTokenRequest>().gives::<desk::DeskToken>(),
        routes::LEASE => none.takes::<desk::LeaseRequest>().gives::<desk::Lease>(),
        routes::CARD_INSPECTION => none
            .takes::<card::InspectionRequest>()
            .gives::<card::Inspection>(),
        routes::IDENTITY_BY_EYE => none
            .takes::<card::ByEyeRequest>()
            .gives::<identity::IdentityEvidence>(),
        routes::PIN_REQUESTS => none
            .takes::<card::PinRequestOpening>()
            .gives::<card::PinRequest>(),
        routes::PIN_REQUEST_CANCELLATIONS => none.takes::<card::PinRequestReference>(),
        routes::PIN_REQUEST_STATES => none
            .takes::<card::PinRequestReference>()
            .gives::<card::PinRequestState>(),
        routes::FACE_REQUESTS => none
            .takes::<face::FaceRequestOpening>()
            .gives::<face::FaceRequest>(),
        routes::FACE_REQUEST_CANCELLATIONS => none.takes::<face::FaceRequestReference>(),
        routes::FACE_REQUEST_STATES => none
            .takes::<face::FaceRequestReference>()
            .gives::<face::FaceRequestState>(),
        routes::FACE_PICTURES => none.takes::<face::FacePictureRequest>().gives_picture(),
        routes::COLLATION_NUMBERS => none
            .takes::<face::CollationEntry>()
            .gives::<face::CollationOutcome>(),
        routes::FACE_FRAMES => none.gives::<face::FaceInstruction>(),
        routes::CAMERA_MISSING => none.takes::<face::CameraMissing>(),
        routes::PIN_ENTRY => none.takes::<patient::PinEntry>().gives::<patient::PinOutcome>(),
        routes::PATIENT_ACTS => none.takes::<patient::PatientTouch>(),
        routes::PATIENT_STEP => none.takes::<patient::PatientStepUpdate>(),
        routes::RECEPTIONS => none.gives::<reception::ReceptionBook>(),
        routes::RECEPTION_OPENINGS => none
            .takes::<reception::ReceptionOpening>()
            .gives::<reception::ReceptionEntry>(),
        routes::RECEPTION_JOURNALS => none
            .takes::<reception::ReceptionReference>()
            .gives::<reception::Journal>(),
        routes::RECEPTION_JOURNAL_ENTRIES => none.takes::<reception::JournalAppend>(),
        routes::INQUIRY_NUMBER_OUTCOMES => none.takes::<reception::InquiryNumberOutcome>(),
        routes::PENDING_INQUIRY_NUMBERS => none.gives::<reception::PendingInquiryNumbers>(),
        routes::CHART_SEARCHES => none.takes::<his::ChartSearch>().gives::<his::ChartCandidates>(),
        routes::PATIENT_SEARCHES => none.takes::<his::PatientSearch>().gives::<his::ChartCandidates>(),
        routes::CHART_LOOKUPS => none.takes::<his::ChartLookup>().gives::<his::ChartFound>(),
        routes::REGISTRATIONS => none.takes::<his::Registration>().gives::<his::Chart>(),
        routes::CONSENTS => none.takes::<records::ConsentNote>(),
        routes::RECORDS_PATIENTS => none.gives::<records::RecordsToday>(),
        routes::RECORDS_TARGETS => none.takes::<his::ChartLookup>().gives::<records::RecordsTarget>(),
        routes::OFFICES => none.gives::<his::Offices>(),
        routes::BULK_BATCHES => none.takes::<bulk::BulkBatch>().gives::<bulk::BulkProgress>(),
        routes::BULK_STATES => none.takes::<bulk::BulkMonth>().gives::<bulk::BulkState>(),
        routes::BULK_EXCEPTIONS => none
            .takes::<bulk::BulkExceptionsRequest>()
            .gives::<bulk::BulkExceptions>(),
        routes::TRAINING_PERSONS => none.gives::<training::TrainingPersons>(),
        routes::TRAINING_ACTS => none.takes::<training::TrainingAct>(),
        _ => none,
    }
}
