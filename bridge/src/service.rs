//! The running daemon: listens on the loopback only, serves, says when it is ready, stops in good order.

pub mod listen;
pub mod serve;

pub use listen::{ListenError, Listeners};
pub use serve::serve;
