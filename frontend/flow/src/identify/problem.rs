//! What "try again" means after a failure in 本人確認.

use super::{End, State, settle};
use crate::cards::{Card, is_there};
use crate::{Attempts, Outcome, Request};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::Readers;

/// What [`Act::Retry`](crate::Act::Retry) does.
#[derive(Clone, Debug, PartialEq)]
pub enum Remedy {
    /// The card is fine: begin again with it, with a new nonce.
    StartWithCard(Card),
    /// This card will not do as it lies there: it has to be taken away first.
    TakeCardAway(Card),
}

impl Remedy {
    /// By the error: a card that is no My Number card, is mute or gives nonsense is not asked again as it lies there.
    pub(super) fn after_card_error(code: ErrorCode, card: Card) -> Self {
        if matches!(
            code,
            ErrorCode::CardNotMyNumber | ErrorCode::CardTimeout | ErrorCode::CardUnreadable
        ) {
            Self::TakeCardAway(card)
        } else {
            Self::StartWithCard(card)
        }
    }

    pub(super) fn card(&self) -> &Card {
        match self {
            Self::StartWithCard(card) | Self::TakeCardAway(card) => card,
        }
    }

    pub(super) fn retry(
        self,
        code: ErrorCode,
        readers: &Readers,
        attempts: &mut Attempts,
    ) -> Outcome<State, End> {
        match self {
            Self::StartWithCard(card) if is_there(readers, &card.presence) => {
                Outcome::ask(State::FetchingNonce(card), attempts, Request::FetchNonce)
            }
            Self::TakeCardAway(card) if is_there(readers, &card.presence) => {
                Outcome::stay(State::Failed(code, Self::TakeCardAway(card)))
            }
            Self::StartWithCard(_) | Self::TakeCardAway(_) => settle(Some(code), readers, attempts),
        }
    }
}

/// Whether the backend will never take this evidence: a new 本人確認 is needed.
pub(crate) fn needs_new_evidence(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::NonceInvalid | ErrorCode::AssertionInvalid | ErrorCode::CertificateInvalid
    )
}
