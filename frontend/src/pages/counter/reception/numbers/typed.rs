//! What is typed into the form: kept as a draft of the reception, read as a whole when it is handed in.

use super::paper::{id, today};
use crate::browser;
use crate::desk::Desk;
use crate::desk::drafts::{TypedFields, TypedPapers};
use crate::locale::Locale;
use crate::runner::Runner;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::entry::{self, Field};
use madoguchi_shared::bridge::his::{Paper, PaperNumbers, Papers};
use madoguchi_shared::{Facility, Redacted, Scheme};

/// What is being typed.
#[derive(Clone, Copy)]
pub(super) struct Form {
    typed: RwSignal<TypedPapers>,
    /// Fields that were left, or handed in: what is wrong with them is said. One bit each.
    left: RwSignal<u16>,
    runner: Runner,
    pub(super) locale: Locale,
}

impl Form {
    /// Beginning with what was sent before, or with the draft that went on from there.
    pub(super) fn begin(before: Option<Box<Papers>>) -> Self {
        let runner = Runner::here();
        let kept = runner.desk().draft(&runner.reception()).papers;
        // The same beginning: what has been typed since then is still meant.
        let typed = if kept.begun_with == before {
            kept
        } else {
            begun(before)
        };
        Self {
            typed: RwSignal::new(typed),
            left: RwSignal::new(0),
            runner,
            locale: Locale::here(),
        }
    }

    pub(super) fn desk(self) -> Desk {
        self.runner.desk()
    }

    /// Which scheme's paper it is; `None` until chosen. Tracked.
    pub(super) fn scheme(self) -> Option<Scheme> {
        self.typed.with(|typed| typed.scheme)
    }

    /// Of two that differ, whether the prescription is asked with; tracked.
    pub(super) fn asks_by_prescription(self) -> bool {
        self.typed.with(|typed| typed.by_prescription)
    }

    /// Of two that differ, which is asked with.
    pub(super) fn ask_by_prescription(self, by_prescription: bool) {
        self.change(|typed| typed.by_prescription = by_prescription);
    }

    /// Whether this is the paper that is asked by; tracked. Of the other one numbers are kept as they are written.
    pub(super) fn asks_by(self, paper: Paper) -> bool {
        self.typed.with(|typed| asked_by(typed) == paper)
    }

    /// Whether there are two papers side by side; tracked.
    pub(super) fn compares(self) -> bool {
        self.typed.with(|typed| typed.both)
    }

    /// What was typed into a field; tracked.
    pub(super) fn text(self, paper: Paper, at: usize) -> String {
        self.typed.with(|typed| {
            let fields = match paper {
                Paper::Certificate => Some(&typed.certificate),
                Paper::Prescription => typed.prescription.as_ref(),
            };
            let text = fields.and_then(|fields| fields.expose().get(at));
            text.cloned().unwrap_or_default()
        })
    }

    /// Keeps what was typed. Both numbers of a ticket in one go fill both fields; gives whether they did.
    pub(super) fn type_in(self, paper: Paper, at: usize, text: String) -> bool {
        let mut two = None;
        self.change(|typed| {
            let scheme = typed.scheme;
            let fields = match paper {
                Paper::Certificate => &mut typed.certificate,
                Paper::Prescription => match &mut typed.prescription {
                    Some(fields) => fields,
                    None => return,
                },
            };
            let mut texts = std::mem::take(fields).into_inner();
            if at == 0 && scheme == Some(Scheme::MedicalAssistance) {
                two = entry::two_numbers(&text);
            }
            match (two.clone(), &mut texts, at) {
                (Some(both), [first, second, ..], _) => {
                    *first = both.0;
                    *second = both.1;
                }
                (_, texts, at) => {
                    if let Some(slot) = texts.get_mut(at) {
                        *slot = text;
                    }
                }
            }
            *fields = Redacted::new(texts);
        });
        two.is_some()
    }

    /// Whether what is wrong with a field is said now; tracked.
    pub(super) fn was_left(self, paper: Paper, at: usize) -> bool {
        self.left.get() & bit(paper, at) != 0
    }

    /// A field was left.
    pub(super) fn leave(self, paper: Paper, at: usize) {
        if !self.text(paper, at).is_empty() {
            self.left.update(|left| *left |= bit(paper, at));
        }
    }

    /// Which scheme's paper it is. Of what was typed, name and birth date stay: they are the same person's.
    pub(super) fn choose(self, scheme: Option<Scheme>) {
        self.left.set(0);
        self.change(|typed| {
            typed.certificate = same_person(&typed.certificate, typed.scheme, scheme);
            typed.scheme = scheme;
            typed.prescription = None;
            typed.both = false;
        });
    }

    /// The prescription differs, or does not after all; what is different is changed in a copy.
    pub(super) fn compare(self, differs: bool) {
        self.change(|typed| {
            if differs && typed.prescription.is_none() {
                typed.prescription = Some(typed.certificate.clone());
            }
            typed.both = differs;
            typed.by_prescription = false;
        });
        if differs {
            browser::focus("#prescription-0");
        }
    }

