//! Papers that are handed in: `papers: 医療扶助, of PERSON, slip in the number, …`.

use super::Cover;
use serde::Serialize;

/// The papers as they are handed in and typed. What is on them is that of a person of `tests/people`, but for what is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of its own in the file"
)]
pub struct Handed {
    /// 医療券/調剤券, or 被保険者証.
    pub cover: Cover,
    /// Whose; `None`: the scenario's person's.
    pub person: Option<String>,
    /// A slip of the pen: this is typed otherwise than it is printed.
    pub slip: Option<On>,
    /// The one of before it was reissued, which is no longer in force.
    pub former: bool,
    /// 枝番 is not written on it.
    pub without_branch: bool,
    /// The 処方せん is there and says the same.
    pub same_prescription: bool,
    /// What is otherwise on the 処方せん; `None`: nothing is, or there is none.
    pub prescription: Option<On>,
    /// The 処方せん is asked by.
    pub by_prescription: bool,
}

/// A field on a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum On {
    /// 公費負担者番号, 保険者番号.
    Payer,
    /// 受給者番号, 番号.
    Number,
    /// 枝番.
    Branch,
    /// 生年月日.
    BirthDate,
    /// 氏名.
    Name,
}

impl Handed {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(", ");
        let mut handed = Self {
            cover: Cover::parse(parts.next()?)?,
            person: None,
            slip: None,
            former: false,
            without_branch: false,
            same_prescription: false,
            prescription: None,
            by_prescription: false,
        };
        for part in parts {
            if let Some(person) = part.strip_prefix("of ") {
                handed.person = Some(super::words::word(person)?);
            } else if let Some(field) = part.strip_prefix("prescription differs in the ") {
                handed.prescription = Some(On::parse(field)?);
            } else if let Some(field) = part.strip_prefix("slip in the ") {
                handed.slip = Some(On::parse(field)?);
            } else {
                let said = match part {
                    "former" => &mut handed.former,
                    "no branch number" => &mut handed.without_branch,
                    "prescription says the same" => &mut handed.same_prescription,
                    "asked by the prescription" => &mut handed.by_prescription,
                    _ => return None,
                };
                *said = true;
            }
        }
        let both = handed.same_prescription && handed.prescription.is_some();
        (!both).then_some(handed)
    }
}

impl On {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "payer" => Self::Payer,
            "number" => Self::Number,
            "branch number" => Self::Branch,
            "birth date" => Self::BirthDate,
            "name" => Self::Name,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_read_part_by_part() {
        let text = "医療保険, of heiyo-both-valid, former, slip in the payer, no branch number, \
                    prescription differs in the number, asked by the prescription";
        let all = Handed {
            cover: Cover::Insurance,
            person: Some("heiyo-both-valid".to_owned()),
            slip: Some(On::Payer),
            former: true,
            without_branch: true,
            same_prescription: false,
            prescription: Some(On::Number),
            by_prescription: true,
        };
        assert_eq!(Handed::parse(text), Some(all));
        for wrong in [
            "",
            "保険",
            "医療扶助, of",
            "医療扶助, torn",
            "医療扶助, prescription differs in the ink",
            "医療扶助, prescription differs in the name, prescription says the same",
        ] {
            assert_eq!(Handed::parse(wrong), None, "{wrong}");
        }
    }
}
