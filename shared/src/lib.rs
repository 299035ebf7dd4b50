//! Types that more than one part of Madoguchi speaks: both HTTP contracts, identifiers with their check
//! digits, the words of each scheme, and the catalogue of errors.
//!
//! Nothing here does IO and nothing here knows the time: a clock reading comes in as a number
//! (milliseconds since 1970-01-01T00:00Z) and days are Asia/Tokyo days ([`date`]).

mod as_text;
pub mod backend;
pub mod bridge;
pub mod code;
pub mod date;
pub mod error;
pub mod identifier;
pub mod identity;
pub mod kana;
pub mod language;
pub mod qualification;
pub mod redacted;
pub mod scheme;
pub mod terms;

pub use error::{ErrorCode, Problem};
pub use language::Language;
pub use redacted::{Redacted, Secret};
pub use scheme::{Facility, Scheme};
