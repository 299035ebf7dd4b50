//! A step drawn as in the browser, into text: no part of it is left out, what is loaded later included.

use super::super::super::step;
use super::super::draw;
use crate::api::Bridge;
use crate::desk::Desk;
use crate::events::Live;
use crate::locale::Locale;
use crate::runner::Runner;
use crate::text::Words;
use any_spawner::{CustomExecutor, Executor};
use futures_util::task::noop_waker_ref;
use leptos::prelude::*;
use madoguchi_flow::reception::State;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::reception::{ReceptionEntry, ReceptionStatus};
use madoguchi_shared::{Facility, Language, Secret};
use std::cell::Cell;
use std::pin::Pin;
use std::task::Context;

/// The step in HTML.
pub(super) fn drawn(state: State, facility: Facility, language: Language) -> String {
    // Refused when it runs already.
    let _ = Executor::init_custom_executor(AtOnce);
    Owner::new().with(|| {
        let locale = Locale::provide(Role::Counter, Words::term);
        locale.speak(language);
        locale.set_facility(facility);
        Desk::provide(Bridge::new(Secret::new("t".to_owned())), Live::new());
        Runner::provide(entry());
        DRAWING.set(true);
        let html = draw(step::sheet(state)).to_html();
        DRAWING.set(false);
        html
    })
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

thread_local! {
    static DRAWING: Cell<bool> = const { Cell::new(false) };
}

/// While a step is drawn, does what is spawned as far as it goes at once, which is far enough for a piece that is there
/// already. What waits for a browser, or was spawned before, is dropped.
struct AtOnce;

impl CustomExecutor for AtOnce {
    fn spawn(&self, _: Pin<Box<dyn Future<Output = ()> + Send>>) {}

    fn spawn_local(&self, mut task: Pin<Box<dyn Future<Output = ()>>>) {
        if DRAWING.get() {
            let _ = task.as_mut().poll(&mut Context::from_waker(noop_waker_ref()));
        }
    }

    fn poll_local(&self) {}
}
