//! Papers of the people of `tests/people`, as they are typed in; and what a paper says, in words.

use crate::words::scheme;
use madoguchi_flow::entry::{self, Field, Guess, Slip, differences, written};
use madoguchi_flow::number_reception::sent;
use madoguchi_people::Person;
use madoguchi_scenarios::scenario::{Cover, Handed, On};
use madoguchi_shared::bridge::his::{Paper, PaperNumbers, Papers};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::Personal;

/// What is typed of the papers that this person hands in, each field read as the screen reads it; `Err` in it: which cannot
/// be taken. `day` is the one from which dates are counted.
pub(crate) fn typed(person: &Person, handed: &Handed, day: Day) -> Result<Result<Papers, String>, String> {
    let mut printed = if handed.former {
        person.former_paper(day).ok_or("the person has no former paper")?
    } else {
        printed(person, handed.cover, day)?
    };
    if handed.without_branch && printed.branch.take().is_none() && handed.cover == Cover::Insurance {
        return Err("there is no 枝番 to leave out".to_owned());
    }
    let certificate = match handed.slip {
        Some(field) => differing(&printed, field),
        None => printed.clone(),
    };
    let prescription = handed.prescription.map(|field| {
        if handed.slip == Some(field) {
            printed
        } else {
            differing(&certificate, field)
        }
    });
    Ok(as_read(handed, &certificate, prescription.as_ref(), day))
}

fn as_read(
    handed: &Handed,
    certificate: &PaperNumbers,
    prescription: Option<&PaperNumbers>,
    day: Day,
) -> Result<Papers, String> {
    let used = if handed.by_prescription {
        Paper::Prescription
    } else {
        Paper::Certificate
    };
    let read = |numbers: &PaperNumbers, paper: Paper| {
        let fields = Field::of(numbers.scheme).iter();
        let typed: Vec<String> = fields
            .map(|field| written(numbers, *field).unwrap_or_default().to_owned())
            .collect();
        let read = if paper == used {
            entry::read(numbers.scheme, &typed, day)
        } else {
            entry::read_as_written(numbers.scheme, &typed, day)
        };
        read.map_err(|slips| said(&slips))
    };
    let certificate = read(certificate, Paper::Certificate)?;
    let prescription = prescription
        .map(|numbers| read(numbers, Paper::Prescription))
        .transpose()?;
    Ok(Papers {
        certificate,
        prescription,
        used,
        picked_because: None,
    })
}

fn said(slips: &[(Field, Slip)]) -> String {
    let each = slips.iter().map(|(field, slip)| {
        let why = match slip {
            Slip::CheckDigit(Some(Guess::Swapped { place })) => {
                format!("digits {place} and {} swapped?", place + 1)
            }
            Slip::CheckDigit(_) => "a digit is wrong".to_owned(),
            other => format!("{other:?}"),
        };
        format!("{field:?}: {why}")
    });
    each.collect::<Vec<_>>().join(", ")
}

fn printed(person: &Person, cover: Cover, day: Day) -> Result<PaperNumbers, String> {
    let scheme = crate::nation::scheme(cover);
    let mut papers = person.papers(day).into_iter();
    let paper = papers.find(|paper| paper.scheme == scheme);
    paper.ok_or_else(|| format!("the person has no paper of {}", self::scheme(scheme)))
}

/// The last two neighbours that differ, the other way round: a slip that a check digit tells.
fn swapped(number: &Personal) -> Personal {
    let mut digits: Vec<char> = number.expose().chars().collect();
    if let Some(at) = (1..digits.len()).rev().find(|at| digits[at - 1] != digits[*at]) {
        digits.swap(at - 1, at);
    }
    digits.into_iter().collect::<String>().into()
}

/// The same but for one field.
fn differing(one: &PaperNumbers, field: On) -> PaperNumbers {
    let mut other = one.clone();
    match field {
        On::Payer => other.insurer_number = swapped(&other.insurer_number),
        On::Number => other.number = swapped(&other.number),
        On::Branch => {
            other.branch = match &other.branch {
                Some(branch) if branch.expose() == "99" => None,
                Some(_) => Some("99".into()),
                None => Some("00".into()),
            };
        }
        On::BirthDate => {
            let (month, day) = other.birth_date.expose().split_at(6);
            let another = if day == "01" { "02" } else { "01" };
            other.birth_date = format!("{month}{another}").into();
        }
        On::Name => other.name = "改姓　新".into(),
    }
    other
}

/// What is asked by: `医療扶助 1234566 of 19680412`.
pub(crate) fn asked_by(papers: &Papers) -> String {
    let sent = sent(papers);
    format!("{} of {}", numbers(sent), sent.birth_date.expose())
}

/// `医療扶助 1234566`, or `医療保険` while no number is typed.
fn numbers(numbers: &PaperNumbers) -> String {
    let number = numbers.number.expose();
    let number = if number.is_empty() {
        String::new()
    } else {
        format!(" {number}")
    };
    format!("{}{number}", scheme(numbers.scheme))
}

/// What is kept of the papers: `papers 医療扶助 1234566`, where the 処方せん differs, and why a person was picked.
pub(crate) fn kept(papers: &Papers) -> Vec<String> {
    let mut parts = vec![format!("papers {}", numbers(&papers.certificate))];
    if let Some(prescription) = &papers.prescription {
        let used = match papers.used {
            Paper::Certificate => "certificate",
            Paper::Prescription => "prescription",
        };
        let fields = differences(&papers.certificate, prescription);
        let fields: Vec<_> = fields.iter().map(|field| format!("{field:?}")).collect();
        let fields = fields.join(" and ");
        parts.push(format!("prescription differs in {fields}, asked by the {used}"));
    }
    let because = papers.picked_because.as_ref();
    parts.extend(because.map(|why| format!("picked because {}", why.expose())));
    parts
}
