//! The records screen: it learns of the HIS whom it may ask about, and asks the backend itself.

use crate::backend::Backend;
use crate::his::His;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::{ConsentChoice, RecordsKey};
use madoguchi_shared::date::Day;

/// What the doctor has before them.
pub(crate) struct Doctor {
    opened: Option<(RecordsKey, ConsentChoice)>,
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
        (self.opened, self.sees) = match his.records().await {
            None => (None, "nobody is listed".to_owned()),
            Some((choice, Ok(target))) => {
                let told = "the patient, and the period to choose";
                (Some((target.key, choice)), told.to_owned())
            }
            Some((_, Err(code))) => (None, format!("problem {code}")),
        };
    }

    /// Asks for the records of the last so many months; what the chart says was refused is not asked for.
    pub(crate) async fn ask(&mut self, backend: &Backend, today: Day, months: i32) -> Result<(), String> {
        let (key, choice) = self.opened.clone().ok_or("no patient is opened")?;
        let period = [back(today, months), today];
        let (medications, checkups) = backend.records(key, choice, period).await;
        let medications = medications.map(|answer| answer.medications.len());
        let checkups = checkups.map(|answer| answer.checkups.len());
        self.sees = format!("薬剤情報 {}; 健診情報 {}", told(medications), told(checkups));
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
