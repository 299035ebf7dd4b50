//! Typed clients of the two HTTP contracts.

pub mod backend;
pub mod bridge;
mod http;

pub use backend::Backend;
pub use bridge::Bridge;
pub use http::{Incoming, Stop};

use leptos::wasm_split::SplitLoaderError;
use madoguchi_shared::ErrorCode;
use std::fmt;

/// Why a call came to nothing: an entry of the catalogue, never more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The entry.
    pub code: ErrorCode,
    /// Finds the request in the log of bridge or backend; `None` when no answer came.
    pub request_id: Option<String>,
}

impl From<ErrorCode> for Fault {
    fn from(code: ErrorCode) -> Self {
        Self {
            code,
            request_id: None,
        }
    }
}

impl From<SplitLoaderError> for Fault {
    fn from(_: SplitLoaderError) -> Self {
        ErrorCode::PartUnavailable.into()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.code())
    }
}

impl std::error::Error for Fault {}
