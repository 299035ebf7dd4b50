//! What the pads of the patient screen share. The digits stay out of the page: it shows how many there are, and they go
//! straight to the bridge (D9). They are wiped with the pad, which is made anew for every step. One press of "confirm" is
//! one VERIFY at most.

mod digits;
mod keys;
mod said;

pub(super) use digits::Digits;
pub(super) use keys::{Key, Keys, listen};
pub(super) use said::{LastTry, Said, said};

use crate::api::Fault;
use crate::browser;
use crate::text::Message;
use leptos::prelude::*;

/// What is entered on a pad.
pub(super) trait Entry: Send + Sync + 'static {
    /// What may be seen of it.
    type Seen: Copy + Send + Sync + 'static;

    /// See [`Self::Seen`].
    fn seen(&self) -> Self::Seen;
    /// Whether all digits are there.
    fn is_complete(&self) -> bool;
    /// Takes a digit, or does not; gives what is to be said about it.
    fn push(&mut self, digit: char) -> Option<Message>;
    /// Takes the last digit away.
    fn pop(&mut self);
    /// Takes all away.
    fn clear(&mut self);
}

/// What became of what was entered: the same for every number that a card checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Right. The next step comes from the counter or the bridge.
    Right,
    /// Wrong; tries left.
    Wrong(u8),
    /// Wrong, and it was the last try.
    Blocked,
    /// One try is left and was not confirmed: nothing was sent to the card.
    ConfirmLastTry,
}

/// Where a pad stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Digits are being entered.
    Entering,
    /// They are entered, one try is left, and the second act is awaited.
    LastTry,
    /// The card is working, or the next step is not there yet.
    Checking,
    /// No try is left.
    Blocked,
}

/// What is said on a pad.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// The number was wrong.
    pub(super) wrong: Message,
    /// It could not be checked.
    pub(super) failed: Message,
    /// One try is left, and what happens after it.
    pub(super) last_try: Message,
}

/// What a pad knows; gone with it.
pub(super) struct Pad<E: Entry> {
    entry: StoredValue<E>,
    pub(super) seen: RwSignal<E::Seen>,
    pub(super) complete: RwSignal<bool>,
    pub(super) phase: RwSignal<Phase>,
    pub(super) tries: RwSignal<u8>,
    /// What became of the last number.
    pub(super) said: RwSignal<Option<Message>>,
    /// What there is to say about the last digit.
    pub(super) remark: RwSignal<Option<Message>>,
    pub(super) words: Words,
}

impl<E: Entry> Clone for Pad<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: Entry> Copy for Pad<E> {}

impl<E: Entry> Pad<E> {
    pub(super) fn new(entry: E, tries_left: u8, wrong: bool, words: Words) -> Self {
        Self {
            seen: RwSignal::new(entry.seen()),
            complete: RwSignal::new(entry.is_complete()),
            entry: StoredValue::new(entry),
            phase: RwSignal::new(Phase::Entering),
            tries: RwSignal::new(tries_left),
            said: RwSignal::new(wrong.then_some(words.wrong)),
            remark: RwSignal::new(None),
            words,
        }
    }

    pub(super) fn edit(self, act: impl FnOnce(&mut E)) {
        self.entry.update_value(act);
        self.entry.with_value(|entry| {
            self.seen.set(entry.seen());
            self.complete.set(entry.is_complete());
        });
    }

    /// Something of what is entered.
    pub(super) fn read<T>(self, read: impl FnOnce(&E) -> T) -> T {
        self.entry.with_value(read)
    }

    /// A key; `send` is called with whether this is the confirmed last try.
    pub(super) fn press(self, key: Key, send: Callback<bool>) {
        if self.phase.get_untracked() != Phase::Entering {
            return;
        }
        let mut remark = None;
        match key {
            Key::Digit(digit) => self.edit(|entry| remark = entry.push(digit)),
            Key::Delete => self.edit(E::pop),
            Key::Clear => self.edit(E::clear),
            Key::Confirm if !self.complete.get_untracked() => return,
            Key::Confirm if self.tries.get_untracked() == 1 => self.phase.set(Phase::LastTry),
            Key::Confirm => send.run(false),
        }
        if self.remark.get_untracked() != remark {
            self.remark.set(remark);
        }
    }

    /// Back to an empty entry, with a word about why.
    pub(super) fn again(self, said: Option<Message>) {
        self.edit(E::clear);
        self.said.set(said);
        self.phase.set(Phase::Entering);
        // What had the focus is gone.
        browser::focus(".pad");
    }

    pub(super) fn take(self, outcome: &Result<Outcome, Fault>) {
        match outcome {
            Ok(Outcome::Right) => self.edit(E::clear),
            Ok(Outcome::Wrong(left)) => {
                self.tries.set(*left);
                self.again(Some(self.words.wrong));
            }
            Ok(Outcome::Blocked) => {
                self.edit(E::clear);
                self.said.set(None);
                self.phase.set(Phase::Blocked);
            }
            // Nothing was sent to the card: the same digits wait for the second act.
            Ok(Outcome::ConfirmLastTry) => {
                self.tries.set(1);
                self.phase.set(Phase::LastTry);
            }
            Err(_) => self.again(Some(self.words.failed)),
        }
    }
}
