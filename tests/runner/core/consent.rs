//! Consent to 薬剤情報 and 健診情報 on the stage of the flow core (F02).

use super::Core;
use crate::words::consent;
use madoguchi_flow::Event;
use madoguchi_flow::reception::State;
use madoguchi_shared::bridge::patient::{ConsentAnswer, ConsentQuestion, PatientAct};
use madoguchi_shared::date::Day;

impl Core {
    pub(super) fn consents(&mut self, about: ConsentQuestion, given: bool) {
        let answer = ConsentAnswer { about, given };
        self.desk.happen(Event::Patient(PatientAct::Consent(answer)));
    }

    /// How the consent stands, behind the step: nothing before it was asked for, while it is asked again, and at the end.
    pub(super) fn consent_stands(&self) -> String {
        match self.desk.state() {
            State::Consenting(..) | State::TakingCard(_) | State::Over(_) => String::new(),
            _ => self.desk.machine.consent().map_or(String::new(), |end| {
                format!("; {}", consent(end, &self.desk.machine))
            }),
        }
    }

    pub(super) async fn doctor_asks(&mut self, months: i32) -> Result<(), String> {
        let today = Day::in_tokyo(self.desk.now);
        self.doctor.ask(&self.his, &self.backend, today, months).await
    }
}
