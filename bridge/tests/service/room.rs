//! A desk with all that 本人確認 needs.

use crate::support::{Desk, Screen};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::patient::PatientStep;
use serde_json::{Value, json};

pub(crate) const REQUESTS: &str = "/api/v1/identity/pin-requests";
const STATES: &str = "/api/v1/identity/pin-request-states";
const ENTRY: &str = "/api/v1/patient/pin";
pub(crate) const NONCE: &str = "nonce-of-16-chars-or-more";

/// A desk with a card on the reader, a counter and a patient screen.
pub(crate) struct Room {
    pub(crate) desk: Desk,
    pub(crate) counter: String,
    pub(crate) patient: String,
    pub(crate) screen: Screen,
    pub(crate) presence: String,
}

impl Room {
    pub(crate) async fn with(person: &str) -> Self {
        let desk = Desk::start().await;
        let counter = desk.pair(Role::Counter).await;
        let patient = desk.pair(Role::Patient).await;
        let (screen, _) = desk.connect(&patient, "p").await;
        let presence = desk.put_card(person).await;
        Self {
            desk,
            counter,
            patient,
            screen,
            presence,
        }
    }

    pub(crate) async fn open(&self) -> String {
        let request = self.desk.post(REQUESTS, &self.counter, self.opening()).await;
        assert_eq!(request["triesLeft"], 3);
        request["pinRequest"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn refused_opening(&self) -> String {
        self.desk.refused(REQUESTS, &self.counter, self.opening()).await
    }

    pub(crate) fn opening(&self) -> Value {
        json!({ "presence": self.presence, "nonce": NONCE })
    }

    pub(crate) async fn enter(&self, id: &str, act: &str, pin: &str, confirmed: bool) -> Value {
        let entry = json!({ "pinRequest": id, "act": act, "pin": pin, "lastTryConfirmed": confirmed });
        self.desk
            .call("POST", ENTRY, Some(&self.patient), &entry)
            .await
            .body
    }

    pub(crate) async fn state(&self, id: &str) -> Value {
        let reference = json!({ "pinRequest": id });
        self.desk.post(STATES, &self.counter, reference).await
    }

    /// Waits until the request has ended with this code.
    pub(crate) async fn ended(&self, id: &str, code: &str) {
        for _ in 0..100 {
            if self.state(id).await == json!({ "ended": code }) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the request has not ended: {}", self.state(id).await);
    }

    /// Waits until the patient screen shows this.
    pub(crate) async fn shows(&mut self, wanted: impl Fn(&PatientStep) -> bool) {
        self.screen
            .until(|event| matches!(event, Event::PatientStep(update) if wanted(&update.step)))
            .await;
    }

    /// How often the card was asked to verify a PIN.
    pub(crate) fn verifies(&self, person: &str) -> usize {
        self.desk.drawer.card(person).unwrap().log().verify_attempts()
    }
}

/// Header and payload of a compact JWS.
pub(crate) fn parts(jws: &str) -> (Value, Vec<u8>) {
    let parts: Vec<_> = jws
        .split('.')
        .map(|part| URL_SAFE_NO_PAD.decode(part).unwrap())
        .collect();
    (serde_json::from_slice(&parts[0]).unwrap(), parts[1].clone())
}
