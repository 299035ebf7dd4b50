//! What was asked with, to be compared with the paper.

use super::super::sheet::{Cell, Part, Say};
use super::{label, title};
use crate::text::Message;
use madoguchi_flow::entry::{self, Field};
use madoguchi_shared::bridge::his::{Paper, PaperNumbers, Papers};

/// That it was sent, and with what to compare it: the paper whose numbers they are.
pub(super) fn said(papers: &Papers) -> Say {
    let scheme = papers.certificate.scheme;
    match (papers.used, &papers.prescription) {
        (Paper::Prescription, Some(_)) => Message::SENT_PRESCRIPTION.into(),
        (Paper::Prescription, None) | (Paper::Certificate, _) => Say::of(Message::SENT_TEXT, scheme),
    }
}

/// The paper that was asked with; beside it the other one when they differ, and what is different.
pub(super) fn table(papers: &Papers) -> Part {
    let certificate = &papers.certificate;
    let scheme = certificate.scheme;
    let (used, other) = match (papers.used, &papers.prescription) {
        (Paper::Certificate, Some(prescription)) => (certificate, Some((Paper::Prescription, prescription))),
        (Paper::Prescription, Some(prescription)) => (prescription, Some((Paper::Certificate, certificate))),
        (_, None) => (certificate, None),
    };
    let mut head = vec![Message::ITEM.into(), title(Paper::Certificate, scheme)];
    if let Some((paper, _)) = other {
        let used = title(papers.used, scheme);
        head = vec![
            Message::ITEM.into(),
            Say::Line(" ", vec![used, Message::SENT_THIS.into()]),
            title(paper, scheme),
        ];
    }
    let differing = other
        .map(|(_, other)| entry::differences(used, other))
        .unwrap_or_default();
    let rows = Field::of(scheme).iter().map(|field| {
        let mut row: Vec<Cell> = vec![(label(*field, scheme), None), (value(used, *field), None)];
        let mark = differing.contains(field).then_some(false);
        row.extend(other.map(|(_, other)| (value(other, *field), mark)));
        row
    });
    Part::Table(head, rows.collect())
}

/// What a paper says in a field.
pub(super) fn value(numbers: &PaperNumbers, field: Field) -> Say {
    match entry::written(numbers, field) {
        Some(day) if field == Field::Birth => Say::Day(day.to_owned()),
        Some(text) => Say::Plain(text.to_owned()),
        None => Message::NOT_GIVEN.into(),
    }
}
