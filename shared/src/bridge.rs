//! Contract between the app and the bridge, under `http://127.0.0.1:7780`.
//!
//! Every request but `GET /health`, the app's files and `POST /api/v1/pairing` carries the screen's pairing
//! token in `Authorization: Bearer`; every body is JSON; errors have the body [`Problem`](crate::Problem).
//! [`routes`] is the one list of routes with the roles that may call them.

pub mod bulk;
pub mod card;
pub mod desk;
pub mod event;
pub mod face;
pub mod his;
pub mod pairing;
pub mod patient;
pub mod reception;
pub mod records;
pub mod routes;
pub mod settings;
pub mod training;

pub use pairing::Role;
