//! F02 inside a reception with the card, and on its own: [`records_viewing`] lies over the state that it goes on with.

mod held;

pub(super) use held::Consents;
pub use held::{Held, OnChart};

use super::{Ending, Received, Reception, State};
use crate::records_viewing::{self, End};
use crate::request::ConsentDraft;
use crate::{Act, Answer, Effect, Event, Outcome, Status, Way, identify};
use held::Asked;
use madoguchi_shared::bridge::his::Basis;

/// So much of the evidence's life has to be left when the patient is asked, ms: two questions are read and answered in it.
const TIME_TO_ANSWER_MS: i64 = 60_000;

impl Reception {
    /// How the last asking for consent ended; `None`: the patient was not asked yet.
    pub fn consent(&self) -> Option<End> {
        self.consents.last
    }

    /// The consent of this reception that holds, whatever became of a later asking; `None`: none.
    pub fn consent_held(&self) -> Option<Held> {
        self.consents.held()
    }

    /// What the patient has refused without the backend having it; `None`: nothing.
    pub fn consent_refused(&self) -> Option<Held> {
        self.consents.refused()
    }

    /// Whether something of what was answered about consent goes onto a chart, or is there, when the reception is given up now.
    pub fn consent_stays(&self) -> bool {
        let mut given_up = Self {
            giving_up: true,
            ..self.clone()
        };
        let mut state = &self.state;
        if let State::Consenting(inner, back) = state {
            state = back;
            if let Some(end) = records_viewing::left(inner) {
                given_up.consents.keep(end);
            }
        }
        given_up.consents.noted() || given_up.due(state).is_some()
    }

    /// Where that is which the patient refused in what the backend has: it goes onto a chart before the chart is confirmed. `None`: nothing is.
    pub fn consent_ahead(&self) -> Option<OnChart> {
        self.consents.ahead()
    }

    /// Whether the patient can be asked for consent now: identified with the card, not too long ago, on a valid qualification, and
    /// nobody waits for an answer. Asked before, they may be asked again.
    pub fn may_ask_consent(&self) -> bool {
        self.evidence.is_some() && on_valid(&self.state) && self.consents.last != Some(End::TooLate)
    }

    pub(super) fn about_consent(&mut self, event: Event, now_ms: i64) -> Vec<Effect> {
        if matches!(event, Event::Act(Act::GoOn)) {
            self.giving_up = false;
        }
        let mut effects = self.consenting(event, now_ms);
        if self.giving_up && !matches!(self.state, State::Consenting(..)) {
            self.giving_up = false;
            effects.extend(self.update(Event::Act(Act::Abandon), now_ms));
        }
        effects
    }

    fn consenting(&mut self, event: Event, now_ms: i64) -> Vec<Effect> {
        if let Event::Answered(_, Answer::Consent(_)) = &event {
            self.consents.answered(now_ms);
        }
        if let Event::Answered(_, Answer::ConsentNoted(answer)) = &event {
            self.consents.chart_answered(*answer);
        }
        let state = std::mem::replace(&mut self.state, State::Over(Ending::Abandoned));
        match (state, event) {
            // It will be registered or written all the same: what became of it is waited for.
            (State::Consenting(inner, back), Event::Act(Act::Abandon))
                if records_viewing::pending(&inner).is_some() =>
            {
                self.go(State::Consenting(inner, back))
            }
            // Given up is what it goes on with, after what was refused has gone onto its chart.
            (State::Consenting(inner, back), event @ Event::Act(Act::Abandon)) => {
                self.attempts.begin();
                if let Some(end) = records_viewing::left(&inner) {
                    self.consents.keep(end);
                }
                self.giving_up = true;
                if let Some(draft) = self.due(&back) {
                    return self.note(draft, *back);
                }
                self.giving_up = false;
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
                self.state = state;
                self.ask_consent(now_ms);
                Vec::new()
            }
            (state, _) => self.go(state),
        }
    }

    /// On its own the patient is asked as soon as the chart is known, unless nothing is valid.
    pub(super) fn ask_on_its_own(&mut self, now_ms: i64) {
        let chart_known = matches!(self.state, State::ConfirmingUpdate(..));
        if self.only_consent && self.consents.last.is_none() && chart_known && on_valid(&self.state) {
            self.ask_consent(now_ms);
        }
    }

    fn ask_consent(&mut self, now_ms: i64) {
        let Some(evidence) = self.evidence.clone() else {
            return;
        };
        if now_ms + TIME_TO_ANSWER_MS > self.evidence_until_ms {
            self.consents.keep(End::TooLate);
            return;
        }
        self.consents.asked = Asked {
            by: self.on_duty.clone(),
            answered_at_ms: 0,
        };
        let back = Box::new(self.state.clone());
        self.state = State::Consenting(records_viewing::start(evidence), back);
    }

    fn consented(&mut self, outcome: Outcome<records_viewing::State, End>, back: Box<State>) -> Vec<Effect> {
        let mut effects = outcome.effects;
        effects.extend(match outcome.status {
            Status::Continue(inner) => self.go(State::Consenting(inner, back)),
            Status::Complete(end) => {
                self.consents.keep(end);
                match (end, *back) {
                    (End::Noted(receipt), State::ConfirmingUpdate(_, found))
                        if self.consents.last == Some(end) =>
                    {
                        self.end(Ending::Consented(Box::new(found.chart), receipt))
                    }
                    (_, back) => self.arrive(back),
                }
            }
        });
        effects
    }

    /// Into a state, and where it brings the chart that a consent or a refusal goes onto, that one is written there first.
    pub(super) fn arrive(&mut self, state: State) -> Vec<Effect> {
        match self.due(&state) {
            Some(draft) => self.note(draft, state),
            None => self.go(state),
        }
    }

    fn note(&mut self, draft: ConsentDraft, back: State) -> Vec<Effect> {
        let noting = records_viewing::note(draft, &mut self.attempts);
        self.consented(noting, Box::new(back))
    }

    /// A question that was laid aside until the backend would not take the answer is not asked any more.
    pub(super) fn give_up_late_question(&mut self, now_ms: i64) {
        if let State::Consenting(inner, back) = &self.state
            && records_viewing::question(inner).is_some()
            && now_ms >= self.evidence_until_ms
        {
            self.consents.keep(End::TooLate);
            self.state = (**back).clone();
        }
    }

    /// To the end of somebody who is received, after a consent that has to go onto the chart still.
    pub(super) fn leave(&mut self, received: Received) -> Vec<Effect> {
        let state = State::Received(received.clone());
        match self.due(&state) {
            Some(draft) => {
                self.giving_up = true;
                self.note(draft, state)
            }
            None => self.end(Ending::Received(Box::new(received))),
        }
    }

    /// What goes onto the chart that this state knows. A chart that is not confirmed yet gets a consent only when nothing else is wanted, and
    /// it is not given up.
    fn due(&mut self, state: &State) -> Option<ConsentDraft> {
        if let State::Received(received) = state {
            return self.consents.due(&received.chart.chart, true);
        }
        if let State::ConfirmingUpdate(_, found) = state {
            return self
                .consents
                .due(&found.chart.chart, self.only_consent && !self.giving_up);
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
