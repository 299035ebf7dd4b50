//! The card path: readers, cards put on them and taken away, and the few operations a card is asked for.
//!
//! [`CardService`] is the door. Behind it, from the outside in: `registry` (which card lies where), `monitor` (one thread
//! that blocks until something changes), `worker` (one thread per reader; deadlines are kept outside of them, since
//! nothing frees a thread from a mute card), `operation` (one transaction), `jpki` (the commands), `session` (status
//! words and fall-backs), `transport` (PC/SC, or readers in software). Nothing is held while idle.

mod apdu;
mod control;
mod error;
mod facts;
mod jpki;
mod monitor;
mod operation;
mod profile;
mod registry;
mod service;
mod session;
#[cfg(feature = "simulator")]
pub mod simulator;
mod transport;
mod worker;

pub use error::{CardError, PinError, Unreadable};
pub use facts::{CardFacts, MessageMaker, PinSignature};
pub use service::{CardService, DEADLINE};
