//! What lies on the readers, as the machines see it.

use madoguchi_shared::bridge::event::Readers;

/// One card on one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// New with every insertion.
    pub presence: String,
    /// PC/SC name of the reader, to tell two cards apart on screen.
    pub reader: String,
    /// It may be an earlier patient's.
    pub may_be_left: bool,
}

/// The cards that lie on the readers and that no other program holds.
pub fn cards(readers: &Readers) -> Vec<Card> {
    let on_reader = readers.list.iter().filter_map(|reader| {
        let card = reader.card.as_ref().filter(|card| !card.in_use)?;
        Some(Card {
            presence: card.presence.clone(),
            reader: reader.name.clone(),
            may_be_left: card.may_be_left,
        })
    });
    on_reader.collect()
}

/// Whether this very card still lies there, also when another program holds it for a moment.
pub fn is_there(readers: &Readers, presence: &str) -> bool {
    readers
        .list
        .iter()
        .filter_map(|reader| reader.card.as_ref())
        .any(|card| card.presence == presence)
}
