//! 電話照会票: to have beside the telephone and to write the answer on. It names the scheme, so it stays with the staff and says
//! so. The numbers of the qualification are not on it (D10).

use super::Parts;
use super::paper::Paper;
use crate::components::redraw::text;
use crate::desk::Desk;
use crate::desk::printing::CallSheet;
use crate::locale::Locale;
use crate::pages::counter::reception::call::{answer_name, made};
use crate::text::Message;
use crate::{clock, format};
use leptos::prelude::*;
use madoguchi_shared::bridge::his::CallAnswer;
use madoguchi_shared::terms::Term;

/// The sheet, on A4.
pub(super) fn parts(sheet: CallSheet) -> Parts {
    Parts {
        choices: ().into_any(),
        ready: Signal::stored(true),
        sheet: Paper::A4.sheet("printed-call", move || draw(sheet)),
    }
}

fn draw(sheet: CallSheet) -> AnyView {
    let (desk, locale) = (Desk::here(), Locale::here());
    let CallSheet {
        scheme,
        reception,
        whom,
        about,
        calls,
    } = sheet;
    let now_ms = clock::now_ms();
    let words = locale.words_of(scheme);
    let say = move |message: Message| words.say(message);
    let [office, telephone] = whom.into_inner();
    let number = words.say_with(Message::RECEPTION_NUMBER, &[("number", &reception.to_string())]);
    let printed = words.say_with(
        Message::CALL_SHEET_PRINTED,
        &[("time", &format::moment(now_ms, words.language))],
    );
    let known = [
        (words.word(Term::Payer).to_owned(), office),
        (say(Message::CALL_TELEPHONE), telephone),
        (say(Message::FIELD_NAME), about.name.expose().clone()),
        (say(Message::FIELD_KANA), format::full_width(about.kana.expose())),
        (
            say(Message::FIELD_BIRTH),
            format::day(about.birth.expose(), words.language),
        ),
    ];
    let blank = [
        Message::CALL_SHEET_WHEN,
        Message::CALL_PERSON,
        Message::CALL_SHEET_STAFF,
        Message::CALL_NOTE,
    ];
    let spoken = about.said(words, scheme, &desk.institution());
    let answers = [CallAnswer::Usable, CallAnswer::NotUsable, CallAnswer::CallBack];
    let line = |(name, value): (String, String)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    };
    let calls = (!calls.is_empty()).then(|| {
        view! {
            <h4>{say(Message::CALLS_MADE)}</h4>
            {made(calls)}
        }
    });
    view! {
        <p class="inside">{say(Message::CALL_SHEET_INSIDE)}</p>
        <h3>{say(Message::CALL_SHEET)}</h3>
        <p>{text(move || desk.institution())} " " {number}</p>
        <dl>{known.map(line).into_iter().collect_view()}</dl>
        <h4>{say(Message::CALL_SHEET_SAY)}</h4>
        <blockquote>{spoken}</blockquote>
        <h4>{say(Message::CALL_SHEET_ANSWER)}</h4>
        <ul>{answers.map(|answer| view! { <li>{say(answer_name(answer))}</li> }).into_iter().collect_view()}</ul>
        <dl class="blank">{blank.map(|name| line((say(name), String::new()))).into_iter().collect_view()}</dl>
        {calls}
        <p>{printed}</p>
    }
    .into_any()
}
