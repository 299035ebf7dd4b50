//! Why a camera gives no pictures.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// Why there are no pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraFault {
    /// Browser or system do not allow it.
    Refused,
    /// There is none.
    Absent,
    /// Another program has it.
    InUse,
    /// It does not answer, has stopped, or failed in a way that has no name here.
    Silent,
}

impl CameraFault {
    /// What `getUserMedia` was rejected with.
    pub(super) fn of(error: &JsValue) -> Self {
        let name = error.dyn_ref::<DomException>().map(DomException::name);
        name.map_or(Self::Silent, |name| Self::named(&name))
    }

    /// By the names of Media Capture and Streams, and those that older browsers used.
    fn named(name: &str) -> Self {
        match name {
            "NotAllowedError" | "PermissionDeniedError" | "SecurityError" => Self::Refused,
            "NotFoundError" | "DevicesNotFoundError" | "OverconstrainedError" => Self::Absent,
            "NotReadableError" | "TrackStartError" | "AbortError" => Self::InUse,
            _ => Self::Silent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_browsers() {
        for (name, fault) in [
            ("NotAllowedError", CameraFault::Refused),
            ("NotFoundError", CameraFault::Absent),
            ("NotReadableError", CameraFault::InUse),
            ("InvalidStateError", CameraFault::Silent),
        ] {
            assert_eq!(CameraFault::named(name), fault, "{name}");
        }
    }
}
