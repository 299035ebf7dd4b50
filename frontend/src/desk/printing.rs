//! What is being printed: shown before it goes on paper, and kept nowhere.

use super::Desk;
use crate::browser;
use crate::format;
use crate::lazy::Loading;
use crate::text::{Message, Words};
use leptos::prelude::*;
use madoguchi_shared::bridge::his::{Call, Chart};
use madoguchi_shared::bridge::reception::ReceptionEntry;
use madoguchi_shared::qualification::{Personal, QualificationResult};
use madoguchi_shared::{Redacted, Scheme};
use std::sync::Arc;

/// What is shown over the page. The page knows only how it is loaded: who never prints loads nothing for it.
#[derive(Clone)]
pub struct Printing {
    /// Draws it. Gone with this: what it holds is somebody's.
    pub load: Arc<dyn Fn() -> Loading + Send + Sync>,
    /// Id of the button that asked for it, which gets the focus back.
    from: String,
}

/// Of what a patient carries, which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carry {
    /// 受付票
    Slip,
    /// 診察券, 患者番号票
    Card,
}

/// 受付票 and 診察券 of one patient.
#[derive(Clone, Debug)]
pub struct Carried {
    /// Which is shown first.
    pub first: Carry,
    /// The reception: number of the day, and when it was opened, ms since 1970. `None`: there is none, so no 受付票.
    pub reception: Option<(u32, i64)>,
    /// 診察券番号. `None`: there is no chart, so no 診察券.
    pub number: Option<Personal>,
    /// 氏名. `None`: not known.
    pub name: Option<Personal>,
    /// 氏名カナ, as received. `None`: to be looked up in the chart.
    pub kana: Option<Personal>,
}

impl Carried {
    /// Of someone with a chart.
    pub fn of_chart(first: Carry, chart: &Chart) -> Self {
        Self {
            first,
            reception: None,
            number: Some(chart.patient_number.clone()),
            name: Some(chart.basics.name.clone()),
            kana: Some(chart.basics.kana.clone()),
        }
    }

    /// Of a line of the book.
    pub fn of_entry(entry: ReceptionEntry) -> Self {
        Self {
            first: Carry::Slip,
            reception: Some((entry.number, entry.opened_at_ms)),
            number: entry.patient_number,
            name: entry.patient_name,
            kana: None,
        }
    }
}

/// A call about someone's qualification. It has no place for a number of the qualification, known or not (D10).
#[derive(Clone, Debug)]
pub struct CallSheet {
    /// Whose payer is called.
    pub scheme: Scheme,
    /// Number of the reception.
    pub reception: u32,
    /// Office and telephone number, as they stand in the fields.
    pub whom: Redacted<[String; 2]>,
    /// About whom.
    pub about: CalledAbout,
    /// Calls made so far, oldest first.
    pub calls: Vec<Call>,
}

/// Whom a call is about; empty where it is not known.
#[derive(Clone, Debug, Default)]
pub struct CalledAbout {
    /// 氏名
    pub name: Personal,
    /// 氏名カナ, as received.
    pub kana: Personal,
    /// 生年月日, `yyyyMMdd`.
    pub birth: Personal,
}

impl CalledAbout {
    /// The person of an answer, or of a paper.
    pub fn of(result: &QualificationResult) -> Self {
        Self {
            name: result.name.clone().unwrap_or_default(),
            kana: result.name_kana.clone().unwrap_or_default(),
            birth: result.birthdate.clone().unwrap_or_default(),
        }
    }

    /// What is said on the telephone, by someone of `place`.
    pub fn said(&self, words: Words, scheme: Scheme, place: &str) -> String {
        // The reading, which is spelt on the telephone; half-width as it comes.
        let kana = match self.kana.expose() {
            kana if kana.is_empty() => String::new(),
            kana => ["（", &format::full_width(kana), "）"].concat(),
        };
        let say = match scheme {
            Scheme::MedicalAssistance => Message::CALL_SAY,
            Scheme::HealthInsurance => Message::CALL_SAY_INSURER,
        };
        let birth = format::day(self.birth.expose(), words.language);
        let values = [
            ("place", place),
            ("patient", self.name.expose()),
            ("kana", &kana),
            ("birth", &birth),
        ];
        words.say_with(say, &values)
    }
}

impl Desk {
    /// Shows what `load` draws over the page; `from`: id of the button that asked for it.
    pub fn print(self, from: impl Into<String>, load: impl Fn() -> Loading + Send + Sync + 'static) {
        self.printing.set(Some(Printing {
            load: Arc::new(load),
            from: from.into(),
        }));
    }

    /// Back to where it was asked for.
    pub fn end_printing(self) {
        let from = self
            .printing
            .with_untracked(|printing| printing.as_ref().map(|p| p.from.clone()));
        if let Some(from) = from {
            self.printing.set(None);
            browser::focus(["#", &from].concat());
        }
    }

    /// What goes on paper is gone before anybody else sits down here.
    pub fn cover_printing(self) {
        if self.printing.with_untracked(Option::is_some) {
            self.printing.set(None);
            browser::focus("#lock-title");
        }
    }
}