    fn change(self, change: impl FnOnce(&mut TypedPapers)) {
        self.typed.update(change);
        let typed = self.typed.get_untracked();
        let desk = self.runner.desk();
        desk.keep_draft(&self.runner.reception(), |draft| draft.papers = typed);
    }

    /// Both papers or none: the first field that cannot be read gets the focus instead.
    pub(super) fn hand_in(self, scheme: Scheme) {
        let today = today();
        let typed = self.typed.get_untracked();
        let read = |fields: &TypedFields, paper| {
            let read = if asked_by(&typed) == paper {
                entry::read(scheme, fields.expose(), today)
            } else {
                entry::read_as_written(scheme, fields.expose(), today)
            };
            read.map_err(|slips| slips.first().map(|(field, _)| id(paper, place(scheme, *field))))
        };
        let certificate = read(&typed.certificate, Paper::Certificate);
        let prescription = typed
            .prescription
            .as_ref()
            .filter(|_| typed.both)
            .map(|fields| read(fields, Paper::Prescription));
        match (certificate, prescription.transpose()) {
            (Ok(certificate), Ok(prescription)) => {
                let pharmacy = self.locale.facility() == Facility::Pharmacy;
                let papers = papers(
                    certificate,
                    prescription,
                    asked_by(&typed) == Paper::Prescription,
                    pharmacy,
                );
                self.runner.act(Act::SubmitPapers(Box::new(papers)));
            }
            (Err(first), _) | (Ok(_), Err(first)) => {
                self.left.set(u16::MAX);
                browser::focus(["#", &first.unwrap_or_default()].concat());
            }
        }
    }
}

/// The one that is asked by of the papers on the screen.
fn asked_by(typed: &TypedPapers) -> Paper {
    if typed.both && typed.by_prescription {
        Paper::Prescription
    } else {
        Paper::Certificate
    }
}

/// F06: without a difference the prescription's numbers are asked with, which are the same.
fn papers(
    certificate: PaperNumbers,
    prescription: Option<PaperNumbers>,
    by_prescription: bool,
    pharmacy: bool,
) -> Papers {
    let prescription = prescription.filter(|other| !entry::differences(&certificate, other).is_empty());
    let used = if by_prescription || (pharmacy && prescription.is_none()) {
        Paper::Prescription
    } else {
        Paper::Certificate
    };
    Papers {
        certificate,
        prescription,
        used,
        picked_because: None,
    }
}

fn begun(before: Option<Box<Papers>>) -> TypedPapers {
    let Some(papers) = &before else {
        return TypedPapers::default();
    };
    let scheme = papers.certificate.scheme;
    let fields = |numbers: &PaperNumbers| {
        let mut texts: [String; 6] = Default::default();
        for (slot, field) in texts.iter_mut().zip(Field::of(scheme)) {
            entry::written(numbers, *field)
                .unwrap_or_default()
                .clone_into(slot);
        }
        Redacted::new(texts)
    };
    TypedPapers {
        scheme: Some(scheme),
        certificate: fields(&papers.certificate),
        prescription: papers.prescription.as_ref().map(fields),
        both: papers.prescription.is_some(),
        by_prescription: papers.prescription.is_some() && papers.used == Paper::Prescription,
        begun_with: before,
    }
}

/// Name and birth date alone, in the order of another scheme's paper; while none is chosen, as for 医療保険.
fn same_person(typed: &TypedFields, from: Option<Scheme>, to: Option<Scheme>) -> TypedFields {
    let mut texts: [String; 6] = Default::default();
    for field in [Field::Name, Field::Birth] {
        let at = |scheme: Option<Scheme>| place(scheme.unwrap_or(Scheme::HealthInsurance), field);
        if let (Some(slot), Some(text)) = (texts.get_mut(at(to)), typed.expose().get(at(from))) {
            slot.clone_from(text);
        }
    }
    Redacted::new(texts)
}

fn place(scheme: Scheme, field: Field) -> usize {
    let mut fields = Field::of(scheme).iter();
    fields.position(|one| *one == field).unwrap_or_default()
}

fn bit(paper: Paper, at: usize) -> u16 {
    match paper {
        Paper::Certificate => 1 << at,
        Paper::Prescription => 1 << (at + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_birth_date_go_over_to_another_paper() {
        let typed = ["12131234", "1234567", "双葉 葵", "H16.3.14", "", ""].map(str::to_owned);
        let (from, to) = (Scheme::MedicalAssistance, Scheme::HealthInsurance);
        let between = same_person(&Redacted::new(typed), Some(from), None);
        let there = same_person(&between, None, Some(to));
        assert_eq!(
            there.expose(),
            &["", "", "", "双葉 葵", "H16.3.14", ""].map(str::to_owned)
        );
        let back = same_person(&there, Some(to), Some(from));
        assert_eq!(
            back.expose(),
            &["", "", "双葉 葵", "H16.3.14", "", ""].map(str::to_owned)
        );
    }
}
