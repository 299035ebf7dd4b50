//! Readers in software, for the demo, training and tests (D13): a drawer full of synthetic cards.

use super::CardError;
use crate::problem::Failure;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::training::{CardAct, TrainingAct, TrainingPerson, TrainingPersons};
use madoguchi_virtual_card::{CardImage, Fault, FaultPlan, SharedCard};
use slots::Slots;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

pub(crate) mod slots;
mod synthetic;

pub use synthetic::SyntheticPeople;

/// Whose cards lie in the drawer.
pub trait People: Send + Sync + 'static {
    /// The persons, in the order of the drawer.
    fn list(&self) -> Vec<TrainingPerson>;
    /// What is on a person's card when it is used for the first time; `None` for an unknown id.
    fn card(&self, id: &str) -> Option<CardImage>;
}

/// Something that was asked of the drawer cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawerError {
    /// There is no card of that name.
    #[error("no such synthetic person")]
    PersonUnknown,
    /// It fails at the card or reader, as it would with real ones.
    #[error(transparent)]
    Card(#[from] CardError),
}

impl From<DrawerError> for Failure {
    fn from(error: DrawerError) -> Self {
        match error {
            DrawerError::PersonUnknown => Self::with(ErrorCode::NotFound, error),
            DrawerError::Card(error) => error.into(),
        }
    }
}

/// The software readers and the cards that can be put on them; clones are the same drawer.
///
/// A card keeps its PIN counter from use to use, as a real one does, until the program ends.
#[derive(Clone)]
pub struct Drawer {
    pub(crate) slots: Arc<Slots>,
    people: Arc<dyn People>,
    cards: Arc<Mutex<HashMap<String, SharedCard>>>,
}

impl Drawer {
    /// A drawer with so many empty readers, `Madoguchi training reader 00 00` and so on.
    pub fn new(readers: usize, people: impl People) -> Self {
        let names = (0..readers).map(|number| format!("Madoguchi training reader 00 {number:02}"));
        Self {
            slots: Arc::new(Slots::new(names)),
            people: Arc::new(people),
            cards: Arc::default(),
        }
    }

    /// Persons and readers, for the training drawer on the screen.
    pub fn persons(&self) -> TrainingPersons {
        TrainingPersons {
            persons: self.people.list(),
            readers: self.slots.names(),
        }
    }

    /// Does something with a card. Errors: [`CardError::ReaderNone`] for an unknown reader,
    /// [`DrawerError::PersonUnknown`], and [`CardError::Absent`] when there is no card to mute or pull.
    pub fn act(&self, act: &TrainingAct) -> Result<(), DrawerError> {
        let names = self.slots.names();
        let wanted = act.reader.as_ref().or(names.first());
        let reader = wanted
            .filter(|name| names.contains(name))
            .ok_or(CardError::ReaderNone)?;
        match &act.act {
            CardAct::Insert(person) => {
                let card = self.card(person).ok_or(DrawerError::PersonUnknown)?;
                card.set_faults(FaultPlan::default());
                self.insert(reader, &card)?;
            }
            CardAct::Remove => self.remove(reader)?,
            CardAct::Mute => self.plan(reader, Fault::MuteFrom { from: 1 })?,
            CardAct::PullBefore(index) => {
                let at = index.saturating_add(1);
                self.plan(reader, Fault::PullBefore { at })?;
            }
        }
        Ok(())
    }

    /// A person's card itself, for its log and its faults. `None`: there is no such person.
    pub fn card(&self, person: &str) -> Option<SharedCard> {
        let mut cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(card) = cards.get(person) {
            return Some(card.clone());
        }
        let card = SharedCard::new(self.people.card(person)?);
        cards.insert(person.to_owned(), card.clone());
        Some(card)
    }

    /// Puts a card on a reader; another card there is taken away first, and this one from wherever it lies.
    pub fn insert(&self, reader: &str, card: &SharedCard) -> Result<(), CardError> {
        card.remove();
        self.slots.insert(reader, card)
    }

    /// Takes the card away; does nothing when there is none.
    pub fn remove(&self, reader: &str) -> Result<(), CardError> {
        self.slots.find(reader)?.remove();
        Ok(())
    }

    /// Whether another program holds the reader exclusively, as far as the bridge can see.
    pub fn hold(&self, reader: &str, held: bool) -> Result<(), CardError> {
        self.slots.find(reader)?.hold(held);
        Ok(())
    }

    fn plan(&self, reader: &str, fault: Fault) -> Result<(), CardError> {
        let card = self.slots.find(reader)?.card().ok_or(CardError::Absent)?;
        card.set_faults(FaultPlan::once(fault));
        Ok(())
    }
}
