//! The steps of 顔認証, and what stands in their place when there is no camera.

use super::ways::Ways;
use crate::api::Bridge;
use crate::camera::{Camera, CameraFault};
use crate::components::redraw::redraw;
use crate::components::{CollationPad, FaceLook};
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::face::CameraMissing;

/// What the steps of 顔認証 have in common.
#[derive(Clone)]
pub(super) struct Face {
    /// Where number and pictures go.
    pub(super) bridge: Bridge,
    /// The request that is on the screen.
    pub(super) request: String,
    /// The camera.
    pub(super) camera: Camera,
    /// The other ways.
    pub(super) ways: Ways,
}

impl Face {
    /// 照合番号B
    pub(super) fn number(self, tries_left: u8, wrong: bool) -> AnyView {
        let face = self.clone();
        self.unless_missing(move || {
            let (bridge, face_request) = (face.bridge.clone(), face.request.clone());
            let hint = if face.ways.pin.get_untracked() {
                Message::PATIENT_NUMBER_HINT
            } else {
                Message::PATIENT_NUMBER_HINT_STAFF
            };
            view! { <CollationPad bridge face_request tries_left wrong hint /> }.into_any()
        })
    }

    /// The camera looks.
    pub(super) fn look(self) -> AnyView {
        let face = self.clone();
        self.unless_missing(move || {
            let (bridge, face_request) = (face.bridge.clone(), face.request.clone());
            let camera = face.camera;
            view! { <FaceLook bridge face_request camera /> }.into_any()
        })
    }

    /// Without a camera nobody is asked for a number that would be of no use: the bridge is told at once, and the
    /// other ways are offered.
    fn unless_missing(self, draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
        let Self {
            bridge,
            request,
            camera,
            ways,
        } = self;
        let fault = Memo::new(move |_| camera.fault());
        tell_missing(bridge, request, fault);
        view! {
            <div role="alert">
                {redraw(move || fault.get().map(|fault| view! { <p class="tries">{t(why(fault))}</p> }).into_any())}
            </div>
            {redraw(move || if fault.get().is_some() { ways.draw() } else { draw() })}
        }
        .into_any()
    }
}

/// Looks for the test of the camera: as for a patient, and it is said that nobody is received.
pub(super) fn test(bridge: Bridge, test: String, camera: Camera) -> AnyView {
    let fault = Memo::new(move |_| camera.fault());
    tell_missing(bridge.clone(), test.clone(), fault);
    let look = redraw(move || {
        let (bridge, face_request) = (bridge.clone(), test.clone());
        if let Some(fault) = fault.get() {
            return view! { <p class="tries">{t(why(fault))}</p> }.into_any();
        }
        let slow = Message::PATIENT_TEST_SLOW;
        view! { <FaceLook bridge face_request camera slow /> }.into_any()
    });
    view! {
        <p>{t(Message::PATIENT_TEST_TEXT)}</p>
        {look}
    }
    .into_any()
}

/// Tells the bridge as soon as there is no camera, and why.
fn tell_missing(bridge: Bridge, request: String, fault: Memo<Option<CameraFault>>) {
    Effect::new(move || {
        let fault = fault.get();
        if fault.is_none() {
            return;
        }
        let bridge = bridge.clone();
        let missing = CameraMissing {
            face_request: request.clone(),
            fault,
        };
        // What stands on the screen instead does not depend on it.
        spawn_local(async move {
            let _ = bridge.camera_missing(&missing).await;
        });
    });
}

/// Why the camera cannot be used.
pub(super) const fn why(fault: CameraFault) -> Message {
    match fault {
        CameraFault::Refused => Message::PATIENT_CAMERA_REFUSED,
        CameraFault::Absent => Message::PATIENT_CAMERA_ABSENT,
        CameraFault::InUse => Message::PATIENT_CAMERA_IN_USE,
        CameraFault::Silent => Message::PATIENT_CAMERA_SILENT,
    }
}
