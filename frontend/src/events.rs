//! What the bridge tells this screen: ticket, WebSocket, snapshot, then events in sequence; and again from the
//! ticket whenever the line is lost.

mod order;

use crate::api::Bridge;
use futures_util::StreamExt;
use gloo_net::websocket::{Message as Frame, futures::WebSocket};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::{
    Event, EventTicketRequest, Message, Presence, Readers, SUBPROTOCOL, TICKET_PREFIX,
};
use madoguchi_shared::bridge::patient::{PatientStep, PatientStepUpdate};
use madoguchi_shared::bridge::routes;
use order::Order;

const FIRST_PAUSE_MS: u32 = 250;
const LONGEST_PAUSE_MS: u32 = 2_000;

/// Where the line to the bridge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not yet connected since the page was loaded.
    Connecting,
    /// Connected, and what is shown is current.
    Online,
    /// Lost; it is being tried again.
    Lost(ErrorCode),
    /// The bridge does not know this screen any more; it is not tried again.
    Refused,
}

/// The state of the desk as last told. Every field keeps its last value while the line is lost.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// The line itself.
    pub link: RwSignal<Link>,
    /// Readers and cards. Counter.
    pub readers: RwSignal<Readers>,
    /// The step on the patient screen.
    pub patient_step: RwSignal<PatientStep>,
    /// Whose turn it is there: id of the reception.
    pub patient_turn: RwSignal<Option<String>>,
    /// Whether a patient screen is connected. Counter.
    pub patient_screen: RwSignal<Presence>,
    /// Tab that holds the lease. Counter.
    pub lease: RwSignal<Option<String>>,
    /// Counts what may have changed the reception book. Counter.
    pub receptions: RwSignal<u64>,
    /// Counts how often a test of the camera has moved.
    pub camera_test: RwSignal<u32>,
    /// Counts what may have changed the list of consents. Records.
    pub consents: RwSignal<u64>,
}

impl Live {
    /// Nothing told yet.
    pub fn new() -> Self {
        Self {
            link: RwSignal::new(Link::Connecting),
            readers: RwSignal::new(Readers::default()),
            patient_step: RwSignal::new(PatientStep::Idle),
            patient_turn: RwSignal::new(None),
            patient_screen: RwSignal::new(Presence::Absent),
            lease: RwSignal::new(None),
            receptions: RwSignal::new(0),
            camera_test: RwSignal::new(0),
            consents: RwSignal::new(0),
        }
    }

    fn take(self, event: &Event) {
        match event {
            Event::Snapshot(snapshot) => {
                self.readers.set(snapshot.readers.clone().unwrap_or_default());
                self.take_step(&snapshot.patient_step);
                self.patient_screen
                    .set(snapshot.patient_screen.unwrap_or(Presence::Absent));
                self.lease.set(snapshot.lease.clone());
                self.receptions.update(|count| *count += 1);
                self.consents.update(|count| *count += 1);
                self.link.set(Link::Online);
            }
            Event::Readers(readers) => self.readers.set(readers.clone()),
            Event::PatientStep(update) => self.take_step(update),
            Event::PatientScreen(presence) => self.patient_screen.set(*presence),
            Event::Lease(holder) => self.lease.set(holder.clone()),
            Event::Receptions => self.receptions.update(|count| *count += 1),
            Event::CameraTestChanged(_) => self.camera_test.update(|count| *count += 1),
            Event::Consents => self.consents.update(|count| *count += 1),
            Event::PatientTouch(_)
            | Event::PinRequestChanged(_)
            | Event::FaceRequestChanged(_)
            | Event::Configuration => {}
        }
    }

    fn take_step(self, PatientStepUpdate { step, turn }: &PatientStepUpdate) {
        self.patient_step.set(step.clone());
        self.patient_turn.set(turn.clone());
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

/// Follows the bridge as long as the page lives, or until it is refused. `on_event` gets every event, in order and
/// none merged, after the signals have it.
pub async fn follow(bridge: Bridge, tab: String, live: Live, on_event: Callback<Event>) {
    let mut pause_ms = FIRST_PAUSE_MS;
    loop {
        let was_online = listen(&bridge, &tab, live, on_event).await;
        if live.link.get_untracked() == Link::Refused {
            return;
        }
        if was_online {
            pause_ms = FIRST_PAUSE_MS;
        }
        TimeoutFuture::new(pause_ms).await;
        pause_ms = (pause_ms * 2).min(LONGEST_PAUSE_MS);
    }
}

/// One connection, to its end. Gives whether it came to a snapshot.
async fn listen(bridge: &Bridge, tab: &str, live: Live, on_event: Callback<Event>) -> bool {
    let lost = |code| live.link.set(Link::Lost(code));
    let request = EventTicketRequest { tab: tab.to_owned() };
    let ticket = match bridge.event_ticket(&request).await {
        Ok(answer) => answer.ticket,
        Err(fault) if fault.code == ErrorCode::NotPaired => {
            live.link.set(Link::Refused);
            return false;
        }
        Err(fault) => {
            lost(fault.code);
            return false;
        }
    };
    let url = ["ws://", &crate::browser::host(), routes::EVENTS].concat();
    let ticket = [TICKET_PREFIX, ticket.expose()].concat();
    let Ok(mut socket) = WebSocket::open_with_protocols(&url, &[SUBPROTOCOL, ticket.as_str()]) else {
        lost(ErrorCode::Internal);
        return false;
    };
    let mut order = Order::default();
    while let Some(Ok(Frame::Text(text))) = socket.next().await {
        let Ok(message) = serde_json::from_slice::<Message>(text.as_bytes()) else {
            break;
        };
        // A gap means that something was missed: only a new snapshot makes the screen true again.
        if !order.accepts(&message) {
            break;
        }
        live.take(&message.event);
        on_event.run(message.event);
    }
    lost(ErrorCode::BridgeUnreachable);
    order.has_begun()
}
