//! 初回登録 at the counter.

use super::sheet::{Button, Part, Sheet, act};
use super::step::working;
use crate::text::Message;
use madoguchi_flow::Act;
use madoguchi_flow::first_registration::State;
use madoguchi_shared::backend::LinkOutcome;

/// The step.
pub(super) fn sheet(state: &State) -> Sheet {
    let (title, text, on) = match state {
        State::Linking(_) => return working(Message::LINKING),
        State::Failed(code, _) => {
            return vec![
                Part::Title(Message::LINK_PHASE.into()),
                Part::Problem(*code, code.retryable()),
                Part::Actions(ways_out()),
            ];
        }
        State::Linked(outcome, _) => {
            let before = *outcome == LinkOutcome::AlreadyLinked;
            let title = if before {
                Message::LINKED_BEFORE
            } else {
                Message::LINKED
            };
            return step(
                title,
                Message::LINKED_TEXT,
                vec![act(Act::ConfirmLink, Message::LINKED_NEXT).primary()],
            );
        }
        State::Offering(_) => {
            let on = act(Act::RegisterCard, Message::LINK_START);
            (Message::LINK_TITLE, Message::LINK_TEXT, Some(on))
        }
        State::NeedsPin => {
            let on = act(Act::UsePin, Message::LINK_PIN);
            (Message::LINK_TITLE, Message::LINK_PIN_TEXT, Some(on))
        }
        State::NothingToLink => (Message::LINK_NOTHING, Message::LINK_NOTHING_TEXT, None),
    };
    let buttons = on.map(Button::primary).into_iter().chain(ways_out());
    step(title, text, buttons.collect())
}

fn step(title: Message, text: Message, buttons: Vec<Button>) -> Sheet {
    vec![
        Part::Title(title.into()),
        Part::Text(text.into()),
        Part::Actions(buttons),
    ]
}

/// The patient may not wish to, or it cannot be: by numbers, or the end.
fn ways_out() -> Vec<Button> {
    vec![
        act(Act::ByNumbers, Message::GO_BY_NUMBERS),
        act(Act::Finish, Message::CLOSE_RECEPTION),
    ]
}
