//! Whatever happens, in whatever order: never a query without an identity check, never a card linked after 目視, never a registration without a
//! valid answer, never a face kept at the bridge that nobody needs, always a way back to the start.

mod support;

use madoguchi_flow::reception::{Ending, State};
use madoguchi_flow::{
    Act, Answer, Event, Request, Way, first_registration, identify, number_reception, records_viewing,
};
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::backend::records::ConsentChoice;
use madoguchi_shared::bridge::card::PinRequestState;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceRequestState};
use madoguchi_shared::bridge::his::{Basis, CallAnswer, ChartCandidate, Questionnaire};
use madoguchi_shared::bridge::patient::{ConsentAnswer, ConsentQuestion, PatientAct};
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::{ErrorCode, Facility};
use proptest::prelude::*;
use std::collections::HashSet;
use support::*;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Move {
    Cards(u8),
    /// Answers the newest question; the number picks among its answers.
    Answer(u8),
    /// Answers an older question once more.
    Late(u8),
    /// Any act, mostly out of place.
    Act(u8),
    /// An act that means something in the present state.
    Sensible(u8),
    Patient(PatientAct),
    PinNews,
    FaceNews,
    Reload,
    /// At a pharmacy, or by numbers; means something at the beginning only.
    Begin(Way),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        1 => (0u8..6).prop_map(Move::Cards),
        8 => any::<u8>().prop_map(Move::Answer),
        1 => any::<u8>().prop_map(Move::Late),
        2 => any::<u8>().prop_map(Move::Act),
        8 => any::<u8>().prop_map(Move::Sensible),
        2 => prop_oneof![
            Just(PatientAct::UseFace),
            Just(PatientAct::UsePin),
            Just(PatientAct::AskStaff),
            Just(PatientAct::ConsentBack),
            Just(PatientAct::NoAnswer),
        ]
        .prop_map(Move::Patient),
        3 => (any::<bool>(), any::<bool>()).prop_map(|(first, given)| {
            let about = if first { ConsentQuestion::Medications } else { ConsentQuestion::Checkups };
            Move::Patient(PatientAct::Consent(ConsentAnswer { about, given }))
        }),
        3 => Just(Move::PinNews),
        3 => Just(Move::FaceNews),
        1 => Just(Move::Reload),
        1 => Just(Move::Begin(Way::Card)),
        2 => Just(Move::Begin(Way::Numbers)),
        1 => Just(Move::Begin(Way::Consent)),
    ];
    prop::collection::vec(one, 0..60)
}

/// The desk with a memory of what the world has said so far.
struct Run {
    desk: Desk,
    lying: Vec<String>,
    insertions: u32,
    evidence_given: HashSet<String>,
    /// Of these, the ones that face or PIN gave.
    by_face_or_pin: HashSet<String>,
    /// Face requests that were opened, and not cancelled.
    faces: Vec<String>,
    faces_opened: u32,
    /// The valid qualifications of the answer that counts: the one to the last query. Empty: none yet.
    valid: Vec<QualificationResult>,
    registered: bool,
    /// What the patient touched, question by question, since the last time they were asked.
    touched: [Option<bool>; 2],
    /// What the backend registered last.
    consented: Option<ConsentChoice>,
    old: Vec<Event>,
    checked: usize,
}

impl Run {
    fn new() -> Self {
        Self {
            desk: Desk::start(&[]),
            lying: Vec::new(),
            insertions: 0,
            evidence_given: HashSet::new(),
            by_face_or_pin: HashSet::new(),
            faces: Vec::new(),
            faces_opened: 0,
            valid: Vec::new(),
            registered: false,
            touched: [None; 2],
            consented: None,
            old: Vec::new(),
            checked: 0,
        }
    }

