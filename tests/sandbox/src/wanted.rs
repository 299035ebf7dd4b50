//! Who is looked for by numbers, as it is compared.

use crate::population::{Person, Qualification, wire_insurer_number};
use crate::problem::Refusal;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::qualification::Personal;

/// The numbers of one scheme, and the birthday.
pub(crate) struct Wanted<'a> {
    insurer_number: String,
    symbol: &'a str,
    /// 番号 or 受給者番号.
    number: &'a str,
    /// Empty: not on the paper, and then any.
    branch: &'a str,
    /// Month and day: the year is not compared.
    birthday: (u8, u8),
}

/// The numbers as a request has them.
pub(crate) struct Numbers<'a> {
    pub(crate) insurer_number: &'a Personal,
    pub(crate) symbol: Option<&'a Personal>,
    pub(crate) number: &'a Personal,
    pub(crate) branch: Option<&'a Personal>,
}

impl<'a> Wanted<'a> {
    /// `BODY_INVALID` when one of the two numbers that there always are is empty.
    pub(crate) fn read(numbers: &Numbers<'a>, birthday: (u8, u8)) -> Result<Self, Refusal> {
        let number = numbers.number.expose().trim();
        let insurer_number = numbers.insurer_number.expose().trim();
        if number.is_empty() || insurer_number.is_empty() {
            return Err(Refusal::new(ErrorCode::BodyInvalid, "a number is empty"));
        }
        Ok(Self {
            insurer_number: wire_insurer_number(insurer_number),
            symbol: text(numbers.symbol),
            number,
            branch: text(numbers.branch),
            birthday,
        })
    }

    /// The two numbers that there always are, the first in wire form: eight characters.
    pub(crate) fn numbers(&self) -> [&str; 2] {
        [&self.insurer_number, self.number]
    }

    pub(crate) fn is(&self, qualification: &Qualification) -> bool {
        qualification.insurer_number.trim() == self.insurer_number.trim()
            && half_width(text(qualification.symbol.as_ref())).eq(half_width(self.symbol))
            && qualification.number.expose() == self.number
            && (self.branch.is_empty() || text(qualification.branch.as_ref()) == self.branch)
    }

    pub(crate) fn is_birthday(&self, person: &Person) -> bool {
        (person.birth_date.month(), person.birth_date.day()) == self.birthday
    }
}

fn text(part: Option<&Personal>) -> &str {
    part.map_or("", |text| text.expose().trim())
}

/// 記号 is printed in full width and may be typed in half width.
fn half_width(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(|c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    })
}
