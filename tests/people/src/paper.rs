//! The papers that a person carries: 医療券/調剤券 and 被保険者証, as they are read at a counter.

use crate::person::Person;
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::PaperNumbers;
use madoguchi_shared::date::Day;

impl Person {
    /// What is printed on the papers on `today`, 医療扶助 first; empty for who carries none.
    pub fn papers(&self, today: Day) -> Vec<PaperNumbers> {
        let paper = |scheme, insurer_number: &str, number: &str| PaperNumbers {
            scheme,
            insurer_number: insurer_number.into(),
            symbol: None,
            number: number.into(),
            branch: None,
            birth_date: self.birth_date(today).to_string().into(),
            name: self.name.into(),
        };
        let ticket = self.assistance.iter().map(|assistance| {
            paper(
                Scheme::MedicalAssistance,
                assistance.payer_number,
                assistance.recipient_number,
            )
        });
        let card = self.insurance.iter().map(|insurance| PaperNumbers {
            symbol: insurance.symbol.map(Into::into),
            branch: insurance.branch_number.map(Into::into),
            ..paper(
                Scheme::HealthInsurance,
                insurance.insurer_number,
                insurance.number,
            )
        });
        ticket.chain(card).collect()
    }

    /// The 医療券/調剤券 of before 医療扶助 was reissued; `None`: it never was.
    pub fn former_paper(&self, today: Day) -> Option<PaperNumbers> {
        let former = self.former_assistance.as_ref()?;
        let current = self.papers(today).into_iter();
        let mut tickets = current.filter(|paper| paper.scheme == Scheme::MedicalAssistance);
        Some(PaperNumbers {
            insurer_number: former.payer_number.into(),
            number: former.recipient_number.into(),
            ..tickets.next()?
        })
    }
}
