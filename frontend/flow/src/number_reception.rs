//! F05 / F09, and F06 / F10 at a pharmacy: a patient is received by the numbers on a paper, with S2 該当無しの対応 and S3
//! 資格喪失の対応. Only the scheme of the paper comes back, also for a 併用 patient.
//!
//! The chart is opened when the answer is registered, not before the query: so none is left as if confirmed when the
//! query comes to nothing.

mod state;

pub use state::{Asked, End, State, name, papers, pending, sent};

use crate::coverage::{self, ByNumbers, Coverage, NoCoverage, Standing, Unreadable};
use crate::{Act, Answer, Attempts, Event, Outcome};
use madoguchi_shared::bridge::his::{Chart, PaperNumbers, Papers};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::QualificationAnswer;
use madoguchi_shared::{ErrorCode, Redacted, Scheme};

type Step = Outcome<State, End>;

/// Longest reason of a pick, characters; as the HIS takes it.
const REASON_LIMIT: usize = 200;

/// The papers are handed over. `typed` is what was typed of them before another way was tried; `None`: nothing.
pub fn start(typed: Option<Box<Papers>>) -> State {
    // Why a person was picked was said of an answer that counts no more.
    State::Entering(typed.map(|mut papers| {
        papers.picked_because = None;
        papers
    }))
}

/// - `Entering`: papers → `FindingPatient`
/// - `FindingPatient`: nobody → `Querying`; charts → `PickingPatient`
/// - `PickingPatient`: picked, or a new patient → `Querying`
/// - `Querying`: one person, valid or 未委託 → `Answered`; lost or unclear → `Lost`; several → `PickingPerson`; 該当無し or
///   refused → `NotFound`
/// - `PickingPerson`: picked with a reason (1–200 characters) → as one person; none of them → `NotFound`
/// - `NotFound` (S2): correct → `Entering`; again → `Querying`; finish → `Closed`
/// - `Lost` (S3): other paper → `Entering`; correct → `Entering`; own expense → `OwnExpense`; finish → `Closed`
/// - a failed question → `Failed`: again
/// - all but `Entering`, and not while an answer is awaited: correct → `Entering`, with the papers as they were
pub fn update(state: State, event: Event, today: Day, attempts: &mut Attempts) -> Step {
    match (state, event) {
        (State::FindingPatient(papers), Event::Answered(_, Answer::Candidates(found))) => match found {
            Ok(nobody) if nobody.is_empty() => query(*papers, None, attempts),
            Ok(found) => Outcome::stay(State::PickingPatient(papers, found)),
            Err(code) => failed(code, State::FindingPatient(papers)),
        },
        (State::Querying(asked), Event::Answered(_, Answer::Qualification(answer))) => match answer {
            Ok(answer) => answered(asked, &answer, today),
            Err(code) => failed(code, State::Querying(asked)),
        },
        (state, Event::Act(act)) => acted(state, act, attempts),
        (state, _) => Outcome::stay(state),
    }
}

fn acted(state: State, act: Act, attempts: &mut Attempts) -> Step {
    match (state, act) {
        (State::Entering(_), Act::SubmitPapers(papers)) => ask(State::FindingPatient(papers), attempts),
        (State::PickingPatient(papers, found), Act::PickChart(id)) => {
            match found.iter().find(|candidate| candidate.chart.chart == id) {
                Some(candidate) => query(*papers, Some(candidate.chart.clone()), attempts),
                None => Outcome::stay(State::PickingPatient(papers, found)),
            }
        }
        (State::PickingPatient(papers, _), Act::NewChart) => query(*papers, None, attempts),
        (State::PickingPerson(mut asked, persons), Act::PickPerson(at, because)) => match persons.get(at) {
            Some(person) if is_reason(because.expose()) => {
                asked.papers.picked_because = Some(because);
                settled(asked, person.clone())
            }
            Some(_) | None => Outcome::stay(State::PickingPerson(asked, persons)),
        },
        (State::PickingPerson(asked, _), Act::NoneOfThem) => {
            Outcome::stay(State::NotFound(asked, NoCoverage::NotFound))
        }
        (State::NotFound(asked, _), Act::Retry) => ask(State::Querying(asked), attempts),
        (State::NotFound(..) | State::Lost(..), Act::Finish) => Outcome::complete(End::Closed),
        (State::Lost(asked, _), Act::OtherPaper) => {
            Outcome::stay(State::Entering(Some(Box::new(other_paper(&asked.papers)))))
        }
        (State::Lost(asked, coverage), Act::ReceiveAtOwnExpense) => {
            Outcome::complete(End::OwnExpense(coverage, asked))
        }
        (State::Failed(_, from), Act::Retry) => ask(*from, attempts),
        // An answer that is still to come would be about what was sent before.
        (state @ (State::Entering(_) | State::FindingPatient(_) | State::Querying(_)), Act::Correct) => {
            Outcome::stay(state)
        }
        (state, Act::Correct) => Outcome::stay(start(papers(&state).cloned().map(Box::new))),
        (state, _) => Outcome::stay(state),
    }
}

fn is_reason(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= REASON_LIMIT
}

fn query(papers: Papers, chart: Option<Chart>, attempts: &mut Attempts) -> Step {
    ask(State::Querying(Box::new(Asked { papers, chart })), attempts)
}

fn ask(state: State, attempts: &mut Attempts) -> Step {
    match pending(&state) {
        Some(request) => Outcome::ask(state, attempts, request),
        None => Outcome::stay(state),
    }
}

fn answered(mut asked: Box<Asked>, answer: &QualificationAnswer, today: Day) -> Step {
    // Said of an answer before this one, if at all.
    asked.papers.picked_because = None;
    match coverage::read_numbers(answer, sent(&asked.papers), today) {
        Ok(ByNumbers::One(coverage)) => settled(asked, coverage),
        Ok(ByNumbers::Several(persons)) => Outcome::stay(State::PickingPerson(asked, persons)),
        Err(Unreadable::NoCoverage(why)) => Outcome::stay(State::NotFound(asked, why)),
        Err(Unreadable::Senseless) => failed(ErrorCode::BackendNonsense, State::Querying(asked)),
    }
}

/// 「資格確認結果の確認」 of one person.
fn settled(asked: Box<Asked>, coverage: Coverage) -> Step {
    let goes_on = coverage
        .qualifications
        .iter()
        .any(|q| matches!(q.standing, Standing::Valid | Standing::Unentrusted));
    if goes_on {
        Outcome::complete(End::Answered(coverage, asked))
    } else {
        Outcome::stay(State::Lost(asked, coverage))
    }
}

/// The same person's, of the other scheme, its numbers still to be typed.
fn other_paper(papers: &Papers) -> Papers {
    let before = sent(papers);
    let empty = Redacted::new(String::new());
    let certificate = PaperNumbers {
        scheme: match before.scheme {
            Scheme::HealthInsurance => Scheme::MedicalAssistance,
            Scheme::MedicalAssistance => Scheme::HealthInsurance,
        },
        insurer_number: empty.clone(),
        symbol: None,
        number: empty,
        branch: None,
        birth_date: before.birth_date.clone(),
        name: before.name.clone(),
    };
    Papers {
        certificate,
        prescription: None,
        used: papers.used,
        picked_because: None,
    }
}

fn failed(code: ErrorCode, from: State) -> Step {
    Outcome::stay(State::Failed(code, Box::new(from)))
}
