//! For tests: a part of a page drawn as in the browser, into text; what is loaded later is in it, too.

use crate::api::Bridge;
use crate::desk::Desk;
use crate::events::Live;
use crate::locale::Locale;
use crate::text::Words;
use any_spawner::{CustomExecutor, Executor};
use futures_util::task::noop_waker_ref;
use leptos::prelude::*;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::{Facility, Language, Secret};
use std::cell::Cell;
use std::pin::Pin;
use std::task::Context;

/// HTML of what is drawn at the counter, at a desk that `prepare` has made ready.
pub(crate) fn html(
    facility: Facility,
    language: Language,
    prepare: impl FnOnce(Desk),
    draw: impl FnOnce() -> AnyView,
) -> String {
    let prepare = || {
        let locale = Locale::provide(Role::Counter, Words::term);
        locale.speak(language);
        locale.set_facility(facility);
        prepare(Desk::provide(bridge(), Live::new()));
    };
    drawn(prepare, draw)
}

/// HTML of what is drawn on the patient screen, in the language that `speak` has chosen.
pub(crate) fn patient_html(speak: impl FnOnce(Locale), draw: impl FnOnce() -> AnyView) -> String {
    drawn(|| speak(Locale::provide(Role::Patient, |_, _| None)), draw)
}

/// A bridge that nobody asks.
pub(crate) fn bridge() -> Bridge {
    Bridge::new(Secret::new("t".to_owned()))
}

fn drawn(prepare: impl FnOnce(), draw: impl FnOnce() -> AnyView) -> String {
    // Refused when it runs already.
    let _ = Executor::init_custom_executor(AtOnce);
    Owner::new().with(|| {
        prepare();
        DRAWING.set(true);
        let html = draw().to_html();
        DRAWING.set(false);
        html
    })
}

thread_local! {
    static DRAWING: Cell<bool> = const { Cell::new(false) };
}

/// While a part is drawn, does what is spawned as far as it goes at once, which is far enough for a piece that is there
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