    fn play(&mut self, what: &Move) {
        match what {
            Move::Cards(kind) => self.cards(*kind),
            Move::Answer(pick) => {
                if let Some((attempt, request)) = self.desk.newest() {
                    let answer = self.answer_to(&request.clone(), *pick);
                    self.desk.waiting.clear();
                    let event = Event::Answered(attempt, answer);
                    self.old.push(event.clone());
                    self.desk.happen(event);
                }
            }
            Move::Late(pick) => {
                let older = self.old.len().saturating_sub(1).max(1);
                if let Some(event) = self.old.get(usize::from(*pick) % older).cloned() {
                    let before = self.desk.machine.clone();
                    self.desk.happen(event);
                    assert_eq!(self.desk.machine, before, "an old answer changed something");
                }
            }
            Move::Act(pick) => {
                let act = self.act(*pick);
                self.desk.act(act);
            }
            Move::Sensible(pick) => {
                if let Some(act) = self.sensible(*pick) {
                    self.desk.act(act);
                } else if let State::Identifying(identify::State::Facing(_)) = self.desk.state() {
                    self.play(&Move::FaceNews);
                } else if self.lying.is_empty() {
                    self.cards(2);
                }
            }
            Move::Patient(act) => {
                if let (PatientAct::Consent(answer), State::Consenting(inner, _)) = (act, self.desk.state())
                    && records_viewing::question(inner) == Some(answer.about)
                {
                    self.touched[usize::from(answer.about == ConsentQuestion::Checkups)] = Some(answer.given);
                }
                self.desk.happen(Event::Patient(*act));
            }
            Move::FaceNews => {
                let newest = format!("f{}", self.faces_opened);
                self.desk.happen(Event::FaceRequestChanged(newest));
            }
            Move::PinNews => {
                self.desk.happen(Event::PinRequestChanged("p1".into()));
            }
            Move::Reload => self.reload(),
            Move::Begin(way) => drop(self.desk.happen(Event::Begun(Facility::Pharmacy, *way))),
        }
        self.check();
    }

    fn cards(&mut self, kind: u8) {
        match kind {
            0 | 1 => self.lying.clear(),
            2 | 3 => {
                self.insertions += 1;
                // Some may be left there by an earlier patient.
                let kind = if self.insertions.is_multiple_of(3) {
                    "left"
                } else {
                    "card"
                };
                self.lying = vec![format!("{kind}-{}", self.insertions)];
            }
            4 => {
                self.insertions += 1;
                self.lying.push(format!("card-{}", self.insertions));
                self.lying.truncate(3);
            }
            _ => {
                self.lying.pop();
            }
        }
        let lying: Vec<&str> = self.lying.iter().map(String::as_str).collect();
        self.desk.cards(&lying);
    }

    fn reload(&mut self) {
        let before = self.desk.machine.state().clone();
        let lying: Vec<&str> = self.lying.iter().map(String::as_str).collect();
        self.desk.reload(&lying);
        assert_eq!(*self.desk.machine.state(), before, "a reload lost something");
    }

