//! 照合番号B while it is being entered: three parts, one after the other.

use crate::components::pad::{Digits, Entry};
use crate::text::Message;
use madoguchi_shared::Secret;

/// Parts, in the order in which they are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// 生年月日 of the era: year, month, day.
    BirthDate,
    /// The year in which the card expires.
    ExpiryYear,
    /// セキュリティコード
    SecurityCode,
}

impl Part {
    pub(super) const ALL: [Self; 3] = [Self::BirthDate, Self::ExpiryYear, Self::SecurityCode];

    /// How many digits stand together, group by group.
    pub(super) const fn groups(self) -> &'static [usize] {
        match self {
            Self::BirthDate => &[2, 2, 2],
            Self::ExpiryYear | Self::SecurityCode => &[4],
        }
    }

    pub(super) fn length(self) -> usize {
        self.groups().iter().sum()
    }

    /// Whether there can be such a number. What cannot be costs no try.
    fn is_possible(self, digits: &str) -> bool {
        match self {
            Self::BirthDate => {
                let number = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse().ok());
                let longest = match number(2) {
                    Some(2) => 29,
                    Some(4 | 6 | 9 | 11) => 30,
                    Some(1..=12) => 31,
                    _ => return false,
                };
                number(4).is_some_and(|day: u8| (1..=longest).contains(&day))
            }
            Self::ExpiryYear => digits.starts_with("20"),
            Self::SecurityCode => true,
        }
    }

    /// What is said of a number that cannot be.
    const fn impossible(self) -> Message {
        match self {
            Self::BirthDate => Message::PATIENT_NO_SUCH_DATE,
            Self::ExpiryYear | Self::SecurityCode => Message::PATIENT_NO_SUCH_YEAR,
        }
    }
}

/// What may be seen of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    counts: [usize; 3],
    /// The part that gets the next digit.
    pub(super) part: Part,
}

impl Seen {
    /// How many digits a part has.
    pub(super) fn count(self, part: Part) -> usize {
        let [birth_date, expiry_year, security_code] = self.counts;
        match part {
            Part::BirthDate => birth_date,
            Part::ExpiryYear => expiry_year,
            Part::SecurityCode => security_code,
        }
    }
}

/// The number; wiped when dropped.
pub(super) struct Number {
    birth_date: Digits,
    expiry_year: Digits,
    security_code: Digits,
    part: Part,
}

impl Number {
    pub(super) fn new() -> Self {
        let [birth_date, expiry_year, security_code] = Part::ALL.map(|part| Digits::new(part.length()));
        Self {
            birth_date,
            expiry_year,
            security_code,
            part: Part::BirthDate,
        }
    }

    /// A part is entered anew.
    pub(super) fn go_to(&mut self, part: Part) {
        self.part = part;
        self.digits_mut(part).clear();
    }

    /// 生年月日, year of expiry, セキュリティコード; `None` while digits are missing.
    pub(super) fn complete(&self) -> Option<[Secret; 3]> {
        Some([
            self.birth_date.complete()?,
            self.expiry_year.complete()?,
            self.security_code.complete()?,
        ])
    }

    fn digits(&self, part: Part) -> &Digits {
        match part {
            Part::BirthDate => &self.birth_date,
            Part::ExpiryYear => &self.expiry_year,
            Part::SecurityCode => &self.security_code,
        }
    }

    fn digits_mut(&mut self, part: Part) -> &mut Digits {
        match part {
            Part::BirthDate => &mut self.birth_date,
            Part::ExpiryYear => &mut self.expiry_year,
            Part::SecurityCode => &mut self.security_code,
        }
    }

    /// Whether a month or day of one digit was meant: no month begins with 2 to 9, no day with 4 to 9.
    fn is_lone(&self, digit: char) -> bool {
        self.part == Part::BirthDate
            && match self.birth_date.count() {
                2 => ('2'..='9').contains(&digit),
                4 => ('4'..='9').contains(&digit),
                _ => false,
            }
    }
}

impl Entry for Number {
    type Seen = Seen;

    fn seen(&self) -> Seen {
        Seen {
            counts: Part::ALL.map(|part| self.digits(part).count()),
            part: self.part,
        }
    }

    fn is_complete(&self) -> bool {
        Part::ALL.into_iter().all(|part| self.digits(part).is_complete())
    }

    fn push(&mut self, digit: char) -> Option<Message> {
        let part = self.part;
        if self.is_lone(digit) {
            self.digits_mut(part).push('0');
        }
        let digits = self.digits_mut(part);
        digits.push(digit);
        if !digits.is_complete() {
            return None;
        }
        if !digits.is(|digits| part.is_possible(digits)) {
            digits.clear();
            return Some(part.impossible());
        }
        let next = Part::ALL
            .into_iter()
            .find(|part| !self.digits(*part).is_complete());
        self.part = next.unwrap_or(part);
        None
    }

    fn pop(&mut self) {
        if self.digits(self.part).count() == 0 {
            self.part = match self.part {
                Part::BirthDate | Part::ExpiryYear => Part::BirthDate,
                Part::SecurityCode => Part::ExpiryYear,
            };
        }
        self.digits_mut(self.part).pop();
    }

    fn clear(&mut self) {
        *self = Self::new();
    }
}

#[cfg(test)]
mod tests;
