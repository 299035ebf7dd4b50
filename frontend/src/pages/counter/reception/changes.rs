//! Two columns: what the chart has, what was received.

use super::coverage::{burden, sex};
use crate::components::redraw::redraw;
use crate::format;
use crate::locale::{Locale, t};
use crate::text::{Message, Words};
use leptos::prelude::*;
use madoguchi_flow::changes::{Change, Field};
use madoguchi_shared::Scheme;
use madoguchi_shared::code::Sex;
use madoguchi_shared::qualification::Personal;
use madoguchi_shared::terms::Term;

/// The differences, one per line.
#[component]
pub(super) fn Changes(
    /// The differences.
    changes: Vec<Change>,
) -> impl IntoView {
    let locale = Locale::here();
    let lines = redraw(move || {
        changes
            .iter()
            .map(|change| {
                let words = Words {
                    scheme: change.scheme,
                    ..locale.words()
                };
                view! {
                    <tr>
                        <th scope="row">{label(change, words)}</th>
                        <td>{value(change.field, change.before.as_ref(), words)}</td>
                        <td>{value(change.field, change.after.as_ref(), words)}</td>
                    </tr>
                }
            })
            .collect_view()
            .into_any()
    });
    view! {
        <table class="changes">
            <thead>
                <tr>
                    <th scope="col">{t(Message::Item)}</th>
                    <th scope="col">{t(Message::InChart)}</th>
                    <th scope="col">{t(Message::InAnswer)}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

fn label(change: &Change, words: Words) -> String {
    let message = |message| words.say(message);
    let term = |term: Term| words.word(term).to_owned();
    let insurance = change.scheme != Some(Scheme::MedicalAssistance);
    let word = match change.field {
        Field::Name => message(Message::FieldName),
        Field::Kana => message(Message::FieldKana),
        Field::BirthDate => message(Message::FieldBirth),
        Field::Sex => message(Message::FieldSex),
        Field::Address => message(Message::FieldAddress),
        Field::Qualification => message(Message::FieldQualification),
        Field::PayerNumber => term(Term::PayerNumber),
        Field::PayerName => term(Term::Payer),
        Field::Symbol => message(Message::FieldSymbol),
        Field::InsuredNumber if insurance => message(Message::FieldNumber),
        Field::InsuredNumber => term(Term::InsuredNumber),
        Field::Branch => message(Message::FieldBranch),
        Field::Start => term(Term::QualificationStart),
        Field::End => term(Term::QualificationEnd),
        Field::Expiry => message(Message::FieldExpiry),
        Field::Burden => term(Term::Burden),
        Field::Ticket => term(Term::Certificate),
    };
    match change.scheme {
        Some(_) => format!("{} {word}", words.word(Term::SchemeName)),
        None => word,
    }
}

fn value(field: Field, value: Option<&Personal>, words: Words) -> String {
    let Some(text) = value.map(|value| value.expose().as_str()) else {
        return words.say(Message::NotGiven);
    };
    match field {
        Field::BirthDate | Field::Start | Field::End | Field::Expiry => format::day(text, words.language),
        Field::Sex => words.say(sex(&Sex::from(text))),
        Field::Burden => burden(text, words),
        Field::Name
        | Field::Kana
        | Field::Address
        | Field::Qualification
        | Field::PayerNumber
        | Field::PayerName
        | Field::Symbol
        | Field::InsuredNumber
        | Field::Branch
        | Field::Ticket => text.to_owned(),
    }
}
