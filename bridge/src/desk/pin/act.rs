//! One human act: four digits and the touch that sends them.

use super::{Open, pad, readers_changed};
use crate::card::{CardFacts, PinError, PinSignature};
use crate::desk::identity::DeskIdentity;
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::bridge::card::PinRequestState;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::patient::{PinEntry, PinOutcome};
use madoguchi_shared::identity::{IdentityAssertion, IdentityEvidence, IdentityMethod, card_signing_input};
use madoguchi_shared::{ErrorCode, Redacted, Secret};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// What an act came to.
pub(super) type Outcome = Result<PinOutcome, ErrorCode>;

/// What to do with an act.
enum Plan {
    /// It is known, or another is being checked: wait for that one.
    Wait(watch::Receiver<Option<Outcome>>),
    /// Try it.
    Try(
        watch::Sender<Option<Outcome>>,
        watch::Receiver<Option<Outcome>>,
        Attempt,
    ),
}

/// What one attempt needs.
struct Attempt {
    id: String,
    presence: String,
    nonce: String,
}

/// Takes what the patient entered. The same act again gives the same outcome and no second VERIFY; an act that
/// comes while another is being checked gets that one's outcome.
pub async fn enter(bridge: &Arc<Bridge>, entry: PinEntry) -> Result<PinOutcome, Failure> {
    let plan = plan(bridge, &entry);
    let mut outcome = match plan {
        Ok(Plan::Wait(outcome)) => outcome,
        Ok(Plan::Try(sender, outcome, attempt)) => {
            bridge.live.tell(&Event::PinRequestChanged(attempt.id.clone()));
            // A task of its own: a page that goes away in the middle cuts nothing off.
            let bridge = bridge.clone();
            tokio::spawn(async move {
                let outcome = attempt.run(&bridge, entry.pin, entry.last_try_confirmed).await;
                sender.send_replace(Some(outcome));
            });
            outcome
        }
        Err(Refusal::LastTry) => return Ok(PinOutcome::ConfirmLastTry),
        Err(Refusal::Code(code)) => return Err(code.into()),
    };
    let settled = outcome.wait_for(Option::is_some).await;
    let settled = settled.map_err(|_| Failure::internal("a PIN attempt was cut off"))?;
    match settled.as_ref() {
        Some(Ok(outcome)) => Ok(outcome.clone()),
        Some(Err(code)) => Err((*code).into()),
        None => Err(Failure::internal("a PIN attempt without outcome")),
    }
}

/// Why an act is not tried. Neither counts as an act.
enum Refusal {
    /// One try is left and using it was not confirmed.
    LastTry,
    /// Anything else.
    Code(ErrorCode),
}

fn plan(bridge: &Bridge, entry: &PinEntry) -> Result<Plan, Refusal> {
    let mut open = bridge.pins.open();
    let request = open
        .as_mut()
        .filter(|request| request.id == entry.pin_request)
        .ok_or(Refusal::Code(ErrorCode::PinRequestEnded))?;
    if let Some(known) = request.acts.get(&entry.act) {
        return Ok(Plan::Wait(known.clone()));
    }
    let digits = entry.pin.expose().as_bytes();
    if digits.len() != 4 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Refusal::Code(ErrorCode::PinFormat));
    }
    if entry.act.is_empty() || entry.act.len() > 64 {
        return Err(Refusal::Code(ErrorCode::BodyInvalid));
    }
    match request.state {
        PinRequestState::Checking => {
            let working = request.acts.values().find(|outcome| outcome.borrow().is_none());
            let working = working.ok_or(Refusal::Code(ErrorCode::PinRequestEnded))?;
            Ok(Plan::Wait(working.clone()))
        }
        PinRequestState::Waiting(1) if !entry.last_try_confirmed => Err(Refusal::LastTry),
        PinRequestState::Waiting(_) => {
            let (sender, outcome) = watch::channel(None);
            request.state = PinRequestState::Checking;
            request.acts.insert(entry.act.clone(), outcome.clone());
            let attempt = Attempt::of(request);
            Ok(Plan::Try(sender, outcome, attempt))
        }
        PinRequestState::Verified(_) | PinRequestState::Ended(_) => {
            Err(Refusal::Code(ErrorCode::PinRequestEnded))
        }
    }
}

impl Attempt {
    fn of(request: &Open) -> Self {
        Self {
            id: request.id.clone(),
            presence: request.presence.clone(),
            nonce: request.nonce.clone(),
        }
    }

