//! A step drawn as in the browser, into text.

use super::super::super::step;
use super::super::draw;
use crate::drawn::html;
use crate::runner::Runner;
use madoguchi_flow::reception::State;
use madoguchi_shared::bridge::reception::{ReceptionEntry, ReceptionStatus};
use madoguchi_shared::{Facility, Language};

/// The step in HTML.
pub(super) fn drawn(state: State, facility: Facility, language: Language) -> String {
    let prepare = |_| {
        Runner::provide(entry());
    };
    html(facility, language, prepare, || draw(step::sheet(state)))
}

fn entry() -> ReceptionEntry {
    ReceptionEntry {
        reception: "a".into(),
        number: 1,
        opened_at_ms: 0,
        patient_name: None,
        patient_number: None,
        status: ReceptionStatus::Open,
        finished: false,
        identified_by: None,
        inquiry_number: None,
        waiting_for: None,
        completed_at_ms: None,
    }
}
