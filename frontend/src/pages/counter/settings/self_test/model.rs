//! The nets: their files read anew, and something computed whose result is known.

use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::{flag, redraw, text};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::settings::{FaceModelTest, ModelComputing, ModelFiles, SelfTestRequest};

#[component]
pub(super) fn ModelTest() -> impl IntoView {
    let desk = Desk::here();
    let locale = Locale::here();
    let result = RwSignal::new(None::<FaceModelTest>);
    let fault = RwSignal::new(None::<Fault>);
    let busy = RwSignal::new(false);
    let may_test = move || super::may_test(desk);
    let test = move |()| {
        if busy.get_untracked() || !untrack(may_test) {
            return;
        }
        fault.set(None);
        result.set(None);
        busy.set(true);
        let request = SelfTestRequest { tab: desk.tab() };
        spawn_local(async move {
            let answer = desk.bridge().test_face_model(&request).await;
            busy.try_set(false);
            match answer {
                Ok(found) => drop(result.try_set(Some(found))),
                Err(problem) => drop(fault.try_set(Some(problem))),
            }
        });
    };
    let lines = redraw(move || {
        if busy.get() {
            return view! { <p>{t(Message::MODEL_TEST_RUNS)}</p> }.into_any();
        }
        let Some(found) = result.get() else {
            return ().into_any();
        };
        let ms = found.milliseconds.map(|ms| ms.to_string());
        let time = ms.map(|ms| {
            let said = text(move || locale.say_with(Message::MODEL_TEST_TIME, &[("ms", &ms)]));
            view! { <li>{said}</li> }
        });
        view! {
            <ul>
                <li>{t(files(found.files))}</li>
                <li>{t(computing(found.computing))}</li>
                {time}
            </ul>
        }
        .into_any()
    });
    view! {
        <div class="stack">
            <div>
                <button type="button" class="button" disabled=flag(move || !may_test()) on:click=move |_| test(())>
                    {t(Message::MODEL_TEST)}
                </button>
            </div>
            <div role="status">{lines}</div>
            <ProblemPanel fault on_retry=Callback::new(test) />
        </div>
    }
}

const fn files(files: ModelFiles) -> Message {
    match files {
        ModelFiles::Right => Message::MODEL_FILES_RIGHT,
        ModelFiles::Missing => Message::MODEL_FILES_MISSING,
        ModelFiles::Changed => Message::MODEL_FILES_CHANGED,
        ModelFiles::Unusable => Message::MODEL_FILES_UNUSABLE,
    }
}

const fn computing(computing: ModelComputing) -> Message {
    match computing {
        ModelComputing::Right => Message::MODEL_COMPUTING_RIGHT,
        ModelComputing::Wrong => Message::MODEL_COMPUTING_WRONG,
        ModelComputing::NotTried => Message::MODEL_COMPUTING_NOT_TRIED,
    }
}

#[cfg(test)]
pub(super) fn every_result() -> impl Iterator<Item = Message> {
    let files_are = [
        ModelFiles::Right,
        ModelFiles::Missing,
        ModelFiles::Changed,
        ModelFiles::Unusable,
    ];
    let computed = [
        ModelComputing::Right,
        ModelComputing::Wrong,
        ModelComputing::NotTried,
    ];
    files_are.map(files).into_iter().chain(computed.map(computing))
}
