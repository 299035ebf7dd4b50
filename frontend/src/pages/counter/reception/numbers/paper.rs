//! One paper's fields, in its order.

use super::typed::Form;
use super::{label, slip, title};
use crate::components::redraw::{flag, text};
use crate::components::text_field::{TextField, text_field};
use crate::text::Message;
use crate::{browser, clock, format};
use leptos::prelude::*;
use madoguchi_flow::entry::Field;
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::Paper;
use madoguchi_shared::date::Day;

/// The fields under the paper's name.
pub(super) fn draw(form: Form, paper: Paper, scheme: Scheme) -> AnyView {
    let heading = id(paper, 9);
    let rows = Field::of(scheme)
        .iter()
        .enumerate()
        .map(|(at, field)| row(form, paper, scheme, at, *field));
    view! {
        <div class="paper" role="group" aria-labelledby=heading>
            <p id=heading.clone() class="of cap" class:visually-hidden=flag(move || !form.compares())>
                {text(move || title(paper, scheme).said(form.locale.words()))}
            </p>
            {rows.collect_view()}
        </div>
    }
    .into_any()
}

/// Id of the input of a field.
pub(super) fn id(paper: Paper, at: usize) -> String {
    let paper = match paper {
        Paper::Certificate => "certificate-",
        Paper::Prescription => "prescription-",
    };
    [paper, &at.to_string()].concat()
}

fn row(form: Form, paper: Paper, scheme: Scheme, at: usize, field: Field) -> AnyView {
    let hint = move || {
        let typed = form.text(paper, at);
        let read = field.read(&typed, today());
        let words = form.locale.words_of(scheme);
        match read {
            Err(wrong) if form.was_left(paper, at) => {
                let kept = !form.asks_by(paper) && field.read_as_written(&typed, today()).is_ok();
                let said = slip::said(wrong, words);
                if kept {
                    (
                        false,
                        words.say_with(Message::KEPT_AS_WRITTEN, &[("slip", &said)]),
                    )
                } else {
                    (true, said)
                }
            }
            // How it was read shows a slip of the pen.
            Ok(day) if field == Field::Birth => (false, format::day(&day, words.language)),
            Ok(_) | Err(_) => (
                false,
                slip::help(field).map(|help| words.say(help)).unwrap_or_default(),
            ),
        }
    };
    let on_input = Callback::new(move |typed| {
        if form.type_in(paper, at, typed) {
            browser::focus_now(&["#", &id(paper, at + 2)].concat());
        }
    });
    text_field(TextField {
        id: id(paper, at),
        label: text(move || label(field, scheme).said(form.locale.words())),
        optional: field.optional(),
        numeric: matches!(
            field,
            Field::Payer | Field::Recipient | Field::Insurer | Field::Branch
        ),
        value: text(move || form.text(paper, at)),
        on_input,
        on_leave: Callback::new(move |()| form.leave(paper, at)),
        next: (at + 1 < Field::of(scheme).len()).then(|| id(paper, at + 1)),
        hint: Signal::derive(hint),
        differs: flag(move || paper == Paper::Prescription && differs(form, field, at)),
    })
}

/// Whether the two papers say something different; tracked. Spaces and ways of writing are no difference.
fn differs(form: Form, field: Field, at: usize) -> bool {
    let meant = |paper| {
        let typed = form.text(paper, at);
        let read = field.read(&typed, today()).unwrap_or(typed);
        read.split_whitespace().collect::<String>()
    };
    meant(Paper::Certificate) != meant(Paper::Prescription)
}

/// The day it is in Tokyo.
pub(super) fn today() -> Day {
    Day::in_tokyo(clock::now_ms())
}
