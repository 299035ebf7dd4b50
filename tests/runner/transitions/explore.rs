//! Walks a machine through everything that can happen in a row.

use super::row::{Answers, Row};
use super::{Transition, machine, name, seen_from};
use crate::support::*;
use madoguchi_flow::reception::State;
use madoguchi_flow::{Act, Answer, Effect, Event, Reception, Request, Way};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::bridge::card::PinRequestState;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceRequestState};
use madoguchi_shared::bridge::his::{CallAnswer, ChartCandidate, PatientBasics, Questionnaire};
use madoguchi_shared::bridge::patient::{ConsentAnswer, ConsentQuestion, PatientAct};
use madoguchi_shared::code::QualificationValidity;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

/// Transitions, and what brings each about.
pub(crate) type Found = BTreeMap<Transition, BTreeSet<String>>;

/// A machine on its way.
#[derive(Clone)]
struct Node {
    machine: Reception,
    /// The question that is waited on.
    waiting: Option<Effect>,
    cards: Vec<&'static str>,
}

/// Everything that can happen in the row, from its own states.
pub(crate) fn explore(row: &Row) -> Found {
    let mut found = Found::new();
    for way in row.ways {
        explore_from(row, *way, &mut found);
    }
    found
}

fn explore_from(row: &Row, way: Way, found: &mut Found) {
    let mut start = Node {
        machine: Reception::default(),
        waiting: None,
        cards: Vec::new(),
    };
    start.happen(Event::Readers(readers(&[])));
    start.happen(Event::Begun(row.facility, way));
    let mut seen = HashSet::from([start.signature()]);
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let from = name(node.machine.state());
        for (what, next) in node.steps(row) {
            let to = name(next.machine.state());
            if from != to && from.starts_with(row.from) {
                let to = seen_from(machine(&from), &to);
                found.entry((from.clone(), to)).or_default().insert(what);
            }
            if seen.insert(next.signature()) {
                queue.push_back(next);
            }
        }
    }
}

impl Node {
    fn happen(&mut self, event: Event) {
        let before = name(self.machine.state());
        let effects = self.machine.update(event, NOW);
        let newest = effects.into_iter().rev().find(|e| is_awaited(&e.request));
        if newest.is_some() || before != name(self.machine.state()) {
            self.waiting = newest;
        }
    }

    fn after(&self, event: Event) -> Self {
        let mut next = self.clone();
        next.happen(event);
        next
    }

    /// What makes a difference to what can follow.
    fn signature(&self) -> String {
        let state = format!("{:?}", self.machine.state());
        let count = |what: &str| state.matches(what).count().min(2).to_string();
        let asked = self
            .waiting
            .as_ref()
            .map(|effect| head(&format!("{:?}", effect.request)));
        [
            name(self.machine.state()),
            asked.unwrap_or_default(),
            self.cards.join(","),
            format!("{:?}", self.machine.method()),
            count("standing: Valid"),
            count("standing: Lost"),
            count("standing: Unentrusted"),
            count("number_known: true"),
            count("by_number: true"),
            count("basis: Covered"),
            count("NotUsable"),
            count("Unusable"),
            count("face: Open"),
            count("NotPassed"),
            count("face_failed: Some(Ended"),
            count("pictures: Some"),
            count("stage: Looking"),
            count("OtherPerson"),
            count("TakeCardAway"),
            count("NonceInvalid"),
            count("NotLinked"),
            count("papers: Some"),
            format!(
                "{:?}",
                self.machine.consent().map(|end| head(&format!("{end:?}")))
            ),
            self.machine.may_ask_consent().to_string(),
            if let State::Consenting(_, back) = self.machine.state() {
                name(back)
            } else {
                String::new()
            },
            // Where a failed question leads back to.
            state.get(..90).unwrap_or_default().to_owned(),
        ]
        .join("|")
    }

