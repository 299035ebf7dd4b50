//! F03 / F07, and F04 / F08 at a pharmacy, where the prescription is taken first: a patient is received with the My Number card. Whether the
//! patient is 単独 or 併用 is known only from the answer, so one machine serves both.
//!
//! [`CardReception`] is the machine; [`State`] is what is waited for.

mod after_answer;
mod state;
mod view;

pub use state::{Differing, Ending, Match, Received, Reviewed, State};

use crate::cards::is_there;
use crate::coverage::{self, Unreadable};
use crate::{Act, Answer, Attempt, Attempts, Effect, Event, Outcome, Request, Status};
use crate::{identify, inquiry_number};
use madoguchi_shared::bridge::event::Readers;
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::{IdentityEvidence, IdentityMethod};
use madoguchi_shared::qualification::QualificationAnswer;
use madoguchi_shared::{ErrorCode, Facility};

/// One reception with the card, from "start" to "next patient".
#[derive(Clone, Debug, PartialEq)]
pub struct CardReception {
    state: State,
    attempts: Attempts,
    /// The card that was used for 本人確認; it has to be taken before the end.
    used_card: Option<String>,
    /// How the patient was identified, and who confirmed it by eye.
    method: Option<IdentityMethod>,
    confirmed_by: Option<String>,
    readers: Readers,
}

/// Before anything has happened: the readers are not known yet.
impl Default for CardReception {
    fn default() -> Self {
        Self {
            state: State::Identifying(identify::State::WaitingForCard(None)),
            attempts: Attempts::default(),
            used_card: None,
            method: None,
            confirmed_by: None,
            readers: Readers::default(),
        }
    }
}

impl CardReception {
    /// What is waited for.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How the patient was identified; `None` before.
    pub fn method(&self) -> Option<IdentityMethod> {
        self.method
    }

    /// Id of the member of staff who confirmed by eye; `None` before, and for the other ways.
    pub fn confirmed_by(&self) -> Option<&str> {
        self.confirmed_by.as_deref()
    }

    /// - begun at a pharmacy → `TakingPapers`; taken → `Identifying`
    /// - `Identifying`: see [`identify::update`]; identified → `Querying`; refused → the end
    /// - `Querying`: answer → by [`coverage::read`]: valid → 照会番号の有無確認 ([`after_answer`]), nothing valid → `NothingValid`,
    ///   該当資格なし or refused → `NotCovered`; error or nonsense → `Failed`
    /// - `NotCovered`: `Retry` → `Querying`, with the same evidence
    /// - `Failed`: `Retry` → where it was asked from, or `Identifying` anew when the evidence no longer holds
    /// - the rest: [`after_answer::update`]
    /// - any state: `Abandon` → the end; every end waits for the card to be taken. Not while `Registering`; once
    ///   that is done the patient is received, whatever becomes of S1
    /// - any state: `Resumed` → by the readers as above; where they change nothing, its question is asked anew
    pub fn update(&mut self, event: Event, now_ms: i64) -> Vec<Effect> {
        if let Event::Answered(attempt, _) = &event
            && !self.attempts.is_current(*attempt)
        {
            return Vec::new();
        }
        if let Event::Resumed(readers) = event {
            return self.resume(readers, now_ms);
        }
        if let Event::Readers(readers) = &event {
            self.readers = readers.clone();
        }
        let state = std::mem::replace(&mut self.state, State::Over(Ending::Abandoned));
        match (state, event) {
            (State::Over(ending), _) => self.go(State::Over(ending)),
            (State::Identifying(identify::State::WaitingForCard(None)), Event::Begun(Facility::Pharmacy)) => {
                self.go(State::TakingPapers)
            }
            (State::TakingPapers, Event::Act(Act::PapersTaken)) => self.identify(),
            (State::TakingCard(ending), _) => self.end(ending),
            (State::Received(received), Event::Act(Act::Finish | Act::Abandon)) => {
                self.end(Ending::Received(Box::new(received)))
            }
            (State::RegisteringInquiryNumber(_, received), Event::Act(Act::Abandon)) => {
                self.attempts.begin();
                self.end(Ending::Received(Box::new(received)))
            }
            (state @ State::Registering(..), Event::Act(Act::Abandon)) => self.go(state),
            (state, Event::Act(Act::Abandon)) => self.abandon(&state),
            (State::Identifying(inner), event) => {
                let outcome = identify::update(inner, event, &self.readers, &mut self.attempts);
                self.identified(outcome)
            }
            (State::Querying(evidence), Event::Answered(_, Answer::Qualification(answer))) => match answer {
                Ok(answer) => self.answered(&answer, evidence, Day::in_tokyo(now_ms)),
                Err(code) => self.go(State::Failed(code, Box::new(State::Querying(evidence)))),
            },
            (State::NotCovered(_, evidence), Event::Act(Act::Retry)) => self.query(evidence),
            (State::Failed(code, _), Event::Act(Act::Retry)) if needs_new_evidence(code) => self.identify(),
            (state, event) => {
                let outcome = after_answer::update(state, event, &mut self.attempts);
                self.take(outcome)
            }
        }
    }

