//! One human act: four digits and the touch that sends them.

use super::Pin;
use crate::card::{CardFacts, PinError, PinSignature};
use crate::desk::identity::DeskIdentity;
use crate::desk::request::{self, Act, Attempt, Tried};
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::bridge::card::PinRequestState;
use madoguchi_shared::bridge::patient::{PinEntry, PinOutcome};
use madoguchi_shared::identity::{IdentityAssertion, IdentityEvidence, IdentityMethod, card_signing_input};
use madoguchi_shared::{ErrorCode, Redacted, Secret};
use std::sync::{Arc, Mutex, PoisonError};

/// Takes what the patient entered. The same act again gives the same outcome and no second VERIFY; an act that
/// comes while another is being checked gets that one's outcome.
pub async fn enter(bridge: &Arc<Bridge>, entry: PinEntry) -> Result<PinOutcome, Failure> {
    let act = Act {
        request: entry.pin_request,
        id: entry.act,
        last_try_confirmed: entry.last_try_confirmed,
    };
    request::enter::<Pin, _, _>(bridge, act, || four_digits(entry.pin), run).await
}

fn four_digits(pin: Secret) -> Result<Secret, ErrorCode> {
    let digits = pin.expose().as_bytes();
    let fits = digits.len() == 4 && digits.iter().all(u8::is_ascii_digit);
    if fits { Ok(pin) } else { Err(ErrorCode::PinFormat) }
}

async fn run(bridge: Arc<Bridge>, attempt: Attempt, pin: Secret) -> Tried<Pin> {
    let stated = Arc::new(Mutex::new(None));
    let message = {
        let (bridge, nonce, stated) = (bridge.clone(), attempt.nonce.clone(), stated.clone());
        Box::new(move |card: &CardFacts| {
            let (assertion, message) = state_pin(&bridge, card, &nonce);
            *stated.lock().unwrap_or_else(PoisonError::into_inner) = assertion;
            message
        })
    };
    let cards = &bridge.readers.cards;
    let answer = cards
        .verify_and_sign(&attempt.presence, pin, attempt.last_try_confirmed, message)
        .await;
    let stated = stated.lock().unwrap_or_else(PoisonError::into_inner).take();
    let refused = |code| (PinRequestState::Ended(code), Err(code));
    let (state, outcome) = match answer {
        Ok(signed) => match evidence(&bridge, stated, &signed) {
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
        Err(PinError::LastTryUnconfirmed) => (PinRequestState::Waiting(1), Ok(PinOutcome::ConfirmLastTry)),
        Err(PinError::Unusable) => refused(ErrorCode::PinUnusable),
        Err(PinError::Format) => refused(ErrorCode::PinFormat),
        Err(PinError::Card(error)) => refused(error.code()),
    };
    Tried {
        wrong: matches!(outcome, Ok(PinOutcome::Wrong(_))),
        outcome,
        state,
        parts: None,
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