    /// What can happen now, and what follows.
    fn steps(&self, row: &Row) -> Vec<(String, Self)> {
        let mut steps = Vec::new();
        let several: &[&[&'static str]] = &[&[], &["a"], &["a", "b"], &["left"]];
        // Which card it is concerns 本人確認 alone.
        let some = if row.from == "identify" {
            several
        } else {
            &several[..2]
        };
        for cards in some {
            // Taken away: the same in every state that has a card.
            let other = !self.cards.is_empty() && !cards.starts_with(&self.cards);
            let mut next = self.after(Event::Readers(readers(cards)));
            next.cards = cards.to_vec();
            if !other || name(self.machine.state()).ends_with("TakingCard") {
                steps.push(("cards".to_owned(), next));
            }
        }
        let yes = |about| PatientAct::Consent(ConsentAnswer { about, given: true });
        for act in [
            PatientAct::UseFace,
            PatientAct::UsePin,
            PatientAct::AskStaff,
            PatientAct::NoAnswer,
            PatientAct::ConsentBack,
            yes(ConsentQuestion::Medications),
            yes(ConsentQuestion::Checkups),
        ] {
            let what = format!("patient: {}", head(&format!("{act:?}")));
            steps.push((what, self.after(Event::Patient(act))));
        }
        steps.push((
            "PIN".to_owned(),
            self.after(Event::PinRequestChanged("p1".into())),
        ));
        steps.push((
            "face".to_owned(),
            self.after(Event::FaceRequestChanged("f1".into())),
        ));
        // While an answer is awaited the counter shows no button but that to give up.
        let acts = if self.waiting.is_none() {
            acts(row, &self.cards)
        } else {
            Vec::new()
        };
        for act in acts {
            let what = head(&format!("{act:?}"));
            steps.push((what, self.after(Event::Act(act))));
        }
        if let Some(Effect { attempt, request }) = &self.waiting {
            for (what, answer) in answers(request, row.answers) {
                steps.push((what.to_owned(), self.after(Event::Answered(*attempt, answer))));
            }
        }
        steps
    }
}

/// The name of a variant.
fn head(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric()).collect()
}

fn acts(row: &Row, cards: &[&str]) -> Vec<Act> {
    let mut acts = vec![
        Act::PapersTaken,
        Act::UseCard(cards.first().copied().unwrap_or_default().to_owned()),
        Act::UseFace,
        Act::UsePin,
        Act::UseByEye,
        Act::ConfirmByEye("s1".into()),
        Act::RefuseByEye,
        Act::OtherWay,
        Act::Retry,
        Act::PickChart("chart-000002".into()),
        Act::NewChart,
        Act::SamePerson,
        Act::SearchInstead,
        Act::SubmitQuestionnaire(Questionnaire::default()),
        Act::ConfirmUpdate { basics: true },
        Act::SubmitPapers(Box::new(row_papers(row))),
        Act::Correct,
        Act::OtherPaper,
        Act::PickPerson(1, "氏名".into()),
        Act::NoneOfThem,
        Act::ReceiveAtOwnExpense,
        Act::RegisterCard,
        Act::ConfirmLink,
        Act::ByNumbers,
        Act::ByCard,
        Act::AskConsent,
        Act::GoOn,
        Act::Finish,
    ];
    acts.extend(
        [CallAnswer::Usable, CallAnswer::NotUsable, CallAnswer::CallBack]
            .map(|answer| Act::RecordCall(call(answer))),
    );
    acts
}

fn row_papers(row: &Row) -> madoguchi_shared::bridge::his::Papers {
    let mut papers = papers();
    if row.answers == Answers::Insurance {
        papers.certificate.scheme = madoguchi_shared::Scheme::HealthInsurance;
    }
    papers
}

fn answers(request: &Request, kind: Answers) -> Vec<(&'static str, Answer)> {
    let failed = ErrorCode::BackendUnavailable;
    match request {
        Request::FetchNonce => vec![("answer", nonce()), ("failure", Answer::Nonce(Err(failed)))],
        Request::InspectCard { .. } => vec![
            ("face is open", inspection_with_face(3)),
            ("face is open", inspection_with_face(0)),
            ("PIN can be used", inspection(3)),
            ("PIN cannot be used", inspection(0)),
            ("failure", Answer::Inspection(Err(failed))),
            ("failure", Answer::Inspection(Err(ErrorCode::CardNotMyNumber))),
        ],
        Request::OpenFace { .. } => face_openings(),
        Request::FetchFaceState { .. } => face_states(),
        Request::OpenPin { .. } => vec![
            ("answer", pin_opened(3)),
            (
                "PIN cannot be used",
                Answer::PinOpened(Err(ErrorCode::PinUnusable)),
            ),
            ("failure", Answer::PinOpened(Err(failed))),
        ],
        Request::FetchPinState { .. } => vec![
            ("PIN wrong", pin_state(PinRequestState::Waiting(2))),
            (
                "PIN right",
                pin_state(PinRequestState::Verified(evidence("a").into())),
            ),
            (
                "PIN cannot be used",
                pin_state(PinRequestState::Ended(ErrorCode::PinUnusable)),
            ),
            ("failure", pin_state(PinRequestState::Ended(failed))),
        ],
        Request::AssertByEye { .. } => vec![
            ("answer", Answer::Evidence(Ok(evidence("a")))),
            ("failure", Answer::Evidence(Err(failed))),
        ],
        Request::QueryCard { .. } | Request::QueryNumbers { .. } => qualifications(request, kind),
        Request::LinkCard { .. } => {
            let answer = |outcome| Answer::CardLinked(Ok(outcome));
            vec![
                ("linked", answer(LinkOutcome::Linked)),
                ("nothing to link", answer(LinkOutcome::NothingToLink)),
                ("failure", Answer::CardLinked(Err(failed))),
                ("failure", Answer::CardLinked(Err(ErrorCode::NonceInvalid))),
            ]
        }
        Request::LookUpChart { .. } => vec![
            ("unknown", Answer::ChartFound(Ok(None))),
            (
                "the patient's",
                Answer::ChartFound(Ok(Some(Box::new(chart("000001", basics(), vec![]))))),
            ),
            (
                "another's",
                Answer::ChartFound(Ok(Some(Box::new(chart("000001", another(), vec![]))))),
            ),
            ("failure", Answer::ChartFound(Err(failed))),
        ],
        Request::SearchCharts { .. } | Request::FindPatient { .. } => vec![
            ("nobody", Answer::Candidates(Ok(vec![]))),
            ("candidates", Answer::Candidates(Ok(vec![candidate()]))),
            ("failure", Answer::Candidates(Err(failed))),
        ],
        Request::Register(_) => vec![
            ("answer", registered("000001")),
            ("failure", Answer::Registered(Err(failed))),
        ],
        Request::RegisterInquiryNumber { .. } => vec![
            ("answer", Answer::InquiryNumber(Ok(()))),
            ("failure", Answer::InquiryNumber(Err(failed))),
        ],
        Request::RegisterConsent { choice, .. } => vec![
            ("answer", Answer::Consent(Ok(receipt(*choice)))),
            ("failure", Answer::Consent(Err(failed))),
            ("failure", Answer::Consent(Err(ErrorCode::NonceInvalid))),
        ],
        Request::NoteConsent { .. } => vec![
            ("answer", Answer::ConsentNoted(Ok(()))),
            ("failure", Answer::ConsentNoted(Err(failed))),
        ],
        Request::CancelFace { .. } | Request::CancelPin { .. } | Request::NoteInquiryNumber { .. } => vec![],
    }
}

/// Answers to [`Request::OpenFace`].
fn face_openings() -> Vec<(&'static str, Answer)> {
    vec![
        ("answer", face_opened("f1", 10)),
        (
            "照合番号B is blocked",
            Answer::FaceOpened(Err(ErrorCode::PinUnusable)),
        ),
        (
            "the card will not do",
            Answer::FaceOpened(Err(ErrorCode::CardTimeout)),
        ),
    ]
}

/// Answers to [`Request::FetchFaceState`].
fn face_states() -> Vec<(&'static str, Answer)> {
    vec![
        ("照合番号B wrong", face_state(FaceRequestState::Number(9))),
        ("照合番号B right", face_state(FaceRequestState::Looking)),
        (
            "face passed",
            face_state(FaceRequestState::Passed(evidence("a").into())),
        ),
        ("face not passed", face_state(FaceRequestState::NotPassed)),
        (
            "face not sure",
            face_state(FaceRequestState::NotSure(FaceDoubt::NoCamera)),
        ),
        (
            "照合番号B is blocked",
            face_state(FaceRequestState::Ended(ErrorCode::PinUnusable)),
        ),
        (
            "the card will not do",
            face_state(FaceRequestState::Ended(ErrorCode::CardTimeout)),
        ),
    ]
}

fn qualifications(request: &Request, kind: Answers) -> Vec<(&'static str, Answer)> {
    let by_card = matches!(request, Request::QueryCard { .. });
    let answer = |(validity, results)| {
        let answer = qualification(validity, results);
        ("answer", Answer::Qualification(Ok(Box::new(answer))))
    };
    let mut all: Vec<_> = kind.list().into_iter().map(answer).collect();
    let mut failures = vec![ErrorCode::BackendUnavailable];
    if by_card {
        failures.push(ErrorCode::NonceInvalid);
    } else {
        let one = kind.list().swap_remove(0).1.swap_remove(0);
        all.push(answer((QualificationValidity::Several, vec![one.clone(), one])));
    }
    if kind == Answers::NotLinked {
        failures.push(ErrorCode::NotLinked);
    }
    all.extend(
        failures
            .into_iter()
            .map(|code| ("failure", Answer::Qualification(Err(code)))),
    );
    all
}

fn another() -> PatientBasics {
    PatientBasics {
        name: "見本 太郎".into(),
        ..basics()
    }
}

fn candidate() -> ChartCandidate {
    ChartCandidate {
        chart: chart("000002", basics(), vec![]),
        same_name: true,
        name_variant: false,
        same_kana: false,
        same_sex: true,
    }
}
