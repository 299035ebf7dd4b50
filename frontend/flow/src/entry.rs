//! What is typed, pasted or scanned for a reception by numbers (F05 F06 F09 F10), read field by field. What only looks
//! different (width, spaces, hyphens, invisible marks) is taken; what cannot be taken is refused with a [`Slip`] that says
//! where to look. Nothing is cut off and nothing is put right unasked. Of two papers that differ the one that is not asked
//! by may be wrong in print: its numbers are kept as they are written ([`read_as_written`]).

mod birth;
mod clean;
mod digits;
mod free;
mod guess;

pub use digits::two_numbers;
pub use guess::Guess;

use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::PaperNumbers;
use madoguchi_shared::date::Day;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 公費負担者番号.
    Payer,
    /// 受給者番号.
    Recipient,
    /// 保険者番号.
    Insurer,
    /// 記号; may stay empty.
    Symbol,
    /// 番号.
    Number,
    /// 枝番; may stay empty.
    Branch,
    /// 氏名.
    Name,
    /// 生年月日.
    Birth,
}

impl Field {
    /// The fields of a scheme's paper, in the order in which it prints them.
    pub const fn of(scheme: Scheme) -> &'static [Self] {
        match scheme {
            Scheme::MedicalAssistance => &[Self::Payer, Self::Recipient, Self::Name, Self::Birth],
            Scheme::HealthInsurance => &[
                Self::Symbol,
                Self::Number,
                Self::Branch,
                Self::Name,
                Self::Birth,
                Self::Insurer,
            ],
        }
    }

    /// Whether the field may stay empty.
    pub const fn optional(self) -> bool {
        matches!(self, Self::Symbol | Self::Branch)
    }

    /// The text as it is meant, or why it cannot be that. A day comes back as `yyyyMMdd`; an optional field that is
    /// empty as the empty text. `today` is the day in Tokyo.
    pub fn read(self, typed: &str, today: Day) -> Result<String, Slip> {
        // Longer than any of the fields can be, however it is written: not worth looking at.
        if typed.len() > clean::LONGEST_BYTES {
            return Err(Slip::TooLong);
        }
        let text = clean::fold(typed);
        if text.is_empty() {
            return if self.optional() {
                Ok(text)
            } else {
                Err(Slip::Empty)
            };
        }
        match self {
            Self::Payer => digits::payer(&text),
            Self::Recipient => digits::recipient(&text),
            Self::Insurer => digits::insurer(&text),
            Self::Branch => digits::branch(&text),
            Self::Symbol | Self::Number => free::symbol(&text),
            Self::Name => free::name(&text),
            Self::Birth => birth::read(&text, today).map(|day| day.to_string()),
        }
    }

    /// As [`Self::read`], of a paper that is not asked by: digits that cannot be right are taken as they are written, when
    /// they are no more than are kept of the field.
    pub fn read_as_written(self, typed: &str, today: Day) -> Result<String, Slip> {
        let most = match self {
            Self::Payer | Self::Insurer => 8,
            Self::Recipient => 20,
            Self::Branch => 2,
            Self::Symbol | Self::Number | Self::Name | Self::Birth => 0,
        };
        self.read(typed, today).or_else(|slip| {
            let misprint = matches!(
                slip,
                Slip::CheckDigit(_) | Slip::Count { .. } | Slip::AllZero | Slip::OtherLaw
            );
            let digits = clean::digits(&clean::fold(typed)).filter(|digits| digits.len() <= most);
            digits.filter(|_| misprint).ok_or(slip)
        })
    }
}

/// Why a text is not what the field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Nothing was typed.
    Empty,
    /// Something that is no digit, where only digits belong.
    NotDigits,
    /// A digit missing or too many.
    Count {
        /// How many digits there are.
        found: usize,
        /// How many there should be; of several the nearest.
        expected: usize,
    },
    /// Only zeros.
    AllZero,
    /// The last digit does not follow from the others; what may have happened, when there is one explanation.
    CheckDigit(Option<Guess>),
    /// A number of a paper of the other scheme.
    OtherPaper,
    /// 法別番号 is not 12: a public payer, but not of 医療扶助.
    OtherLaw,
    /// Longer than the field can be.
    TooLong,
    /// A character that the field cannot hold.
    Character,
    /// Not written in a way that can be read as a day.
    NotADay,
    /// There is no such day.
    NoSuchDay,
    /// The era did not have this day, as 昭和64年1月8日.
    NotInEra,
    /// After today.
    InFuture,
    /// More than 130 years ago.
    TooLongAgo,
}

/// What was typed into the fields of a form, in the order of [`Field::of`], read as a whole: the numbers, or the fields that
/// cannot be read, each with why.
pub fn read(scheme: Scheme, typed: &[String], today: Day) -> Result<PaperNumbers, Vec<(Field, Slip)>> {
    read_by(scheme, typed, |field, text| field.read(text, today))
}

/// As [`read`], of a paper that is not asked by: see [`Field::read_as_written`].
pub fn read_as_written(
    scheme: Scheme,
    typed: &[String],
    today: Day,
) -> Result<PaperNumbers, Vec<(Field, Slip)>> {
    read_by(scheme, typed, |field, text| field.read_as_written(text, today))
}

fn read_by(
    scheme: Scheme,
    typed: &[String],
    read: impl Fn(Field, &str) -> Result<String, Slip>,
) -> Result<PaperNumbers, Vec<(Field, Slip)>> {
    let mut slips = Vec::new();
    let mut texts = Vec::new();
    for (at, field) in Field::of(scheme).iter().enumerate() {
        match read(*field, typed.get(at).map_or("", String::as_str)) {
            Ok(text) => texts.push((*field, text)),
            Err(slip) => slips.push((*field, slip)),
        }
    }
    if !slips.is_empty() {
        return Err(slips);
    }
    let mut take = |wanted: &[Field]| {
        let at = texts.iter().position(|(field, _)| wanted.contains(field));
        at.map(|at| texts.swap_remove(at).1)
            .filter(|text| !text.is_empty())
    };
    Ok(PaperNumbers {
        scheme,
        insurer_number: take(&[Field::Payer, Field::Insurer]).unwrap_or_default().into(),
        symbol: take(&[Field::Symbol]).map(Into::into),
        number: take(&[Field::Recipient, Field::Number])
            .unwrap_or_default()
            .into(),
        branch: take(&[Field::Branch]).map(Into::into),
        birth_date: take(&[Field::Birth]).unwrap_or_default().into(),
        name: take(&[Field::Name]).unwrap_or_default().into(),
    })
}

/// What is written in a field of a paper; `None`: it is not on this one.
pub fn written(numbers: &PaperNumbers, field: Field) -> Option<&str> {
    let personal = match field {
        Field::Payer | Field::Insurer => &numbers.insurer_number,
        Field::Recipient | Field::Number => &numbers.number,
        Field::Symbol => numbers.symbol.as_ref()?,
        Field::Branch => numbers.branch.as_ref()?,
        Field::Name => &numbers.name,
        Field::Birth => &numbers.birth_date,
    };
    Some(personal.expose())
}

/// The fields in which two papers of one person differ, in the order of the paper; all of them for two schemes. Spaces are no
/// difference.
pub fn differences(one: &PaperNumbers, other: &PaperNumbers) -> Vec<Field> {
    let text = |numbers, field| {
        let text = written(numbers, field).unwrap_or_default();
        text.split_whitespace().collect::<String>()
    };
    let differs = |field: &Field| one.scheme != other.scheme || text(one, *field) != text(other, *field);
    Field::of(one.scheme).iter().copied().filter(differs).collect()
}