    async fn run(&self, bridge: &Arc<Bridge>, pin: Secret, last_try_confirmed: bool) -> Outcome {
        let stated = Arc::new(Mutex::new(None));
        let message = {
            let (bridge, nonce, stated) = (bridge.clone(), self.nonce.clone(), stated.clone());
            Box::new(move |card: &CardFacts| {
                let (assertion, message) = state_pin(&bridge, card, &nonce);
                *stated.lock().unwrap_or_else(PoisonError::into_inner) = assertion;
                message
            })
        };
        let cards = &bridge.readers.cards;
        let answer = cards
            .verify_and_sign(&self.presence, pin, last_try_confirmed, message)
            .await;
        let stated = stated.lock().unwrap_or_else(PoisonError::into_inner).take();
        let refused = |code| (PinRequestState::Ended(code), Err(code));
        let (state, outcome) = match answer {
            Ok(signed) => match evidence(bridge, stated, &signed) {
                Ok(evidence) => (
                    PinRequestState::Verified(Redacted::new(evidence)),
                    Ok(PinOutcome::Verified),
                ),
                Err(code) => refused(code),
            },
            Err(PinError::Wrong { tries_left }) => (
                PinRequestState::Waiting(tries_left),
                Ok(PinOutcome::Wrong(tries_left)),
            ),
            Err(PinError::Blocked) => (
                PinRequestState::Ended(ErrorCode::PinUnusable),
                Ok(PinOutcome::Blocked),
            ),
            // The card has fewer tries than it had when the request was opened.
            Err(PinError::LastTryUnconfirmed) => {
                (PinRequestState::Waiting(1), Ok(PinOutcome::ConfirmLastTry))
            }
            Err(PinError::Unusable) => refused(ErrorCode::PinUnusable),
            Err(PinError::Format) => refused(ErrorCode::PinFormat),
            Err(PinError::Card(error)) => refused(error.code()),
        };
        self.settle(bridge, state, matches!(outcome, Ok(PinOutcome::Wrong(_))));
        outcome
    }

    /// Writes down where the request stands now, if it is still the one, and shows it.
    fn settle(&self, bridge: &Arc<Bridge>, state: PinRequestState, wrong: bool) {
        let pad = match &state {
            PinRequestState::Waiting(tries_left) => Some(pad(&self.id, *tries_left, wrong)),
            PinRequestState::Checking | PinRequestState::Verified(_) | PinRequestState::Ended(_) => None,
        };
        {
            let mut open = bridge.pins.open();
            let current = open.as_mut().filter(|request| request.id == self.id);
            match current {
                // Cancelled or replaced meanwhile: the outcome comes to nothing.
                Some(request) if matches!(request.state, PinRequestState::Checking) => request.state = state,
                Some(_) | None => return,
            }
        }
        match pad {
            Some(pad) => bridge.live.change_pad(pad),
            None => bridge.live.take_pad(&self.id),
        }
        bridge.live.tell(&Event::PinRequestChanged(self.id.clone()));
        // A card pulled while it was working ends the request now.
        let readers = bridge.readers.cards.readers().borrow().clone();
        readers_changed(bridge, &readers);
    }
}

/// What the card is to sign: the bridge's own statement, under its tag. A certificate that cannot be read gets a
/// statement too, which nobody will see.
fn state_pin(bridge: &Bridge, card: &CardFacts, nonce: &str) -> (Option<IdentityAssertion>, Vec<u8>) {
    let assertion = bridge
        .identity()
        .ok()
        .and_then(|identity| identity.assertion(IdentityMethod::Pin, card, nonce, None).ok());
    let canonical = assertion
        .as_ref()
        .and_then(|assertion| DeskIdentity::canonical(assertion).ok());
    let message = card_signing_input(&canonical.unwrap_or_default());
    (assertion, message)
}

fn evidence(
    bridge: &Bridge,
    stated: Option<IdentityAssertion>,
    signed: &PinSignature,
) -> Result<IdentityEvidence, ErrorCode> {
    let assertion = stated.ok_or(ErrorCode::CertificateInvalid)?;
    let signature = Some(signed.signature.as_slice());
    let identity = bridge.identity()?;
    identity
        .evidence(&assertion, &signed.facts, signature)
        .map_err(|failure| {
            tracing::error!(code = %failure.code, detail = failure.detail, "evidence not made");
            failure.code
        })
}