    fn answer_to(&mut self, request: &Request, pick: u8) -> Answer {
        let fails = pick.is_multiple_of(5);
        let code = ErrorCode::ALL[usize::from(pick) % ErrorCode::ALL.len()];
        match request {
            Request::FetchNonce if fails => Answer::Nonce(Err(code)),
            Request::FetchNonce => nonce(),
            Request::InspectCard { .. } if fails => Answer::Inspection(Err(code)),
            Request::InspectCard { .. } if pick.is_multiple_of(2) => inspection_with_face(pick / 2 % 4),
            Request::InspectCard { .. } => inspection(pick % 4),
            Request::OpenFace { .. } if fails => Answer::FaceOpened(Err(code)),
            Request::OpenFace { .. } => {
                self.faces_opened += 1;
                let face_request = format!("f{}", self.faces_opened);
                self.faces.push(face_request.clone());
                face_opened(&face_request, pick % 10 + 1)
            }
            Request::FetchFaceState { .. } => self.face(pick, code),
            Request::OpenPin { .. } if fails => Answer::PinOpened(Err(code)),
            Request::OpenPin { .. } => pin_opened(pick % 3 + 1),
            Request::FetchPinState { .. } => match pick % 8 {
                0 => pin_state(PinRequestState::Ended(code)),
                1 => pin_state(PinRequestState::Waiting(pick % 3 + 1)),
                2 => pin_state(PinRequestState::Checking),
                _ => {
                    let given = self.give_evidence();
                    self.by_face_or_pin.insert(given.assertion.clone());
                    pin_state(PinRequestState::Verified(given.into()))
                }
            },
            Request::AssertByEye { .. } if fails => Answer::Evidence(Err(code)),
            Request::AssertByEye { .. } => Answer::Evidence(Ok(self.give_evidence())),
            Request::QueryCard { .. } if fails => Answer::Qualification(Err(code)),
            Request::QueryCard { .. } if pick % 4 == 1 => Answer::Qualification(Err(ErrorCode::NotLinked)),
            Request::QueryCard { .. } => self.qualification(pick),
            Request::LinkCard { .. } if fails => Answer::CardLinked(Err(code)),
            Request::LinkCard { .. } => Answer::CardLinked(Ok(match pick % 3 {
                0 => LinkOutcome::NothingToLink,
                1 => LinkOutcome::AlreadyLinked,
                _ => LinkOutcome::Linked,
            })),
            Request::QueryNumbers { .. } if fails => Answer::Qualification(Err(code)),
            Request::QueryNumbers { .. } => self.by_numbers(pick),
            Request::LookUpChart { .. } => match pick % 3 {
                0 => Answer::ChartFound(Ok(None)),
                1 => Answer::ChartFound(Ok(Some(Box::new(chart("000001", basics(), vec![insurance()]))))),
                _ => Answer::ChartFound(Err(code)),
            },
            Request::SearchCharts { .. } | Request::FindPatient { .. } => match pick % 3 {
                0 => Answer::Candidates(Ok(vec![])),
                1 => Answer::Candidates(Ok(vec![ChartCandidate {
                    chart: chart("000002", basics(), vec![]),
                    same_name: true,
                    name_variant: false,
                    same_kana: false,
                    same_sex: true,
                }])),
                _ => Answer::Candidates(Err(code)),
            },
            Request::Register(_) if fails => Answer::Registered(Err(code)),
            Request::Register(_) => {
                self.registered = true;
                registered("000001")
            }
            Request::RegisterInquiryNumber { .. } if fails => Answer::InquiryNumber(Err(code)),
            Request::RegisterInquiryNumber { .. } => Answer::InquiryNumber(Ok(())),
            Request::RegisterConsent { .. } if fails => Answer::Consent(Err(code)),
            Request::RegisterConsent { choice, .. } => {
                self.consented = Some(*choice);
                Answer::Consent(Ok(receipt(*choice)))
            }
            Request::NoteConsent { .. } if fails => Answer::ConsentNoted(Err(code)),
            Request::NoteConsent { .. } => Answer::ConsentNoted(Ok(())),
            Request::CancelFace { .. } | Request::CancelPin { .. } | Request::NoteInquiryNumber { .. } => {
                unreachable!("never awaited")
            }
        }
    }

    fn face(&mut self, pick: u8, code: ErrorCode) -> Answer {
        let doubts = [
            FaceDoubt::Between,
            FaceDoubt::NoFace,
            FaceDoubt::NoCamera,
            FaceDoubt::CardPhoto,
        ];
        face_state(match pick % 10 {
            0 => FaceRequestState::Ended(code),
            1 => FaceRequestState::Number(pick % 10 + 1),
            2 => FaceRequestState::Reading,
            3 | 4 => FaceRequestState::Looking,
            5 => FaceRequestState::NotPassed,
            6 => FaceRequestState::NotSure(doubts[usize::from(pick / 10) % doubts.len()]),
            _ => {
                let given = self.give_evidence();
                self.by_face_or_pin.insert(given.assertion.clone());
                FaceRequestState::Passed(given.into())
            }
        })
    }

    fn give_evidence(&mut self) -> madoguchi_shared::identity::IdentityEvidence {
        let given = evidence(&format!("{}", self.evidence_given.len()));
        self.evidence_given.insert(given.assertion.clone());
        given
    }

