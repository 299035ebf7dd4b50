//! 薬剤情報 and 健診情報 of the synthetic persons (F02). Medicines have the generic names of medicines that exist; their makers
//! 「架空」「模擬」「見本」, the institutions and every value do not exist.
//!
//! What was dispensed lies on fixed days of a month, what was examined on fixed days of a 年度: nothing changes overnight.

mod checkups;
mod courses;

use madoguchi_shared::backend::records::{Checkup, Medication};
use madoguchi_shared::date::Day;

use crate::person::Person;

impl Person {
    /// 薬剤情報 up to `today`, newest first; empty for most.
    pub fn medications(&self, today: Day) -> Vec<Medication> {
        let mut all: Vec<_> = courses::of(self.id)
            .iter()
            .flat_map(|course| course.dispensed(today))
            .collect();
        all.sort_by_key(|medication| std::cmp::Reverse(medication.dispensed_on));
        all
    }

    /// 健診情報 up to `today`, newest first; empty for most.
    pub fn checkups(&self, today: Day) -> Vec<Checkup> {
        checkups::of(self, today)
    }
}
