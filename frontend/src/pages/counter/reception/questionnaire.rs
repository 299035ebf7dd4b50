//! 問診票 / 初回質問票 of a new patient.

use super::parts::ActButton;
use crate::components::free_text::{FreeText, free_text, too_long};
use crate::components::redraw::flag;
use crate::lazy::{Drawn, drawn};
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_shared::Redacted;
use madoguchi_shared::bridge::his::Questionnaire;

/// Characters that one field takes; the bridge refuses more.
const LONGEST: usize = 2000;

/// The form; `covered`: a qualification will be written with it; `sure`: nothing speaks against it being the patient.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(questionnaire, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn draw(covered: bool, sure: bool) -> Drawn {
    let runner = Runner::here();
    let desk = runner.desk();
    let draft = desk.draft(&runner.reception()).questionnaire;
    let [complaint, allergies, medicines] =
        [draft.complaint, draft.allergies, draft.medicines].map(|typed| RwSignal::new(typed.into_inner()));
    let typed = move || {
        let typed = |field: RwSignal<String>| Redacted::new(field.get_untracked().trim().to_owned());
        Questionnaire {
            complaint: typed(complaint),
            allergies: typed(allergies),
            medicines: typed(medicines),
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        runner.act(Act::SubmitQuestionnaire(typed()));
    };
    // The reception may be left for another one before this is handed in.
    let keep = Callback::new(move |()| {
        desk.keep_draft(&runner.reception(), |draft| draft.questionnaire = typed());
    });
    let field = |id: &'static str, label: Message, value: RwSignal<String>| {
        free_text(FreeText {
            id,
            label: label.into(),
            kind: None,
            longest: LONGEST,
            value,
            missing: Signal::stored(false),
            on_input: keep,
        })
    };
    let fits = move || {
        [complaint, allergies, medicines]
            .iter()
            .all(|field| !too_long(*field, LONGEST))
    };
    let form = view! {
        <p>{t(Message::QUESTIONNAIRE_TEXT)}</p>
        <form class="stack" on:submit=submit>
            {field("complaint", Message::COMPLAINT, complaint)}
            {field("allergies", Message::ALLERGIES, allergies)}
            {field("medicines", Message::MEDICINES, medicines)}
            <div class="actions">
                <button
                    type="submit"
                    class=if sure { "button primary" } else { "button" }
                    disabled=flag(move || !fits() || !runner.desk().holds_lease())
                >
                    {t(if covered { Message::REGISTER_NEW } else { Message::REGISTER_BASICS })}
                </button>
                <ActButton act=Act::OtherWay text=Message::BACK_TO_SEARCH />
            </div>
        </form>
    };
    drawn(form.into_any())
}
