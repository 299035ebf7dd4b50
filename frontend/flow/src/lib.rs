//! The flows as machines without IO, clock or Leptos: `update(event, now)` gives the next state and the requests that
//! someone else has to perform. The app, the scenario tests and the demo run these same functions.
//!
//! | machine | rows of `flows.md` |
//! |---|---|
//! | [`card_reception`] | F03, F07; F04, F08 at a pharmacy |
//! | [`identify`] | 本人確認 inside it |
//! | [`inquiry_number`] | S1 照会番号登録 |
//!
//! [`journal`] is what survives a reload.
//!
//! Invariant: nothing here touches the network, the card, the screen or the time of day. A request carries an
//! [`Attempt`]; an answer to an older attempt changes nothing.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod card_reception;
pub mod cards;
pub mod changes;
pub mod coverage;
pub mod event;
pub mod identify;
pub mod inquiry_number;
pub mod journal;
pub mod person;
pub mod request;
pub mod step;

pub use card_reception::CardReception;
pub use event::{Act, Event};
pub use request::{Answer, Request};
pub use step::{Attempt, Attempts, Effect, Outcome, Status};
