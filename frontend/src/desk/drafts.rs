//! What was typed and not handed in yet: kept while the reception is left for another one, in memory only.

use super::Desk;
use leptos::prelude::*;
use madoguchi_shared::bridge::his::{Papers, Questionnaire};
use madoguchi_shared::bridge::reception::ReceptionEntry;
use madoguchi_shared::{Redacted, Scheme};

/// What was typed for one reception; empty when nothing was.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Into 問診票.
    pub questionnaire: Questionnaire,
    /// From the papers.
    pub papers: TypedPapers,
    /// Of a call that is not written down yet, and whose scheme's payer is called. `None`: nothing was typed since the
    /// last one.
    pub call: Option<(Scheme, TypedCall)>,
    /// Whether 基礎情報 go into this chart too. `None`: left as it was offered.
    pub update_basics: Option<(String, bool)>,
    /// Why it is this person of several.
    pub reason: Redacted<String>,
}

/// The fields of a call as they were typed: office, its number, who answered, note.
pub type TypedCall = Redacted<[String; 4]>;

/// The fields of a paper as they were typed, in the order of [`madoguchi_flow::entry::Field::of`].
pub type TypedFields = Redacted<[String; 6]>;

/// The papers of a reception by numbers, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct TypedPapers {
    /// What the flow gave to begin with; when it gives something else, that is begun with.
    pub begun_with: Option<Box<Papers>>,
    /// Of which scheme the paper is. `None`: not chosen.
    pub scheme: Option<Scheme>,
    /// 医療券/調剤券 or 被保険者証.
    pub certificate: TypedFields,
    /// 処方せん, when something is, or was, different there.
    pub prescription: Option<TypedFields>,
    /// Whether the 処方せん is beside the other; what was typed of it is kept while it is not.
    pub both: bool,
    /// Of two that differ the 処方せん is asked by.
    pub by_prescription: bool,
}

impl Draft {
    /// The papers are looked at anew: what was typed of their answer is about another one.
    pub fn forget_answer(&mut self) {
        self.call = None;
        self.update_basics = None;
        self.reason = Redacted::default();
    }

    /// The call to this scheme's payer, as far as it was typed.
    pub fn call_to(self, scheme: Scheme) -> Option<[String; 4]> {
        let (of, typed) = self.call?;
        (of == scheme).then(|| typed.into_inner())
    }
}

impl Desk {
    /// What was typed for a reception so far.
    pub fn draft(self, reception: &str) -> Draft {
        self.drafts.with_value(|drafts| {
            let found = drafts.iter().find(|(of, _)| of == reception);
            found.map(|(_, draft)| draft.clone()).unwrap_or_default()
        })
    }

    /// Keeps what has been typed for a reception.
    pub fn keep_draft(self, reception: &str, change: impl FnOnce(&mut Draft)) {
        self.drafts.update_value(|drafts| {
            let at = drafts.iter().position(|(of, _)| of == reception);
            let at = at.unwrap_or_else(|| {
                drafts.push((reception.to_owned(), Draft::default()));
                drafts.len() - 1
            });
            if let Some((_, draft)) = drafts.get_mut(at) {
                change(draft);
            }
        });
    }

    /// Forgets what belongs to receptions that are finished.
    pub(super) fn forget_old_drafts(self, book: &[ReceptionEntry]) {
        self.drafts.update_value(|drafts| {
            drafts.retain(|(reception, _)| {
                let mut open = book.iter().filter(|entry| !entry.finished);
                open.any(|entry| entry.reception == *reception)
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_of_an_answer_goes_with_it() {
        let mut draft = Draft {
            call: Some((Scheme::MedicalAssistance, TypedCall::default())),
            reason: "氏名".to_owned().into(),
            ..Draft::default()
        };
        draft.forget_answer();
        assert!(draft.call.is_none() && draft.reason.expose().is_empty());
    }
}