    fn resume(&mut self, readers: Readers, now_ms: i64) -> Vec<Effect> {
        let saved = self.state.clone();
        let mut effects = self.update(Event::Readers(readers), now_ms);
        if self.state == saved
            && let Some(request) = pending(&self.state)
        {
            effects.push(self.ask(request));
        }
        effects
    }

    fn identified(&mut self, outcome: Outcome<identify::State, identify::End>) -> Vec<Effect> {
        let mut effects = outcome.effects;
        match outcome.status {
            Status::Continue(inner) => {
                if let Some(card) = identify::card(&inner) {
                    self.used_card = Some(card.presence.clone());
                }
                self.state = State::Identifying(inner);
            }
            Status::Complete(identify::End::Identified {
                evidence,
                method,
                confirmed_by,
                card,
            }) => {
                self.used_card = Some(card.presence);
                self.method = Some(method);
                self.confirmed_by = confirmed_by;
                effects.extend(self.query(evidence));
            }
            Status::Complete(identify::End::Refused { card }) => {
                self.used_card = Some(card.presence);
                effects.extend(self.end(Ending::IdentityRefused));
            }
        }
        effects
    }

    fn query(&mut self, evidence: IdentityEvidence) -> Vec<Effect> {
        self.state = State::Querying(evidence.clone());
        vec![self.ask(Request::QueryCard { evidence })]
    }

    fn answered(
        &mut self,
        answer: &QualificationAnswer,
        evidence: IdentityEvidence,
        today: Day,
    ) -> Vec<Effect> {
        let outcome = match coverage::read(answer, today) {
            Ok(coverage) => after_answer::start(coverage, &mut self.attempts),
            Err(Unreadable::NoCoverage(why)) => {
                return self.go(State::NotCovered(why, evidence));
            }
            Err(Unreadable::Senseless) => None,
        };
        match outcome {
            Some(outcome) => self.take(outcome),
            None => self.go(State::Failed(
                ErrorCode::BackendNonsense,
                Box::new(State::Querying(evidence)),
            )),
        }
    }

    fn identify(&mut self) -> Vec<Effect> {
        self.method = None;
        self.confirmed_by = None;
        let readers = self.readers.clone();
        let begun = identify::start(self.used_card.as_deref(), &readers, &mut self.attempts);
        self.identified(begun)
    }

    fn abandon(&mut self, state: &State) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let State::Identifying(identify::State::EnteringPin(entry)) = state {
            effects.push(self.ask(Request::CancelPin {
                pin_request: entry.pin_request.clone(),
            }));
        }
        // Nothing that is still under way may come back into the next reception.
        self.attempts.begin();
        effects.extend(self.end(Ending::Abandoned));
        effects
    }

    /// Every end waits for the card (D11): 「カードをお取りください」.
    fn end(&mut self, ending: Ending) -> Vec<Effect> {
        let lies_there = self
            .used_card
            .as_ref()
            .is_some_and(|presence| is_there(&self.readers, presence));
        self.go(if lies_there {
            State::TakingCard(ending)
        } else {
            State::Over(ending)
        })
    }

    fn take(&mut self, outcome: Outcome<State, Ending>) -> Vec<Effect> {
        let mut effects = outcome.effects;
        match outcome.status {
            Status::Continue(state) => self.state = state,
            Status::Complete(ending) => effects.extend(self.end(ending)),
        }
        effects
    }

    fn go(&mut self, state: State) -> Vec<Effect> {
        self.state = state;
        Vec::new()
    }

    fn ask(&mut self, request: Request) -> Effect {
        let attempt: Attempt = self.attempts.begin();
        Effect { attempt, request }
    }
}

/// Whether the backend will never take this evidence: a new 本人確認 is needed.
fn needs_new_evidence(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::NonceInvalid | ErrorCode::AssertionInvalid | ErrorCode::CertificateInvalid
    )
}

/// The question that a state waits on.
fn pending(state: &State) -> Option<Request> {
    match state {
        State::Identifying(inner) => identify::pending(inner),
        State::Querying(evidence) => Some(Request::QueryCard {
            evidence: evidence.clone(),
        }),
        State::LookingUpChart(_, number) => Some(Request::LookUpChart {
            patient_number: number.clone(),
        }),
        State::SearchingCharts(reviewed) => Some(Request::SearchCharts {
            basics: reviewed.basics.clone(),
        }),
        State::Registering(_, draft) => Some(Request::Register(draft.clone())),
        State::RegisteringInquiryNumber(inner, _) => Some(inquiry_number::pending(inner)),
        State::TakingPapers
        | State::Failed(..)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::ChartDiffers(..)
        | State::PickingChart(..)
        | State::TakingQuestionnaire(_)
        | State::ConfirmingUpdate(..)
        | State::Received(_)
        | State::TakingCard(_)
        | State::Over(_) => None,
    }
}
