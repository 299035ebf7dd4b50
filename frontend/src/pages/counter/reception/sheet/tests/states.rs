//! The states that are drawn, of one scheme each.

use super::support;
use madoguchi_flow::cards::Card;
use madoguchi_flow::changes::since_last_visit;
use madoguchi_flow::coverage::{Coverage, NoCoverage, read};
use madoguchi_flow::first_registration;
use madoguchi_flow::inquiry_number::End;
use madoguchi_flow::number_reception::{self, Asked};
use madoguchi_flow::reception::{Differing, Ending, Match, Received, Reviewed, State};
use madoguchi_flow::records_viewing;
use madoguchi_flow::request::ConsentDraft;
use madoguchi_flow::unentrusted_check::{self, Case};
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::backend::records::ConsentChoice;
use madoguchi_shared::bridge::his::{Basis, CallAnswer, ChartCandidate, Paper, Papers, PatientBasics};
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::{ErrorCode, Scheme};

/// Every state in which the scheme is known, and those in which nothing went right.
pub(super) fn states(scheme: Scheme) -> Vec<State> {
    let valid = reviewed(scheme, QualificationValidity::Valid);
    let lost = coverage(scheme, lost(scheme), QualificationValidity::Valid);
    let chart = support::chart("000001", valid.basics.clone(), vec![lost_before(scheme)]);
    let other = PatientBasics {
        name: "見本 太郎".into(),
        ..valid.basics.clone()
    };
    let differing = [
        Differing::UnknownNumber("000009".into()),
        Differing::OtherPerson(
            Box::new(chart.clone()),
            since_last_visit(&chart, &other, &valid.coverage),
        ),
        Differing::SeveralNumbers(vec!["1".into(), "2".into()]),
        Differing::OtherThanPicked(["1".into(), "2".into()]),
    ];
    let candidate = ChartCandidate {
        chart: chart.clone(),
        same_name: true,
        name_variant: false,
        same_kana: false,
        same_sex: true,
    };
    let found = Match {
        changes: since_last_visit(&chart, &valid.basics, &valid.coverage),
        chart: chart.clone(),
        by_number: true,
    };
    let received = |new_chart, inquiry_number| Received {
        chart: chart.clone(),
        new_chart,
        basis: Basis::Covered,
        inquiry_number,
    };
    let mut all = vec![
        State::TakingPapers,
        State::Querying(support::evidence("a")),
        State::NotCovered(NoCoverage::NotFound, support::evidence("a")),
        State::NothingValid(lost.clone()),
        State::LookingUpChart(valid.clone(), "1".into()),
        State::SearchingCharts(valid.clone()),
        State::PickingChart(valid.clone(), vec![candidate.clone()]),
        State::TakingQuestionnaire(valid.clone()),
        State::TakingQuestionnaire(Reviewed {
            papers: Some(Box::new(otherwise(scheme))),
            ..valid.clone()
        }),
        State::ConfirmingUpdate(valid.clone(), found),
        State::Received(received(true, Some(End::Registered))),
        State::Received(received(false, Some(End::Pending(ErrorCode::BackendUnavailable)))),
        State::TakingCard(Ending::NotCovered),
        State::Over(Ending::Received(Box::new(received(true, None)))),
        State::Over(Ending::IdentityRefused),
        State::Over(Ending::Abandoned),
    ];
    all.extend(by_numbers(scheme, &valid, lost, candidate));
    all.extend(first_registration());
    all.extend(consent(&valid));
    all.push(State::Over(Ending::Consented(
        Box::new(chart.clone()),
        support::receipt(YES_NO),
    )));
    let bases = match scheme {
        Scheme::MedicalAssistance => vec![Basis::OwnExpense, Basis::Unentrusted],
        Scheme::HealthInsurance => vec![Basis::OwnExpense],
    };
    for basis in bases {
        all.push(State::TakingQuestionnaire(Reviewed {
            basis,
            ..valid.clone()
        }));
        all.push(State::Received(Received {
            basis,
            ..received(true, None)
        }));
    }
    all.extend(differing.map(|differing| State::ChartDiffers(valid.clone(), differing)));
    let failed = |code: &ErrorCode| State::Failed(*code, Box::new(State::SearchingCharts(valid.clone())));
    all.extend(ErrorCode::ALL.iter().map(failed));
    if scheme == Scheme::MedicalAssistance {
        let case = Case {
            coverage: reviewed(scheme, QualificationValidity::ValidUnregistered).coverage,
            asked: None,
        };
        for answer in [None, Some(CallAnswer::NotUsable), Some(CallAnswer::CallBack)] {
            all.push(State::Unentrusted(unentrusted_check::State::Calling(
                case.clone(),
                answer,
            )));
        }
    }
    all
}

