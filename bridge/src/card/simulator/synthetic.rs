//! The synthetic persons as the owners of the cards in the drawer.

use super::{Drawer, People};
use crate::clock::Clock;
use madoguchi_people::{Card, PinState, TestCa, card::PIN};
use madoguchi_shared::bridge::his::Office;
use madoguchi_shared::{bridge::training::TrainingPerson, date::Day};
use madoguchi_virtual_card::{CardImage, person};
use std::sync::Arc;

/// Everybody of `madoguchi-people`. Making a card takes some tenths of a second: its key has to be found.
pub struct SyntheticPeople {
    clock: Arc<dyn Clock>,
}

impl SyntheticPeople {
    /// People whose dates are relative to the day in Tokyo on which their card is first used.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }

    /// The 福祉事務所 of these people and their numbers; none of them exists.
    pub fn offices() -> Vec<Office> {
        let assistance = madoguchi_people::all()
            .iter()
            .filter_map(|person| person.assistance.as_ref());
        let office = |assistance: &madoguchi_people::Assistance| Office {
            name: assistance.office.to_owned(),
            telephone: assistance.office_telephone.to_owned(),
        };
        assistance.map(office).collect()
    }
}

impl Drawer {
    /// A drawer with so many empty readers and the cards of all synthetic persons.
    pub fn of_synthetic_people(readers: usize, clock: Arc<dyn Clock>) -> Self {
        Self::new(readers, SyntheticPeople::new(clock))
    }
}

impl People for SyntheticPeople {
    fn list(&self) -> Vec<TrainingPerson> {
        let today = Day::in_tokyo(self.clock.now_ms());
        madoguchi_people::all()
            .iter()
            .map(|person| TrainingPerson {
                id: person.id.to_owned(),
                case_ja: person.title_ja.to_owned(),
                case_en: person.title_en.to_owned(),
                name: person.name.to_owned(),
                pin: works(person.card).then(|| PIN.to_owned()),
                papers: person.papers(today),
            })
            .collect()
    }

    fn card(&self, id: &str) -> Option<CardImage> {
        let owner = madoguchi_people::find(id)?;
        let today = Day::in_tokyo(self.clock.now_ms());
        person::image(owner, TestCa::shared(), today)
            .inspect_err(|error| tracing::error!(person = id, %error, "no card could be made"))
            .ok()
    }
}

fn works(card: Card) -> bool {
    match card {
        Card::MyNumber {
            pin: PinState::Set { tries_left },
            ..
        } => tries_left > 0,
        Card::MyNumber {
            pin: PinState::NotSet,
            ..
        }
        | Card::NotMyNumber => false,
    }
}
