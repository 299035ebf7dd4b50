//! Today's receptions and the 照会番号 that wait. Neither shows a scheme (D11).

mod pending;
mod today;

pub(super) use pending::Pending;
pub(super) use today::Today;
