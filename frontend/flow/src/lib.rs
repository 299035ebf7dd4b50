//! The flows as machines without IO, clock or Leptos: `update(event, now)` gives the next state and the requests that
//! someone else has to perform. The app, the scenario tests and the demo run these same functions.
//!
//! | machine | rows of `flows.md` |
//! |---|---|
//! | [`reception`] | F03, F07; F04, F08 at a pharmacy: with the card; and the whole that the others are parts of |
//! | [`number_reception`] | F05, F09; F06, F10 at a pharmacy, with S2 and S3: by the numbers on a paper |
//! | [`first_registration`] | F01 初回登録 |
//! | [`unentrusted_check`] | F11; F12 at a pharmacy: 未委託 |
//! | [`records_viewing`] | F02: consent to 薬剤情報 and 健診情報 |
//! | [`bulk_retrieval`] | F13; F14 at a pharmacy: 一括取得, which is no reception |
//! | [`identify`] | 本人確認 |
//! | [`inquiry_number`] | S1 照会番号登録 |
//!
//! [`journal`] is what survives a reload.
//!
//! Invariant: nothing here touches the network, the card, the screen or the time of day. A request carries an
//! [`Attempt`]; an answer to an older attempt changes nothing.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod bulk_retrieval;
pub mod cards;
pub mod changes;
pub mod coverage;
pub mod entry;
pub mod event;
pub mod first_registration;
pub mod identify;
pub mod inquiry_number;
pub mod journal;
pub mod number_reception;
pub mod person;
pub mod reception;
pub mod records_viewing;
pub mod request;
pub mod step;
pub mod unentrusted_check;

pub use bulk_retrieval::BulkRetrieval;
pub use event::{Act, Event, Way};
pub use reception::Reception;
pub use request::{Answer, Request};
pub use step::{Attempt, Attempts, Effect, Outcome, Status};
