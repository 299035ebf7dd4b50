//! The drawer of made-up cards, and the button that opens it.

use super::paper::paper;
use super::tour::Tour;
use crate::components::redraw::{redraw, when};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::Language;
use madoguchi_shared::bridge::training::{CardAct, TrainingAct, TrainingPerson, TrainingPersons};

/// Opens and closes the drawer.
pub(super) fn button(open: RwSignal<bool>) -> impl IntoView {
    let label = move || {
        t(if open.get() {
            Message::TRAINING_CLOSE
        } else {
            Message::TRAINING_OPEN
        })()
    };
    view! {
        <button
            type="button"
            class="button"
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {label}
        </button>
    }
}

/// The drawer, open at a lesson of the tour.
pub(super) fn drawer(lesson: RwSignal<usize>) -> AnyView {
    view! { <Drawer lesson /> }.into_any()
}

/// The drawer.
#[component]
fn Drawer(
    /// The lesson of the tour, counted from 0.
    lesson: RwSignal<usize>,
) -> impl IntoView {
    let desk = Desk::here();
    let content = RwSignal::new(TrainingPersons {
        persons: Vec::new(),
        readers: Vec::new(),
    });
    let reader = RwSignal::new(None::<String>);
    spawn_local(async move {
        match desk.bridge().training_persons().await {
            Ok(found) => {
                content.try_set(found);
            }
            Err(fault) => desk.problem.set(Some(fault)),
        }
    });
    let act = Callback::new(move |act: CardAct| {
        let act = TrainingAct {
            reader: reader.get_untracked(),
            act,
        };
        spawn_local(async move {
            if let Err(fault) = desk.bridge().training_act(&act).await {
                desk.problem.set(Some(fault));
            }
        });
    });
    let persons = redraw(move || {
        content
            .get()
            .persons
            .into_iter()
            .map(|one| person(one, act))
            .collect_view()
            .into_any()
    });
    view! {
        <section class="panel stack drawer" aria-labelledby="training-title">
            <h2 id="training-title">{t(Message::TRAINING_TITLE)}</h2>
            <p class="quiet">{t(Message::TRAINING_TEXT)}</p>
            <Tour at=lesson content act />
            <Readers content reader />
            <div class="actions">
                <button type="button" class="button" on:click=move |_| act.run(CardAct::Remove)>
                    {t(Message::TRAINING_TAKE)}
                </button>
                <button type="button" class="button" on:click=move |_| act.run(CardAct::Mute)>
                    {t(Message::TRAINING_MUTE)}
                </button>
            </div>
            <ul class="rows plain persons" tabindex="0" aria-labelledby="training-title">
                {persons}
            </ul>
        </section>
    }
}

/// Which reader the card goes onto; absent when there is one.
#[component]
fn Readers(
    /// What the drawer holds.
    content: RwSignal<TrainingPersons>,
    /// The chosen reader; `None`: the first.
    reader: RwSignal<Option<String>>,
) -> impl IntoView {
    let several = move || content.with(|content| content.readers.len() > 1);
    let options = move || {
        let names = content.get().readers.into_iter();
        names
            .map(|name| view! { <option value=name.clone()>{name.clone()}</option> })
            .collect_view()
    };
    view! {
        {when(several, move || view! {
            <div class="field">
                <label for="training-reader">{t(Message::TRAINING_READER)}</label>
                <select
                    id="training-reader"
                    on:change=move |event| reader.set(Some(event_target_value(&event)))
                >
                    {options}
                </select>
            </div>
        }.into_any())}
    }
}

fn person(person: TrainingPerson, act: Callback<CardAct>) -> impl IntoView {
    let locale = Locale::here();
    let TrainingPerson {
        id,
        case_ja,
        case_en,
        name,
        pin,
        papers,
        collation_number: _,
    } = person;
    // Of a made-up card: the PIN is part of the exercise and printed on it, so to speak.
    let pin = move || match &pin {
        Some(pin) => locale.say_with(Message::TRAINING_PIN, &[("pin", pin)]),
        None => locale.say(Message::TRAINING_NO_PIN),
    };
    let case = move || match locale.language() {
        Language::Ja => case_ja.clone(),
        Language::En => case_en.clone(),
    };
    let label = case.clone();
    let papers = papers.into_iter().map(paper).collect_view();
    view! {
        <li>
            <div>
                <p class="who">{case}</p>
                <p class="about">
                    <span>{name}</span>
                    <span class="number">{pin}</span>
                </p>
                {papers}
            </div>
            <button
                type="button"
                class="button"
                aria-label=move || [t(Message::TRAINING_PUT)(), label()].join(": ")
                on:click=move |_| act.run(CardAct::Insert(id.clone()))
            >
                {t(Message::TRAINING_PUT)}
            </button>
        </li>
    }
}
