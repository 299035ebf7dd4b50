//! The language is one patient's alone: when that one has gone, the screen is in Japanese again.

use crate::browser;
use crate::locale::Locale;
use leptos::prelude::*;
use madoguchi_shared::Language;
use madoguchi_shared::bridge::patient::PatientStep;
use std::time::Duration;

/// How long a language that someone chose while nobody is received waits for the reception to begin.
const CHOICE_STAYS: Duration = Duration::from_mins(2);

/// Goes back to Japanese after each patient, and when nobody begins. `turn`: whose it is.
pub(super) fn one_each(shown: Memo<PatientStep>, turn: RwSignal<Option<String>>) {
    let locale = Locale::here();
    let forget = move || locale.speak(Language::default());
    Effect::new(move |before: Option<(PatientStep, Option<String>)>| {
        let now = (shown.get(), turn.get());
        if before.is_none_or(|before| is_over(&before, &now)) {
            forget();
        }
        now
    });
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        if let Some(timer) = waiting.flatten() {
            timer.clear();
        }
        let chosen = locale.tag() != Language::default().tag();
        let idle = shown.with(|step| *step == PatientStep::Idle);
        (idle && chosen).then(|| browser::after(CHOICE_STAYS, forget))?
    });
    on_cleanup(forget);
}

/// Whether the patient who was there is gone: the screen is free again, or somebody else's.
fn is_over((step, turn): &(PatientStep, Option<String>), now: &(PatientStep, Option<String>)) -> bool {
    match (step, &now.0) {
        // Someone chose while waiting, and now it is their turn.
        (PatientStep::Idle, _) => false,
        (_, PatientStep::Idle) => true,
        (ended, _) if ended.is_end() => true,
        _ => *turn != now.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgotten_with_the_patient_and_not_before() {
        let at = |step, reception: &str| (step, Some(reception.to_owned()));
        let nobody = (PatientStep::Idle, None);
        let put = at(PatientStep::PutCard, "a");
        let underway = at(PatientStep::Underway, "a");
        for (before, now, over) in [
            (&nobody, &put, false),
            (&put, &underway, false),
            // At a pharmacy the prescription is taken first; and a card may be put down again.
            (&underway, &put, false),
            (&underway, &at(PatientStep::AskStaff, "a"), false),
            (&underway, &at(PatientStep::Done, "a"), false),
            (&at(PatientStep::Done, "a"), &at(PatientStep::Idle, "a"), true),
            (&at(PatientStep::Done, "a"), &at(PatientStep::PutCard, "b"), true),
            (
                &at(PatientStep::Answered, "a"),
                &at(PatientStep::PutCard, "a"),
                true,
            ),
            // Given up.
            (&put, &at(PatientStep::Idle, "a"), true),
            // Laid aside, and the next one is begun with.
            (&underway, &at(PatientStep::PutCard, "b"), true),
            (&underway, &at(PatientStep::Underway, "b"), true),
            // Chosen between two patients.
            (&at(PatientStep::Idle, "a"), &at(PatientStep::PutCard, "b"), false),
        ] {
            assert_eq!(is_over(before, now), over, "{before:?} {now:?}");
        }
    }
}
