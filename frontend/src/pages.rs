//! The pages, one for each screen.

pub mod counter;
mod not_paired;
pub mod patient;
pub mod records;

pub use counter::Counter;
pub use not_paired::NotPaired;
pub use patient::Patient;
pub use records::Records;
