//! Events over the WebSocket. The page asks for a ticket with an authenticated POST (≤ 10 s, single use, bound to
//! Origin and role) and opens `GET /api/v1/events` with two sub-protocols: [`SUBPROTOCOL`] and
//! `ticket.<ticket>`; the bridge selects the first. So no secret is ever in a URL.
//!
//! Every message is one [`Message`] in JSON. The first is a [`Event::Snapshot`]; afterwards `sequence` grows by one
//! with every message that this screen's role may see. The page sends nothing.

use super::patient::{PatientStepUpdate, PatientTouch};
use crate::{ErrorCode, Secret};
use serde::{Deserialize, Serialize};

/// The sub-protocol that the bridge speaks.
pub const SUBPROTOCOL: &str = "madoguchi.v1";

/// Prefix of the sub-protocol that carries the ticket.
pub const TICKET_PREFIX: &str = "ticket.";

/// Asks for a ticket.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventTicketRequest {
    /// Random id of this tab, made at page load: the lease of the counter goes by it.
    pub tab: String,
}

/// A ticket for one WebSocket.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventTicket {
    /// URL-safe characters.
    pub ticket: Secret,
}

/// One message to a screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Grows by one per message on this connection, from 0.
    pub sequence: u64,
    /// What happened.
    pub event: Event,
}

/// What happened. Topics and roles: patient screens get `Snapshot` and `PatientStep` only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Event {
    /// Everything this screen may know now.
    Snapshot(Snapshot),
    /// Readers or cards changed: the whole list. Counter.
    Readers(Readers),
    /// The step on the patient screen changed. Counter, patient.
    PatientStep(PatientStepUpdate),
    /// The patient touched something. Counter.
    PatientTouch(PatientTouch),
    /// A patient screen came or went. Counter.
    PatientScreen(Presence),
    /// A PIN request moved: ask for its state. Counter.
    PinRequestChanged(String),
    /// A face request moved: ask for its state. Counter.
    FaceRequestChanged(String),
    /// A test of the camera moved: ask for its state. Counter.
    CameraTestChanged(String),
    /// Another tab holds the lease now; its tab id. Counter.
    Lease(Option<String>),
    /// The reception book changed. Counter.
    Receptions,
    /// The configuration changed: ask for it anew. Counter.
    Configuration,
    /// A consent came onto a chart (F02). Counter, records.
    Consents,
}

/// Is it there?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Presence {
    /// At least one is connected.
    Present,
    /// None.
    Absent,
}

/// State at the moment of connecting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snapshot {
    /// Readers and cards. `None` for a patient screen.
    pub readers: Option<Readers>,
    /// The step on the patient screen.
    pub patient_step: PatientStepUpdate,
    /// Whether a patient screen is connected. `None` for a patient screen.
    pub patient_screen: Option<Presence>,
    /// Tab that holds the counter's lease; `None` when nobody does, and for a patient screen.
    pub lease: Option<String>,
}

/// The readers of this desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Readers {
    /// Set when the card service itself does not answer (`PCSC_DOWN`); then `list` is empty.
    pub problem: Option<ErrorCode>,
    /// Every reader, ordered by name.
    pub list: Vec<Reader>,
}

/// One reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reader {
    /// PC/SC name.
    pub name: String,
    /// The reader is software.
    pub simulated: bool,
    /// The card on it. `None`: empty.
    pub card: Option<CardPresence>,
}

/// One card, from being put down to being taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardPresence {
    /// New for every insertion: a card taken away and put back is another presence.
    pub presence: String,
    /// Another program holds the reader exclusively (`CARD_IN_USE`).
    pub in_use: bool,
    /// It may be an earlier patient's: it was asked for something since it was put down, or lay there when the
    /// bridge first saw the reader. A new reception does not take it up by itself.
    pub may_be_left: bool,
}
