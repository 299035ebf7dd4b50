//! Why it is this person, and the table with a button at the head of each.

use super::super::slip;
use crate::browser;
use crate::components::redraw::{flag, text};
use crate::components::text_field::{TextField, text_field};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::pages::counter::reception::sheet::{Cell, Say, table, text_of};
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::entry::Slip;
use madoguchi_shared::{Redacted, Scheme};

/// Characters of a reason; the bridge refuses more.
const LONGEST: usize = 200;

/// `head` and `rows`: what the lines are called, and the paper; then a column for each of `names`.
pub(super) fn draw(head: Vec<Say>, rows: Vec<Vec<Cell>>, names: Vec<String>, scheme: Scheme) -> AnyView {
    let (locale, runner) = (Locale::here(), Runner::here());
    let desk = runner.desk();
    let reason = RwSignal::new(desk.draft(&runner.reception()).reason.into_inner());
    let tried = RwSignal::new(false);
    let wrong = move || match reason.with(|reason| reason.trim().chars().count()) {
        0 => Some(Slip::Empty),
        count if count > LONGEST => Some(Slip::TooLong),
        _ => None,
    };
    let hint = move || match wrong().filter(|_| tried.get()) {
        Some(slip) => (true, slip::said(slip, locale.words_of(scheme))),
        None => (false, locale.say(Message::SEVERAL_REASON_HELP)),
    };
    let pick = Callback::new(move |at: usize| {
        tried.set(true);
        if untrack(wrong).is_some() {
            browser::focus("#reason");
        } else {
            let because = reason.with_untracked(|reason| reason.trim().to_owned());
            runner.act(Act::PickPerson(at, because.into()));
        }
    });
    let persons = names.into_iter().enumerate();
    let persons = persons.map(|(at, name)| person(desk, at, name, pick));
    let head = head.into_iter().map(text_of).chain(persons).collect();
    view! {
        <div class="paper">
            {text_field(TextField {
                id: "reason".into(),
                label: text(move || locale.say(Message::SEVERAL_REASON)),
                optional: false,
                numeric: false,
                value: reason.into(),
                on_input: Callback::new(move |typed: String| {
                    let kept = Redacted::new(typed.clone());
                    desk.keep_draft(&runner.reception(), |draft| draft.reason = kept);
                    reason.set(typed);
                }),
                on_leave: Callback::new(|()| {}),
                next: None,
                hint: Signal::derive(hint),
                differs: Signal::stored(false),
            })}
        </div>
        {table(head, rows)}
    }
    .into_any()
}

/// The head of a person's column.
fn person(desk: Desk, at: usize, name: String, pick: Callback<usize>) -> AnyView {
    let locale = Locale::here();
    let place = (at + 1).to_string();
    let ordinal = {
        let place = place.clone();
        text(move || locale.say_with(Message::SEVERAL_PERSON, &[("place", &place)]))
    };
    let label =
        text(move || locale.say_with(Message::SEVERAL_PICK_WHOM, &[("place", &place), ("name", &name)]));
    view! {
        <p>{ordinal}</p>
        <button
            type="button"
            class="button"
            aria-label=label
            disabled=flag(move || !desk.holds_lease())
            on:click=move |_| pick.run(at)
        >
            {t(Message::SEVERAL_PICK)}
        </button>
    }
    .into_any()
}
