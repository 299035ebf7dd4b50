//! One scenario: given, steps, and what is seen after each.

mod browser;
mod parse;
mod step;

pub use browser::Ends;
pub use parse::{all, load, parse};
pub use step::{Act, BulkAct, Change, Cover, Doubt, Fault, Given, Handed, Judged, On, Question, Said, Step};

use serde::Serialize;
use std::path::PathBuf;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scenario {
    /// `<row>/<case>.txt`.
    pub file: PathBuf,
    /// One sentence.
    pub title: String,
    /// Ids of the branches it takes, at least one.
    pub branches: Vec<String>,
    /// The desk belongs to a pharmacy, not to a clinic.
    pub pharmacy: bool,
    /// Id of the person of `tests/people`.
    pub person: String,
    /// How the world is before the first step, with line numbers.
    pub given: Vec<(usize, Given)>,
    /// It is played in the browser too, as one that ends like this; `None`: by the flow core only.
    pub browser: Option<Ends>,
    /// The scenario `<row>/<case>` that was played before in the same world; a new reception follows.
    pub after: Option<String>,
    /// Steps, at least one.
    pub steps: Vec<Played>,
}

impl Scenario {
    /// `<row>/<case>`.
    pub fn name(&self) -> String {
        self.file.with_extension("").display().to_string()
    }
}

/// One step and what is seen after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Played {
    /// Line of the step.
    pub line: usize,
    /// As written.
    pub text: String,
    /// What is done.
    pub step: Step,
    /// What is seen then, in the order of the file.
    pub seen: Vec<Seen>,
}

/// What one lane sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// Line in the file.
    pub line: usize,
    /// Where one looks.
    pub lane: Lane,
    /// What is there; `nothing` where there is nothing new.
    pub what: String,
}

/// Where one looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Lane {
    /// 受付窓口: the step of the counter screen.
    Counter,
    /// 患者: the step of the patient screen.
    Patient,
    /// What was asked of card, HIS and backend since the file last said so.
    Requests,
    /// 医師等: what the records screen shows of the patient.
    Doctor,
    /// What was written into the HIS since the file last said so.
    His,
    /// What the qualification backend recorded since the file last said so.
    Backend,
}
