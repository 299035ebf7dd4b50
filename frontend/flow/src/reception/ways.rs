//! What follows when a part of the reception has come to its end, and when the backend has answered.

use super::consent::Consents;
use super::{Ending, Reception, State, after_answer};
use crate::coverage::{self, Coverage, Unreadable};
use crate::number_reception::{self, Asked};
use crate::unentrusted_check::{self, Case};
use crate::{Effect, Outcome, Request, Status, first_registration, identify};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{Basis, Papers};
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityEvidence;
use madoguchi_shared::qualification::QualificationAnswer;

impl Reception {
    pub(super) fn identified(&mut self, outcome: Outcome<identify::State, identify::End>) -> Vec<Effect> {
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
                self.evidence = Some(evidence.clone());
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

    pub(super) fn query(&mut self, evidence: IdentityEvidence) -> Vec<Effect> {
        self.state = State::Querying(evidence.clone());
        vec![self.ask(Request::QueryCard { evidence })]
    }

    pub(super) fn answered(
        &mut self,
        answer: &QualificationAnswer,
        evidence: IdentityEvidence,
        today: Day,
    ) -> Vec<Effect> {
        match coverage::read(answer, today) {
            Ok(coverage) => self.covered(coverage, None, State::Querying(evidence)),
            Err(Unreadable::NoCoverage(why)) => self.go(State::NotCovered(why, evidence)),
            Err(Unreadable::Senseless) => self.nonsense(State::Querying(evidence)),
        }
    }

    /// 「資格確認結果の確認」. `asking` is the question to ask again when the answer does not say who it is.
    pub(super) fn covered(
        &mut self,
        coverage: Coverage,
        asked: Option<Box<Asked>>,
        asking: State,
    ) -> Vec<Effect> {
        if coverage.is_unentrusted() {
            return self.go(State::Unentrusted(unentrusted_check::start(Case {
                coverage,
                asked,
            })));
        }
        if coverage.valid().next().is_none() {
            return self.go(State::NothingValid(coverage));
        }
        match after_answer::start(coverage, Basis::Covered, asked, &mut self.attempts) {
            Some(outcome) => self.take(outcome),
            None => self.nonsense(asking),
        }
    }

    /// Whoever the card said it was: it is not by the card that this patient is received.
    pub(super) fn by_numbers_from(&mut self, state: &State, typed: Option<Box<Papers>>) -> Vec<Effect> {
        let mut effects = self.break_off(state);
        self.forget_identity();
        effects.extend(self.go(State::Numbers(number_reception::start(typed))));
        effects
    }

    pub(super) fn by_numbers(
        &mut self,
        outcome: Outcome<number_reception::State, number_reception::End>,
    ) -> Vec<Effect> {
        let mut effects = outcome.effects;
        effects.extend(match outcome.status {
            Status::Continue(inner) => self.go(State::Numbers(inner)),
            Status::Complete(number_reception::End::Answered(coverage, asked)) => {
                let asking = State::Numbers(number_reception::State::Querying(asked.clone()));
                self.covered(coverage, Some(asked), asking)
            }
            Status::Complete(number_reception::End::OwnExpense(coverage, asked)) => {
                let lost = number_reception::State::Lost(asked.clone(), coverage.clone());
                self.uncovered(coverage, Basis::OwnExpense, Some(asked), State::Numbers(lost))
            }
            Status::Complete(number_reception::End::Closed) => self.end(Ending::NotCovered),
        });
        effects
    }

    pub(super) fn called(
        &mut self,
        outcome: Outcome<unentrusted_check::State, unentrusted_check::End>,
    ) -> Vec<Effect> {
        use unentrusted_check::End;
        let (case, basis) = match outcome.status {
            Status::Continue(inner) => return self.go(State::Unentrusted(inner)),
            Status::Complete(End::Closed) => return self.end(Ending::NotCovered),
            Status::Complete(End::Usable(case)) => (case, Basis::Unentrusted),
            Status::Complete(End::OwnExpense(case)) => (case, Basis::OwnExpense),
        };
        let calling = State::Unentrusted(unentrusted_check::start(case.clone()));
        self.uncovered(case.coverage, basis, case.asked, calling)
    }

    pub(super) fn registered_card(
        &mut self,
        outcome: Outcome<first_registration::State, first_registration::End>,
    ) -> Vec<Effect> {
        use first_registration::End;
        let mut effects = outcome.effects;
        effects.extend(match outcome.status {
            Status::Continue(inner) => self.go(State::FirstRegistration(inner)),
            Status::Complete(End::Linked(evidence)) => self.query(evidence),
            Status::Complete(End::IdentifyAnew) => self.identify(),
            Status::Complete(End::Closed) => self.end(Ending::NotCovered),
        });
        effects
    }

    /// Received without a valid qualification; `otherwise` when it is not even said who it is.
    pub(super) fn uncovered(
        &mut self,
        coverage: Coverage,
        basis: Basis,
        asked: Option<Box<Asked>>,
        otherwise: State,
    ) -> Vec<Effect> {
        match after_answer::start(coverage, basis, asked, &mut self.attempts) {
            Some(outcome) => self.take(outcome),
            None => self.go(otherwise),
        }
    }

    pub(super) fn take(&mut self, outcome: Outcome<State, Ending>) -> Vec<Effect> {
        let mut effects = outcome.effects;
        match outcome.status {
            Status::Continue(state) => effects.extend(self.arrive(state)),
            Status::Complete(ending) => effects.extend(self.end(ending)),
        }
        effects
    }

    pub(super) fn nonsense(&mut self, asking: State) -> Vec<Effect> {
        let code = ErrorCode::BackendNonsense;
        self.go(if let State::Numbers(asking) = asking {
            State::Numbers(number_reception::State::Failed(code, Box::new(asking)))
        } else {
            State::Failed(code, Box::new(asking))
        })
    }

    pub(super) fn identify(&mut self) -> Vec<Effect> {
        self.forget_identity();
        let readers = self.readers.clone();
        let begun = identify::start(self.used_card.as_deref(), &readers, &mut self.attempts);
        self.identified(begun)
    }

    /// Who was identified, and what they consented to: it may be somebody else the next time.
    fn forget_identity(&mut self) {
        self.evidence = None;
        self.method = None;
        self.confirmed_by = None;
        self.consents = Consents::default();
    }
}
