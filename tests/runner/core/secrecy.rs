//! D10: the two numbers of an 未委託 qualification are nowhere but in the one response body. Pictures are nowhere but where they are needed.

use super::Core;
use crate::log::log;
use crate::words::counter;
use madoguchi_flow::Request;
use madoguchi_flow::coverage::{Coverage, Standing};
use madoguchi_flow::journal::{Entry, replay};
use madoguchi_flow::reception::State;
use madoguchi_flow::unentrusted_check;
use madoguchi_flow::{identify, number_reception};
use serde::Serialize;

impl Core {
    /// The bridge keeps pictures only while 顔認証 is under way, or 目視 may need them.
    pub(super) fn pictures_are_needed(&mut self) -> Result<(), String> {
        let needed = match self.desk.state() {
            State::Identifying(identify::State::Facing(_)) => true,
            State::Identifying(identify::State::ComparingByEye(ways)) => {
                self.cards.face.staff_checks();
                ways.pictures.is_some()
            }
            State::Identifying(identify::State::EnteringPin(entry)) => entry.ways.pictures.is_some(),
            _ => false,
        };
        if self.cards.face.holds_pictures() && !needed {
            return Err("the bridge keeps pictures that nobody needs".to_owned());
        }
        Ok(())
    }

    /// Looks for the numbers in everything that the flow core, and the HIS behind it, let out of a reception that is 未委託: journal, requests, screens,
    /// database, log. An error names the place. What the receptionist typed from a paper is where they typed it: in that
    /// act, in the query by it, and on the screen.
    pub(super) fn numbers_are_nowhere(&self) -> Result<(), String> {
        let coverage = self.desk.passed.iter().rev().find_map(coverage);
        let unentrusted = coverage.is_some_and(|coverage| {
            let mut all = coverage.qualifications.iter();
            all.any(|qualification| qualification.standing == Standing::Unentrusted)
        });
        let Some(assistance) = self.person.assistance.as_ref().filter(|_| unentrusted) else {
            return Ok(());
        };
        let numbers = [assistance.payer_number, assistance.recipient_number];
        let body = String::from_utf8_lossy(&self.backend.body);
        if !numbers.iter().all(|number| body.contains(number)) {
            return Err("the answer of the backend has no numbers that could be kept back".to_owned());
        }
        let entries: Vec<Entry> = self
            .desk
            .journal
            .iter()
            .map(|entry| serde_json::from_str(entry).unwrap())
            .collect();
        if replay(entries) != self.desk.machine {
            return Err("the machine holds what its journal has not".to_owned());
        }
        let logged = log().since(self.logged);
        if logged.is_empty() {
            return Err("nothing was logged that could be looked through".to_owned());
        }
        let mut places = vec![
            ("journal", self.kept()),
            ("requests", self.desk.asked.iter().map(let_out).collect()),
            ("state", format!("{:?}", self.desk.machine)),
            ("patient screen", json(&self.desk.machine.patient_step())),
            ("line of the book", json(&self.desk.machine.patient_name())),
            ("log", logged),
        ];
        if !self.typed() {
            places.push(("counter screen", counter(self.desk.state())));
        }
        if !self.his.held_before(&numbers) {
            places.push(("HIS", self.his.bytes()));
        }
        let found = places
            .iter()
            .find(|(_, text)| numbers.iter().any(|number| text.contains(number)));
        match found {
            Some((place, _)) => Err(format!(
                "a number of the qualification that is not entrusted is in the {place}"
            )),
            None => Ok(()),
        }
    }

    fn kept(&self) -> String {
        let entries = self.desk.journal.iter().map(String::as_str);
        entries.filter(|entry| !entry.contains("SubmitPapers")).collect()
    }

    /// The receptionist has typed numbers from a paper.
    fn typed(&self) -> bool {
        let mut asked = self.desk.asked.iter();
        asked.any(|request| matches!(request, Request::QueryNumbers { .. }))
    }
}

/// What a state says of the last answer.
fn coverage(state: &State) -> Option<&Coverage> {
    match state {
        State::Unentrusted(unentrusted_check::State::Calling(case, _)) => Some(&case.coverage),
        State::NothingValid(coverage) | State::Numbers(number_reception::State::Lost(_, coverage)) => {
            Some(coverage)
        }
        State::LookingUpChart(reviewed, _)
        | State::ChartDiffers(reviewed, _)
        | State::SearchingCharts(reviewed)
        | State::PickingChart(reviewed, _)
        | State::TakingQuestionnaire(reviewed)
        | State::ConfirmingUpdate(reviewed, _)
        | State::Registering(reviewed, _) => Some(&reviewed.coverage),
        State::TakingPapers
        | State::Identifying(_)
        | State::Numbers(_)
        | State::Querying(_)
        | State::FirstRegistration(_)
        | State::Consenting(..)
        | State::Failed(..)
        | State::NotCovered(..)
        | State::RegisteringInquiryNumber(..)
        | State::Received(_)
        | State::TakingCard(_)
        | State::Over(_) => None,
    }
}

/// A request with all that is redacted in its `Debug`, but for the numbers that were typed.
fn let_out(request: &Request) -> String {
    match request {
        Request::QueryCard { evidence }
        | Request::LinkCard { evidence }
        | Request::RegisterConsent { evidence, .. } => json(evidence),
        Request::LookUpChart { patient_number } => json(patient_number),
        Request::SearchCharts { basics } => json(basics),
        Request::FindPatient { name, birth_date } => json(&(name, birth_date)),
        Request::Register(draft) => json(&(
            (
                &draft.target,
                &draft.questionnaire,
                &draft.qualifications,
                &draft.ended,
            ),
            (&draft.inquiry_key, &draft.basis, &draft.calls, &draft.papers),
        )),
        Request::RegisterInquiryNumber { patient_number, key } => json(&(patient_number, key)),
        Request::FetchNonce
        | Request::InspectCard { .. }
        | Request::OpenPin { .. }
        | Request::FetchPinState { .. }
        | Request::CancelPin { .. }
        | Request::AssertByEye { .. }
        | Request::QueryNumbers { .. }
        | Request::OpenFace { .. }
        | Request::FetchFaceState { .. }
        | Request::CancelFace { .. }
        | Request::NoteConsent(_)
        | Request::NoteInquiryNumber { .. } => format!("{request:?}"),
    }
}

fn json(what: &impl Serialize) -> String {
    serde_json::to_string(what).unwrap()
}
