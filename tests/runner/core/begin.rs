//! How a reception begins: somebody is at the counter.

use super::Core;
use crate::his::STAFF;
use crate::support::Desk;
use madoguchi_flow::{Event, Way};
use madoguchi_shared::Facility;

impl Core {
    pub(super) fn begin_by(&mut self, way: Way) -> Result<(), String> {
        if *self.desk.state() != *begin(self.facility, self.desk.now).state() {
            return Err("the reception has begun already".to_owned());
        }
        self.desk = Desk::start_at(self.desk.now, &[]);
        self.desk.happen(Event::Begun(self.facility, way));
        on_duty(&mut self.desk);
        Ok(())
    }
}

pub(super) fn begin(facility: Facility, now: i64) -> Desk {
    let mut desk = match facility {
        Facility::Clinic => Desk::start_at(now, &[]),
        Facility::Pharmacy => Desk::start_at_a_pharmacy(now, &[]),
    };
    on_duty(&mut desk);
    desk
}

fn on_duty(desk: &mut Desk) {
    desk.happen(Event::OnDuty(STAFF.to_owned()));
}
