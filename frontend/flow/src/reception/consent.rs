//! F02 inside a reception with the card, and on its own: [`records_viewing`] lies over the state that it goes on with.

use super::{Ending, Received, Reception, State};
use crate::records_viewing::{self, End};
use crate::{Act, Effect, Event, Outcome, Status, Way, identify};
use madoguchi_shared::backend::records::{ConsentChoice, ConsentReceipt};
use madoguchi_shared::bridge::his::Basis;

/// So much of the evidence's life has to be left when the patient is asked, ms: two questions are read and answered in it.
pub(super) const TIME_TO_ANSWER_MS: i64 = 60_000;

/// What is known of the consent of one reception. The last asking and what the backend has are two: who is asked again and does
/// not answer has not taken back what they answered before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Consents {
    /// How the last asking ended; `None`: the patient was not asked.
    last: Option<End>,
    /// The newest that the backend has, without what the patient has taken back since, whether the backend took that or not; `None`: none of
    /// this reception.
    held: Option<Held>,
}

/// A consent that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The backend's, without what was taken back.
    pub receipt: ConsentReceipt,
    /// Whether the chart has it.
    pub on_chart: OnChart,
}

/// Whether a chart has a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnChart {
    /// Written as soon as there is a chart.
    Due,
    /// It has it.
    Noted,
    /// The chart did not take it, and the receptionist went on: see [`Consents::offer_again`].
    LeftOff,
}

impl Consents {
    fn keep(&mut self, end: End) {
        match end {
            End::Registered(receipt) => {
                let on_chart = OnChart::Due;
                self.held = Some(Held { receipt, on_chart });
            }
            End::Noted(_) => self.stands(OnChart::Noted),
            End::NotNoted(_) => self.stands(OnChart::LeftOff),
            End::NotRegistered(_, choice) => self.take_back(choice),
            End::Unanswered | End::StaffWanted | End::LeftOut => self.offer_again(),
            End::TooLate => {}
        }
        // That an earlier answer came onto the chart says nothing of the last asking.
        let noting = matches!(end, End::Noted(_) | End::NotNoted(_));
        let of_last = matches!(
            self.last,
            Some(End::Registered(_) | End::Noted(_) | End::NotNoted(_))
        );
        if !noting || of_last {
            self.last = Some(end);
        }
    }

    /// What the patient refuses now is not given any more on the chart, although the backend does not know of it: nobody here asks for it then.
    fn take_back(&mut self, choice: ConsentChoice) {
        let Some(held) = &mut self.held else { return };
        let before = held.receipt.choice;
        let both = ConsentChoice {
            medications: before.medications && choice.medications,
            checkups: before.checkups && choice.checkups,
        };
        if both == before {
            self.offer_again();
        } else {
            held.receipt.choice = both;
            held.on_chart = OnChart::Due;
        }
    }

    fn stands(&mut self, on_chart: OnChart) {
        if let Some(held) = &mut self.held {
            held.on_chart = on_chart;
        }
    }

    /// What the chart did not take is offered to it once more: the patient was asked anew, or the chart was registered.
    pub(super) fn offer_again(&mut self) {
        if self.held.is_some_and(|held| held.on_chart == OnChart::LeftOff) {
            self.stands(OnChart::Due);
        }
    }

    /// What has to go onto the chart now; `None`: nothing.
    fn due(&self) -> Option<ConsentReceipt> {
        let due = self.held.filter(|held| held.on_chart == OnChart::Due)?;
        Some(due.receipt)
    }
}

impl Reception {
    /// How the last asking for consent ended; `None`: the patient was not asked yet.
    pub fn consent(&self) -> Option<End> {
        self.consents.last
    }

    /// The consent of this reception that holds, whatever became of a later asking; `None`: none.
    pub fn consent_held(&self) -> Option<Held> {
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
                self.ask_consent(state)
            }
            (state, _) => self.go(state),
        }
    }

    fn ask_consent(&mut self, back: State) -> Vec<Effect> {
        match self.evidence.clone() {
            Some(_) if self.too_late_to_ask => {
                self.consents.keep(End::TooLate);
                self.go(back)
            }
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
