//! Why a camera gives no pictures.

use madoguchi_shared::bridge::face::CameraFault;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// What `getUserMedia` was rejected with.
pub(super) fn of(error: &JsValue) -> CameraFault {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    name.map_or(CameraFault::Silent, |name| named(&name))
}

/// By the names of Media Capture and Streams, and those that older browsers used.
fn named(name: &str) -> CameraFault {
    match name {
        "NotAllowedError" | "PermissionDeniedError" | "SecurityError" => CameraFault::Refused,
        "NotFoundError" | "DevicesNotFoundError" | "OverconstrainedError" => CameraFault::Absent,
        "NotReadableError" | "TrackStartError" | "AbortError" => CameraFault::InUse,
        _ => CameraFault::Silent,
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
            assert_eq!(named(name), fault, "{name}");
        }
    }
}
