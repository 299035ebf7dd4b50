//! What is seen, in the words of `tests/scenarios/README.md`.

mod bulk;
mod identity;
mod records;

use crate::his::answered;
use crate::papers::asked_by;
use identity::{collation, identifying};
use madoguchi_flow::Request;
use madoguchi_flow::changes::Change;
use madoguchi_flow::coverage::{Coverage, NoCoverage, Standing};
use madoguchi_flow::inquiry_number::End;
use madoguchi_flow::reception::{Differing, Ending, Received, State};
use madoguchi_flow::{first_registration, number_reception, unentrusted_check};
use madoguchi_shared::Scheme;
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::bridge::his::Basis;
use madoguchi_shared::bridge::patient::{ConsentQuestion, PatientStep};
use madoguchi_shared::qualification::Personal;
use records::consenting;

pub(crate) use bulk::bulk;
pub(crate) use records::{consent, said};

/// The step of the counter screen.
pub(crate) fn counter(state: &State) -> String {
    match state {
        State::TakingPapers => "take the prescription".to_owned(),
        State::Identifying(inner) => identifying(inner),
        State::Failed(code, _) => format!("problem {code}"),
        State::Numbers(inner) => numbers(inner),
        State::Unentrusted(unentrusted_check::State::Calling(_, answer)) => match answer {
            None => "call the office".to_owned(),
            Some(answer) => format!("call the office: {}", answered(*answer)),
        },
        State::FirstRegistration(inner) => registering(inner),
        State::NotCovered(NoCoverage::NotFound, _) => "no qualification".to_owned(),
        State::NotCovered(NoCoverage::Refused { code, .. }, _) => {
            format!("refused {}", code.as_deref().unwrap_or("without a code"))
        }
        State::NothingValid(coverage) => format!("nothing valid: {}", standings(coverage)),
        State::ChartDiffers(_, differing) => format!("compare: {}", difference(differing)),
        State::PickingChart(_, candidates) => {
            let numbers = candidates.iter().map(|candidate| &candidate.chart.patient_number);
            format!("pick a chart: {}", list(numbers))
        }
        State::TakingQuestionnaire(reviewed) => format!("questionnaire: {}", standings(&reviewed.coverage)),
        State::ConfirmingUpdate(_, found) => {
            let number = found.chart.patient_number.expose();
            format!("confirm chart {number}: {}", changed(&found.changes))
        }
        State::Consenting(inner, _) => consenting(inner),
        State::Received(received) => received_as(received),
        State::TakingCard(end) => format!("take the card: {}", ending(end)),
        State::Over(end) => format!("over: {}", ending(end)),
        State::Querying(_)
        | State::LookingUpChart(..)
        | State::SearchingCharts(_)
        | State::Registering(..)
        | State::RegisteringInquiryNumber(..) => "waiting".to_owned(),
    }
}

fn numbers(state: &number_reception::State) -> String {
    use number_reception::State;
    match state {
        State::Entering(None) => "papers".to_owned(),
        State::Entering(Some(typed)) => format!("papers again: {}", asked_by(typed)),
        State::PickingPatient(_, candidates) => {
            let numbers = candidates.iter().map(|candidate| &candidate.chart.patient_number);
            format!("known patient: {}", list(numbers))
        }
        State::PickingPerson(_, persons) => format!("pick a person: {}", names(persons)),
        State::NotFound(asked, NoCoverage::NotFound) => {
            format!("not found: {}", asked_by(&asked.papers))
        }
        State::NotFound(_, NoCoverage::Refused { code, .. }) => {
            format!("refused {}", code.as_deref().unwrap_or("without a code"))
        }
        State::Lost(_, coverage) => format!("lost: {}{}", standings(coverage), loss(coverage)),
        State::Failed(code, _) => format!("problem {code}"),
        State::FindingPatient(_) | State::Querying(_) => "waiting".to_owned(),
    }
}

fn registering(state: &first_registration::State) -> String {
    use first_registration::State;
    match state {
        State::Offering(_) => "register the card?".to_owned(),
        State::NeedsPin => "register the card?: PIN needed".to_owned(),
        State::Linking(_) => "waiting".to_owned(),
        State::Failed(code, _) => format!("problem {code}"),
        State::Linked(LinkOutcome::AlreadyLinked, _) => "registered before".to_owned(),
        State::Linked(LinkOutcome::Linked | LinkOutcome::NothingToLink, _) => "registered".to_owned(),
        State::NothingToLink => "nothing to link".to_owned(),
    }
}

/// The step of the patient screen.
pub(crate) fn patient(step: &PatientStep) -> String {
    match step {
        PatientStep::Idle => "idle",
        PatientStep::PutCard => "put the card",
        PatientStep::OneCardOnly => "one card only",
        PatientStep::Wait => "wait",
        PatientStep::Underway => "under way",
        PatientStep::ChooseWay {
            face: false,
            pin: true,
        } => "choose a way",
        PatientStep::ChooseWay {
            face: false,
            pin: false,
        } => "choose a way, no PIN",
        PatientStep::ChooseWay {
            face: true,
            pin: true,
        } => "choose a way, face first",
        PatientStep::ChooseWay {
            face: true,
            pin: false,
        } => "choose a way, face first, no PIN",
        PatientStep::FaceNumber {
            tries_left, wrong, ..
        } => return collation(*tries_left, *wrong),
        PatientStep::FaceLook { .. } => "look into the camera",
        PatientStep::CameraTest { .. } => "the camera is tested",
        PatientStep::EnterPin {
            tries_left, wrong, ..
        } => {
            let wrong = if *wrong { "wrong, " } else { "" };
            return format!("PIN: {wrong}{tries_left} left");
        }
        PatientStep::Consent {
            about: ConsentQuestion::Medications,
        } => "consent: 薬剤情報",
        PatientStep::Consent {
            about: ConsentQuestion::Checkups,
        } => "consent: 健診情報",
        PatientStep::StaffChecks => "staff checks",
        PatientStep::TakeCard => "take the card",
        PatientStep::Done => "done",
        PatientStep::Answered => "answered",
        PatientStep::AskStaff => "ask staff",
    }
    .to_owned()
}

