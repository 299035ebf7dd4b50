//! The search for a patient, today's receptions, the 照会番号 that wait, and the way to 一括取得. None shows a scheme (D11).

mod find;
mod monthly;
mod pending;
mod today;

pub(super) use find::Find;
pub(super) use monthly::Monthly;
pub(super) use pending::Pending;
pub(super) use today::Today;
