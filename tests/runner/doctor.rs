//! The records screen: it learns of the HIS whom it may ask about and by what, anew for each question, and asks the backend itself.

use crate::backend::Backend;
use crate::his::His;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::records::RecordsPatient;
use madoguchi_shared::date::Day;

/// What the doctor has before them.
pub(crate) struct Doctor {
    opened: Option<RecordsPatient>,
    /// In the words of `tests/scenarios/README.md`.
    pub(crate) sees: String,
}

impl Default for Doctor {
    fn default() -> Self {
        Self {
            opened: None,
            sees: "nothing".to_owned(),
        }
    }
}

impl Doctor {
    /// Opens the first patient of the list.
    pub(crate) async fn open(&mut self, his: &His) {
        let Some(first) = his.records().await else {
            *self = Self {
                opened: None,
                sees: "nobody is listed".to_owned(),
            };
            return;
        };
        (self.opened, self.sees) = match his.records_target(&first).await {
            Ok(_) => {
                let told = "the patient, and the period to choose";
                (Some(first), told.to_owned())
            }
            Err(code) => (None, format!("problem {code}")),
        };
    }

    /// Asks for the records of the last so many months, by what the HIS says now; what is refused on the chart is not asked for.
    pub(crate) async fn ask(
        &mut self,
        his: &His,
        backend: &Backend,
        today: Day,
        months: i32,
    ) -> Result<(), String> {
        let opened = self.opened.as_ref().ok_or("no patient is opened")?;
        // The screen begins anew when the patient has answered otherwise.
        let first = his.records().await;
        let same = |first: &&RecordsPatient| first.patient_number == opened.patient_number;
        let patient = first.as_ref().filter(same).unwrap_or(opened);
        self.sees = match his.records_target(patient).await {
            Ok(target) => {
                let period = [back(today, months), today];
                let (medications, checkups) = backend
                    .records(target.key, target.choice.and(patient.choice), period)
                    .await;
                let medications = medications.map(|answer| answer.medications.len());
                let checkups = checkups.map(|answer| answer.checkups.len());
                format!("薬剤情報 {}; 健診情報 {}", told(medications), told(checkups))
            }
            Err(code) => format!("problem {code}"),
        };
        Ok(())
    }
}

fn told(answer: Result<usize, ErrorCode>) -> String {
    answer.map_or_else(|code| code.to_string(), |count| count.to_string())
}

/// The day after the one that is so many months before; of a month that is too short, its last.
fn back(today: Day, months: i32) -> Day {
    let index = today.year() * 12 + i32::from(today.month()) - 1 - months;
    let month = u8::try_from(index.rem_euclid(12) + 1).unwrap();
    let day = (1..=today.day())
        .rev()
        .find_map(|day| Day::new(index.div_euclid(12), month, day).ok());
    day.unwrap().plus_days(1)
}
