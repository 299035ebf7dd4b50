//! Why it is this person, and the table with a button at the head of each.

use super::super::slip;
use crate::browser;
use crate::components::redraw::{flag, text};
use crate::components::text_field::{TextField, text_field};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::pages::counter::reception::sheet::{Cell, Say, table};
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
    let mut columns: Vec<(Say, Option<AnyView>)> = head.into_iter().map(|say| (say, None)).collect();
    for (at, name) in names.into_iter().enumerate() {
        let place = (at + 1).to_string();
        let column = Say::with(Message::SEVERAL_PERSON, "place", &place);
        let whom =
            text(move || locale.say_with(Message::SEVERAL_PICK_WHOM, &[("place", &place), ("name", &name)]));
        columns.push((column, Some(button(desk, whom, pick, at))));
    }
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
        {table(columns, rows)}
    }
    .into_any()
}

/// Picks the person at this place; `whom`: who that is, for those who do not see the column.
fn button(desk: Desk, whom: Signal<String>, pick: Callback<usize>, at: usize) -> AnyView {
    view! {
        <button
            type="button"
            class="button"
            aria-label=whom
            disabled=flag(move || !desk.holds_lease())
            on:click=move |_| pick.run(at)
        >
            {t(Message::SEVERAL_PICK)}
        </button>
    }
    .into_any()
}
