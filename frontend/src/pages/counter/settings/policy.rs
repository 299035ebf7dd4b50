//! How sure 顔認証 has to be: chosen, then saved by an act of its own.

use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::{flag, redraw, text, when};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::face::{FacePolicy, FaceSetup};
use madoguchi_shared::bridge::settings::FacePolicyChange;

/// In the order in which they are offered: id, policy, name, what it means.
const CHOICES: [(&str, FacePolicy, Message, Message); 3] = [
    (
        "policy-strict",
        FacePolicy::Strict,
        Message::POLICY_STRICT,
        Message::POLICY_STRICT_TEXT,
    ),
    (
        "policy-standard",
        FacePolicy::Standard,
        Message::POLICY_STANDARD,
        Message::POLICY_STANDARD_TEXT,
    ),
    (
        "policy-by-eye",
        FacePolicy::ByEyeAlways,
        Message::POLICY_BY_EYE,
        Message::POLICY_BY_EYE_TEXT,
    ),
];

#[component]
pub(super) fn Policy() -> impl IntoView {
    let desk = Desk::here();
    let saved = Memo::new(move |_| setup(desk).policy);
    // `None`: as it is saved, also when another screen saves.
    let chosen = RwSignal::new(None::<FacePolicy>);
    let standing = move || chosen.get().unwrap_or_else(|| saved.get());
    let fault = RwSignal::new(None::<Fault>);
    let said = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let may_save = move || desk.may_receive() && !busy.get() && standing() != saved.get();
    let save = move || {
        let Some(staff_id) = desk.staff.get_untracked().filter(|_| untrack(may_save)) else {
            return;
        };
        let change = FacePolicyChange {
            policy: untrack(standing),
            tab: desk.tab(),
            staff_id,
        };
        fault.set(None);
        said.set(false);
        busy.set(true);
        spawn_local(async move {
            let answer = desk.bridge().set_face_policy(&change).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    desk.configuration.update(|configuration| {
                        if let Some(configuration) = configuration {
                            configuration.face.policy = change.policy;
                            let mut staff = configuration.staff.iter();
                            let by = staff.find(|one| one.id == change.staff_id);
                            configuration.face.set_by = by.map(|one| one.name.clone());
                        }
                    });
                    chosen.try_set(None);
                    said.try_set(true);
                }
                Err(problem) => drop(fault.try_set(Some(problem))),
            }
        });
    };
    let choices = CHOICES.map(|(id, policy, name, meaning)| {
        let about = [id, "-text"].concat();
        view! {
            <div>
                <label>
                    <input
                        type="radio"
                        name="face-policy"
                        aria-describedby=about.clone()
                        prop:checked=flag(move || standing() == policy)
                        on:change=move |_| {
                            said.set(false);
                            chosen.set(Some(policy));
                        }
                    />
                    {t(name)}
                </label>
                <p id=about class="quiet">
                    {t(meaning)}
                </p>
            </div>
        }
    });
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <fieldset>
                <legend>{t(Message::POLICY_LEGEND)}</legend>
                {choices.collect_view()}
            </fieldset>
            <SetBy />
            {when(move || desk.staff.get().is_none(), || view! {
                <p id="policy-hint" class="quiet">{t(Message::POLICY_NEEDS_STAFF)}</p>
            }.into_any())}
            <div class="actions">
                <button
                    type="submit"
                    class="button primary"
                    aria-describedby="policy-hint"
                    disabled=flag(move || !may_save())
                >
                    {t(Message::POLICY_SAVE)}
                </button>
            </div>
            <p role="status">{when(move || said.get(), || t(Message::POLICY_SAVED).into_any())}</p>
            <ProblemPanel fault on_close=Callback::new(move |()| fault.set(None)) />
        </form>
    }
}

/// Who set it, by their name of then.
#[component]
fn SetBy() -> impl IntoView {
    let desk = Desk::here();
    let locale = Locale::here();
    let name = Memo::new(move |_| {
        desk.configuration
            .with(|configuration| configuration.as_ref()?.face.set_by.clone())
    });
    let line = move |name: String| {
        let said = text(move || locale.say_with(Message::POLICY_SET_BY, &[("name", &name)]));
        view! { <p class="quiet">{said}</p> }
    };
    redraw(move || name.get().map(line).into_any())
}

/// 顔認証 as it is set up now; tracked.
pub(super) fn setup(desk: Desk) -> FaceSetup {
    desk.configuration
        .with(|configuration| configuration.as_ref().map(|c| c.face.clone()))
        .unwrap_or_default()
}