    fn qualification(&mut self, pick: u8) -> Answer {
        let number = pick.is_multiple_of(2).then(|| "000001".into());
        let valid = QualificationResult {
            reference_number: number,
            ..insurance()
        };
        let lost = QualificationResult {
            disqualification_date: Some("20200101".into()),
            ..assistance()
        };
        let (validity, results, valid) = match pick % 7 {
            0 => (QualificationValidity::Valid, vec![valid, assistance()], 2),
            1 => (QualificationValidity::Valid, vec![valid, lost], 1),
            2 => (QualificationValidity::Valid, vec![valid], 1),
            3 => (QualificationValidity::Valid, vec![lost], 0),
            4 => (QualificationValidity::Unknown("8".into()), vec![insurance()], 0),
            5 => (QualificationValidity::ValidUnregistered, vec![assistance()], 0),
            _ => (QualificationValidity::NotFound, vec![], 0),
        };
        self.valid = results[..valid].to_vec();
        Answer::Qualification(Ok(Box::new(qualification(validity, results))))
    }

    fn by_numbers(&mut self, pick: u8) -> Answer {
        let lost = QualificationResult {
            disqualification_date: Some("20200101".into()),
            ..assistance()
        };
        let (validity, results, valid) = match pick % 5 {
            0 => (QualificationValidity::Valid, vec![assistance()], 1),
            1 => (
                QualificationValidity::Several,
                vec![assistance(), assistance()],
                1,
            ),
            2 => (QualificationValidity::Valid, vec![lost], 0),
            3 => (QualificationValidity::ValidUnregistered, vec![assistance()], 0),
            _ => (QualificationValidity::NotFound, vec![], 0),
        };
        self.valid = results[..valid].to_vec();
        Answer::Qualification(Ok(Box::new(qualification(validity, results))))
    }

    fn sensible(&self, pick: u8) -> Option<Act> {
        let one_of = |acts: Vec<Act>| acts.into_iter().cycle().nth(usize::from(pick));
        match self.desk.state() {
            State::TakingPapers => one_of(vec![Act::PapersTaken]),
            State::Numbers(inner) => one_of(match inner {
                number_reception::State::Entering(_) => vec![Act::SubmitPapers(Box::new(papers()))],
                number_reception::State::PickingPatient(..) => {
                    vec![Act::NewChart, Act::PickChart("chart-000002".into())]
                }
                number_reception::State::PickingPerson(..) => vec![Act::PickPerson(1, "氏名".into())],
                number_reception::State::NotFound(..) => vec![Act::Correct, Act::ByCard],
                number_reception::State::Lost(..) => vec![Act::ReceiveAtOwnExpense, Act::OtherPaper],
                _ => vec![Act::Retry],
            }),
            State::Unentrusted(_) => one_of(vec![
                Act::RecordCall(call(CallAnswer::Usable)),
                Act::RecordCall(call(CallAnswer::NotUsable)),
                Act::ReceiveAtOwnExpense,
            ]),
            State::FirstRegistration(inner) => one_of(match inner {
                first_registration::State::Offering(_) => vec![Act::RegisterCard],
                first_registration::State::NeedsPin => vec![Act::UsePin, Act::ByNumbers],
                first_registration::State::Linked(..) => vec![Act::ConfirmLink],
                _ => vec![Act::Retry],
            }),
            State::NothingValid(_) => one_of(vec![Act::ReceiveAtOwnExpense, Act::ByNumbers]),
            State::Identifying(identify::State::ChoosingWay(_)) => {
                one_of(vec![Act::UsePin, Act::UseFace, Act::UsePin, Act::UseByEye])
            }
            State::Identifying(identify::State::ComparingByEye(_)) => {
                one_of(vec![Act::ConfirmByEye("s1".into())])
            }
            State::Identifying(identify::State::EnteringPin(entry)) if entry.ways.pictures.is_some() => {
                one_of(vec![Act::UseByEye])
            }
            State::Identifying(identify::State::ChoosingCard(_)) => one_of(vec![self.act(0)]),
            State::Identifying(identify::State::Failed(..)) | State::Failed(..) => one_of(vec![Act::Retry]),
            State::ChartDiffers(..) => one_of(vec![Act::SamePerson, Act::SearchInstead]),
            State::PickingChart(..) => one_of(vec![Act::PickChart("chart-000002".into()), Act::NewChart]),
            State::Consenting(..) => one_of(vec![Act::Retry, Act::GoOn]),
            State::Received(_) => one_of(vec![Act::AskConsent]),
            State::TakingQuestionnaire(_) => one_of(vec![
                Act::SubmitQuestionnaire(Questionnaire::default()),
                Act::SubmitQuestionnaire(Questionnaire::default()),
                Act::AskConsent,
            ]),
            State::ConfirmingUpdate(..) => one_of(vec![
                Act::ConfirmUpdate { basics: true },
                Act::ConfirmUpdate { basics: false },
            ]),
            _ => None,
        }
    }

