//! What was typed into 問診票 and not handed in yet: kept while the reception is left for another one, in memory only.

use super::Desk;
use leptos::prelude::*;
use madoguchi_shared::bridge::his::Questionnaire;
use madoguchi_shared::bridge::reception::ReceptionEntry;

/// What was typed for one reception.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    reception: String,
    questionnaire: Questionnaire,
}

impl Desk {
    /// What was typed for a reception so far; empty when nothing was.
    pub fn draft(self, reception: &str) -> Questionnaire {
        self.drafts.with_value(|drafts| {
            let found = drafts.iter().find(|draft| draft.reception == reception);
            found.map(|draft| draft.questionnaire.clone()).unwrap_or_default()
        })
    }

    /// Keeps what has been typed for a reception.
    pub fn keep_draft(self, reception: &str, questionnaire: Questionnaire) {
        self.drafts.update_value(|drafts| {
            drafts.retain(|draft| draft.reception != reception);
            drafts.push(Draft {
                reception: reception.to_owned(),
                questionnaire,
            });
        });
    }

    /// Forgets what belongs to receptions that are finished.
    pub(super) fn forget_old_drafts(self, book: &[ReceptionEntry]) {
        self.drafts.update_value(|drafts| {
            drafts.retain(|draft| {
                let mut open = book.iter().filter(|entry| !entry.finished);
                open.any(|entry| entry.reception == draft.reception)
            });
        });
    }
}
