//! F01 初回登録: the backend says that the card is not linked, so it is linked now, with the 本人確認 that was just made. Only
//! 顔認証 and PIN認証 are drawn for it; after 目視 the patient is asked for the PIN, or is received by numbers.

use crate::identify::needs_new_evidence;
use crate::{Act, Answer, Attempts, Event, Outcome, Request};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::identity::{IdentityEvidence, IdentityMethod};

/// What is being waited for.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// 「初回登録の未実施を確認し、初回登録の依頼する」
    Offering(IdentityEvidence),
    /// The same after 目視, with which no card is linked.
    NeedsPin,
    /// 紐付け処理結果.
    Linking(IdentityEvidence),
    /// It failed; the evidence may ask again.
    Failed(ErrorCode, IdentityEvidence),
    /// 「紐付完了結果を確認する。」 `AlreadyLinked`: it had been done before, elsewhere or by a request whose answer was lost.
    Linked(LinkOutcome, IdentityEvidence),
    /// 中間サーバー knows no numbers for this person.
    NothingToLink,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Linked: 資格照会 again, with the same evidence.
    Linked(IdentityEvidence),
    /// 本人確認 anew: by PIN after 目視, or because the evidence is too old.
    IdentifyAnew,
    /// It ends without a reception.
    Closed,
}

/// The backend does not know the card that `evidence` is about.
pub fn start(evidence: IdentityEvidence, method: Option<IdentityMethod>) -> State {
    match method {
        Some(IdentityMethod::Face | IdentityMethod::Pin) => State::Offering(evidence),
        Some(IdentityMethod::ByEye) | None => State::NeedsPin,
    }
}

/// - `Offering`: the patient agrees → `Linking`
/// - `NeedsPin`: PIN → `IdentifyAnew`
/// - `Linking`: linked, or linked already → `Linked`; nothing to link → `NothingToLink`; an error → `Failed`
/// - `Failed`: `Retry` → `Linking`, or `IdentifyAnew` when the evidence no longer holds
/// - `Linked`: seen → the end of this name
/// - all but `Linking` and `Linked`: finish → `Closed`
pub fn update(state: State, event: Event, attempts: &mut Attempts) -> Outcome<State, End> {
    match (state, event) {
        (State::Offering(evidence), Event::Act(Act::RegisterCard)) => link(evidence, attempts),
        (State::NeedsPin, Event::Act(Act::UsePin)) => Outcome::complete(End::IdentifyAnew),
        (State::Linking(evidence), Event::Answered(_, Answer::CardLinked(answer))) => {
            Outcome::stay(match answer {
                Ok(LinkOutcome::NothingToLink) => State::NothingToLink,
                Ok(outcome @ (LinkOutcome::Linked | LinkOutcome::AlreadyLinked)) => {
                    State::Linked(outcome, evidence)
                }
                Err(code) => State::Failed(code, evidence),
            })
        }
        (State::Failed(code, _), Event::Act(Act::Retry)) if needs_new_evidence(code) => {
            Outcome::complete(End::IdentifyAnew)
        }
        (State::Failed(_, evidence), Event::Act(Act::Retry)) => link(evidence, attempts),
        (State::Linked(_, evidence), Event::Act(Act::ConfirmLink)) => {
            Outcome::complete(End::Linked(evidence))
        }
        (
            State::Offering(_) | State::NeedsPin | State::Failed(..) | State::NothingToLink,
            Event::Act(Act::Finish),
        ) => Outcome::complete(End::Closed),
        (state, _) => Outcome::stay(state),
    }
}

/// The question that the state waits on.
pub fn pending(state: &State) -> Option<Request> {
    match state {
        State::Linking(evidence) => Some(Request::LinkCard {
            evidence: evidence.clone(),
        }),
        State::Offering(_)
        | State::NeedsPin
        | State::Failed(..)
        | State::Linked(..)
        | State::NothingToLink => None,
    }
}

fn link(evidence: IdentityEvidence, attempts: &mut Attempts) -> Outcome<State, End> {
    let request = Request::LinkCard {
        evidence: evidence.clone(),
    };
    Outcome::ask(State::Linking(evidence), attempts, request)
}
