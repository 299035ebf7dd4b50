//! The browser's stream of pictures.

use super::{CameraFault, fault};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack, MediaTrackConstraints,
};

/// Wished for, not demanded: whatever the camera has will do.
const WIDTH: i32 = 640;
const HEIGHT: i32 = 480;

/// A camera that is on; switched off when dropped.
pub(super) struct Stream {
    stream: MediaStream,
    /// What the browser calls when the camera is gone.
    ended: Closure<dyn FnMut()>,
}

impl Stream {
    /// Switches the camera on: the one that looks at the patient, where there is a choice. `on_end` is called when it
    /// stops by itself, as when it is unplugged.
    pub(super) async fn open(on_end: impl FnMut() + 'static) -> Result<Self, CameraFault> {
        let stream = get_user_media().await.map_err(|error| fault::of(&error))?;
        let stream = Self {
            stream,
            ended: Closure::new(on_end),
        };
        for track in stream.tracks() {
            track.set_onended(Some(stream.ended.as_ref().unchecked_ref()));
        }
        Ok(stream)
    }

    pub(super) fn show_in(&self, video: &HtmlVideoElement) {
        // Without sound there is nothing that a browser would want to ask the patient about.
        video.set_muted(true);
        video.set_src_object(Some(&self.stream));
        // Rejected only when the element is gone by then.
        let _ = video.play();
    }

    fn tracks(&self) -> impl Iterator<Item = MediaStreamTrack> {
        self.stream
            .get_tracks()
            .into_iter()
            .map(JsCast::unchecked_into::<MediaStreamTrack>)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        for track in self.tracks() {
            track.set_onended(None);
            track.stop();
        }
    }
}

async fn get_user_media() -> Result<MediaStream, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let video = MediaTrackConstraints::new();
    video.set_facing_mode_str("user");
    video.set_width_i32(WIDTH);
    video.set_height_i32(HEIGHT);
    let wanted = MediaStreamConstraints::new();
    wanted.set_audio_bool(false);
    wanted.set_video_media_track_constraints(&video);
    let devices = window.navigator().media_devices()?;
    let stream = JsFuture::from(devices.get_user_media_with_constraints(&wanted)?).await?;
    stream.dyn_into()
}
