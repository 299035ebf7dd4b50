//! The synthetic persons and the test CA as the nation of this sandbox.

use crate::population::{
    Cardholder, CertificateValidity, Elsewhere, NationalData, Person, Qualification, Records, Ticket,
};
use madoguchi_people as people;
use madoguchi_people::coverage;
use madoguchi_people::{AtJlis, CaError, CertificateState, Designation, Linkage, TestCa};
use madoguchi_shared::Scheme;
use madoguchi_shared::code::CardClassification;
use madoguchi_shared::date::Day;

/// Everybody of `madoguchi-people` who has a My Number card.
#[derive(Clone, Copy, Debug, Default)]
pub struct SyntheticNation;

impl NationalData for SyntheticNation {
    fn trust_anchors(&self) -> Vec<Vec<u8>> {
        vec![TestCa::shared().certificate_der().to_vec()]
    }

    fn revocation_list(&self, today: Day) -> Vec<u8> {
        TestCa::shared().crl_der(today).unwrap_or_else(|error: CaError| {
            // An empty list is no CRL: everybody is refused until it is repaired.
            tracing::error!(%error, "the CRL cannot be made");
            Vec::new()
        })
    }

    fn persons(&self, today: Day) -> Vec<Cardholder> {
        let of = |person: &people::Person| Cardholder {
            certificate_serial: person.certificate_serial(),
            linked: match person.linkage {
                Linkage::Linked | Linkage::Unentrusted | Linkage::Unregistered => true,
                Linkage::FirstRegistration | Linkage::NothingToLink => false,
            },
            person: convert(person, today),
        };
        with_certificate().map(of).collect()
    }

    fn elsewhere(&self, _: Day) -> Vec<Elsewhere> {
        with_certificate().map(elsewhere).collect()
    }

    fn records(&self, today: Day) -> Vec<Records> {
        let of = |person: &people::Person| Records {
            person_id: person.id.to_owned(),
            medications: person.medications(today),
            checkups: person.checkups(today),
        };
        with_certificate().map(of).collect()
    }
}

fn with_certificate() -> impl Iterator<Item = &'static people::Person> {
    let has_certificate = |person: &&people::Person| person.card.certificate().is_some();
    people::all().iter().filter(has_certificate)
}

fn elsewhere(person: &people::Person) -> Elsewhere {
    let numbers =
        |covered: &coverage::Assistance| [covered.payer_number.into(), covered.recipient_number.into()];
    Elsewhere {
        certificate_serial: person.certificate_serial(),
        at_jlis: at_jlis(person),
        agency_code: person.agency_code(),
        numbers: person.assistance.as_ref().map(numbers),
    }
}

fn convert(person: &people::Person, today: Day) -> Person {
    let insurance = person.insurance.iter().map(|covered| insurance(covered, today));
    let aid = [&person.assistance, &person.former_assistance]
        .into_iter()
        .flatten()
        .map(|covered| assistance(covered, today));
    let disclosed = |text: &'static str| (!person.address_withheld).then(|| text.into());
    Person {
        id: person.id.to_owned(),
        name: person.name.into(),
        name_of_other: person.name_other.map(Into::into),
        name_kana: person.name_kana_half_width().into(),
        sex: person.sex.clone(),
        birth_date: person.birth_date(today),
        address: disclosed(person.address),
        post_number: disclosed(person.post_number),
        qualifications: insurance.chain(aid).collect(),
    }
}

fn at_jlis(person: &people::Person) -> CertificateValidity {
    match (person.at_jlis, person.card.certificate()) {
        (AtJlis::Revoked, _) | (AtJlis::AsIssued, Some(CertificateState::Revoked)) => {
            CertificateValidity::Revoked
        }
        (AtJlis::Expired, _) | (AtJlis::AsIssued, Some(CertificateState::Expired)) => {
            CertificateValidity::Expired
        }
        (AtJlis::Unknown, _) | (AtJlis::AsIssued, Some(CertificateState::UnknownIssuer) | None) => {
            CertificateValidity::Unknown
        }
        (AtJlis::AsIssued, Some(CertificateState::Good)) => CertificateValidity::Valid,
    }
}

fn insurance(covered: &coverage::Insurance, today: Day) -> Qualification {
    Qualification {
        scheme: Scheme::HealthInsurance,
        classification: CardClassification::General,
        insurer_number: covered.insurer_number.to_owned(),
        symbol: covered.symbol.map(Into::into),
        number: covered.number.into(),
        branch: covered.branch_number.map(Into::into),
        family: Some(covered.family.clone()),
        insurer_name: covered.insurer_name.to_owned(),
        starts_on: covered.since.on(today),
        ends_on: covered.until.map(|until| until.on(today)),
        reason_of_loss: covered.reason_of_loss.clone(),
        ratio: Some(format!("{:03}", covered.contribution_percent)),
        reference_number: None,
        ticket: None,
    }
}

fn assistance(covered: &coverage::Assistance, today: Day) -> Qualification {
    Qualification {
        scheme: Scheme::MedicalAssistance,
        classification: CardClassification::MedicalAssistance,
        insurer_number: covered.payer_number.to_owned(),
        symbol: None,
        number: covered.recipient_number.into(),
        branch: None,
        family: None,
        insurer_name: covered.office.to_owned(),
        starts_on: covered.since.on(today),
        ends_on: covered.until.map(|until| until.on(today)),
        reason_of_loss: covered.reason_of_loss.clone(),
        ratio: None,
        reference_number: None,
        ticket: covered.ticket.as_ref().map(|ticket| Ticket {
            issue_number: ticket.issue_number.into(),
            treatment: ticket.treatment.clone(),
            names_asking: ticket.designation == Designation::AskingInstitution,
            self_pay_yen: ticket.self_pay_yen,
            district_contact: ticket.district_contact.into(),
            valid_from: ticket.valid_from.on(today),
            valid_until: ticket.valid_until.on(today),
        }),
    }
}
