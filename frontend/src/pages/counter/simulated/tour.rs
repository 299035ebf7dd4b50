//! The tour: each row once, with the synthetic people. It says what to do next; nothing is done for whoever practises.

mod lessons;

use super::paper::paper;
use crate::components::redraw::{flag, redraw, text};
use crate::locale::{Locale, t};
use crate::text::{Message, Words};
use leptos::prelude::*;
use lessons::{LESSONS, Lesson, Step};
use madoguchi_shared::Facility;
use madoguchi_shared::bridge::training::{CardAct, TrainingPerson, TrainingPersons};

/// One lesson at a time.
#[component]
pub(super) fn Tour(
    /// The lesson, counted from 0; outlives the drawer.
    at: RwSignal<usize>,
    /// What the drawer holds.
    content: RwSignal<TrainingPersons>,
    /// Puts a card onto the reader, and takes it.
    act: Callback<CardAct>,
) -> impl IntoView {
    let locale = Locale::here();
    let title = text(move || {
        let (number, all) = ((at.get() + 1).to_string(), LESSONS.len().to_string());
        locale.say_with(Message::TOUR_TITLE, &[("number", &number), ("all", &all)])
    });
    let lesson = redraw(move || {
        let lesson = LESSONS.get(at.get());
        let person = lesson.and_then(|lesson| {
            let id = lesson.person?;
            content.with(|content| content.persons.iter().find(|one| one.id == id).cloned())
        });
        lesson.map(|lesson| draw(lesson, person, act)).into_any()
    });
    view! {
        <section class="stack tour" aria-labelledby="tour-title">
            <h3 id="tour-title">{title}</h3>
            <div class="stack" aria-live="polite">
                {lesson}
            </div>
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    disabled=flag(move || at.get() == 0)
                    on:click=move |_| at.update(|at| *at = at.saturating_sub(1))
                >
                    {t(Message::TOUR_BEFORE)}
                </button>
                <button
                    type="button"
                    class="button"
                    disabled=flag(move || at.get() + 1 >= LESSONS.len())
                    on:click=move |_| at.update(|at| *at += 1)
                >
                    {t(Message::TOUR_NEXT)}
                </button>
            </div>
        </section>
    }
}

fn draw(
    lesson: &'static Lesson,
    person: Option<TrainingPerson>,
    act: Callback<CardAct>,
) -> impl IntoView + use<> {
    let words = Words {
        scheme: Some(lesson.scheme),
        ..Locale::here().words()
    };
    let pin = person
        .as_ref()
        .and_then(|person| person.pin.clone())
        .unwrap_or_default();
    let steps = lesson
        .steps
        .iter()
        .filter_map(|step| Some((step.is_again(), say(*step, words, &pin)?)))
        .map(|(again, said)| view! { <li class:quiet=again>{said}</li> })
        .collect_view();
    let has_card = lesson.steps.iter().any(|step| matches!(step, Step::Put));
    let card = person.as_ref().filter(|_| has_card).map(|person| {
        let id = person.id.clone();
        view! {
            <div class="actions">
                <button type="button" class="button" on:click=move |_| act.run(CardAct::Insert(id.clone()))>
                    {words.say(Message::TOUR_PUT)}
                </button>
                <button type="button" class="button" on:click=move |_| act.run(CardAct::Remove)>
                    {words.say(Message::TRAINING_TAKE)}
                </button>
            </div>
        }
    });
    let name = person.as_ref().map(|person| person.name.clone());
    let papers = person.filter(|_| !has_card).map(|person| {
        let papers = person.papers.into_iter();
        let handed_in = papers.filter(|paper| paper.scheme == lesson.scheme);
        handed_in.map(paper).collect_view()
    });
    view! {
        // Which rows are practised is for tests: it says nothing to whoever practises.
        <div data-rows=lesson.rows(words.facility).join(" ")>
            <p class="who">{words.say(lesson.title)}</p>
            <p class="quiet">{name}</p>
        </div>
        <ol>{steps}</ol>
        {papers}
        {card}
    }
}

/// One step in words; `None`: not at this facility.
fn say(step: Step, words: Words, pin: &str) -> Option<String> {
    let button =
        |sentence: Message, button: Message| words.say_with(sentence, &[("button", &words.say(button))]);
    Some(match step {
        Step::PressAtPharmacy(_) if words.facility != Facility::Pharmacy => return None,
        Step::Press(pressed) | Step::PressAtPharmacy(pressed) => button(Message::TOUR_PRESS, pressed),
        Step::Touch(touched) => button(Message::TOUR_TOUCH, touched),
        Step::Doctor(pressed) => button(Message::TOUR_DOCTOR, pressed),
        Step::PressAgain(pressed) => button(Message::TOUR_PRESS_AGAIN, pressed),
        Step::Instead => {
            let buttons = [Message::UPDATE_SAME, Message::UPDATE_CONFIRM].map(|button| words.say(button));
            words.say_with(
                Message::TOUR_INSTEAD,
                &[("button", &buttons[0]), ("changed", &buttons[1])],
            )
        }
        Step::Put => button(Message::TOUR_DO_PUT, Message::TOUR_PUT),
        Step::Pin => words.say_with(Message::TOUR_PIN, &[("pin", pin)]),
        Step::Take => button(Message::TOUR_DO_PUT, Message::TRAINING_TAKE),
        Step::Do(said) | Step::SaidAgain(said) => words.say(said),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::Language;

    #[test]
    fn every_step_is_whole_in_both_languages_at_both_facilities() {
        for (facility, language) in Facility::ALL
            .into_iter()
            .flat_map(|f| Language::ALL.map(|l| (f, l)))
        {
            for lesson in LESSONS {
                let words = Words {
                    language,
                    facility,
                    scheme: Some(lesson.scheme),
                };
                let steps = lesson.steps.iter().filter_map(|step| say(*step, words, "1234"));
                for said in steps.chain([words.say(lesson.title)]) {
                    assert!(!said.contains('{') && !said.is_empty(), "{said}");
                }
            }
        }
    }
}
