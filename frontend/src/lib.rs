//! The reception app: what a browser shows of one desk. It talks to the bridge of its own machine and, for the
//! counter and the records screen, to the qualification backend; what happens when is decided in `madoguchi-flow`, not here.
//!
//! Three pages that never lead to each other, one per screen: the counter at `/`, the patient at `/patient`, 薬剤情報 and 健診情報 at
//! `/records`.

// The component macro writes public functions, whatever their visibility here.
#![allow(unreachable_pub)]
// The desk is a bundle of handles to signals; a debug build makes each of them larger.
#![allow(clippy::large_types_passed_by_value)]

pub mod api;
pub mod app;
pub mod browser;
pub mod camera;
pub mod clock;
pub mod components;
pub mod desk;
#[cfg(test)]
mod drawn;
pub mod events;
pub mod format;
pub mod idle;
pub mod lazy;
pub mod locale;
pub mod pages;
pub mod pairing;
pub mod runner;
pub mod text;

pub use app::{CounterApp, PatientApp, RecordsApp};
