//! 問診票 / 初回質問票 of a new patient.

use super::parts::{ActButton, StepTitle};
use crate::components::redraw::flag;
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_shared::Redacted;
use madoguchi_shared::bridge::his::Questionnaire;

/// Characters that one field takes; the bridge refuses more.
const LONGEST: i32 = 2000;

/// The form.
pub(super) fn draw() -> impl IntoView {
    let runner = Runner::here();
    let [complaint, allergies, medicines] = [(); 3].map(|()| RwSignal::new(String::new()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let taken = |field: RwSignal<String>| Redacted::new(field.get_untracked().trim().to_owned());
        runner.act(Act::SubmitQuestionnaire(Questionnaire {
            complaint: taken(complaint),
            allergies: taken(allergies),
            medicines: taken(medicines),
        }));
    };
    let field = |id: &'static str, label: Message, value: RwSignal<String>| {
        view! {
            <div class="field">
                <label for=id>{t(label)}</label>
                <textarea
                    id=id
                    rows="2"
                    maxlength=LONGEST
                    autocomplete="off"
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                ></textarea>
            </div>
        }
    };
    view! {
        <StepTitle text=Signal::derive(t(Message::QuestionnaireTitle)) />
        <p>{t(Message::QuestionnaireText)}</p>
        <form class="stack" on:submit=submit>
            {field("complaint", Message::Complaint, complaint)}
            {field("allergies", Message::Allergies, allergies)}
            {field("medicines", Message::Medicines, medicines)}
            <div class="actions">
                <button
                    type="submit"
                    class="button primary"
                    disabled=flag(move || !runner.desk().holds_lease())
                >
                    {t(Message::RegisterNew)}
                </button>
                <ActButton act=Act::OtherWay text=Signal::derive(t(Message::BackToSearch)) />
            </div>
        </form>
    }
}
