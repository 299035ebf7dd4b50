//! What others may see of a reception: the patient screen's step and the line in the book.

use super::Reception;
use super::state::{Ending, State};
use crate::cards::is_there;
use crate::identify::needs_new_evidence;
use crate::person::numbers;
use crate::{first_registration, identify, number_reception, records_viewing, unentrusted_check};
use madoguchi_shared::bridge::his::InquiryKey;
use madoguchi_shared::bridge::patient::PatientStep;
use madoguchi_shared::bridge::reception::WaitingFor;
use madoguchi_shared::qualification::Personal;

impl Reception {
    /// What the patient screen shows now, under the bridge's PIN pad or 顔認証 if there is one. It follows from the state alone,
    /// so that it cannot get out of step.
    pub fn patient_step(&self) -> PatientStep {
        self.step_of(&self.state)
    }

    fn step_of(&self, state: &State) -> PatientStep {
        match state {
            State::Identifying(inner) => while_identifying(inner),
            State::Querying(_) => PatientStep::Wait,
            State::FirstRegistration(inner) => self.while_registering(inner),
            // It will be asked for again.
            State::Failed(code, _) if needs_new_evidence(*code) => PatientStep::AskStaff,
            State::Failed(..) | State::NotCovered(..) | State::NothingValid(_) => {
                self.take_card_or(PatientStep::AskStaff)
            }
            State::TakingPapers => PatientStep::Underway,
            State::Numbers(_) | State::Unentrusted(_) => self.take_card_or(PatientStep::Underway),
            State::LookingUpChart(..)
            | State::ChartDiffers(..)
            | State::SearchingCharts(_)
            | State::PickingChart(..)
            | State::TakingQuestionnaire(_)
            | State::ConfirmingUpdate(..)
            | State::Registering(..)
            | State::RegisteringInquiryNumber(..) => self.take_card_or(PatientStep::Underway),
            State::Consenting(inner, back) => match records_viewing::question(inner) {
                Some(about) => PatientStep::Consent { about },
                None => self.step_of(back),
            },
            State::Received(_) => self.take_card_or(PatientStep::Done),
            State::TakingCard(_) => PatientStep::TakeCard,
            State::Over(Ending::Received(_)) => PatientStep::Done,
            State::Over(Ending::Consented(..)) => PatientStep::Answered,
            State::Over(Ending::IdentityRefused | Ending::NotCovered | Ending::Abandoned) => {
                PatientStep::Idle
            }
        }
    }

    /// Whether the card of 本人確認 still lies on a reader after it is no longer needed; told to the counter too.
    pub fn card_left_behind(&self) -> bool {
        self.patient_step() == PatientStep::TakeCard
    }

