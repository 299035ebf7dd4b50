//! A person with the qualifications that are told, and what is told of each. What is told is moved into the answer, not copied.

use super::Asked;
use crate::population::{Person, Qualification, Ticket, wire_insurer_number};
use madoguchi_shared::code::{
    DesignatedInstitution, QualificationValidity, SingleOrCombined, TicketType, TreatmentType,
};
use madoguchi_shared::date::{Day, YearMonth};
use madoguchi_shared::qualification::{MedicalTicketInfo, QualificationResult};
use madoguchi_shared::{Facility, Scheme};
use std::iter::repeat_n;
use std::mem;

/// A person, and those of the qualifications that are told, at least one.
pub(crate) struct Told {
    /// Without qualifications.
    person: Person,
    qualifications: Vec<Qualification>,
    /// The schemes of which a qualification is in force, told or not.
    covered_by: Vec<Scheme>,
}

impl Told {
    /// What is told by card: of each scheme the qualification in force, else the one that began last, in the order of the specification's
    /// tables. `None`: the person has none.
    pub(crate) fn by_card(person: Person, today: Day) -> Option<Self> {
        Self::new(person, today, |mut all| {
            let best = |scheme| {
                let places = (0..all.len()).filter(|place| all[*place].scheme == scheme);
                let place =
                    places.max_by_key(|place| (all[*place].in_force(today), all[*place].starts_on))?;
                Some(all.remove(place))
            };
            Scheme::ALL.into_iter().filter_map(best).collect()
        })
    }

    /// Those that are `wanted`. `None`: none of the person's is.
    pub(crate) fn those(
        person: Person,
        today: Day,
        wanted: impl FnMut(&Qualification) -> bool,
    ) -> Option<Self> {
        Self::new(person, today, |mut all| {
            all.retain(wanted);
            all
        })
    }

    fn new(
        mut person: Person,
        today: Day,
        choose: impl FnOnce(Vec<Qualification>) -> Vec<Qualification>,
    ) -> Option<Self> {
        let covered_by = |scheme: &Scheme| person.in_force(*scheme, today);
        let covered_by = Scheme::ALL.into_iter().filter(covered_by).collect();
        let qualifications = choose(mem::take(&mut person.qualifications));
        (!qualifications.is_empty()).then_some(Self {
            person,
            qualifications,
            covered_by,
        })
    }

    /// Whose they are.
    pub(crate) fn person_id(&self) -> &str {
        &self.person.id
    }

    /// Adds the result of each qualification. Only a ticket that names the asking institution is told to it, and not with a qualification
    /// that is lost: otherwise the patient is 未委託 there.
    pub(crate) fn tell(self, asked: &Asked<'_>, results: &mut Vec<QualificationResult>) {
        let today = asked.today;
        self.each(asked, results, |one, ticket| {
            ticket.names_asking && one.in_force(today)
        });
    }

    /// Adds the results of 一括取得: the tickets of `month` that name the asking institution, each with its qualification. That of a
    /// qualification which is lost is told, too, and what it is worth.
    pub(crate) fn tell_in_bulk(
        person: Person,
        asked: &Asked<'_>,
        month: YearMonth,
        results: &mut Vec<QualificationResult>,
    ) {
        let of_month = |ticket: &Ticket| ticket.names_asking && ticket.valid_from.year_month() == month;
        let told = Self::those(person, asked.today, |one| {
            one.ticket.as_ref().is_some_and(of_month)
        });
        if let Some(told) = told {
            told.each(asked, results, |_, _| true);
        }
    }

    fn each(
        self,
        asked: &Asked<'_>,
        results: &mut Vec<QualificationResult>,
        is_told: impl Fn(&Qualification, &Ticket) -> bool,
    ) {
        // A copy of the person for all but the last.
        let persons = repeat_n(self.person, self.qualifications.len());
        for (mut one, person) in self.qualifications.into_iter().zip(persons) {
            let ticket = one.ticket.take().filter(|ticket| is_told(&one, ticket));
            results.push(result(asked, &self.covered_by, person, one, ticket));
        }
    }
}

fn result(
    asked: &Asked<'_>,
    covered_by: &[Scheme],
    person: Person,
    told: Qualification,
    ticket: Option<Ticket>,
) -> QualificationResult {
    let assistance = told.scheme == Scheme::MedicalAssistance;
    let validity = match (told.in_force(asked.today), assistance, &ticket) {
        (false, _, _) if covered_by.contains(&told.scheme) => QualificationValidity::InvalidNewerExists,
        (false, _, _) => QualificationValidity::Invalid,
        (true, true, None) => QualificationValidity::ValidUnregistered,
        (true, _, _) => QualificationValidity::Valid,
    };
    let begins = told.starts_on.to_string();
    QualificationResult {
        insured_card_classification: Some(told.classification),
        qualification_validity: Some(validity),
        insurer_number: Some(wire_insurer_number(&told.insurer_number).into()),
        insured_card_symbol: told.symbol,
        insured_identification_number: Some(told.number),
        insured_branch_number: told.branch,
        personal_family_classification: told.family,
        insurer_name: Some(told.insurer_name),
        name: Some(person.name),
        name_of_other: person.name_of_other,
        name_kana: Some(person.name_kana),
        sex1: Some(person.sex),
        birthdate: Some(person.birth_date.to_string().into()),
        address: person.address,
        post_number: person.post_number,
        qualification_date: Some(begins.clone()),
        disqualification_date: told.ends_on.map(|end| end.to_string()),
        reason_of_loss: told.reason_of_loss,
        insured_certificate_issuance_date: (!assistance).then(|| begins.clone()),
        insured_card_valid_date: (!assistance).then_some(begins),
        insured_card_expiration_date: None,
        insured_partial_contribution_ratio: told.ratio,
        public_expense_result_list: ticket
            .map(|ticket| ticket_info(asked, covered_by, ticket))
            .into_iter()
            .collect(),
        reference_number: told.reference_number,
    }
}

fn ticket_info(asked: &Asked<'_>, covered_by: &[Scheme], ticket: Ticket) -> MedicalTicketInfo {
    let (ticket_type, treatment) = match asked.desk.facility {
        Facility::Clinic => (TicketType::MedicalTicket, ticket.treatment),
        Facility::Pharmacy => (TicketType::DispensingTicket, TreatmentType::Dispensing),
    };
    MedicalTicketInfo {
        ticket_type: Some(ticket_type),
        medical_ticket_valid_date: Some(ticket.valid_from.to_string()),
        medical_ticket_expiration_date: Some(ticket.valid_until.to_string()),
        issue_number: Some(ticket.issue_number),
        medical_treatment_month: Some(asked.today.year_month().to_string()),
        designated_medical_institution_code: Some(asked.desk.institution.clone()),
        designated_medical_institution_flag: Some(DesignatedInstitution::Same),
        designated_medical_institution_name: Some(asked.desk.institution_name.clone()),
        medical_treatment_type: Some(treatment),
        self_pay_amount: Some(ticket.self_pay_yen.to_string()),
        district_contact_name: Some(ticket.district_contact),
        single_or_combined_use: Some(if covered_by.len() == Scheme::ALL.len() {
            SingleOrCombined::Combined
        } else {
            SingleOrCombined::Single
        }),
        ..MedicalTicketInfo::default()
    }
}
