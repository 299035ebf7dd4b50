//! Where the retrieval stands: one panel for each phase, drawn anew only when the phase changes.

use super::{done, month, said, says};
use crate::api::Fault;
use crate::clock;
use crate::components::redraw::{flag, redraw, text};
use crate::components::{Heading, ProblemPanel};
use crate::runner::bulk::BulkRunner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::bulk_retrieval::{Act, Broken, Order, Receiving, Refusal, State};

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Choosing,
    Asking,
    Waiting,
    Receiving,
    Registered,
    WithErrors,
    Nothing,
    Refused,
    Broken,
    Over,
}

impl Phase {
    pub(super) fn of(state: &State) -> Self {
        match state {
            State::ChoosingMonth => Self::Choosing,
            State::LookingUp(_) | State::Asking(_) => Self::Asking,
            State::Waiting(..) => Self::Waiting,
            State::Receiving(_) => Self::Receiving,
            State::Registered(_) => Self::Registered,
            State::WithErrors(_) => Self::WithErrors,
            State::NothingThere(_) => Self::Nothing,
            State::Refused(..) => Self::Refused,
            State::BrokenOff(..) => Self::Broken,
            State::Over => Self::Over,
        }
    }
}

pub(super) fn draw(phase: Phase, state: Memo<State>) -> AnyView {
    match phase {
        Phase::Choosing => month::draw(),
        Phase::Asking => view! {
            <Heading inner=true text=Message::BULK_ASKING />
            <div class="working" role="progressbar" aria-label=says(Message::BULK_ASKING)></div>
            {actions(&[(Act::Cancel, Message::BULK_CANCEL)])}
        }
        .into_any(),
        Phase::Waiting => waiting(state),
        Phase::Receiving => receiving(state),
        Phase::Registered => done::draw(state, Message::BULK_REGISTERED),
        Phase::WithErrors => done::draw(state, Message::BULK_WITH_ERRORS),
        Phase::Nothing => view! {
            <Heading inner=true text=says(Message::BULK_NOTHING) />
            <p>{says(Message::BULK_NOTHING_TEXT)}</p>
            {actions(&[(Act::OtherMonth, Message::BULK_OTHER_MONTH)])}
        }
        .into_any(),
        Phase::Refused => refused(state),
        Phase::Broken => broken(state),
        Phase::Over => ().into_any(),
    }
}

/// Buttons in a row; the first is meant to be pressed.
pub(super) fn actions(acts: &[(Act, Message)]) -> AnyView {
    let runner = BulkRunner::here();
    let desk = runner.desk();
    let buttons: Vec<_> = acts
        .iter()
        .enumerate()
        .map(|(at, (act, said))| {
            let (act, said) = (*act, *said);
            let needs_staff = act == Act::Retry;
            let class = if at == 0 && act != Act::Cancel {
                "button primary"
            } else {
                "button"
            };
            view! {
                <button
                    type="button"
                    class=class
                    disabled=flag(move || !desk.holds_lease() || (needs_staff && !desk.may_receive()))
                    on:click=move |_| runner.act(act)
                >
                    {says(said)}
                </button>
            }
        })
        .collect();
    view! { <div class="actions">{buttons}</div> }.into_any()
}

fn waiting(state: Memo<State>) -> AnyView {
    let text = text(move || {
        let at_ms = state.with(|state| match state {
            State::Waiting(_, at_ms) => Some(*at_ms),
            _ => None,
        });
        let time = at_ms.map(clock::tokyo_time).unwrap_or_default();
        said(Message::BULK_IN_PROGRESS_TEXT, &[("time", &time)])
    });
    view! {
        <Heading inner=true text=Message::BULK_IN_PROGRESS />
        <p aria-live="polite">{text}</p>
        <div class="working" role="progressbar" aria-label=says(Message::BULK_IN_PROGRESS)></div>
        {actions(&[(Act::Cancel, Message::BULK_CANCEL)])}
    }
    .into_any()
}

fn receiving(state: Memo<State>) -> AnyView {
    let count = move |of: fn(&Receiving) -> u64| {
        state.with(|state| match state {
            State::Receiving(receiving) => of(receiving),
            _ => 0,
        })
    };
    let text = text(move || {
        let [received, total, kept] = [
            count(|receiving| receiving.received),
            count(|receiving| receiving.total),
            count(|receiving| receiving.kept),
        ]
        .map(|count| count.to_string());
        said(
            Message::BULK_RECEIVED,
            &[("received", &received), ("total", &total), ("kept", &kept)],
        )
    });
    let (kept, total) = (
        move || count(|receiving| receiving.kept).to_string(),
        move || count(|receiving| receiving.total.max(1)).to_string(),
    );
    view! {
        <Heading inner=true text=Message::BULK_RECEIVING />
        <progress aria-label=says(Message::BULK_RECEIVING) value=kept max=total></progress>
        <p class="number">{text}</p>
        {actions(&[(Act::Cancel, Message::BULK_CANCEL)])}
    }
    .into_any()
}

fn refused(state: Memo<State>) -> AnyView {
    let text = text(move || {
        let refusal = state.with(|state| match state {
            State::Refused(_, refusal) => Some(refusal.clone()),
            _ => None,
        });
        let Some(Refusal { code, message }) = refusal else {
            return String::new();
        };
        let (code, message) = (code.unwrap_or_default(), message.unwrap_or_default());
        said(
            Message::BULK_REFUSED_TEXT,
            &[("code", &code), ("message", &message)],
        )
    });
    view! {
        <Heading inner=true text=Message::BULK_REFUSED />
        <div role="alert"><p class="notice">{text}</p></div>
        {actions(&[(Act::Retry, Message::RETRY), (Act::OtherMonth, Message::BULK_OTHER_MONTH)])}
    }
    .into_any()
}

fn broken(state: Memo<State>) -> AnyView {
    let now = move || {
        state.with(|state| match state {
            State::BrokenOff(Order { .. }, got, broken) => Some((*got, *broken)),
            _ => None,
        })
    };
    let fault = Signal::derive(move || match now()? {
        (_, Broken::Failed(code)) => Some(Fault::from(code)),
        (_, Broken::Cancelled) => None,
    });
    let kept = redraw(move || {
        let got = now().and_then(|(got, _)| got).filter(|(kept, _)| *kept > 0);
        let said = match got {
            Some((kept, total)) => said(
                Message::BULK_BROKEN_SOME,
                &[("kept", &kept.to_string()), ("total", &total.to_string())],
            ),
            None => said(Message::BULK_BROKEN_NONE, &[]),
        };
        view! { <p>{said}</p> }.into_any()
    });
    view! {
        <Heading inner=true text=Message::BULK_BROKEN />
        {kept}
        <ProblemPanel fault />
        {actions(&[(Act::Retry, Message::BULK_GO_ON), (Act::OtherMonth, Message::BULK_OTHER_MONTH)])}
    }
    .into_any()
}
