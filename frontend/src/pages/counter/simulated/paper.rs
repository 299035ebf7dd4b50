//! A made-up paper: what a receptionist would read on it.

use crate::components::redraw::{redraw, text};
use crate::format;
use crate::locale::Locale;
use crate::text::{Message, Words};
use leptos::prelude::*;
use madoguchi_shared::bridge::his::PaperNumbers;
use madoguchi_shared::terms::Term;

/// Folded away until it is asked for.
pub(super) fn paper(paper: PaperNumbers) -> AnyView {
    let locale = Locale::here();
    let words = move || Words {
        scheme: Some(paper.scheme),
        ..locale.words()
    };
    let title = text(move || words().say(Message::TRAINING_PAPER));
    let lines = redraw(move || {
        let lines = lines(&paper, words()).into_iter();
        lines
            .map(|(name, value)| view! { <div><dt>{name}</dt><dd class="number">{value}</dd></div> })
            .collect_view()
            .into_any()
    });
    view! {
        <details>
            <summary>{title}</summary>
            <dl>{lines}</dl>
        </details>
    }
    .into_any()
}

fn lines(paper: &PaperNumbers, words: Words) -> Vec<(String, String)> {
    let PaperNumbers {
        scheme: _,
        insurer_number,
        symbol,
        number,
        branch,
        birth_date,
        name,
    } = paper;
    let number_name = match symbol {
        Some(_) => words.say(Message::FIELD_NUMBER),
        None => words.word(Term::InsuredNumber).to_owned(),
    };
    let all = [
        (words.word(Term::PayerNumber).to_owned(), Some(insurer_number)),
        (words.say(Message::FIELD_SYMBOL), symbol.as_ref()),
        (number_name, Some(number)),
        (words.say(Message::FIELD_BRANCH), branch.as_ref()),
        (words.say(Message::FIELD_NAME), Some(name)),
    ];
    let mut lines: Vec<(String, String)> = all
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?.expose().clone())))
        .collect();
    let birth = format::day(birth_date.expose(), words.language);
    lines.push((words.say(Message::FIELD_BIRTH), birth));
    lines
}
