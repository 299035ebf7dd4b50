//! What is shown is of today, and only what a patient agrees to now: the list is fetched anew when the page is seen again and when
//! the day is over in Tokyo, and who is opened is looked at whenever it comes.

use super::Screen;
use crate::text::Message;
use crate::{browser, clock};
use leptos::prelude::*;
use madoguchi_shared::bridge::records::{RecordsPatient, RecordsToday};
use madoguchi_shared::date::Day;
use std::time::Duration;

/// How often the day is looked at: a timer to midnight would not run while the machine sleeps.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What becomes of the patient who is opened.
#[derive(Debug, PartialEq)]
enum Becomes {
    /// What was agreed to is as it was.
    Stays,
    /// What was fetched goes; the rest of what is agreed to may be asked for.
    Anew(RecordsPatient),
    /// Nothing of it may be seen any more; why.
    Goes(Message),
}

/// The newest consent of the same chart today. `None`: there is none.
fn newest<'a>(today: &'a RecordsToday, opened: &RecordsPatient) -> Option<&'a RecordsPatient> {
    let mut patients = today.patients.iter();
    patients.find(|patient| patient.patient_number == opened.patient_number)
}

fn becomes(today: &RecordsToday, opened: &RecordsPatient) -> Becomes {
    if today.today != opened.consent_date {
        return Becomes::Goes(Message::RECORDS_DAY_OVER);
    }
    match newest(today, opened) {
        Some(newest) if newest.choice == opened.choice => Becomes::Stays,
        Some(newest) if newest.choice.medications || newest.choice.checkups => Becomes::Anew(newest.clone()),
        Some(_) | None => Becomes::Goes(Message::RECORDS_CONSENT_GONE),
    }
}

/// Whether another day has begun in Tokyo since it was looked at last.
fn has_turned(seen: &mut Day, now_ms: i64) -> bool {
    let now = Day::in_tokyo(now_ms);
    std::mem::replace(seen, now) != now
}

impl Screen {
    /// Takes the list as it is now.
    pub(super) fn take(self, today: RecordsToday) {
        let opened = self.opened.get_untracked();
        let becomes = opened.map_or(Becomes::Stays, |opened| becomes(&today, &opened));
        self.today.set(Some(today));
        match becomes {
            Becomes::Stays => {}
            Becomes::Anew(patient) => {
                self.open(patient);
                self.gone.set(Some(Message::RECORDS_CONSENT_CHANGED));
            }
            Becomes::Goes(why) => self.leave(Some(why)),
        }
    }

    /// Nothing of yesterday stays.
    fn forget_yesterday(self) {
        if self.opened.with_untracked(Option::is_some) {
            self.leave(Some(Message::RECORDS_DAY_OVER));
        }
        self.today.set(None);
    }
}

/// Fetches the list whenever it may be another: as long as the page lives.
pub(super) fn watch(screen: Screen, consents: RwSignal<u64>, load: Callback<()>) {
    Effect::new(move || {
        if consents.get() > 0 {
            load.run(());
        }
    });
    let seen = StoredValue::new(Day::in_tokyo(clock::now_ms()));
    let look_at_day = move || {
        // `None`: the page is gone.
        let turned = seen.try_update_value(|seen| has_turned(seen, clock::now_ms())) == Some(true);
        if turned {
            screen.forget_yesterday();
        }
        turned
    };
    browser::every(LOOK_EVERY, move || {
        if look_at_day() {
            load.run(());
        }
    });
    let visible = browser::visible();
    Effect::new(move || {
        // The line tells of the first list.
        if visible.get() && !screen.covered.get() && consents.get_untracked() > 0 {
            look_at_day();
            load.run(());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::Facility;
    use madoguchi_shared::backend::records::ConsentChoice;

    fn patient(
        number: &str,
        reception: &str,
        on: &str,
        [medications, checkups]: [bool; 2],
    ) -> RecordsPatient {
        RecordsPatient {
            reception: reception.to_owned(),
            patient_name: "模擬　一郎".into(),
            patient_number: number.into(),
            choice: ConsentChoice {
                medications,
                checkups,
            },
            consent_date: Day::parse(on).unwrap(),
            answered_at_ms: 0,
        }
    }

    fn list(today: &str, patients: &[RecordsPatient]) -> RecordsToday {
        RecordsToday {
            today: Day::parse(today).unwrap(),
            institution_code: None,
            facility: Facility::Clinic,
            backend: String::new(),
            patients: patients.to_vec(),
        }
    }

    #[test]
    fn what_is_shown_goes_with_the_consent_of_the_chart_today() {
        let opened = patient("12", "r1", "20261130", [true, false]);
        let other = patient("13", "r9", "20261130", [false, false]);
        let answered = |reception, choice| patient("12", reception, "20261130", choice);
        let today = |newest: &RecordsPatient| list("20261130", &[other.clone(), newest.clone()]);
        let gone = Becomes::Goes(Message::RECORDS_CONSENT_GONE);
        for (newest, wanted) in [
            (opened.clone(), Becomes::Stays),
            // Asked again in another reception.
            (answered("r2", [true, false]), Becomes::Stays),
            (answered("r2", [false, false]), gone),
            (
                answered("r2", [false, true]),
                Becomes::Anew(answered("r2", [false, true])),
            ),
            (
                answered("r1", [true, true]),
                Becomes::Anew(answered("r1", [true, true])),
            ),
        ] {
            assert_eq!(becomes(&today(&newest), &opened), wanted, "{newest:?}");
        }
        let none = list("20261130", std::slice::from_ref(&other));
        assert_eq!(
            becomes(&none, &opened),
            Becomes::Goes(Message::RECORDS_CONSENT_GONE)
        );
    }

    #[test]
    fn a_consent_is_over_with_its_day() {
        let opened = patient("12", "r1", "20261130", [true, true]);
        let still = std::slice::from_ref(&opened);
        assert_eq!(becomes(&list("20261130", still), &opened), Becomes::Stays);
        assert_eq!(
            becomes(&list("20261201", &[]), &opened),
            Becomes::Goes(Message::RECORDS_DAY_OVER)
        );
    }

    #[test]
    fn the_day_turns_at_midnight_in_tokyo() {
        // 2026-12-01T00:00+09:00.
        let midnight = 1_796_050_800_000;
        let mut seen = Day::in_tokyo(midnight - 60_000);
        assert!(!has_turned(&mut seen, midnight - 1));
        assert!(has_turned(&mut seen, midnight));
        assert!(!has_turned(&mut seen, midnight), "told once");
        // In UTC the day turns only now.
        assert!(!has_turned(&mut seen, midnight + (8 * 60 + 59) * 60_000));
        assert!(!has_turned(&mut seen, midnight + 9 * 3_600_000));
        assert!(has_turned(&mut seen, midnight + 24 * 3_600_000));
    }
}
