//! The card path: readers, cards put on them and taken away, and the few operations a card is asked for.
//!
//! [`CardService`] is the door. Behind it, from the outside in: `registry` (which card lies where), `monitor` (one thread
//! that blocks until something changes), `worker` (one thread per reader; deadlines are kept outside of them, since
//! nothing frees a thread from a mute card), `operation` (one transaction), `jpki` and `card_face` (the commands of an
//! application) with what both need in `verify` and `read`, `session` (status words and fall-backs), `transport` (PC/SC,
//! or readers in software). Nothing is held while idle.

mod apdu;
mod card_face;
mod control;
mod error;
pub mod face_tlv;
mod facts;
mod jpki;
mod monitor;
mod operation;
#[cfg(test)]
mod played;
mod profile;
mod read;
mod registry;
mod service;
mod session;
#[cfg(feature = "simulator")]
pub mod simulator;
mod transport;
mod verify;
mod worker;

pub use error::{CardError, CollationError, PinError, Unreadable};
pub use facts::{CardFacts, CardPhoto, Inspected, MessageMaker, PinSignature};
pub use service::{CardService, DEADLINE};