    /// Whether it has come to its end, and the card is taken: nothing changes it any more.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Over(_))
    }

    /// What it waits for, for the book; `None`: nothing more is to be done.
    pub fn waiting_for(&self) -> Option<WaitingFor> {
        Some(match &self.state {
            State::Over(_) => return None,
            State::TakingCard(_) => WaitingFor::Card,
            State::Received(_) if self.card_left_behind() => WaitingFor::Card,
            State::Identifying(inner) => match inner {
                identify::State::WaitingForCard(_)
                | identify::State::ChoosingWay(_)
                | identify::State::OpeningFace(_)
                | identify::State::Facing(_)
                | identify::State::OpeningPin(_)
                | identify::State::EnteringPin(_) => WaitingFor::Patient,
                identify::State::FetchingNonce(_)
                | identify::State::InspectingCard(_)
                | identify::State::AssertingByEye(..) => WaitingFor::Answer,
                identify::State::ChoosingCard(_)
                | identify::State::ComparingByEye(_)
                | identify::State::Failed(..) => WaitingFor::Counter,
            },
            State::TakingQuestionnaire(_) => WaitingFor::Questionnaire,
            State::Consenting(inner, _) if records_viewing::question(inner).is_some() => WaitingFor::Patient,
            State::TakingPapers
            | State::Unentrusted(_)
            | State::Numbers(_)
            | State::FirstRegistration(_)
            | State::Querying(_)
            | State::Failed(..)
            | State::NotCovered(..)
            | State::NothingValid(_)
            | State::LookingUpChart(..)
            | State::ChartDiffers(..)
            | State::SearchingCharts(_)
            | State::PickingChart(..)
            | State::ConfirmingUpdate(..)
            | State::Registering(..)
            | State::RegisteringInquiryNumber(..)
            | State::Consenting(..)
            | State::Received(_) => match super::pending(&self.state) {
                Some(_) => WaitingFor::Answer,
                None => WaitingFor::Counter,
            },
        })
    }

    /// Patient's name for the book: known once a valid answer came.
    pub fn patient_name(&self) -> Option<&Personal> {
        name_in(&self.state)
    }

    /// The numbers of what is valid, while the patient is asked for consent: those that a chart has to have that is not registered with them yet.
    /// Empty otherwise.
    pub fn valid_numbers(&self) -> Vec<InquiryKey> {
        if let State::Consenting(_, back) = &self.state
            && let State::ConfirmingUpdate(reviewed, _) = &**back
        {
            let valid = reviewed.coverage.valid();
            return valid.filter_map(|q| numbers(&q.result)).collect();
        }
        Vec::new()
    }

    /// The card stays where it is while it may be asked for again.
    fn while_registering(&self, state: &first_registration::State) -> PatientStep {
        use first_registration::State;
        match state {
            State::Offering(_) | State::NeedsPin | State::Linking(_) | State::Linked(..) => PatientStep::Wait,
            State::Failed(code, _) if needs_new_evidence(*code) => PatientStep::AskStaff,
            State::Failed(..) | State::NothingToLink => self.take_card_or(PatientStep::AskStaff),
        }
    }

    fn take_card_or(&self, otherwise: PatientStep) -> PatientStep {
        let lies_there = self
            .used_card
            .as_ref()
            .is_some_and(|presence| is_there(&self.readers, presence));
        if lies_there {
            PatientStep::TakeCard
        } else {
            otherwise
        }
    }
}

fn while_identifying(state: &identify::State) -> PatientStep {
    match state {
        identify::State::WaitingForCard(_) => PatientStep::PutCard,
        identify::State::ChoosingCard(there) if there.len() > 1 => PatientStep::OneCardOnly,
        identify::State::ChoosingCard(_)
        | identify::State::FetchingNonce(_)
        | identify::State::InspectingCard(_)
        | identify::State::OpeningFace(_)
        | identify::State::Facing(_)
        | identify::State::OpeningPin(_)
        | identify::State::EnteringPin(_) => PatientStep::Wait,
        identify::State::ChoosingWay(ways) => PatientStep::ChooseWay {
            face: ways.face_is_open(),
            pin: ways.pin_is_open(),
        },
        identify::State::ComparingByEye(_) | identify::State::AssertingByEye(..) => PatientStep::StaffChecks,
        identify::State::Failed(..) => PatientStep::AskStaff,
    }
}

fn name_in(state: &State) -> Option<&Personal> {
    match state {
        State::LookingUpChart(reviewed, _)
        | State::ChartDiffers(reviewed, _)
        | State::SearchingCharts(reviewed)
        | State::PickingChart(reviewed, _)
        | State::TakingQuestionnaire(reviewed)
        | State::ConfirmingUpdate(reviewed, _)
        | State::Registering(reviewed, _) => Some(&reviewed.basics.name),
        State::RegisteringInquiryNumber(_, received) | State::Received(received) => {
            Some(&received.chart.basics.name)
        }
        State::Consenting(_, back) => name_in(back),
        State::TakingCard(Ending::Consented(chart, _)) | State::Over(Ending::Consented(chart, _)) => {
            Some(&chart.basics.name)
        }
        State::TakingCard(Ending::Received(received)) | State::Over(Ending::Received(received)) => {
            Some(&received.chart.basics.name)
        }
        State::Unentrusted(unentrusted_check::State::Calling(case, _)) => case
            .coverage
            .qualifications
            .iter()
            .find_map(|q| q.result.name.as_ref()),
        State::Numbers(inner) => number_reception::name(inner),
        State::TakingPapers
        | State::Identifying(_)
        | State::Querying(_)
        | State::FirstRegistration(_)
        | State::Failed(..)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::TakingCard(_)
        | State::Over(_) => None,
    }
}
