//! The cards of the synthetic persons.

use madoguchi_people::{CaError, Card, Person, PinState, TestCa, card};
use madoguchi_shared::{bridge::training::TrainingCollationNumber, code::Sex, date::Day};

use crate::{
    image::{CardImage, Pin},
    my_number::MyNumberCard,
    profile::CardProfile,
};

/// Years from today to the last day of every card.
const CARD_YEARS: i32 = 5;
/// 市区町村コード in the 製造番号; no municipality has it.
const MUNICIPALITY: &str = "00000";

/// What is on this person's card on `today`.
///
/// Certificate and CA are those of `ca`. Takes some tenths of a second for the key. A card that is no My Number card has
/// no application at all.
pub fn image(person: &Person, ca: &TestCa, today: Day) -> Result<CardImage, CaError> {
    image_with_photo(person, ca, today, person.portrait.jpeg_2000())
}

/// The same with another photo (JPEG 2000) than the drawn one; it is not looked at.
pub fn image_with_photo(
    person: &Person,
    ca: &TestCa,
    today: Day,
    photo: &[u8],
) -> Result<CardImage, CaError> {
    let Card::MyNumber { pin, .. } = person.card else {
        return Ok(CardImage::default());
    };
    let issued = ca.issue(person, today)?;
    let expiry = expiry(today);
    let card = MyNumberCard {
        profile: CardProfile::default(),
        auth_certificate: issued.der,
        auth_ca: issued.issuer_der,
        auth_key: issued.key,
        auth_pin: auth_pin(pin),
        name: person.name.to_owned(),
        address: person.address.to_owned(),
        birth_date: person.birth_date(today).to_string(),
        sex: sex(&person.sex),
        photo: photo.to_vec(),
        expiry: expiry.to_string(),
        collation_number_b: collation_number_b(person, today),
        text_pin: Pin::new(card::PIN, card::PIN_TRIES),
        manufacture_number: format!("{}{MUNICIPALITY}{expiry}", person.card_serial()),
    };
    Ok(card.into_image())
}

/// 照合番号B of this person's card as its face shows it.
pub fn collation_number_parts(person: &Person, today: Day) -> TrainingCollationNumber {
    let birth = person.birth_date(today);
    TrainingCollationNumber {
        birth_era_year: era_year(birth),
        birth_month: birth.month(),
        birth_day: birth.day(),
        expiry_year: u16::try_from(expiry(today).year()).unwrap_or_default(),
        security_code: person.security_code(),
    }
}

/// 照合番号B of this person's card: birth date 和暦 YYMMDD, expiry year, security code; 14 digits.
pub fn collation_number_b(person: &Person, today: Day) -> String {
    let parts = collation_number_parts(person, today);
    format!(
        "{:02}{:02}{:02}{:04}{}",
        parts.birth_era_year, parts.birth_month, parts.birth_day, parts.expiry_year, parts.security_code
    )
}

fn auth_pin(state: PinState) -> Pin {
    match state {
        PinState::Set { tries_left } => Pin {
            tries_left,
            ..Pin::new(card::PIN, card::PIN_TRIES)
        },
        PinState::NotSet => Pin::unset(card::PIN_TRIES),
    }
}

fn sex(sex: &Sex) -> char {
    match sex {
        Sex::Male => '1',
        Sex::Female => '2',
        Sex::Unset | Sex::Unknown(_) => '3',
    }
}

/// 31 December, so that a card is the same through a year.
fn expiry(today: Day) -> Day {
    Day::new(today.year() + CARD_YEARS, 12, 31).unwrap_or(today)
}

/// Year of the era: 令和 from 2019-05-01, 平成 from 1989-01-08, 昭和 from 1926-12-25, before it 大正.
fn era_year(day: Day) -> u8 {
    let date = (day.year(), day.month(), day.day());
    let before_first = match date {
        _ if date >= (2019, 5, 1) => 2018,
        _ if date >= (1989, 1, 8) => 1988,
        _ if date >= (1926, 12, 25) => 1925,
        _ => 1911,
    };
    u8::try_from(day.year() - before_first).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_change_on_their_day() {
        let rows = [
            ("20190430", 31),
            ("20190501", 1),
            ("19890107", 64),
            ("19890108", 1),
            ("19261224", 15),
        ];
        for (day, year) in rows {
            assert_eq!(era_year(Day::parse(day).unwrap()), year, "{day}");
        }
    }

    #[test]
    fn collation_number_b_has_its_three_parts() {
        let person = madoguchi_people::find("tandoku-lost").unwrap();
        let number = collation_number_b(person, Day::new(2026, 11, 22).unwrap());
        assert_eq!(number, format!("3002172031{}", person.security_code()));
    }
}
