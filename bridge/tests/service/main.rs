//! The bridge as a whole: real database, software readers, and real connections where they matter.

#![allow(clippy::unwrap_used, reason = "helpers of tests may, as tests may")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "bodies made by json! read best by value"
)]

mod bulk;
mod calls;
mod enrolment;
mod events;
mod face;
mod guard;
mod host;
mod journal;
mod limits;
mod logs;
mod openapi;
mod pairing;
mod papers;
mod patients;
mod pin;
mod program;
mod receptions;
mod records;
mod registry;
mod room;
mod routes;
mod screens;
mod signatures;
mod staff;
mod support;
