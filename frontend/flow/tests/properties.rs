//! Whatever happens, in whatever order: never a query without an identity check, never a card linked after 目視, never a registration without a
//! valid answer, never a face kept at the bridge that nobody needs, always a way back to the start.

#[path = "properties/acts.rs"]
mod acts;
#[path = "properties/answers.rs"]
mod answers;
#[path = "properties/checks.rs"]
mod checks;
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
