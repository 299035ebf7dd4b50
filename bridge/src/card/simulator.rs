//! Readers in software, for the demo, training and tests (D13).

use super::CardError;
use madoguchi_shared::bridge::training::{TrainingAct, TrainingPerson, TrainingPersons};
use madoguchi_virtual_card::CardImage;
use std::sync::Arc;

/// Whose cards lie in the drawer.
pub trait People: Send + Sync + 'static {
    /// The persons, in the order of the drawer.
    fn list(&self) -> Vec<TrainingPerson>;
    /// What is on a person's card; `None` for an unknown id.
    fn card(&self, id: &str) -> Option<CardImage>;
}

/// The software readers and the cards that can be put on them; clones are the same drawer.
#[derive(Clone)]
pub struct Drawer {
    readers: Vec<String>,
    people: Arc<dyn People>,
}

impl Drawer {
    /// A drawer with so many empty readers, `Madoguchi training reader 00 00` and so on.
    pub fn new(readers: usize, people: impl People) -> Self {
        Self {
            readers: (0..readers)
                .map(|number| format!("Madoguchi training reader 00 {number:02}"))
                .collect(),
            people: Arc::new(people),
        }
    }

    /// Persons and readers, for the training drawer on the screen.
    pub fn persons(&self) -> TrainingPersons {
        TrainingPersons {
            persons: self.people.list(),
            readers: self.readers.clone(),
        }
    }

    /// Does something with a card.
    pub fn act(&self, _act: &TrainingAct) -> Result<(), CardError> {
        Err(CardError::ReaderNone)
    }
}