/// Steps by numbers.
pub(super) fn by_numbers(
    scheme: Scheme,
    valid: &Reviewed,
    lost: Coverage,
    candidate: ChartCandidate,
) -> impl Iterator<Item = State> {
    use number_reception::State as S;
    let asked = Box::new(Asked {
        papers: papers(scheme),
        chart: None,
    });
    let states = [
        S::Entering(Some(Box::new(papers(scheme)))),
        S::Entering(Some(Box::new(differing(scheme)))),
        S::PickingPatient(Box::new(papers(scheme)), vec![candidate]),
        S::Querying(asked.clone()),
        S::PickingPerson(
            asked.clone(),
            vec![valid.coverage.clone(), valid.coverage.clone()],
        ),
        S::NotFound(asked.clone(), NoCoverage::NotFound),
        S::Lost(asked.clone(), lost),
        S::Failed(ErrorCode::BackendUnavailable, Box::new(S::Querying(asked))),
    ];
    states.into_iter().map(State::Numbers)
}

/// Steps of 初回登録.
pub(super) fn first_registration() -> impl Iterator<Item = State> {
    use first_registration::State as S;
    let evidence = || support::evidence("a");
    let states = [
        S::Offering(evidence()),
        S::NeedsPin,
        S::Linking(evidence()),
        S::Failed(ErrorCode::JlisUnavailable, evidence()),
        S::Linked(LinkOutcome::Linked, evidence()),
        S::Linked(LinkOutcome::AlreadyLinked, evidence()),
        S::NothingToLink,
    ];
    states.into_iter().map(State::FirstRegistration)
}

const YES_NO: ConsentChoice = ConsentChoice {
    medications: true,
    checkups: false,
};

/// Steps of consent, over the questionnaire.
pub(super) fn consent(valid: &Reviewed) -> impl Iterator<Item = State> {
    use records_viewing::State as S;
    let evidence = || support::evidence("a");
    let draft = support::consent_draft(YES_NO);
    let refusal = ConsentDraft {
        consent_date: None,
        ..draft.clone()
    };
    let states = [
        S::AskingMedications(evidence()),
        S::AskingCheckups(evidence(), true),
        S::Registering(evidence(), YES_NO),
        S::Failed(ErrorCode::BackendUnavailable, evidence(), YES_NO),
        S::Failed(ErrorCode::NonceInvalid, evidence(), YES_NO),
        S::Noting(draft.clone()),
        S::NotNoted(ErrorCode::Internal, draft),
        S::Noting(refusal.clone()),
        S::NotNoted(ErrorCode::Internal, refusal),
    ];
    let back = State::TakingQuestionnaire(valid.clone());
    states
        .into_iter()
        .map(move |state| State::Consenting(state, Box::new(back.clone())))
}

pub(super) fn result(scheme: Scheme) -> QualificationResult {
    match scheme {
        Scheme::MedicalAssistance => support::assistance(),
        Scheme::HealthInsurance => support::insurance(),
    }
}

pub(super) fn lost(scheme: Scheme) -> QualificationResult {
    QualificationResult {
        disqualification_date: Some("20260101".into()),
        ..result(scheme)
    }
}

/// What the chart has of it: everything is another.
pub(super) fn lost_before(scheme: Scheme) -> QualificationResult {
    QualificationResult {
        insurer_number: Some("1".into()),
        insurer_name: Some("見本".into()),
        insured_card_symbol: Some("2".into()),
        insured_identification_number: Some("3".into()),
        insured_branch_number: Some("04".into()),
        insured_card_expiration_date: Some("20270331".into()),
        insured_partial_contribution_ratio: Some("020".into()),
        ..lost(scheme)
    }
}

pub(super) fn coverage(
    scheme: Scheme,
    result: QualificationResult,
    validity: QualificationValidity,
) -> Coverage {
    let answer = support::qualification(validity, vec![result]);
    let coverage = read(&answer, Day::in_tokyo(support::NOW)).unwrap();
    assert_eq!(coverage.qualifications[0].scheme, scheme);
    coverage
}

pub(super) fn reviewed(scheme: Scheme, validity: QualificationValidity) -> Reviewed {
    Reviewed {
        coverage: coverage(scheme, result(scheme), validity),
        basics: support::basics(),
        number_known: false,
        basis: Basis::Covered,
        papers: None,
        picked: None,
    }
}

pub(super) fn papers(scheme: Scheme) -> Papers {
    let mut papers = support::papers();
    papers.certificate.scheme = scheme;
    papers
}

pub(super) fn card() -> Card {
    Card {
        presence: "a".into(),
        reader: "Reader 1".into(),
        may_be_left: false,
    }
}

/// A paper with another birth date than the answer.
pub(super) fn otherwise(scheme: Scheme) -> Papers {
    let mut papers = papers(scheme);
    papers.certificate.birth_date = "19560217".into();
    papers
}

/// Two papers with another birth date each, and the prescription asked with.
fn differing(scheme: Scheme) -> Papers {
    let papers = papers(scheme);
    Papers {
        prescription: Some(otherwise(scheme).certificate),
        used: Paper::Prescription,
        ..papers
    }
}
