//! A step of the reception as data: what it says and what can be done in it. One renderer draws it ([`draw()`]), so a step
//! costs a few hundred bytes and no types of its own (`docs/adr/0009-size-of-the-app.md`), and a test reads every step
//! without a browser.

mod draw;
#[cfg(test)]
mod tests;

pub(super) use draw::{draw, table};

use crate::desk::printing::Carried;
use crate::format;
use crate::text::{Message, Words};
use leptos::prelude::AnyView;
use madoguchi_flow::Act;
use madoguchi_flow::changes::Change;
use madoguchi_flow::coverage::Coverage;
use madoguchi_shared::{ErrorCode, Scheme};

/// A step, from top to bottom.
pub(super) type Sheet = Vec<Part>;

/// A text that follows the language.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Say {
    /// A sentence in the words of a scheme (`None`: it names none), with its values.
    Sentence(Message, Option<Scheme>, Vec<(&'static str, String)>),
    /// As it is: names, numbers.
    Plain(String),
    /// A day, `yyyyMMdd`.
    Day(String),
    /// One after the other, with this between them.
    Line(&'static str, Vec<Say>),
}

/// A cell of a table, with a mark as in [`Choice`].
pub(super) type Cell = (Say, Option<bool>);

/// A piece of a step.
pub(super) enum Part {
    /// The heading, which takes the focus. First, and once.
    Title(Say),
    /// The same, described by a part with this id.
    DescribedTitle(Say, &'static str),
    /// A paragraph.
    Text(Say),
    /// What matters less.
    Quiet(Say),
    /// What has to be seen.
    Notice(Say),
    /// What is said again when it changes; its id.
    Live(&'static str, Sheet),
    /// Something is going on, and what: nothing can be done but wait.
    Working(Say),
    /// Cause and next step, with "try again" when `true`.
    Problem(ErrorCode, bool),
    /// What differs from the chart.
    Changes(Vec<Change>),
    /// What the columns are, and the lines, each with its name first.
    Table(Vec<Say>, Vec<Vec<Cell>>),
    /// Each with a button of its own.
    Choices(Vec<Choice>),
    /// Schemes and standings in one line.
    Standings(Coverage),
    /// 資格確認結果
    Coverage(Coverage),
    /// Buttons.
    Actions(Vec<Button>),
    /// What needs signals of its own: made when it is drawn.
    View(Box<dyn FnOnce() -> AnyView>),
}

/// One of several to choose from.
#[derive(Clone)]
pub(super) struct Choice {
    /// Whom or what, with a mark: `Some(true)` agrees, `Some(false)` differs.
    pub who: (String, Option<bool>),
    /// What else is known, each with its mark.
    pub about: Vec<(Say, Option<bool>)>,
    /// Chooses it.
    pub button: Button,
}

/// A button.
#[derive(Clone)]
pub(super) struct Button {
    /// What it does.
    pub does: Does,
    /// What is on it.
    pub text: Say,
    /// What a screen reader says, where several say the same.
    pub label: Option<Say>,
    /// The one that is meant to be pressed.
    pub primary: bool,
}

/// What a button does.
#[derive(Clone)]
pub(super) enum Does {
    /// Something to the machine; only in the tab that holds the lease.
    Act(Box<Act>),
    /// Back to the list.
    Close,
    /// Shows what the patient of this reception carries, to be printed.
    Print(Box<Carried>),
}

impl Does {
    /// Whether it does this to the machine.
    pub(super) fn is(&self, what: &Act) -> bool {
        matches!(self, Self::Act(act) if **act == *what)
    }
}

impl From<Message> for Say {
    fn from(message: Message) -> Self {
        Self::Sentence(message, None, Vec::new())
    }
}

impl Say {
    /// A sentence with one value.
    pub(super) fn with(message: Message, name: &'static str, value: &str) -> Self {
        Self::Sentence(message, None, vec![(name, value.to_owned())])
    }

    /// A sentence in the words of a scheme.
    pub(super) fn of(message: Message, scheme: Scheme) -> Self {
        Self::Sentence(message, Some(scheme), Vec::new())
    }

    /// The text in these words.
    pub(super) fn said(&self, words: Words) -> String {
        match self {
            Self::Sentence(message, scheme, values) => {
                let values: Vec<(&str, &str)> = values
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                let scheme = *scheme;
                Words { scheme, ..words }.say_with(*message, &values)
            }
            Self::Plain(text) => text.clone(),
            Self::Day(day) => format::day(day, words.language),
            Self::Line(between, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| part.said(words)).collect();
                parts.join(between)
            }
        }
    }
}

/// A button that does one thing to the machine.
pub(super) fn act(act: Act, text: impl Into<Say>) -> Button {
    Button {
        does: Does::Act(Box::new(act)),
        text: text.into(),
        label: None,
        primary: false,
    }
}

impl Button {
    /// The one that is meant to be pressed.
    pub(super) fn primary(self) -> Self {
        Self {
            primary: true,
            ..self
        }
    }
}
