//! F02 inside a reception with the card, and on its own: [`records_viewing`] lies over the state that it goes on with.

use super::{Ending, Reception, State};
use crate::records_viewing::{self, End};
use crate::{Act, Effect, Event, Outcome, Status, Way, identify};
use madoguchi_shared::bridge::his::Basis;

impl Reception {
    /// How the consent of this reception stands; `None`: the patient was not asked yet.
    pub fn consent(&self) -> Option<End> {
        self.consent
    }

    /// Whether the patient can be asked for consent now: identified with the card, on a valid qualification, and nobody waits for
    /// an answer. Asked before, they may be asked again.
    pub fn may_ask_consent(&self) -> bool {
        self.evidence.is_some() && on_valid(&self.state)
    }

    pub(super) fn about_consent(&mut self, event: Event, now_ms: i64) -> Vec<Effect> {
        let state = std::mem::replace(&mut self.state, State::Over(Ending::Abandoned));
        match (state, event) {
            // Given up is what it goes on with.
            (State::Consenting(_, back), event @ Event::Act(Act::Abandon)) => {
                self.attempts.begin();
                self.state = *back;
                self.update(event, now_ms)
            }
            (State::Consenting(inner, back), event) => {
                let outcome = records_viewing::update(inner, event, &mut self.attempts);
                self.consented(outcome, back)
            }
            (
                state @ State::Identifying(identify::State::WaitingForCard(None)),
                Event::Begun(_, Way::Consent),
            ) => {
                self.only_consent = true;
                self.go(state)
            }
            (state, Event::Act(Act::AskConsent)) if self.evidence.is_some() && on_valid(&state) => {
                self.ask_consent(state)
            }
            (state, _) => self.go(state),
        }
    }

    fn ask_consent(&mut self, back: State) -> Vec<Effect> {
        match self.evidence.clone() {
            Some(evidence) => {
                let asking = records_viewing::start(evidence);
                self.go(State::Consenting(asking, Box::new(back)))
            }
            None => self.go(back),
        }
    }

    fn consented(&mut self, outcome: Outcome<records_viewing::State, End>, back: Box<State>) -> Vec<Effect> {
        let mut effects = outcome.effects;
        effects.extend(match outcome.status {
            Status::Continue(inner) => self.go(State::Consenting(inner, back)),
            Status::Complete(end) => {
                self.consent = Some(end);
                match (end, *back) {
                    (End::Noted(receipt), State::ConfirmingUpdate(_, found)) => {
                        self.end(Ending::Consented(Box::new(found.chart), receipt))
                    }
                    (_, back) => self.arrive(back),
                }
            }
        });
        effects
    }

    /// Into a state, and where it brings the chart of a registered consent, that is written there first. On its own the patient is
    /// asked as soon as the chart is known, unless nothing is valid.
    pub(super) fn arrive(&mut self, state: State) -> Vec<Effect> {
        let chart_known = matches!(state, State::ConfirmingUpdate(..));
        if self.only_consent && self.consent.is_none() && chart_known && on_valid(&state) {
            return self.ask_consent(state);
        }
        match (self.consent, self.chart(&state)) {
            (Some(End::Registered(receipt)), Some(chart)) => {
                let noting = records_viewing::note(receipt, chart, &mut self.attempts);
                self.consented(noting, Box::new(state))
            }
            _ => self.go(state),
        }
    }

    /// The chart that a consent goes onto; `None`: it is not certain yet.
    fn chart(&self, state: &State) -> Option<String> {
        if let State::Received(received) = state {
            return Some(received.chart.chart.clone());
        }
        if let State::ConfirmingUpdate(_, found) = state
            && self.only_consent
        {
            return Some(found.chart.chart.clone());
        }
        None
    }
}

/// Whether it is about consent: begun for it, asked for, or under way.
pub(super) fn concerns(state: &State, event: &Event) -> bool {
    let wanted = matches!(event, Event::Begun(_, Way::Consent) | Event::Act(Act::AskConsent));
    wanted || matches!(state, State::Consenting(..))
}

fn on_valid(state: &State) -> bool {
    match state {
        State::TakingQuestionnaire(reviewed) | State::ConfirmingUpdate(reviewed, _) => {
            reviewed.basis == Basis::Covered
        }
        State::Received(received) => received.basis == Basis::Covered,
        State::TakingPapers
        | State::Identifying(_)
        | State::Numbers(_)
        | State::Unentrusted(_)
        | State::Querying(_)
        | State::FirstRegistration(_)
        | State::Failed(..)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::LookingUpChart(..)
        | State::ChartDiffers(..)
        | State::SearchingCharts(_)
        | State::PickingChart(..)
        | State::Registering(..)
        | State::RegisteringInquiryNumber(..)
        | State::Consenting(..)
        | State::TakingCard(_)
        | State::Over(_) => false,
    }
}