    fn act(&self, pick: u8) -> Act {
        match pick % 29 {
            0 => Act::UseCard(self.lying.last().cloned().unwrap_or_default()),
            1 | 2 => Act::UsePin,
            3 => Act::UseByEye,
            4 | 5 => Act::ConfirmByEye("s1".into()),
            6 => Act::RefuseByEye,
            7 => Act::OtherWay,
            8 => Act::Retry,
            9 => Act::PickChart("chart-000002".into()),
            10 => Act::NewChart,
            11 => Act::SamePerson,
            12 => Act::SearchInstead,
            13 => Act::SubmitQuestionnaire(Questionnaire::default()),
            14 => Act::PapersTaken,
            15 => Act::ByNumbers,
            16 => Act::ByCard,
            17 => Act::SubmitPapers(Box::new(papers())),
            18 => Act::Correct,
            19 => Act::PickPerson(0, "氏名".into()),
            20 => Act::NoneOfThem,
            21 => Act::RecordCall(call(CallAnswer::CallBack)),
            22 => Act::ReceiveAtOwnExpense,
            23 => Act::RegisterCard,
            24 => Act::ConfirmLink,
            25 => Act::UseFace,
            26 => Act::AskConsent,
            27 => Act::GoOn,
            _ => Act::ConfirmUpdate { basics: true },
        }
    }

