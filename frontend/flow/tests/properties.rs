//! Whatever happens, in whatever order: never a query without an identity check, never a card linked after 目視, never a registration without a
//! valid answer, never a face kept at the bridge that nobody needs, always a way back to the start.

#[path = "properties/acts.rs"]
mod acts;
#[path = "properties/answers.rs"]
mod answers;
#[path = "properties/checks.rs"]
mod checks;
#[path = "properties/reach.rs"]
mod reach;
mod support;

use madoguchi_flow::reception::{Ending, OnChart, State};
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
    /// That it is on the chart, or that it is not was shown at the counter.
    settled: bool,
    /// What the backend has, where something in it is refused, until a chart has been asked to take that; `None`: it has been.
    owed: Option<ConsentChoice>,
    /// A chart has something of what this patient answered about consent.
    noted: bool,
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
            settled: false,
            owed: None,
            noted: false,
            old: Vec::new(),
            checked: 0,
        }
    }

    fn play(&mut self, what: &Move) {
        self.watched(|run| run.make(what));
    }

    fn watched(&mut self, happens: impl FnOnce(&mut Self)) {
        let (stays, over) = (self.desk.machine.consent_stays(), given_up(self.desk.state()));
        happens(self);
        if given_up(self.desk.state()) && !over {
            assert_eq!(stays, self.noted, "said of the chart before it was given up");
        }
        self.check();
    }

    fn make(&mut self, what: &Move) {
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
                let question = match self.desk.state() {
                    State::Consenting(inner, _) if pick % 4 != 0 => records_viewing::question(inner),
                    _ => None,
                };
                if let Some(about) = question {
                    let given = pick % 8 < 4;
                    self.play(&Move::Patient(PatientAct::Consent(ConsentAnswer {
                        about,
                        given,
                    })));
                } else if let Some(act) = self.sensible(*pick) {
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

fn given_up(state: &State) -> bool {
    matches!(
        state,
        State::TakingCard(Ending::Abandoned) | State::Over(Ending::Abandoned)
    )
}

/// What cannot be given up: it is written already, or will be.
fn being_written(state: &State) -> bool {
    match state {
        State::Registering(..) => true,
        State::Consenting(inner, _) => records_viewing::pending(inner).is_some(),
        _ => false,
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
        give_up(&mut run);
        prop_assert!(matches!(run.desk.state(), State::Over(_)), "{:?}", run.desk.state());
    }

    /// As above, from a new patient on who has consented while they write the questionnaire.
    #[test]
    fn whatever_happens_after_a_consent(moves in moves()) {
        let mut run = consented();
        for what in &moves {
            run.play(what);
        }
        give_up(&mut run);
        prop_assert!(matches!(run.desk.state(), State::Over(_)), "{:?}", run.desk.state());
    }
}

fn consented() -> Run {
    let mut run = Run::new();
    for what in [
        Move::Cards(2),
        Move::Answer(6),
        Move::Answer(1),
        Move::Sensible(20),
        Move::Answer(16),
        Move::PinNews,
        Move::Answer(3),
        Move::Answer(99),
        Move::Answer(63),
        Move::Sensible(113),
        Move::Sensible(29),
        Move::Sensible(9),
        Move::Answer(131),
    ] {
        run.play(&what);
    }
    assert!(matches!(run.desk.state(), State::TakingQuestionnaire(_)));
    assert!(run.desk.machine.consent_held().is_some());
    run
}

/// The way back to the start: end it, and take the cards away.
fn give_up(run: &mut Run) {
    let settle = |run: &mut Run| {
        while being_written(run.desk.state()) {
            run.play(&Move::Answer(1));
        }
    };
    settle(run);
    run.watched(|run| {
        run.desk.act(Act::Abandon);
    });
    settle(run);
    run.desk.cards(&[]);
    run.check();
}
