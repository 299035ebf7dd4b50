//! Two columns: what the chart has, what was received.

use super::coverage::{burden, sex};
use crate::components::redraw::redraw;
use crate::format;
use crate::lazy::{Drawn, drawn};
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
                let [label, before, after] = line(change, words);
                view! {
                    <tr>
                        <th scope="row">{label}</th>
                        <td>{before}</td>
                        <td>{after}</td>
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
                    <th scope="col">{t(Message::ITEM)}</th>
                    <th scope="col">{t(Message::IN_CHART)}</th>
                    <th scope="col">{t(Message::IN_ANSWER)}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

/// The same as a part of a step.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(changes, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn draw(changes: Vec<Change>) -> Drawn {
    drawn(view! { <Changes changes /> }.into_any())
}

/// What differs, in the chart, as received.
pub(super) fn line(change: &Change, words: Words) -> [String; 3] {
    [
        label(change, words),
        value(change.field, change.before.as_ref(), words),
        value(change.field, change.after.as_ref(), words),
    ]
}

fn label(change: &Change, words: Words) -> String {
    let message = |message| words.say(message);
    let term = |term: Term| words.word(term).to_owned();
    let insurance = change.scheme != Some(Scheme::MedicalAssistance);
    let word = match change.field {
        Field::Name => message(Message::FIELD_NAME),
        Field::Kana => message(Message::FIELD_KANA),
        Field::BirthDate => message(Message::FIELD_BIRTH),
        Field::Sex => message(Message::FIELD_SEX),
        Field::Address => message(Message::FIELD_ADDRESS),
        Field::Qualification => message(Message::FIELD_QUALIFICATION),
        Field::PayerNumber => term(Term::PayerNumber),
        Field::PayerName => term(Term::Payer),
        Field::Symbol => message(Message::FIELD_SYMBOL),
        Field::InsuredNumber if insurance => message(Message::FIELD_NUMBER),
        Field::InsuredNumber => term(Term::InsuredNumber),
        Field::Branch => message(Message::FIELD_BRANCH),
        Field::Start => term(Term::QualificationStart),
        Field::End => term(Term::QualificationEnd),
        Field::Expiry => message(Message::FIELD_EXPIRY),
        Field::Burden => term(Term::Burden),
        Field::TicketMonth => message(Message::TICKET_MONTH),
        Field::TicketNumber => message(Message::TICKET_NUMBER),
        Field::TicketInstitution => message(Message::TICKET_INSTITUTION),
        Field::TicketAmount => term(Term::Burden),
    };
    match change.scheme {
        Some(_) => format!("{} {word}", words.word(Term::SchemeName)),
        None => word,
    }
}

fn value(field: Field, value: Option<&Personal>, words: Words) -> String {
    let Some(text) = value.map(|value| value.expose().as_str()) else {
        return words.say(Message::NOT_GIVEN);
    };
    match field {
        Field::BirthDate | Field::Start | Field::End | Field::Expiry => format::day(text, words.language),
        Field::Sex => words.say(sex(&Sex::from(text))),
        Field::Burden => burden(text, words),
        Field::TicketMonth => format::month(text, words.language),
        Field::TicketAmount => words.say_with(Message::YEN, &[("count", text)]),
        Field::Name
        | Field::Kana
        | Field::Address
        | Field::Qualification
        | Field::PayerNumber
        | Field::PayerName
        | Field::Symbol
        | Field::InsuredNumber
        | Field::Branch
        | Field::TicketNumber
        | Field::TicketInstitution => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::{Facility, Language};

    #[test]
    fn values_are_said_as_people_read_them() {
        let words = Words {
            language: Language::Ja,
            facility: Facility::Clinic,
            scheme: Some(Scheme::MedicalAssistance),
        };
        for (field, text, said) in [
            (Field::TicketMonth, "202611", "2026年11月"),
            (Field::TicketAmount, "0", "0円"),
            (Field::TicketNumber, "0000017", "0000017"),
            (Field::Expiry, "99999999", "期限なし"),
            (Field::Burden, "030", "3割"),
        ] {
            assert_eq!(value(field, Some(&Personal::new(text.to_owned())), words), said);
        }
        assert_eq!(value(Field::Address, None, words), "―");
    }
}
