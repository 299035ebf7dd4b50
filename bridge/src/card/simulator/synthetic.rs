//! The synthetic persons as the owners of the cards in the drawer.

use super::{Drawer, People};
use crate::clock::Clock;
use madoguchi_people::{Card, Person, PinState, TestCa, card::PIN};
use madoguchi_shared::bridge::his::Office;
use madoguchi_shared::{bridge::training::TrainingPerson, date::Day};
use madoguchi_virtual_card::{CardImage, person};
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Longest photo that is put on a card, bytes: with the rest of 券面 it has to stay within what can be read.
const LONGEST_PHOTO: u64 = 30_000;

/// Everybody of `madoguchi-people`. Making a card takes some tenths of a second: its key has to be found.
pub struct SyntheticPeople {
    clock: Arc<dyn Clock>,
    /// Folder of photos that take the place of the drawn ones; `None`: all are drawn.
    photos: Option<PathBuf>,
}

impl SyntheticPeople {
    /// People whose dates are relative to the day in Tokyo on which their card is first used.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, photos: None }
    }

    /// Takes the photo of a person from the file `<id>.jp2` of this folder where there is one, when the card is used for
    /// the first time. JPEG 2000, at most 30000 bytes; it is not looked at.
    #[must_use]
    pub fn with_photos(mut self, folder: Option<PathBuf>) -> Self {
        self.photos = folder;
        self
    }

    /// `NotFound` when a file of this folder is not called after one of the people: its photo would never be seen.
    pub fn check_photos(folder: &Path) -> io::Result<()> {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            let id = path.file_stem().and_then(|stem| stem.to_str());
            let known = id.is_some_and(|id| madoguchi_people::find(id).is_some());
            if !known || path.extension().is_none_or(|extension| extension != "jp2") {
                let ids: Vec<_> = madoguchi_people::all().iter().map(|person| person.id).collect();
                let name = path.file_name().unwrap_or_default().display();
                let why = format!("{name} is not <person>.jp2; the people are {}", ids.join(" "));
                return Err(io::Error::new(io::ErrorKind::NotFound, why));
            }
        }
        Ok(())
    }

    // The id is that of a known person, so the name cannot lead out of the folder.
    fn photo(&self, person: &Person) -> io::Result<Option<Vec<u8>>> {
        let Some(folder) = &self.photos else {
            return Ok(None);
        };
        let file = match File::open(folder.join(format!("{}.jp2", person.id))) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut photo = Vec::new();
        file.take(LONGEST_PHOTO + 1).read_to_end(&mut photo)?;
        if photo.len() as u64 > LONGEST_PHOTO {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        Ok(Some(photo))
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

    /// The same, with photos from a folder; see [`SyntheticPeople::with_photos`].
    pub fn with_photos(readers: usize, clock: Arc<dyn Clock>, photos: Option<PathBuf>) -> Self {
        Self::new(readers, SyntheticPeople::new(clock).with_photos(photos))
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
                collation_number: (person.card != Card::NotMyNumber)
                    .then(|| person::collation_number_parts(person, today)),
                papers: person.papers(today),
            })
            .collect()
    }

    fn card(&self, id: &str) -> Option<CardImage> {
        let owner = madoguchi_people::find(id)?;
        let today = Day::in_tokyo(self.clock.now_ms());
        let photo = self
            .photo(owner)
            .inspect_err(|error| tracing::error!(person = id, %error, "the photo was not taken"))
            .ok()
            .flatten();
        let photo = photo.as_deref().unwrap_or(owner.portrait.jpeg_2000());
        person::image_with_photo(owner, TestCa::shared(), today, photo)
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
