//! Who the answer is about, and whether a chart is about the same person.

use crate::coverage::{Coverage, Qualification, Standing};
use crate::number_reception::sent;
use madoguchi_shared::bridge::his::{Basis, InquiryKey, Papers, PatientBasics};
use madoguchi_shared::code::Sex;
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::{Redacted, Scheme};

/// 基礎情報 from the qualifications that count for `basis`, the first that has it. `None` without a name or birth date:
/// nobody can be received under that.
pub fn basics(coverage: &Coverage, basis: Basis) -> Option<PatientBasics> {
    let mut results = counting(coverage, basis).map(|q| &q.result);
    let first = |get: fn(&QualificationResult) -> Option<&Redacted<String>>| {
        counting(coverage, basis).find_map(|q| {
            get(&q.result)
                .filter(|text| !text.expose().trim().is_empty())
                .cloned()
        })
    };
    Some(PatientBasics {
        name: first(|r| r.name.as_ref())?,
        birth_date: first(|r| r.birthdate.as_ref())?,
        kana: first(|r| r.name_kana.as_ref()).unwrap_or_default(),
        sex: results.find_map(|r| r.sex1.clone()).unwrap_or(Sex::Unset),
        address: first(|r| r.address.as_ref()),
    })
}

/// The qualifications that say who it is: the valid ones, or where none is needed, all.
pub fn counting(coverage: &Coverage, basis: Basis) -> impl Iterator<Item = &Qualification> {
    let all = basis != Basis::Covered;
    let qualifications = coverage.qualifications.iter();
    qualifications.filter(move |q| all || q.standing == Standing::Valid)
}

/// What was received, and from the chart what was not: kana, sex, address.
pub fn completed(received: &PatientBasics, chart: &PatientBasics) -> PatientBasics {
    let mut basics = received.clone();
    if basics.kana.expose().trim().is_empty() {
        basics.kana = chart.kana.clone();
    }
    if basics.sex == Sex::Unset {
        basics.sex = chart.sex.clone();
    }
    basics.address = basics.address.or_else(|| chart.address.clone());
    basics
}

/// Name without spaces (half and full width): 「山田　花子」 and 「山田 花子」 are one.
fn folded(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether both have the same name (spaces aside).
pub fn same_name(a: &PatientBasics, b: &PatientBasics) -> bool {
    folded(a.name.expose()) == folded(b.name.expose())
}

/// Whether a chart may be taken for this person without asking: same name and same birth date.
pub fn same_person(a: &PatientBasics, b: &PatientBasics) -> bool {
    same_name(a, b) && a.birth_date == b.birth_date
}

/// Whether a name is written in kana alone.
pub fn in_kana(name: &str) -> bool {
    let kana = |c: char| matches!(c, 'ぁ'..='ヿ' | 'ｦ'..='ﾟ') || c.is_whitespace();
    name.chars().all(kana)
}

/// Whether the paper has another name or birth date than the answer to its numbers, of which only month and day of birth
/// were compared. A name in kana alone is not compared.
pub fn otherwise_on_paper(papers: &Papers, answered: &PatientBasics) -> bool {
    let paper = sent(papers);
    let name = paper.name.expose();
    let other_name = !in_kana(name) && folded(name) != folded(answered.name.expose());
    other_name || paper.birth_date != answered.birth_date
}

/// The qualification to register a 照会番号 against: health insurance when valid, otherwise medical assistance
/// (`domain.md` §1.5). `None` when the numbers are missing, or when `known` and the backend has the number there; where
/// it has it only for 医療扶助, because 医療保険 came later, it is registered for 医療保険 too.
pub fn inquiry_key(coverage: &Coverage, known: bool) -> Option<InquiryKey> {
    let by_scheme = |scheme| coverage.valid().find(|q| q.scheme == scheme);
    let chosen = by_scheme(Scheme::HealthInsurance).or_else(|| by_scheme(Scheme::MedicalAssistance))?;
    if known && chosen.result.registered_inquiry_number().is_some() {
        return None;
    }
    numbers(&chosen.result)
}

/// The numbers of a qualification. `None`: it came without.
pub fn numbers(result: &QualificationResult) -> Option<InquiryKey> {
    Some(InquiryKey {
        insurer_number: result.insurer_number.clone()?,
        insured_card_symbol: result.insured_card_symbol.clone(),
        insured_identification_number: result.insured_identification_number.clone()?,
        insured_branch_number: result.insured_branch_number.clone(),
    })
}
