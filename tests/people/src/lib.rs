//! The synthetic persons of demo and tests, what is on their cards, and the CA that issued their certificates.
//!
//! Nobody here exists. Names are made up, addresses end in districts that do not exist, numbers satisfy their check digits
//! and are synthetic (`domain.md §2.4`), nobody has a 個人番号, portraits are drawn.
//!
//! Each person stands for one case and is named after it ([`all`], [`find`]). Dates are relative to a day that the caller
//! gives: nothing here reads a clock. Keys are derived from the person's id, so that two processes agree on a card without
//! sharing a file; they protect nothing and are worth nothing.

pub mod ca;
pub mod card;
mod catalogue;
pub mod coverage;
mod history;
pub mod kana;
mod key;
pub mod moment;
mod paper;
pub mod person;
pub mod photo;

pub use ca::{CaError, IssuedCertificate, TestCa};
pub use card::{Card, CertificateState, PinState};
pub use catalogue::{all, find};
pub use coverage::{Assistance, Designation, Insurance, Ticket};
pub use moment::Moment;
pub use person::{AtJlis, Linkage, Person};
