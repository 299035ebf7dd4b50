//! 読み替え is complete: every step, for both schemes, at both facilities, in both languages.

#[path = "../../../../../flow/tests/support/mod.rs"]
mod support;

use super::super::{changes, coverage, face, numbers, step};
use super::{Does, Part, Sheet};
use crate::text::Words;
use madoguchi_flow::cards::Card;
use madoguchi_flow::changes::since_last_visit;
use madoguchi_flow::coverage::{Coverage, NoCoverage, read};
use madoguchi_flow::identify::{self, Checked, FaceEntry, FaceFailure, FaceStage, PinEntry, Ways};
use madoguchi_flow::inquiry_number::End;
use madoguchi_flow::number_reception::{self, Asked};
use madoguchi_flow::reception::{Differing, Ending, Match, Received, Reviewed, State};
use madoguchi_flow::unentrusted_check::{self, Case};
use madoguchi_flow::{Act, first_registration};
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceWay};
use madoguchi_shared::bridge::his::{Basis, CallAnswer, ChartCandidate, Papers, PatientBasics};
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::terms::Term;
use madoguchi_shared::{ErrorCode, Facility, Language, Scheme};
use std::collections::HashSet;

/// Words that do not belong to a patient of the scheme.
fn foreign(scheme: Scheme) -> &'static [&'static str] {
    match scheme {
        Scheme::MedicalAssistance => &["保険", "特定健診", "nsurance", "nsurer", "nsured"],
        Scheme::HealthInsurance => &[
            "扶助",
            "公費",
            "受給",
            "福祉",
            "保護",
            "医療券",
            "調剤券",
            "ssistance",
            "elfare",
            "edical ticket",
            "ispensing ticket",
        ],
    }
}

#[test]
fn no_step_says_a_word_of_the_other_scheme_or_facility() {
    for scheme in [Scheme::MedicalAssistance, Scheme::HealthInsurance] {
        for facility in Facility::ALL {
            for language in Language::ALL {
                let words = Words {
                    language,
                    facility,
                    scheme: None,
                };
                for state in states(scheme) {
                    let name = format!("{state:?}");
                    let sheet = match state {
                        // Loaded later: what is in it.
                        State::Numbers(inner) => numbers::sheet(inner),
                        State::Identifying(identify::State::Facing(entry)) => face::facing(&entry),
                        state => step::sheet(state),
                    };
                    let said = texts(sheet, words);
                    assert!(!said.is_empty(), "nothing is said: {name}");
                    for text in said {
                        for word in foreign(scheme) {
                            assert!(!text.contains(word), "{scheme:?} {facility:?}: {text}\n{name}");
                        }
                        assert!(!text.contains('{'), "a place is open: {text}");
                        if facility == Facility::Pharmacy {
                            for word in ["カルテ", "問診票", "診察", "この医療機関"] {
                                assert!(!text.contains(word), "{text}\n{name}");
                            }
                        }
                    }
                }
            }
        }
    }
}

/// All that a step says.
fn texts(sheet: Sheet, words: Words) -> Vec<String> {
    let mut all = Vec::new();
    for part in sheet {
        match part {
            Part::Title(say)
            | Part::DescribedTitle(say, _)
            | Part::Text(say)
            | Part::Quiet(say)
            | Part::Notice(say)
            | Part::Working(say) => all.push(say.said(words)),
            Part::Live(_, parts) => all.extend(texts(parts, words)),
            Part::Problem(code, _) => {
                let wording = code.wording(words.language);
                all.extend([wording.cause.to_owned(), wording.next_step.to_owned()]);
            }
            Part::Changes(changes) => all.extend(changes.iter().flat_map(|change| {
                let words = Words {
                    scheme: change.scheme,
                    ..words
                };
                changes::line(change, words)
            })),
            Part::Table(head, rows) => {
                all.extend(head.iter().map(|say| say.said(words)));
                let cells = rows.iter().flatten();
                all.extend(cells.map(|(say, _)| say.said(words)));
            }
            Part::Choices(choices) => {
                for choice in choices {
                    all.push(choice.who.0);
                    all.extend(choice.about.iter().map(|(say, _)| say.said(words)));
                    all.push(choice.button.text.said(words));
                    all.extend(choice.button.label.iter().map(|say| say.said(words)));
                }
            }
            Part::Actions(buttons) => {
                for button in buttons {
                    all.push(button.text.said(words));
                }
            }
            Part::Standings(coverage) | Part::Coverage(coverage) => {
                for qualification in coverage.qualifications {
                    let words = Words {
                        scheme: Some(qualification.scheme),
                        ..words
                    };
                    all.push(words.word(Term::SchemeName).to_owned());
                    let rows = coverage::rows(&qualification.result, words);
                    all.extend(rows.into_iter().flat_map(|(name, value)| [name, value]));
                }
            }
            // What it says is said with sentences that the test of the texts reads.
            Part::View(_) => {}
        }
    }
    all
}

