//! The nets in use, each with licence, origin and hash; or that there are none, and what to do.

use super::policy::setup;
use crate::components::redraw::redraw;
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::face::FaceModel;

#[component]
pub(super) fn Models() -> impl IntoView {
    let desk = Desk::here();
    let models = Memo::new(move |_| setup(desk).models);
    let body = redraw(move || {
        let models = models.get();
        if models.is_empty() {
            return view! {
                <p class="notice">{t(Message::MODELS_NONE)}</p>
                <p>{t(Message::MODELS_NONE_TEXT)}</p>
            }
            .into_any();
        }
        view! { <ul class="models">{models.into_iter().map(model).collect_view()}</ul> }.into_any()
    });
    view! {
        <section class="stack" aria-labelledby="settings-models">
            <h4 id="settings-models">{t(Message::MODELS_TITLE)}</h4>
            {body}
        </section>
    }
}

fn model(model: FaceModel) -> impl IntoView {
    view! {
        <li>
            <strong>{model.name} " " {model.version}</strong>
            <dl>
                <div>
                    <dt>{t(Message::MODEL_LICENCE)}</dt>
                    <dd>{model.licence}</dd>
                </div>
                <div>
                    <dt>{t(Message::MODEL_ORIGIN)}</dt>
                    <dd>{model.origin}</dd>
                </div>
                <div>
                    <dt>{t(Message::MODEL_HASH)}</dt>
                    <dd class="hash">{model.sha256}</dd>
                </div>
            </dl>
        </li>
    }
}
