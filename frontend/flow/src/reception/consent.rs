//! F02 inside a reception with the card, and on its own: [`records_viewing`] lies over the state that it goes on with.

use super::{Ending, Received, Reception, State};
use crate::records_viewing::{self, End};
use crate::{Act, Effect, Event, Outcome, Status, Way, identify};
use madoguchi_shared::backend::records::ConsentReceipt;
use madoguchi_shared::bridge::his::Basis;

/// So much of the evidence's life has to be left when the patient is asked, ms: two questions are read and answered in it.
const TIME_TO_ANSWER_MS: i64 = 60_000;

/// What is known of the consent of one reception. The last asking and what the backend has are two: who is asked again and does
/// not answer has not taken back what they answered before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Consents {
    /// How the last asking ended; `None`: the patient was not asked.
    last: Option<End>,
    /// The newest that the backend has; `None`: none of this reception.
    held: Option<ConsentReceipt>,
    /// Where that one stands with the chart.
    on_chart: OnChart,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum OnChart {
    /// Written as soon as there is a chart.
    #[default]
    Due,
    Noted,
    /// The chart did not take it, and the receptionist went on: see [`Consents::offer_again`].
    LeftOff,
}

impl Consents {
    fn keep(&mut self, end: End) {
        self.last = Some(end);
        match end {
            End::Registered(receipt) => (self.held, self.on_chart) = (Some(receipt), OnChart::Due),
            End::Noted(_) => self.on_chart = OnChart::Noted,
            End::NotNoted(_) => self.on_chart = OnChart::LeftOff,
            End::NotRegistered(_) | End::Unanswered | End::StaffWanted | End::LeftOut => self.offer_again(),
            End::TooLate => {}
        }
    }

    /// What the chart did not take is offered to it once more: the patient was asked anew, or the chart was registered.
    pub(super) fn offer_again(&mut self) {
        if self.on_chart == OnChart::LeftOff {
            self.on_chart = OnChart::Due;
        }
    }

    /// What has to go onto the chart now; `None`: nothing.
    fn due(&self) -> Option<ConsentReceipt> {
        self.held.filter(|_| self.on_chart == OnChart::Due)
    }
}

impl Reception {
    /// How the last asking for consent ended; `None`: the patient was not asked yet.
    pub fn consent(&self) -> Option<End> {
        self.consents.last
    }

    /// The newest consent of this reception that the backend has, whatever became of a later asking; `None`: none.
    pub fn consent_held(&self) -> Option<ConsentReceipt> {
        self.consents.held
    }

    /// Whether the patient can be asked for consent now: identified with the card, not too long ago, on a valid qualification, and
    /// nobody waits for an answer. Asked before, they may be asked again.
    pub fn may_ask_consent(&self) -> bool {
        self.evidence.is_some() && on_valid(&self.state) && self.consents.last != Some(End::TooLate)
    }

    pub(super) fn about_consent(&mut self, event: Event, now_ms: i64) -> Vec<Effect> {
        let state = std::mem::replace(&mut self.state, State::Over(Ending::Abandoned));
        match (state, event) {
            // It will be registered or written all the same: what became of it is waited for.
            (State::Consenting(inner, back), Event::Act(Act::Abandon))
                if records_viewing::pending(&inner).is_some() =>
            {
                self.go(State::Consenting(inner, back))
            }
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
                if now_ms + TIME_TO_ANSWER_MS <= self.evidence_until_ms {
                    self.ask_consent(state)
                } else {
                    self.consents.keep(End::TooLate);
                    self.go(state)
                }
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
                self.consents.keep(end);
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

    /// Into a state, and where it brings the chart of a registered consent, that one is written there first. On its own the patient is
    /// asked as soon as the chart is known, unless nothing is valid.
    pub(super) fn arrive(&mut self, state: State) -> Vec<Effect> {
        let chart_known = matches!(state, State::ConfirmingUpdate(..));
        if self.only_consent && self.consents.last.is_none() && chart_known && on_valid(&state) {
            return self.ask_consent(state);
        }
        match (self.consents.due(), self.chart(&state)) {
            (Some(receipt), Some(chart)) => {
                let noting = records_viewing::note(receipt, chart, &mut self.attempts);
                self.consented(noting, Box::new(state))
            }
            _ => self.go(state),
        }
    }

    /// To the end of somebody who is received, by way of the chart where a consent has to go onto it still.
    pub(super) fn leave(&mut self, received: Received) -> Vec<Effect> {
        match self.consents.due() {
            Some(_) => self.arrive(State::Received(received)),
            None => self.end(Ending::Received(Box::new(received))),
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
