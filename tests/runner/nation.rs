//! The people of `tests/people`, one of them with changes.

use madoguchi_sandbox::SyntheticNation;
use madoguchi_sandbox::population::{Cardholder, Elsewhere, NationalData, Person, Records};
use madoguchi_scenarios::scenario::{Change, Cover};
use madoguchi_shared::Scheme;
use madoguchi_shared::code::ReasonOfLoss;
use madoguchi_shared::date::Day;
use std::sync::{Arc, Mutex};

/// What changed, and on which day.
pub(crate) type Changes = Arc<Mutex<Vec<(Day, Change)>>>;

/// The synthetic nation, which grows older day by day, and in which one person changes. The dates of
/// `tests/people` are counted from today, so that a case stays a case; here they stay those of the first day, but for the
/// tickets, which are new every month.
pub(crate) struct ChangingNation {
    pub(crate) first_day: Day,
    pub(crate) person: &'static str,
    pub(crate) changes: Changes,
}

impl NationalData for ChangingNation {
    fn trust_anchors(&self) -> Vec<Vec<u8>> {
        SyntheticNation.trust_anchors()
    }

    fn revocation_list(&self, today: Day) -> Vec<u8> {
        SyntheticNation.revocation_list(today)
    }

    fn persons(&self, today: Day) -> Vec<Cardholder> {
        let mut persons = SyntheticNation.persons(self.first_day);
        for (holder, now) in persons.iter_mut().zip(SyntheticNation.persons(today)) {
            let qualifications = holder.person.qualifications.iter_mut();
            for (qualification, now) in qualifications.zip(now.person.qualifications) {
                qualification.ticket = now.ticket;
            }
        }
        let changes = self.changes.lock().unwrap();
        for holder in persons
            .iter_mut()
            .filter(|holder| holder.person.id == self.person)
        {
            for (day, change) in changes.iter() {
                apply(&mut holder.person, *day, *change);
            }
        }
        persons
    }

    fn elsewhere(&self, _: Day) -> Vec<Elsewhere> {
        SyntheticNation.elsewhere(self.first_day)
    }

    fn records(&self, _: Day) -> Vec<Records> {
        SyntheticNation.records(self.first_day)
    }
}

pub(crate) fn scheme(cover: Cover) -> Scheme {
    match cover {
        Cover::Assistance => Scheme::MedicalAssistance,
        Cover::Insurance => Scheme::HealthInsurance,
    }
}

fn apply(person: &mut Person, day: Day, change: Change) {
    match change {
        Change::Ended(cover) => {
            let lost = person
                .qualifications
                .iter_mut()
                .filter(|qualification| qualification.scheme == scheme(cover));
            for qualification in lost {
                qualification.ends_on = Some(day);
                qualification.reason_of_loss = Some(ReasonOfLoss::Other);
                qualification.ticket = None;
            }
        }
        Change::NotEntrusted | Change::Entrusted => {
            let tickets = person.qualifications.iter_mut().filter_map(|q| q.ticket.as_mut());
            for ticket in tickets {
                ticket.names_asking = matches!(change, Change::Entrusted);
            }
        }
        Change::NoQualification => person.qualifications.clear(),
        Change::Branch => {
            let mut all = person.qualifications.iter_mut();
            let assistance = all.find(|qualification| qualification.scheme == Scheme::MedicalAssistance);
            if let Some(of) = assistance {
                of.branch = Some("01".into());
            }
        }
        Change::Name => person.name = "改姓　新".into(),
    }
}
