//! The bridge as a whole: real database, software readers, and real connections where they matter.

mod events;
mod guard;
mod host;
mod logs;
mod openapi;
mod pairing;
mod pin;
mod receptions;
mod registry;
mod support;
