//! The desk: its screens and what ties them together, its identity towards the backend, its reception book.

pub mod camera_test;
pub mod certificate;
pub mod enrolment;
pub mod face;
pub mod identity;
pub mod key;
pub mod live;
mod new_file;
pub mod pairing;
pub mod pin;
pub mod receptions;
mod request;
pub mod screen;
pub mod secret;
pub mod staff;
pub mod tickets;
