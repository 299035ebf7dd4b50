//! What was asked with, to be compared with the paper.

use super::super::sheet::{Cell, Part, Say};
use super::{label, title};
use crate::text::Message;
use madoguchi_flow::entry::{self, Field};
use madoguchi_shared::bridge::his::{Paper, PaperNumbers, Papers};

/// The papers, side by side when they differ: what is different, and which was used.
pub(super) fn table(papers: &Papers) -> Part {
    let scheme = papers.certificate.scheme;
    let other = papers.prescription.as_ref();
    let differing = other
        .map(|other| entry::differences(&papers.certificate, other))
        .unwrap_or_default();
    let named = |paper: Paper| {
        let title = title(paper, scheme);
        if other.is_some() && paper == papers.used {
            Say::Line(" ", vec![title, Message::SENT_THIS.into()])
        } else {
            title
        }
    };
    let mut head = vec![Message::ITEM.into(), named(Paper::Certificate)];
    head.extend(other.map(|_| named(Paper::Prescription)));
    let rows = Field::of(scheme).iter().map(|field| {
        let mut row: Vec<Cell> = vec![
            (label(*field, scheme), None),
            (value(&papers.certificate, *field), None),
        ];
        let mark = differing.contains(field).then_some(false);
        row.extend(other.map(|other| (value(other, *field), mark)));
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
