//! The daemon beside the card reader: serves the app on this machine's loopback, guards every request, talks to
//! the card, ties the screens of a desk together, and keeps reception book and registry.
//!
//! [`app`] is the whole HTTP side as a function of its [`state`](state::Bridge); [`service`] listens and stops;
//! [`guard`] decides who may call; [`api`] answers; [`desk`], [`his`], [`card`] and
//! [`face`] do the work.

pub mod api;
pub mod card;
pub mod clock;
pub mod desk;
mod digest;
pub mod face;
pub mod guard;
pub mod his;
pub mod openapi;
pub mod problem;
pub mod service;
pub mod state;
pub mod store;
mod wire;

pub use api::app;
