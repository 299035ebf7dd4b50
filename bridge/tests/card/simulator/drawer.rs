//! The training drawer (D13).

use super::*;
use crate::support::*;
use madoguchi_bridge::card::simulator::{DrawerError, People};
use madoguchi_bridge::card::{CardError, PinError};
use madoguchi_bridge::clock::Clock;
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_shared::bridge::training::{CardAct, TrainingAct, TrainingPerson};
use madoguchi_shared::identifier::{CollationBirthDate, CollationNumberB};
use madoguchi_shared::{Secret, date::Day};
use madoguchi_virtual_card::CardImage;

#[tokio::test]
async fn the_training_drawer() {
    let (service, drawer) = start();
    let persons = drawer.persons();
    assert_eq!(persons.readers, [FIRST, SECOND]);
    assert!(
        persons
            .persons
            .iter()
            .any(|person| person.id == PERSON && person.pin.is_some())
    );
    assert!(
        persons
            .persons
            .iter()
            .any(|person| person.id == "no-pin" && person.pin.is_none())
    );
    let act = |reader: Option<&str>, act| TrainingAct {
        reader: reader.map(str::to_owned),
        act,
    };

    assert_eq!(
        drawer.act(&act(Some("none"), CardAct::Remove)),
        Err(CardError::ReaderNone.into())
    );
    assert_eq!(
        drawer.act(&act(None, CardAct::Insert("nobody".into()))),
        Err(DrawerError::PersonUnknown)
    );
    assert_eq!(
        drawer.act(&act(None, CardAct::Mute)),
        Err(CardError::Absent.into())
    );

    drawer.act(&act(None, CardAct::Insert(PERSON.into()))).unwrap();
    let presence = presence_on(&service, FIRST).await;
    assert_eq!(
        sign(&service, &presence, "0000").await,
        Err(PinError::Wrong { tries_left: 2 })
    );
    drawer.act(&act(None, CardAct::PullBefore(1))).unwrap();
    assert_eq!(service.inspect(&presence).await, Err(CardError::Removed));
    empty(&service, FIRST).await;

    // On another reader it is the same card, and its fault is gone.
    drawer
        .act(&act(Some(SECOND), CardAct::Insert(PERSON.into())))
        .unwrap();
    let presence = presence_on(&service, SECOND).await;
    assert_eq!(
        service.inspect(&presence).await.unwrap().pin,
        PinAvailability::Tries(2)
    );
    drawer
        .act(&act(Some(FIRST), CardAct::Insert(PERSON.into())))
        .unwrap();
    empty(&service, SECOND).await;
    presence_on(&service, FIRST).await;
    drawer.act(&act(None, CardAct::Remove)).unwrap();
    empty(&service, FIRST).await;
}

#[tokio::test]
async fn what_a_training_card_shows_opens_its_photo() {
    let (service, drawer) = start();
    let persons = drawer.persons().persons;
    assert!(
        persons
            .iter()
            .any(|person| person.collation_number.is_none() && person.id == "not-my-number")
    );
    let shown = persons.into_iter().find(|person| person.id == PERSON).unwrap();
    let shown = shown.collation_number.unwrap();
    let birth = CollationBirthDate {
        year: shown.birth_era_year,
        month: shown.birth_month,
        day: shown.birth_day,
    };
    let number = CollationNumberB::from_parts(birth, shown.expiry_year, &Secret::new(shown.security_code));
    let insert = CardAct::Insert(PERSON.into());
    drawer
        .act(&TrainingAct {
            reader: None,
            act: insert,
        })
        .unwrap();
    let presence = presence_on(&service, FIRST).await;
    let read = service
        .read_photo(&presence, number.unwrap(), false)
        .await
        .unwrap();
    assert_eq!(read.photo[..], *portrait_of(PERSON));
}

#[tokio::test]
async fn a_photo_in_the_folder_takes_the_place_of_the_drawn_one() {
    let folder = tempfile::tempdir().unwrap();
    let other = vec![0x6A; 20_000];
    std::fs::write(folder.path().join(format!("{PERSON}.jp2")), &other).unwrap();
    std::fs::write(folder.path().join(format!("{OTHER}.jp2")), vec![0x6A; 30_001]).unwrap();
    let people = SyntheticPeople::new(Arc::new(SystemClock)).with_photos(Some(folder.path().to_owned()));
    let today = Day::in_tokyo(SystemClock.now_ms());
    // Too long is not taken; without a file it is the drawn one.
    for (person, photo) in [
        (PERSON, &other[..]),
        (OTHER, portrait_of(OTHER)),
        ("no-pin", portrait_of("no-pin")),
    ] {
        let drawer = Drawer::new(1, FixedImage(people.card(person).unwrap()));
        let service = CardService::start_simulated(drawer.clone());
        drawer.insert(FIRST, &drawer.card(person).unwrap()).unwrap();
        let presence = presence_on(&service, FIRST).await;
        let owner = madoguchi_people::find(person).unwrap();
        let digits = madoguchi_virtual_card::person::collation_number_b(owner, today);
        let number = CollationNumberB::parse(&Secret::new(digits)).unwrap();
        let read = service.read_photo(&presence, number, false).await.unwrap();
        assert_eq!(read.photo[..], *photo, "{person}");
    }
}

#[test]
fn a_photo_that_is_called_after_nobody_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let check = || SyntheticPeople::check_photos(folder.path());
    std::fs::write(folder.path().join(format!("{PERSON}.jp2")), []).unwrap();
    check().unwrap();
    for name in ["nobody.jp2", &format!("{PERSON}.jpg")] {
        let file = folder.path().join(name);
        std::fs::write(&file, []).unwrap();
        let told = check().unwrap_err().to_string();
        assert!(told.starts_with(name) && told.contains(PERSON), "{told}");
        std::fs::remove_file(file).unwrap();
    }
}

/// Everybody has this card.
struct FixedImage(CardImage);

impl People for FixedImage {
    fn list(&self) -> Vec<TrainingPerson> {
        Vec::new()
    }

    fn card(&self, _id: &str) -> Option<CardImage> {
        Some(self.0.clone())
    }
}
