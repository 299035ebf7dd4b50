//! 初回登録 at the counter.

use super::sheet::{Button, Part, Sheet, act};
use super::step::{by_numbers, working};
use crate::text::Message;
use madoguchi_flow::Act;
use madoguchi_flow::first_registration::State;
use madoguchi_shared::backend::LinkOutcome;

/// The step.
pub(super) fn sheet(state: &State) -> Sheet {
    let (title, text, on) = match state {
        State::Linking(_) => return working(Message::LINKING),
        State::Failed(code, _) => {
            let mut ways = ways_out();
            if !code.retryable()
                && let Some(first) = ways.first_mut()
            {
                first.primary = true;
            }
            return vec![
                Part::Title(Message::FAILED_LINK.into()),
                Part::Problem(*code, code.retryable()),
                Part::Actions(ways),
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
    let mut buttons: Vec<Button> = on.into_iter().chain(ways_out()).collect();
    if let Some(first) = buttons.first_mut() {
        first.primary = true;
    }
    step(title, text, buttons)
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
    vec![by_numbers(), act(Act::Finish, Message::CLOSE_RECEPTION)]
}