/// Every state in which the scheme is known, and those in which nothing went right.
fn states(scheme: Scheme) -> Vec<State> {
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
    all.extend(identifying());
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
    let failed = ErrorCode::ALL.iter().filter(|code| !names_a_scheme(**code));
    all.extend(failed.map(|code| State::Failed(*code, Box::new(State::SearchingCharts(valid.clone())))));
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
fn by_numbers(
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

/// Steps of 本人確認, with 顔認証 and without.
fn identifying() -> impl Iterator<Item = State> {
    use identify::State as S;
    let mut states = Vec::new();
    for face in [FaceWay::Open, FaceWay::NotInstalled, FaceWay::SwitchedOff] {
        for pin in [
            PinAvailability::Tries(3),
            PinAvailability::Tries(1),
            PinAvailability::Unusable,
        ] {
            for face_failed in [None, Some(FaceFailure::NotPassed)] {
                let ways = ways(face, pin, face_failed);
                states.extend([
                    S::ChoosingWay(ways.clone()),
                    S::OpeningFace(ways.clone()),
                    S::OpeningPin(ways.clone()),
                    S::ComparingByEye(Ways {
                        pictures: Some("f1".into()),
                        ..ways.clone()
                    }),
                    S::EnteringPin(PinEntry {
                        ways,
                        pin_request: "p1".into(),
                        tries_left: 2,
                        wrong: true,
                        checking: false,
                    }),
                ]);
            }
        }
    }
    states.extend(stages().map(|stage| S::Facing(facing(stage, PinAvailability::Tries(3)))));
    states.into_iter().map(State::Identifying)
}

fn stages() -> impl Iterator<Item = FaceStage> {
    let number = |tries_left, wrong| FaceStage::Number { tries_left, wrong };
    [
        number(10, false),
        number(1, true),
        FaceStage::Reading,
        FaceStage::Looking,
    ]
    .into_iter()
}

fn ways(face: FaceWay, pin: PinAvailability, face_failed: Option<FaceFailure>) -> Ways {
    Ways {
        checked: Checked {
            card: Card {
                reader: "reader".into(),
                presence: "a".into(),
                may_be_left: false,
            },
            nonce: "n".into(),
        },
        face,
        pin,
        face_failed,
        pictures: None,
    }
}

fn facing(stage: FaceStage, pin: PinAvailability) -> FaceEntry {
    FaceEntry {
        ways: ways(FaceWay::Open, pin, None),
        face_request: "f1".into(),
        stage,
    }
}

/// What can be pressed in a step.
fn buttons(sheet: Sheet) -> Vec<Act> {
    let buttons = sheet.into_iter().flat_map(|part| match part {
        Part::Actions(buttons) => buttons,
        _ => Vec::new(),
    });
    buttons
        .filter_map(|button| match button.does {
            Does::Act(act) => Some(*act),
            Does::Close | Does::Print => None,
        })
        .collect()
}

#[test]
fn only_the_ways_that_are_open_are_offered_and_the_face_first() {
    let chosen = |face, pin, failed| {
        let state = identify::State::ChoosingWay(ways(face, pin, failed));
        buttons(step::sheet(State::Identifying(state)))
    };
    let tries = PinAvailability::Tries(3);
    let all = [Act::UseFace, Act::UsePin, Act::UseByEye];
    assert_eq!(chosen(FaceWay::Open, tries, None), all);
    assert_eq!(chosen(FaceWay::NotInstalled, tries, None), all[1..]);
    assert_eq!(chosen(FaceWay::SwitchedOff, tries, None), all[1..]);
    let blocked = Some(FaceFailure::Ended(ErrorCode::PinUnusable));
    assert_eq!(chosen(FaceWay::Open, tries, blocked), all[1..]);
    let no_pin = chosen(FaceWay::Open, PinAvailability::Unusable, None);
    assert_eq!(no_pin, [Act::UseFace, Act::UseByEye]);
    for stage in stages() {
        let with_pin = buttons(face::facing(&facing(stage, tries)));
        assert_eq!(with_pin, [Act::UsePin, Act::UseByEye, Act::OtherWay]);
        let without = buttons(face::facing(&facing(stage, PinAvailability::Unusable)));
        assert_eq!(without, [Act::UseByEye, Act::OtherWay]);
    }
}

#[test]
fn a_face_is_passed_not_passed_or_not_sure_and_never_a_number() {
    let doubts = [
        FaceDoubt::Between,
        FaceDoubt::NoFace,
        FaceDoubt::SeveralFaces,
        FaceDoubt::Light,
        FaceDoubt::Frozen,
        FaceDoubt::NotMoved,
        FaceDoubt::Flat,
        FaceDoubt::AnotherFace,
        FaceDoubt::NoCamera,
        FaceDoubt::CardPhoto,
    ];
    let all = doubts
        .map(FaceFailure::NotSure)
        .into_iter()
        .chain([FaceFailure::NotPassed, FaceFailure::Ended(ErrorCode::PinUnusable)]);
    let all: Vec<_> = all.collect();
    for language in Language::ALL {
        let words = Words {
            language,
            facility: Facility::Clinic,
            scheme: None,
        };
        let said: HashSet<String> = all.iter().map(|why| face::reason(*why).said(words)).collect();
        assert_eq!(said.len(), all.len(), "each has words of its own");
        for text in said {
            assert!(!text.contains(|c: char| c.is_numeric()), "{text}");
        }
    }
}

/// Steps of 初回登録.
fn first_registration() -> impl Iterator<Item = State> {
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

/// Errors that speak of a number that is checked when it is configured or typed, not of a patient.
fn names_a_scheme(code: ErrorCode) -> bool {
    let words = ["保険", "公費", "医療扶助"];
    let said = code.wording(Language::Ja);
    words
        .iter()
        .any(|word| said.cause.contains(word) || said.next_step.contains(word))
}

fn result(scheme: Scheme) -> QualificationResult {
    match scheme {
        Scheme::MedicalAssistance => support::assistance(),
        Scheme::HealthInsurance => support::insurance(),
    }
}

fn lost(scheme: Scheme) -> QualificationResult {
    QualificationResult {
        disqualification_date: Some("20260101".into()),
        ..result(scheme)
    }
}

/// What the chart has of it: everything is another.
fn lost_before(scheme: Scheme) -> QualificationResult {
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

fn coverage(scheme: Scheme, result: QualificationResult, validity: QualificationValidity) -> Coverage {
    let answer = support::qualification(validity, vec![result]);
    let coverage = read(&answer, Day::in_tokyo(support::NOW)).unwrap();
    assert_eq!(coverage.qualifications[0].scheme, scheme);
    coverage
}

fn reviewed(scheme: Scheme, validity: QualificationValidity) -> Reviewed {
    Reviewed {
        coverage: coverage(scheme, result(scheme), validity),
        basics: support::basics(),
        number_known: false,
        basis: Basis::Covered,
        papers: None,
        picked: None,
    }
}

fn papers(scheme: Scheme) -> Papers {
    let mut papers = support::papers();
    papers.certificate.scheme = scheme;
    papers
}

/// A paper with another birth date than the answer.
fn otherwise(scheme: Scheme) -> Papers {
    let mut papers = papers(scheme);
    papers.certificate.birth_date = "19560217".into();
    papers
}
