//! The transitions of the machines: which exist in a row, found by exploring the machine under that row's parameters,
//! and which of them the scenarios walk.
//!
//! A transition is a pair of states by their names; where it leads into another machine, that machine. Left out is what every state has: that the reception is given up, and
//! that the card is taken away; both are held by the property tests of the flow crate.

mod answers;
mod bulk;
mod doc;
mod explore;
mod row;
mod walked;

pub(crate) use bulk::between as bulk_between;
pub(crate) use doc::page;
pub(crate) use walked::{Walked, print, table};

use explore::{Found, explore};
use row::{ROWS, Row};

use madoguchi_flow::reception::State;

/// Where a transition of `of` leads: within the machine the state, else the machine or the end.
pub(crate) fn seen_from(of: &str, state: &str) -> String {
    let other = machine(state);
    match state {
        "card_reception::TakingCard" | "card_reception::Over" => "end".to_owned(),
        _ if other == of || other == "card_reception" => state.to_owned(),
        _ => other.to_owned(),
    }
}

/// A transition: from, to.
pub(crate) type Transition = (String, String);

/// Machine and state, e.g. `identify::ChoosingWay`.
pub(crate) fn name(state: &State) -> String {
    let text = format!("{state:?}");
    let (outer, inner) = text.split_once('(').unwrap_or((&text, ""));
    let machine = match outer {
        "Identifying" => "identify",
        "Numbers" => "number_reception",
        "Unentrusted" => "unentrusted_check",
        "FirstRegistration" => "first_registration",
        "Consenting" => "records_viewing",
        "RegisteringInquiryNumber" => "inquiry_number",
        _ => return format!("card_reception::{outer}"),
    };
    if machine == "inquiry_number" {
        return format!("{machine}::Registering");
    }
    let end = inner.find(|c: char| !c.is_alphanumeric()).unwrap_or(inner.len());
    format!("{machine}::{}", &inner[..end])
}

/// The transitions between states that followed each other.
pub(crate) fn between(passed: &[State]) -> impl Iterator<Item = Transition> + '_ {
    passed
        .windows(2)
        .map(|pair| (name(&pair[0]), name(&pair[1])))
        .filter(|(from, to)| from != to)
        .map(|(from, to)| {
            let to = seen_from(machine(&from), &to);
            (from, to)
        })
}

/// The machine that a state belongs to.
pub(crate) fn machine(state: &str) -> &str {
    state.split("::").next().unwrap_or(state)
}
