//! A My Number card in software: it speaks the bytes of `domain.md §3` and knows files, keys and PINs, but no persons.
//!
//! - [`image`] says what is on a card, as plain data; [`my_number`] lays out a My Number card; [`profile`] says how the chip behaves.
//! - [`SharedCard`] is the card itself, to be put into a reader in software or, with [`vpcd`], into pcscd.
//! - [`fault`] makes it misbehave on request, [`face`] holds 券面 and what can be wrong with it, [`log`] tells what it has seen.
//!
//! No bytes sent to a card make it panic: a command that cannot be understood gets a status word.

pub mod apdu;
mod card;
pub mod face;
pub mod fault;
pub mod image;
pub mod log;
pub mod my_number;
#[cfg(feature = "test-pcscd")]
pub mod pcscd_harness;
#[cfg(feature = "people")]
pub mod person;
mod pin;
pub mod profile;
pub mod shared_card;
mod sign;
pub mod status;
pub mod tlv;
pub mod vpcd;

pub use fault::{Fault, FaultPlan};
pub use image::CardImage;
pub use log::{ApduLog, LogEntry};
pub use my_number::MyNumberCard;
pub use profile::CardProfile;
pub use shared_card::{CardReply, SharedCard};