/// One request.
pub(crate) fn request(asked: &Request) -> &'static str {
    match asked {
        Request::FetchNonce => "nonce",
        Request::InspectCard { .. } => "inspect card",
        Request::OpenFace { .. } => "open face",
        Request::FetchFaceState { .. } => "face state",
        Request::CancelFace { .. } => "cancel face",
        Request::OpenPin { .. } => "open PIN",
        Request::FetchPinState { .. } => "PIN state",
        Request::CancelPin { .. } => "cancel PIN",
        Request::AssertByEye { .. } => "assert by eye",
        Request::QueryCard { .. } => "query",
        Request::QueryNumbers { .. } => "query by numbers",
        Request::FindPatient { .. } => "find patient",
        Request::LinkCard { .. } => "link",
        Request::LookUpChart { .. } => "look up chart",
        Request::SearchCharts { .. } => "search charts",
        Request::Register(_) => "register",
        Request::RegisterInquiryNumber { .. } => "register number",
        Request::NoteInquiryNumber { .. } => "note number",
        Request::RegisterConsent { .. } => "register consent",
        Request::NoteConsent(_) => "note consent",
    }
}

pub(crate) fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::MedicalAssistance => "医療扶助",
        Scheme::HealthInsurance => "医療保険",
    }
}

fn standings(coverage: &Coverage) -> String {
    let each = coverage.qualifications.iter().map(|qualification| {
        let standing = match qualification.standing {
            Standing::Valid => "valid",
            Standing::Lost => "lost",
            Standing::Unentrusted => "not entrusted",
            Standing::Unclear => "unclear",
        };
        format!("{} {standing}", scheme(qualification.scheme))
    });
    each.collect::<Vec<_>>().join(", ")
}

/// Since when and why, of one qualification: ` since 20261102 (Other)`.
fn loss(coverage: &Coverage) -> String {
    let result = &coverage.qualifications[0].result;
    let since = result.disqualification_date.as_ref();
    let why = result.reason_of_loss.as_ref();
    let since = since.map(|day| format!(" since {day}"));
    let why = why.map(|why| format!(" ({why:?})"));
    [since, why].into_iter().flatten().collect()
}

/// Whose they are.
fn names(persons: &[Coverage]) -> String {
    let each = persons.iter().filter_map(|person| {
        let qualification = person.qualifications.first()?;
        Some(qualification.result.name.as_ref()?.expose().as_str())
    });
    each.collect::<Vec<_>>().join(", ")
}

fn difference(differing: &Differing) -> String {
    match differing {
        Differing::UnknownNumber(number) => format!("unknown number {}", number.expose()),
        Differing::OtherPerson(chart, changes) => {
            format!(
                "chart {} differs in {}",
                chart.patient_number.expose(),
                changed(changes)
            )
        }
        Differing::SeveralNumbers(numbers) => format!("several numbers {}", list(numbers)),
        Differing::OtherThanPicked(numbers) => format!("other than picked {}", list(numbers)),
    }
}

/// Names of the fields, as in `Field`: `TicketMonth` is `ticket month`.
fn changed(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "nothing changed".to_owned();
    }
    let each = changes.iter().map(|change| {
        let mut words = change
            .scheme
            .map(|of| format!("{} ", scheme(of)))
            .unwrap_or_default();
        for (at, letter) in format!("{:?}", change.field).chars().enumerate() {
            if at > 0 && letter.is_uppercase() {
                words.push(' ');
            }
            words.extend(letter.to_lowercase());
        }
        words
    });
    each.collect::<Vec<_>>().join(", ")
}

fn received_as(received: &Received) -> String {
    let new = if received.new_chart { "new " } else { "" };
    let number = match (received.basis, received.inquiry_number) {
        (Basis::OwnExpense, _) => "own expense",
        (Basis::Unentrusted, _) => "not entrusted",
        (Basis::Covered, None) => "number known",
        (Basis::Covered, Some(End::Registered)) => "number registered",
        (Basis::Covered, Some(End::Pending(_))) => "number waits",
    };
    format!(
        "received: {new}chart {}, {number}",
        received.chart.patient_number.expose()
    )
}

fn ending(ending: &Ending) -> &'static str {
    match ending {
        Ending::Received(_) => "received",
        Ending::Consented(..) => "consented",
        Ending::IdentityRefused => "not identified",
        Ending::NotCovered => "not covered",
        Ending::Abandoned => "given up",
    }
}

fn list<'a>(numbers: impl IntoIterator<Item = &'a Personal>) -> String {
    let each: Vec<_> = numbers
        .into_iter()
        .map(|number| number.expose().as_str())
        .collect();
    each.join(" ")
}