    fn check(&mut self) {
        for request in &self.desk.asked[self.checked..] {
            match request {
                Request::CancelFace { face_request } => self.faces.retain(|open| open != face_request),
                Request::QueryCard { evidence } => {
                    assert!(
                        self.evidence_given.contains(&evidence.assertion),
                        "a query without an identity check"
                    );
                    self.valid.clear();
                }
                Request::LinkCard { evidence } => {
                    assert!(
                        self.by_face_or_pin.contains(&evidence.assertion),
                        "a card is linked without face or PIN"
                    );
                    self.valid.clear();
                }
                Request::QueryNumbers { .. } => self.valid.clear(),
                Request::Register(draft) => {
                    let without = draft.basis != Basis::Covered;
                    assert_eq!(
                        self.valid.is_empty(),
                        without,
                        "valid, or said to be received without"
                    );
                    assert_eq!(
                        draft.qualifications, self.valid,
                        "not what the answer calls valid"
                    );
                    assert!(
                        draft.basis != Basis::Unentrusted
                            || draft.calls.iter().any(|call| call.answer == CallAnswer::Usable),
                        "未委託 without the office's word"
                    );
                    assert!(!without || draft.inquiry_key.is_none());
                }
                Request::RegisterConsent { evidence, choice } => {
                    assert!(
                        self.evidence_given.contains(&evidence.assertion) && !self.valid.is_empty(),
                        "consent of somebody who was not identified, or is not covered"
                    );
                    let touched = [choice.medications, choice.checkups].map(Some);
                    assert_eq!(touched, self.touched, "not what the patient touched");
                }
                Request::NoteConsent { receipt, .. } => {
                    assert_eq!(Some(receipt.choice), self.consented, "not what the backend has");
                }
                Request::RegisterInquiryNumber { .. } => assert!(self.registered, "no chart has this number"),
                Request::FetchNonce
                | Request::InspectCard { .. }
                | Request::OpenFace { .. }
                | Request::FetchFaceState { .. }
                | Request::OpenPin { .. }
                | Request::FetchPinState { .. }
                | Request::CancelPin { .. }
                | Request::AssertByEye { .. }
                | Request::FindPatient { .. }
                | Request::LookUpChart { .. }
                | Request::SearchCharts { .. }
                | Request::NoteInquiryNumber { .. } => {}
            }
        }
        self.checked = self.desk.asked.len();
        let held = match self.desk.state() {
            State::Identifying(identify::State::Facing(entry)) => Some(&entry.face_request),
            State::Identifying(identify::State::ComparingByEye(ways) | identify::State::OpeningPin(ways)) => {
                ways.pictures.as_ref()
            }
            State::Identifying(identify::State::EnteringPin(entry)) => entry.ways.pictures.as_ref(),
            _ => None,
        };
        assert_eq!(
            self.faces,
            held.cloned().into_iter().collect::<Vec<_>>(),
            "the bridge keeps a face that nobody needs, or one that is needed is gone"
        );
        if let State::TakingCard(ending) | State::Over(ending) = self.desk.state() {
            let received = matches!(ending, Ending::Received(_));
            if matches!(ending, Ending::Consented(..)) {
                assert!(self.consented.is_some(), "consented, and nobody has it");
            }
            assert!(received || !self.registered, "registered, and not received");
        }
        if let State::ConfirmingUpdate(reviewed, _) = self.desk.state() {
            let valid = reviewed.coverage.valid().next().is_some();
            assert_eq!(valid, reviewed.basis == Basis::Covered);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens(moves in moves()) {
        let mut run = Run::new();
        for what in &moves {
            run.play(what);
        }
        // The way back to the start: end it, and take the cards away.
        while matches!(run.desk.state(), State::Registering(..)) {
            run.play(&Move::Answer(1));
        }
        run.desk.act(Act::Abandon).cards(&[]);
        run.check();
        prop_assert!(matches!(run.desk.state(), State::Over(_)), "{:?}", run.desk.state());
    }
}

/// The property above means something only if the random walks get far.
#[test]
fn random_walks_reach_the_end_of_the_flow() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut queried, mut registered, mut received) = (0, 0, 0);
    let (mut by_numbers, mut unentrusted, mut own_expense) = (0, 0, 0);
    let (mut linked, mut by_face, mut with_pictures) = (0, 0, 0);
    for _ in 0..2000 {
        let mut run = Run::new();
        for what in &moves().new_tree(&mut runner).unwrap().current() {
            run.play(what);
            received += usize::from(matches!(run.desk.state(), State::Received(_)));
        }
        queried += usize::from(
            run.desk
                .asked
                .iter()
                .any(|r| matches!(r, Request::QueryCard { .. })),
        );
        let was_linked = run.desk.asked.windows(2).any(|pair| {
            matches!(pair, [Request::LinkCard { evidence }, Request::QueryCard { evidence: again }] if evidence == again)
        });
        linked += usize::from(was_linked);
        let passed = &run.desk.passed;
        by_face += usize::from(passed.windows(2).any(|pair| {
            matches!(
                pair,
                [State::Identifying(identify::State::Facing(_)), State::Querying(_)]
            )
        }));
        with_pictures += usize::from(passed.iter().any(|state| {
            matches!(state, State::Identifying(identify::State::ComparingByEye(ways)) if ways.pictures.is_some())
        }));
        let mut drafts = run.desk.asked.iter().filter_map(|request| match request {
            Request::Register(draft) => Some(draft),
            _ => None,
        });
        if let Some(draft) = drafts.next() {
            registered += 1;
            by_numbers += usize::from(draft.papers.is_some());
            unentrusted += usize::from(draft.basis == Basis::Unentrusted);
            own_expense += usize::from(draft.basis == Basis::OwnExpense);
        }
    }
    assert!(
        queried > 100 && registered > 20 && received > 10,
        "{queried} {registered} {received}"
    );
    assert!(linked > 5, "{linked}");
    assert!(by_face > 10 && with_pictures > 3, "{by_face} {with_pictures}");
    assert!(
        by_numbers > 5 && unentrusted > 5 && own_expense > 5,
        "{by_numbers} {unentrusted} {own_expense}"
    );
}
